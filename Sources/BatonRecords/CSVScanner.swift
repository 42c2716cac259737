/// Splits CSV (RFC 4180) into rows and cells, without copying.
///
/// Takes the bytes of one row as they come: after `incomplete` it goes on where it stopped. A quote
/// counts only at the start of a cell; elsewhere it is itself, because exports write `5" disk`.
struct CSVScanner {
  /// One cell: where its text lies in the row, quotes not included.
  struct Cell: Equatable {
    var start: Int
    var count: Int
    var isQuoted: Bool
    /// Whether the text has doubled quotes.
    var hasEscapes: Bool
  }

  enum Outcome: Equatable {
    /// A row of so many bytes, its line end included.
    case row(length: Int)
    case incomplete
    /// A quote opened here that is not followed by what may follow it, or by nothing at all.
    case unclosedQuote(start: Int)
    /// A closing quote that is followed by text, and where the cell's quote was opened.
    case textAfterQuote(at: Int, start: Int)
  }

  let separator: UInt8
  private(set) var cells: [Cell] = []
  /// How many bytes were looked at.
  private(set) var position = 0
  private var state = State.cellStart
  private var cell = Cell(start: 0, count: 0, isQuoted: false, hasEscapes: false)

  private enum State { case cellStart, bare, quoted, afterQuote }

  private static let quote = UInt8(ascii: "\"")
  private static let newline: UInt8 = 0x0a

  init(separator: UInt8) { self.separator = separator }

  /// Where the quote was opened in which the scanner stands.
  var openQuote: Int? { state == .quoted ? cell.start - 1 : nil }

  /// Makes ready for the next row.
  mutating func reset() {
    cells.removeAll(keepingCapacity: true)
    position = 0
    state = .cellStart
  }

  mutating func scan(_ bytes: UnsafePointer<UInt8>, count: Int, atEnd: Bool) -> Outcome {
    while position < count {
      let byte = bytes[position]
      switch state {
      case .cellStart:
        cell = Cell(start: position, count: 0, isQuoted: byte == Self.quote, hasEscapes: false)
        if cell.isQuoted {
          cell.start += 1
          position += 1
          state = .quoted
        } else {
          state = .bare
        }
      case .bare:
        while position < count, bytes[position] != separator, bytes[position] != Self.newline {
          position += 1
        }
        guard position < count else { break }
        if endBareCell(bytes) { return .row(length: position) }
      case .quoted:
        while position < count, bytes[position] != Self.quote { position += 1 }
        guard position < count else { break }
        position += 1
        state = .afterQuote
      case .afterQuote:
        if byte == Self.quote {
          cell.hasEscapes = true
          position += 1
          state = .quoted
        } else if byte == separator {
          endQuotedCell(at: position - 1)
          position += 1
          state = .cellStart
        } else if byte == Self.newline {
          endQuotedCell(at: position - 1)
          position += 1
          return .row(length: position)
        } else if byte == 0x0d, position + 1 < count || atEnd {
          guard position + 1 == count || bytes[position + 1] == Self.newline else {
            return .textAfterQuote(at: position, start: cell.start - 1)
          }
          endQuotedCell(at: position - 1)
          position = min(position + 2, count)
          return .row(length: position)
        } else if byte == 0x0d {
          return .incomplete
        } else {
          return .textAfterQuote(at: position, start: cell.start - 1)
        }
      }
    }
    return atEnd ? finish(bytes) : .incomplete
  }

  /// Ends a cell at a separator or line end; true if the row ends too.
  private mutating func endBareCell(_ bytes: UnsafePointer<UInt8>) -> Bool {
    let isRowEnd = bytes[position] == Self.newline
    var end = position
    if isRowEnd, end > cell.start, bytes[end - 1] == 0x0d { end -= 1 }
    cell.count = end - cell.start
    cells.append(cell)
    position += 1
    state = .cellStart
    return isRowEnd
  }

  private mutating func endQuotedCell(at end: Int) {
    cell.count = end - cell.start
    cells.append(cell)
  }

  /// The last row may lack its line end.
  private mutating func finish(_ bytes: UnsafePointer<UInt8>) -> Outcome {
    switch state {
    case .cellStart:
      cells.append(Cell(start: position, count: 0, isQuoted: false, hasEscapes: false))
    case .bare:
      var end = position
      if end > cell.start, bytes[end - 1] == 0x0d { end -= 1 }
      cell.count = end - cell.start
      cells.append(cell)
    case .quoted: return .unclosedQuote(start: cell.start - 1)
    case .afterQuote: endQuotedCell(at: position - 1)
    }
    return .row(length: position)
  }

  /// The text of a cell.
  static func text(of cell: Cell, in bytes: UnsafePointer<UInt8>) -> String {
    let raw = UnsafeBufferPointer(start: bytes + cell.start, count: cell.count)
    if !cell.hasEscapes { return String(decoding: raw, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var isSecond = false
    for byte in raw {
      isSecond = byte == quote && !isSecond
      if !isSecond { text.append(byte) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The separator of a header: the one of `,` `;` and tab that is most frequent outside quotes in
  /// the first line; `,` if there is none.
  static func separator(of header: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in header {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == newline { break }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
