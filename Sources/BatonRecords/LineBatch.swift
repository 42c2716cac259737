import CSimdJSON

/// Lines of NDJSON as they were written, with their places: cut by one thread, parsed by another.
///
/// The bytes of all lines lie one after the other, with line ends and blank lines between them, and
/// `csj_padding` readable bytes behind the last. Cutting costs a search for line ends and one copy.
package struct LineBatch: Sendable {
  /// A line that is not blank.
  struct Line {
    let start: Int
    /// Its length without the line end; nil if it is too large to be here.
    let count: Int?
    /// From 1, in its source.
    let line: Int
  }

  private var bytes: [UInt8] = []
  private var lines: [Line] = []
  /// The number of the first record in its source, from 1.
  let number: Int
  /// Whether the source goes on behind the last line, so that it has a line end.
  private var isComplete = true
  private var maximumRecordSize = 0

  init(number: Int) { self.number = number }

  /// One record in hand, on one line or several; no line if it is blank.
  package init(
    record: consuming [UInt8], maximumRecordSize: Int = RecordReader.defaultMaximumRecordSize
  ) {
    number = 1
    bytes = record
    isComplete = false
    if bytes.count > maximumRecordSize {
      bytes = []
      appendTooLarge(line: 1, maximumRecordSize: maximumRecordSize)
    } else if !bytes.withUnsafeBufferPointer(Self.isBlank) {
      lines = [Line(start: 0, count: bytes.count, line: 1)]
    }
    finish()
  }

  /// How many records there are.
  package var count: Int { lines.count }
  package var isEmpty: Bool { lines.isEmpty }

  /// The line on which a record starts, from 1 in its source.
  package func line(at index: Int) -> Int { lines[index].line }

  /// How many bytes there are.
  var size: Int { bytes.count }

  /// Lends all bytes: those of each line are from its start on.
  func withBytes(_ body: (UnsafePointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }

  subscript(index: Int) -> Line { lines[index] }

  /// Whether a line has a line end.
  func isComplete(at index: Int) -> Bool { isComplete || index < lines.count - 1 }

  /// Lends a record's bytes, which `csj_padding` readable ones follow.
  func withLine<Result>(
    at index: Int,
    _ body: (_ bytes: UnsafePointer<UInt8>, _ count: Int, _ line: Int, _ isComplete: Bool) -> Result
  ) -> Result? {
    let line = lines[index]
    guard let count = line.count else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      return body(base + line.start, count, line.line, isComplete(at: index))
    }
  }

  /// A line as it was written, without its line end; nil if it is too large to be here.
  package func bytes(at index: Int) -> [UInt8]? {
    withLine(at: index) { bytes, count, _, _ in
      Array(UnsafeBufferPointer(start: bytes, count: count))
    }
  }

  /// The fault of a line that is not here.
  func tooLarge(at index: Int) -> RecordParse {
    .fault(.tooLarge(limit: maximumRecordSize), line: lines[index].line, column: nil)
  }

  static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.allSatisfy { $0 <= 0x20 }
  }
}

// MARK: Cutting

extension LineBatch {
  /// Moves the whole lines that are there, until the batch has about so many bytes; false if there
  /// is none.
  mutating func append(
    from input: inout InputBuffer, size: Int, maximumRecordSize: Int
  ) -> Bool {
    // A batch that will be full grows no further; one of a slow pipe stays small.
    if bytes.isEmpty, 2 * input.count >= size { bytes.reserveCapacity(size + size / 4) }
    var position = 0
    var line = input.line
    let room = size - bytes.count
    while position < room, let end = input.firstIndex(of: 0x0a, from: position) {
      add(
        UnsafeBufferPointer(start: input.bytes + position, count: end - position), at: position,
        line: line, maximumRecordSize: maximumRecordSize)
      position = end + 1
      line += 1
    }
    take(position, of: &input, lines: line - input.line)
    return position > 0
  }

  /// Moves the last line, which has no line end.
  mutating func appendRest(of input: inout InputBuffer, maximumRecordSize: Int) {
    let count = input.count
    let before = lines.count
    add(
      UnsafeBufferPointer(start: input.bytes, count: count), at: 0, line: input.line,
      maximumRecordSize: maximumRecordSize)
    isComplete = lines.count == before
    take(count, of: &input, lines: 0)
  }

  /// Notes a line that the input has to skip.
  mutating func appendTooLarge(line: Int, maximumRecordSize: Int) {
    self.maximumRecordSize = maximumRecordSize
    lines.append(Line(start: bytes.count, count: nil, line: line))
  }

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, at position: Int, line: Int, maximumRecordSize: Int
  ) {
    if text.count > maximumRecordSize {
      appendTooLarge(line: line, maximumRecordSize: maximumRecordSize)
    } else if !Self.isBlank(text) {
      lines.append(Line(start: bytes.count + position, count: text.count, line: line))
    }
  }

  /// Takes the first bytes of the input; blank lines at the start are nobody's.
  private mutating func take(_ count: Int, of input: inout InputBuffer, lines: Int) {
    if !isEmpty {
      bytes.append(contentsOf: UnsafeBufferPointer(start: input.bytes, count: count))
    }
    input.consume(count, lines: lines)
  }

  /// Makes the bytes behind the last line readable.
  mutating func finish() {
    bytes.append(contentsOf: repeatElement(0, count: Int(csj_padding)))
  }
}
