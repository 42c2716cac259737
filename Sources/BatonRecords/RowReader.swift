import BatonModel
import CSimdJSON

/// CSV with a header: every row becomes an object whose names are the columns.
///
/// A row that cannot be split costs the line on which its quote was opened; reading goes on at the
/// next line, so a forgotten quote does not swallow the rows behind it.
struct RowReader: ~Copyable {
  private let maximumRecordSize: Int
  private var scanner = CSVScanner(separator: UInt8(ascii: ","))
  private(set) var columns: MemberNames?

  init(maximumRecordSize: Int) { self.maximumRecordSize = maximumRecordSize }

  mutating func next(from input: inout InputBuffer) throws(ReadFailure.Cause) -> RecordParse? {
    if columns == nil {
      let names = try Self.readHeader(
        from: &input, with: &scanner, maximumRecordSize: maximumRecordSize)
      columns = names.isEmpty ? nil : MemberNames(names)
    }
    guard let columns else { return nil }
    while true {
      scanner.reset()
      if input.count == 0 {
        guard try input.fill() else { return nil }
      }
      let outcome = try Self.scan(
        &input, with: &scanner, maximumRecordSize: maximumRecordSize)
      switch outcome {
      case .row(let length):
        defer { input.consume(length) }
        if scanner.cells.count == 1, scanner.cells[0].count == 0 { continue }
        if length > maximumRecordSize {
          return .fault(.tooLarge(limit: maximumRecordSize), line: input.line, column: nil)
        }
        return row(input, length: length, columns)
      case .incomplete:
        let line = input.line
        try input.skipLine()
        return .fault(.tooLarge(limit: maximumRecordSize), line: line, column: nil)
      case .unclosedQuote(let start):
        return try fault(.unclosedQuote, at: start, opened: start, &input)
      case .textAfterQuote(let place, let start):
        return try fault(.textAfterQuote, at: place, opened: start, &input)
      }
    }
  }

  /// One row; `incomplete` means that it is too large to be held.
  static func scan(
    _ input: inout InputBuffer, with scanner: inout CSVScanner, maximumRecordSize: Int
  ) throws(ReadFailure.Cause) -> CSVScanner.Outcome {
    while true {
      let outcome = scanner.scan(input.bytes, count: input.count, atEnd: input.atEnd)
      switch outcome {
      case .row, .unclosedQuote, .textAfterQuote: return outcome
      case .incomplete:
        if scanner.position > maximumRecordSize {
          return scanner.openQuote.map { .unclosedQuote(start: $0) } ?? .incomplete
        }
        _ = try input.fill()
      }
    }
  }

  private func fault(
    _ cause: RecordFault.Cause, at position: Int, opened: Int, _ input: inout InputBuffer
  ) throws(ReadFailure.Cause) -> RecordParse {
    let place = input.place(of: position)
    input.consume(opened)
    try input.skipLine()
    return .fault(cause, line: place.line, column: place.column)
  }

  private func row(
    _ input: borrowing InputBuffer, length: Int, _ columns: MemberNames
  ) -> RecordParse {
    let bytes = input.bytes
    let cells = scanner.cells
    guard csj_is_utf8(bytes, length) else {
      let wrong = cells.first { !csj_is_utf8(bytes + $0.start, $0.count) }
      let place = input.place(of: wrong?.start ?? 0)
      return .fault(.invalidUTF8, line: place.line, column: place.column)
    }
    guard cells.count == columns.list.count else {
      let cause = RecordFault.Cause.cells(found: cells.count, expected: columns.list.count)
      return .fault(cause, line: input.line, column: nil)
    }
    var values: [Value?] = []
    values.reserveCapacity(cells.count)
    for cell in cells {
      values.append(cell.count == 0 ? nil : .text(CSVScanner.text(of: cell, in: bytes)))
    }
    return .record(Members(shape: columns, values: values), line: input.line, repeated: [])
  }

  /// The names of the columns; none if there is nothing.
  static func readHeader(
    from input: inout InputBuffer, with scanner: inout CSVScanner, maximumRecordSize: Int
  ) throws(ReadFailure.Cause) -> [String] {
    guard let start = try input.firstSignificantLine() else { return [] }
    input.consume(start)
    while input.firstIndex(of: 0x0a) == nil {
      guard input.count <= maximumRecordSize, try input.fill() else { break }
    }
    let firstLine = UnsafeBufferPointer(start: input.bytes, count: input.count)
    scanner = CSVScanner(separator: CSVScanner.separator(of: firstLine))
    switch try scan(&input, with: &scanner, maximumRecordSize: maximumRecordSize) {
    case .row(let length):
      let names = try names(input, of: scanner, length: length)
      input.consume(length)
      return names
    case .incomplete: throw .headerUnreadable(.tooLarge(limit: maximumRecordSize))
    case .unclosedQuote: throw .headerUnreadable(.unclosedQuote)
    case .textAfterQuote: throw .headerUnreadable(.textAfterQuote)
    }
  }

  private static func names(
    _ input: borrowing InputBuffer, of scanner: CSVScanner, length: Int
  ) throws(ReadFailure.Cause) -> [String] {
    guard csj_is_utf8(input.bytes, length) else { throw .headerUnreadable(.invalidUTF8) }
    var positions: [String: Int] = [:]
    var names: [String] = []
    for cell in scanner.cells {
      let name = CSVScanner.text(of: cell, in: input.bytes).trimmed
      names.append(name)
      if let first = positions.updateValue(names.count, forKey: name) {
        throw .repeatedColumn(name: name, first: first, second: names.count)
      }
    }
    return names
  }
}

extension InputBuffer {
  /// Where the first line that is not blank starts; nil if there is none.
  fileprivate mutating func firstSignificantLine() throws(ReadFailure.Cause) -> Int? {
    guard var start = try firstSignificant(from: 0) else { return nil }
    // A tab may be the separator behind an empty first name.
    while start > 0, bytes[start - 1] != 0x0a { start -= 1 }
    return start
  }
}

extension String {
  /// Without spaces and tabs at its ends.
  fileprivate var trimmed: String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
