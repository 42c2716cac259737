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
    var fields: Members?
  }

  private var table = [Place](repeating: Place(), count: places)
  private var last: UInt32 = 0

  /// What a case has with an event.
  /// - Parameter before: what it had; nil before its first event.
  mutating func row(
    of event: Int, in batch: borrowing LogBatch, after before: FieldRow?
  ) -> FieldRow {
    if let before, Self.isSame(before, event, batch, after: before) { return before }
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

  func hasFields(_ place: Int) -> Bool { table[place].fields != nil }

  mutating func set(_ place: Int, _ fields: Members) { table[place].fields = fields }

  func fields(_ place: Int) -> Members { table[place].fields ?? Members() }

  /// Never 0; another for each row that has come to a place.
  func serial(_ place: Int) -> UInt32 { table[place].serial }

  // MARK: An event and what was before it

  /// A row's values one by one, with where their texts are.
  private struct Cursor {
    let row: FieldRow?
    var value = 0
    var start = 0

    init(_ row: FieldRow?) { self.row = row }

    /// The next value and its text's range; missing before the first event.
    mutating func next() -> (cell: LogCell, text: Range<Int>) {
      guard let row else { return (.missing, 0..<0) }
      let cell = row.cells[value]
      let range = start..<start + (cell.kind == .text ? cell.textCount : 0)
      value += 1
      start = range.upperBound
      return (cell, range)
    }
  }

  /// Whether a row has what an event says, and where it says nothing what was before.
  private static func isSame(
    _ row: FieldRow, _ event: Int, _ batch: borrowing LogBatch, after before: FieldRow?
  ) -> Bool {
    var own = Cursor(row)
    var old = Cursor(before)
    for value in 0..<batch.valueCount {
      let (cell, range) = own.next()
      let (oldCell, oldRange) = old.next()
      let new = batch.cell(value, of: event)
      guard new.kind != .missing else {
        if row === before { continue }
        guard cell.kind == oldCell.kind else { return false }
        if cell.kind == .text, let before {
          guard row.texts[range].elementsEqual(before.texts[oldRange]) else { return false }
        } else if cell != oldCell {
          return false
        }
        continue
      }
      guard new.kind == cell.kind else { return false }
      guard cell.kind == .text else {
        if cell != new { return false }
        continue
      }
      guard cell.textCount == new.textCount else { return false }
      let isSame = batch.withText(of: new) { text in
        for index in text.indices where text[index] != row.texts[range.lowerBound + index] {
          return false
        }
        return true
      }
      if !isSame { return false }
    }
    return true
  }

  private static func hash(
    _ event: Int, _ batch: borrowing LogBatch, after before: FieldRow?
  ) -> UInt64 {
    var hash: UInt64 = 0
    var old = Cursor(before)
    for value in 0..<batch.valueCount {
      let (oldCell, range) = old.next()
      let new = batch.cell(value, of: event)
      let own: UInt64
      if new.kind != .missing {
        own =
          new.kind == .text
          ? batch.withText(of: new) { GrowingSymbolTable.hash(of: $0) } : new.hash
      } else if let before, oldCell.kind == .text {
        let texts = before.texts
        own = GrowingSymbolTable.hash(of: texts.span.extracting(range))
      } else {
        own = oldCell.hash
      }
      hash = (hash ^ own) &* 0x9fb2_1c65_1e98_df25
      hash ^= hash >> 32
    }
    return hash
  }

  private static func make(
    _ event: Int, _ batch: borrowing LogBatch, after before: FieldRow?, _ hash: UInt64
  ) -> FieldRow {
    var cells: [LogCell] = []
    cells.reserveCapacity(batch.valueCount)
    var texts: [UInt8] = []
    var old = Cursor(before)
    for value in 0..<batch.valueCount {
      let (oldCell, range) = old.next()
      let new = batch.cell(value, of: event)
      if new.kind == .missing {
        cells.append(oldCell)
        if let before { texts += before.texts[range] }
      } else {
        cells.append(new)
        guard new.kind == .text else { continue }
        batch.withText(of: new) { text in
          for index in text.indices { texts.append(text[index]) }
        }
      }
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
