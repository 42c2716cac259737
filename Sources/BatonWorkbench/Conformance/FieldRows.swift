import Baton
import BatonLogs
import BatonModel
import BatonRecords
import BatonTime

/// What the fields of cases are after each of their events: what an event says of a field counts until
/// another says otherwise.
///
/// Events seldom say anything new, so a case keeps the row that it has, one pointer, and an event is
/// first compared with that. Rows that were had lately lie in a table with one place for each row's
/// hash, so that cases with the same values have the same row, and neither fields are made again for
/// it nor conditions asked again. A row that comes to a place that is taken takes it.
/// Memory: as many rows as there are places and open cases, however different the events are.
struct FieldRows {
  static let places = 1 << 10

  private struct Place {
    var row: FieldRow?
    var serial: UInt32 = 0
    var fields: LogWatch.Fields?
  }

  private var table = [Place](repeating: Place(), count: places)
  private var last: UInt32 = 0
  /// What a case has before its first event: nothing.
  private var none = FieldRow([], texts: [], hash: 0)

  /// What a case has with an event.
  /// - Parameter before: what it had; nil before its first event.
  mutating func row(
    of event: Int, in batch: borrowing LogBatch, after before: FieldRow?
  ) -> FieldRow {
    if let before, Self.isCovered(event, batch, by: before) { return before }
    if none.cells.count != batch.valueCount {
      let nothing = [LogCell](repeating: .missing, count: batch.valueCount)
      none = FieldRow(nothing, texts: [], hash: 0)
    }
    let before = before ?? none
    let hash = Self.hash(event, batch, after: before)
    let place = Self.place(hash)
    if let row = table[place].row, row.hash == hash,
      Self.isSame(row, event, batch, after: before)
    {
      return row
    }
    let row = Self.make(event, batch, after: before, hash)
    put(row, at: place)
    return row
  }

  private static func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash) & (places - 1)
  }

  private mutating func put(_ row: FieldRow, at place: Int) {
    last = last == .max ? 1 : last + 1
    table[place] = Place(row: row, serial: last, fields: nil)
  }

  // MARK: Fields

  /// The place of a row, where its fields are or are to be set.
  mutating func place(of row: FieldRow) -> Int {
    let place = Self.place(row.hash)
    if let known = table[place].row, known === row || known.isSame(as: row) { return place }
    put(row, at: place)
    return place
  }

  /// The fields of the row at a place; nil where they have not been set.
  func fields(_ place: Int) -> LogWatch.Fields? { table[place].fields }

  mutating func set(_ place: Int, _ members: Members) {
    table[place].fields = LogWatch.Fields(members, row: place, serial: table[place].serial)
  }

  // MARK: An event and what was before it

  /// Whether an event says nothing but what a row has.
  private static func isCovered(
    _ event: Int, _ batch: borrowing LogBatch, by row: FieldRow
  ) -> Bool {
    let cells = row.cells
    let texts = row.texts
    var start = 0
    for value in cells.indices {
      let cell = cells[value]
      let end = start + cell.length
      let new = batch.cell(value, of: event)
      if new.kind != .missing, !isSame(cell, texts.span.extracting(start..<end), new, batch) {
        return false
      }
      start = end
    }
    return true
  }

  /// Whether a row has what an event says, and where it says nothing what was before.
  private static func isSame(
    _ row: FieldRow, _ event: Int, _ batch: borrowing LogBatch, after before: FieldRow
  ) -> Bool {
    let cells = row.cells
    let texts = row.texts
    let oldCells = before.cells
    let oldTexts = before.texts
    var (start, oldStart) = (0, 0)
    for value in cells.indices {
      let (cell, old) = (cells[value], oldCells[value])
      let (end, oldEnd) = (start + cell.length, oldStart + old.length)
      let text = texts.span.extracting(start..<end)
      let new = batch.cell(value, of: event)
      if new.kind != .missing {
        guard isSame(cell, text, new, batch) else { return false }
      } else {
        guard cell.kind == old.kind else { return false }
        guard
          cell.kind == .text
            ? isSame(text, oldTexts.span.extracting(oldStart..<oldEnd)) : cell == old
        else { return false }
      }
      (start, oldStart) = (end, oldEnd)
    }
    return true
  }

  private static func isSame(
    _ cell: LogCell, _ text: borrowing Span<UInt8>, _ new: LogCell, _ batch: borrowing LogBatch
  ) -> Bool {
    guard cell.kind == .text, new.kind == .text else { return cell == new }
    return batch.withText(of: new) { isSame(text, $0) }
  }

  private static func isSame(
    _ one: borrowing Span<UInt8>, _ other: borrowing Span<UInt8>
  ) -> Bool {
    guard one.count == other.count else { return false }
    for index in one.indices where one[index] != other[index] { return false }
    return true
  }

  private static func hash(
    _ event: Int, _ batch: borrowing LogBatch, after before: FieldRow
  ) -> UInt64 {
    let cells = before.cells
    let texts = before.texts
    var hash: UInt64 = 0
    var start = 0
    for value in cells.indices {
      let old = cells[value]
      let end = start + old.length
      let new = batch.cell(value, of: event)
      let own: UInt64
      switch (new.kind, old.kind) {
      case (.text, _): own = batch.withText(of: new) { GrowingSymbolTable.hash(of: $0) }
      case (.missing, .text): own = GrowingSymbolTable.hash(of: texts.span.extracting(start..<end))
      case (.missing, _): own = old.hash
      default: own = new.hash
      }
      hash = (hash ^ own) &* 0x9fb2_1c65_1e98_df25
      hash ^= hash >> 32
      start = end
    }
    return hash
  }

  private static func make(
    _ event: Int, _ batch: borrowing LogBatch, after before: FieldRow, _ hash: UInt64
  ) -> FieldRow {
    var cells: [LogCell] = []
    cells.reserveCapacity(batch.valueCount)
    var texts: [UInt8] = []
    var start = 0
    for value in 0..<batch.valueCount {
      let old = before.cells[value]
      let end = start + old.length
      let new = batch.cell(value, of: event)
      if new.kind == .missing {
        cells.append(old)
        texts += before.texts[start..<end]
      } else {
        cells.append(new)
        if new.kind == .text {
          batch.withText(of: new) { text in
            for index in text.indices { texts.append(text[index]) }
          }
        }
      }
      start = end
    }
    return FieldRow(cells, texts: texts, hash: hash)
  }
}

extension FieldRow {
  /// The values as requests have them.
  func fill(_ values: inout [Value?]) {
    var start = 0
    for position in cells.indices {
      let cell = cells[position]
      guard cell.kind == .text else {
        values[position] = cell.value
        continue
      }
      let end = start + cell.textCount
      values[position] = .text(String(decoding: texts[start..<end], as: UTF8.self))
      start = end
    }
  }
}

extension LogCell {
  /// How many bytes of text it has.
  fileprivate var length: Int { kind == .text ? textCount : 0 }

  /// What is no text, as requests have it; nil where there is no single value.
  var value: Value? {
    switch kind {
    case .missing, .nested, .text: nil
    case .integer: .integer(Int(integer))
    case .number: .number(number)
    case .yesNo: .yesNo(yesNo)
    case .instant: .instant(Instant(milliseconds: integer))
    }
  }
}
