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
      return parser.record(
        input.bytes, count: length, line: input.line, isComplete: lineEnd != nil)
    }
  }

  /// Moves whole lines to a batch until it has about so many bytes, or nothing is there to be read.
  ///
  /// Throws what `fill` throws; the lines before that are in the batch.
  func cut(
    from input: inout InputBuffer, size: Int, isIdle: () -> Bool, into batch: inout LineBatch
  ) throws(ReadFailure.Cause) {
    while batch.isEmpty || batch.size < size {
      if batch.append(from: &input, size: size, maximumRecordSize: maximumRecordSize) { continue }
      if !batch.isEmpty, isIdle() { break }
      if input.count > maximumRecordSize {
        batch.appendTooLarge(line: input.line, maximumRecordSize: maximumRecordSize)
        try input.skipLine()
      } else if try !input.fill() {
        if input.count > 0 { batch.appendRest(of: &input, maximumRecordSize: maximumRecordSize) }
        break
      }
    }
  }

  private func skipLine(of input: inout InputBuffer) throws(ReadFailure.Cause) -> RecordParse {
    let line = input.line
    try input.skipLine()
    return .fault(.tooLarge(limit: maximumRecordSize), line: line, column: nil)
  }

  private static func isBlank(_ input: borrowing InputBuffer, _ length: Int) -> Bool {
    LineBatch.isBlank(UnsafeBufferPointer(start: input.bytes, count: length))
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
