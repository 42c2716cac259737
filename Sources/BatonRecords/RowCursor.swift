import CSimdJSON

/// CSV with a header, a row at a time, its cells lent as they were written: the way to read some
/// columns of many rows without a value for each cell. ``RowReader`` makes records of them.
package struct RowCursor: ~Copyable {
  package enum Row: Sendable, Equatable {
    case row(line: Int)
    case fault(RecordFault)
  }

  private var input: InputBuffer
  private let maximumRecordSize: Int
  private var scanner = CSVScanner(separator: UInt8(ascii: ","))
  /// The names of the columns.
  package private(set) var columns: [String] = []
  private var length = 0
  private var number = 0

  /// Reads the header.
  package init(
    _ input: consuming InputBuffer,
    maximumRecordSize: Int = RecordReader.defaultMaximumRecordSize
  ) throws(ReadFailure.Cause) {
    self.input = input
    self.maximumRecordSize = maximumRecordSize
    columns = try RowReader.readHeader(
      from: &self.input, with: &scanner, maximumRecordSize: maximumRecordSize)
  }

  /// The line of the next row.
  package var line: Int { input.line }

  /// Whether there are bytes that were not looked at yet, so that a row may be had without waiting.
  package var hasBytes: Bool { input.count > length }

  /// Goes to the next row; nil at the end. What was lent of the row before is gone.
  package mutating func next() throws(ReadFailure.Cause) -> Row? {
    while true {
      input.consume(length)
      length = 0
      scanner.reset()
      if input.count == 0 {
        guard try input.fill() else { return nil }
      }
      let outcome = try RowReader.scan(
        &input, with: &scanner, maximumRecordSize: maximumRecordSize)
      switch outcome {
      case .row(let length):
        self.length = length
        if scanner.cells.count == 1, scanner.cells[0].count == 0 { continue }
        number += 1
        if let cause = fault(length) { return .fault(fault(cause, line: input.line)) }
        return .row(line: input.line)
      case .incomplete:
        let line = input.line
        try input.skipLine()
        return .fault(fault(.tooLarge(limit: maximumRecordSize), line: line))
      case .unclosedQuote(let start):
        return .fault(try skip(.unclosedQuote, at: start, opened: start))
      case .textAfterQuote(let place, let start):
        return .fault(try skip(.textAfterQuote, at: place, opened: start))
      }
    }
  }

  /// Lends the UTF-8 of a cell.
  /// - Precondition: there is a row, and the column is one of its.
  package func withCell(_ column: Int, _ body: (Span<UInt8>) -> Void) {
    let cell = scanner.cells[column]
    if cell.hasEscapes {
      body(Array(CSVScanner.text(of: cell, in: input.bytes).utf8).span)
    } else {
      body(UnsafeBufferPointer(start: input.bytes + cell.start, count: cell.count).span)
    }
  }

  private func fault(_ length: Int) -> RecordFault.Cause? {
    if length > maximumRecordSize { return .tooLarge(limit: maximumRecordSize) }
    if !csj_is_utf8(input.bytes, length) { return .invalidUTF8 }
    if scanner.cells.count != columns.count {
      return .cells(found: scanner.cells.count, expected: columns.count)
    }
    return nil
  }

  private func fault(_ cause: RecordFault.Cause, line: Int, column: Int? = nil) -> RecordFault {
    RecordFault(cause: cause, line: line, column: column, number: number)
  }

  private mutating func skip(
    _ cause: RecordFault.Cause, at position: Int, opened: Int
  ) throws(ReadFailure.Cause) -> RecordFault {
    let place = input.place(of: position)
    number += 1
    input.consume(opened)
    try input.skipLine()
    return fault(cause, line: place.line, column: place.column)
  }
}
