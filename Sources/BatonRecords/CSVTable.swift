import CSimdJSON

/// A small CSV file as a whole, with what a decision table needs to know: whether a cell was quoted,
/// and where it stands.
package struct CSVTable: Sendable, Equatable {
  package struct Cell: Sendable, Equatable {
    package let text: String
    /// Whether the cell was written in quotes, which for a decision table makes it a test.
    package let isQuoted: Bool
    /// Where the cell starts, its quote included: the line from 1, and Unicode scalars from 1.
    package let line: Int
    package let column: Int
  }

  /// The first row; empty if there is none.
  package let header: [Cell]
  /// The other rows that are not blank. A row may have fewer or more cells than the header, which is
  /// also among the faults.
  package let rows: [[Cell]]
  package let faults: [RecordFault]

  /// Splits a whole file. The separator is the one of `,` `;` and tab that the header has most.
  ///
  /// A fault's number is the row's, the header being 0. A row with a quote out of place is left out
  /// with its line.
  package static func parse(_ bytes: [UInt8]) -> CSVTable {
    bytes.withUnsafeBufferPointer { all in
      let mark: [UInt8] = [0xef, 0xbb, 0xbf]
      var parsing = Parsing(all, start: all.starts(with: mark) ? mark.count : 0)
      while parsing.next() {}
      return CSVTable(
        header: parsing.rows.first ?? [], rows: Array(parsing.rows.dropFirst()),
        faults: parsing.faults)
    }
  }

  private struct Parsing {
    private let all: UnsafeBufferPointer<UInt8>
    private var scanner: CSVScanner
    private var start: Int
    private var line = 1
    private var number = 0
    private(set) var rows: [[Cell]] = []
    private(set) var faults: [RecordFault] = []

    init(_ all: UnsafeBufferPointer<UInt8>, start: Int) {
      self.all = all
      self.start = start
      let rest = UnsafeBufferPointer(rebasing: all[start...])
      scanner = CSVScanner(separator: CSVScanner.separator(of: rest))
    }

    /// Takes one row; false at the end.
    mutating func next() -> Bool {
      guard start < all.count, let base = all.baseAddress else { return false }
      let bytes = base + start
      scanner.reset()
      switch scanner.scan(bytes, count: all.count - start, atEnd: true) {
      case .row(let length): row(bytes, length: length)
      case .unclosedQuote(let opened): skip(bytes, .unclosedQuote, at: opened, opened: opened)
      case .textAfterQuote(let place, let opened):
        skip(bytes, .textAfterQuote, at: place, opened: opened)
      case .incomplete: return false
      }
      return true
    }

    private mutating func row(_ bytes: UnsafePointer<UInt8>, length: Int) {
      defer { advance(bytes, by: length) }
      if scanner.cells.count == 1, scanner.cells[0].count == 0 { return }
      guard csj_is_utf8(bytes, length) else {
        let wrong = scanner.cells.first { !csj_is_utf8(bytes + $0.start, $0.count) }
        return fault(.invalidUTF8, at: wrong?.start ?? 0, bytes)
      }
      let cells = scanner.cells.map { cell in
        let place = place(of: cell.isQuoted ? cell.start - 1 : cell.start, bytes)
        return Cell(
          text: CSVScanner.text(of: cell, in: bytes), isQuoted: cell.isQuoted, line: place.line,
          column: place.column)
      }
      if let header = rows.first, header.count != cells.count {
        faults.append(
          RecordFault(
            cause: .cells(found: cells.count, expected: header.count), line: line, column: nil,
            number: number))
      }
      number += 1
      rows.append(cells)
    }

    private mutating func skip(
      _ bytes: UnsafePointer<UInt8>, _ cause: RecordFault.Cause, at position: Int, opened: Int
    ) {
      fault(cause, at: position, bytes)
      var end = opened
      while start + end < all.count, bytes[end] != 0x0a { end += 1 }
      advance(bytes, by: min(end + 1, all.count - start))
    }

    private mutating func fault(
      _ cause: RecordFault.Cause, at position: Int, _ bytes: UnsafePointer<UInt8>
    ) {
      let place = place(of: position, bytes)
      faults.append(
        RecordFault(cause: cause, line: place.line, column: place.column, number: number))
      number += 1
    }

    private mutating func advance(_ bytes: UnsafePointer<UInt8>, by length: Int) {
      line += InputBuffer.newlines(in: bytes, count: length)
      start += length
    }

    private func place(
      of position: Int, _ bytes: UnsafePointer<UInt8>
    ) -> (line: Int, column: Int) {
      let before = UnsafeBufferPointer(start: bytes, count: position)
      let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
      let text = UnsafeBufferPointer(rebasing: before[lineStart...])
      let column = String(decoding: text, as: UTF8.self).unicodeScalars.count + 1
      return (line + InputBuffer.newlines(in: bytes, count: position), column)
    }
  }
}
