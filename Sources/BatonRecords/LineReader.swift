import CSimdJSON

/// NDJSON: one object on each line; blank lines are skipped.
struct LineReader: ~Copyable {
  private let maximumRecordSize: Int
  private var parser = JSONParser()

  init(maximumRecordSize: Int) { self.maximumRecordSize = maximumRecordSize }

  mutating func next(from input: inout InputBuffer) throws(ReadFailure.Cause) -> RecordParse? {
    while true {
      var searched = 0
      var lineEnd = input.firstIndex(of: 0x0a)
      while lineEnd == nil {
        searched = input.count
        if searched > maximumRecordSize { return try skipLine(of: &input) }
        guard try input.fill() else { break }
        lineEnd = input.firstIndex(of: 0x0a, from: searched)
      }
      let length = lineEnd ?? input.count
      if length == 0, lineEnd == nil { return nil }
      defer { input.consume(min(length + 1, input.count)) }
      if length > maximumRecordSize {
        return .fault(.tooLarge(limit: maximumRecordSize), line: input.line, column: nil)
      }
      if Self.isBlank(input, length) { continue }
      return parser.record(in: input, count: length, isComplete: lineEnd != nil)
    }
  }

  private func skipLine(of input: inout InputBuffer) throws(ReadFailure.Cause) -> RecordParse {
    let line = input.line
    try input.skipLine()
    return .fault(.tooLarge(limit: maximumRecordSize), line: line, column: nil)
  }

  private static func isBlank(_ input: borrowing InputBuffer, _ length: Int) -> Bool {
    for index in 0..<length where input.bytes[index] > 0x20 { return false }
    return true
  }
}

extension InputBuffer {
  /// Drops everything up to and including the next line end, without holding it.
  mutating func skipLine() throws(ReadFailure.Cause) {
    while true {
      if let lineEnd = firstIndex(of: 0x0a) {
        consume(lineEnd + 1)
        return
      }
      consume(count)
      guard try fill() else { return }
    }
  }
}

extension JSONParser {
  /// Parses the first bytes of the input as one record; what is wrong with it, it finds out slowly.
  ///
  /// - Parameter isComplete: whether the input goes on behind the record, so that a record that is
  ///   cut off was written so.
  mutating func record(
    in input: borrowing InputBuffer, count: Int, isComplete: Bool
  ) -> RecordParse {
    switch parse(input.bytes, count: count) {
    case .object(let members, let repeated):
      return .record(members, line: input.line, repeated: repeated)
    case .other(let typeName):
      return .fault(.notAnObject(typeName: typeName), line: input.line, column: nil)
    case .refused(let status):
      if status == csj_no_memory { return .fault(.noMemory, line: input.line, column: nil) }
      let text = UnsafeBufferPointer(start: input.bytes, count: count)
      let found = JSONDiagnosis.find(in: text, maximumDepth: Self.maximumDepth)
      guard let (offset, problem) = found else {
        return .fault(.notJSON(.unexplained), line: input.line, column: nil)
      }
      let place = input.place(of: offset)
      let cause: RecordFault.Cause =
        switch problem {
        case .mistake(let mistake): .notJSON(mistake)
        case .tooDeep: .tooDeep(limit: Self.maximumDepth)
        case .invalidUTF8: .invalidUTF8
        case .endsInText where isComplete: .notJSON(.unclosedText)
        case .ends, .endsInText: isComplete ? .notJSON(.endsEarly) : .endsInRecord
        }
      return .fault(cause, line: place.line, column: place.column)
    }
  }
}
