import CSimdJSON

extension JSONParser {
  /// Parses one record where it lies; what is wrong with it, it finds out slowly.
  ///
  /// - Parameters:
  ///   - line: on which the record starts, from 1.
  ///   - isComplete: whether the input goes on behind the record, so that a record that is cut off
  ///     was written so.
  /// - Precondition: `csj_padding` readable bytes follow it.
  mutating func record(
    _ bytes: UnsafePointer<UInt8>, count: Int, line: Int, isComplete: Bool
  ) -> RecordParse {
    switch parse(bytes, count: count) {
    case .object(let members, let repeated):
      return .record(members, line: line, repeated: repeated)
    case .other(let typeName):
      return .fault(.notAnObject(typeName: typeName), line: line, column: nil)
    case .refused(let status):
      let text = UnsafeBufferPointer(start: bytes, count: count)
      return Self.fault(status, in: text, line: line, isComplete: isComplete)
    }
  }

  /// Why a record was refused, and where.
  static func fault(
    _ status: csj_status, in text: UnsafeBufferPointer<UInt8>, line: Int, isComplete: Bool
  ) -> RecordParse {
    if status == csj_no_memory { return .fault(.noMemory, line: line, column: nil) }
    let found = JSONDiagnosis.find(in: text, maximumDepth: maximumDepth)
    guard let (offset, problem) = found else {
      return .fault(.notJSON(.unexplained), line: line, column: nil)
    }
    let place = InputBuffer.place(of: offset, in: text, startingAt: line)
    let cause: RecordFault.Cause =
      switch problem {
      case .mistake(let mistake): .notJSON(mistake)
      case .tooDeep: .tooDeep(limit: maximumDepth)
      case .invalidUTF8: .invalidUTF8
      case .endsInText where isComplete: .notJSON(.unclosedText)
      case .ends, .endsInText: isComplete ? .notJSON(.endsEarly) : .endsInRecord
      }
    return .fault(cause, line: place.line, column: place.column)
  }
}
