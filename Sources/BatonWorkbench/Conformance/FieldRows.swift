import BatonLogs
import BatonModel

/// The rows of wanted values that events had lately, so that for events with the same values neither
/// fields are made again nor conditions asked again.
///
/// A table with one place for each row's hash; a row that comes to a place that is taken takes it.
/// Memory: as many rows as there are places, however different the events are.
struct FieldRows {
  static let places = 1 << 10

  private struct Row {
    var cells: [LogCell] = []
    /// Where the texts of the cells are here, one behind the other.
    var texts: [UInt8] = []
    var serial: UInt32 = 0
    var fields = Members()
  }

  private var rows = [Row](repeating: Row(), count: places)
  private var last: UInt32 = 0

  /// The place of an event's row, and whether its fields are there; else they must be set.
  mutating func place(
    of event: Int, in batch: borrowing LogBatch
  ) -> (place: Int, isKnown: Bool) {
    let place = Int(truncatingIfNeeded: batch.rowHash(of: event)) & (Self.places - 1)
    if rows[place].serial != 0, isSame(rows[place], event, batch) { return (place, true) }
    last = last == .max ? 1 : last + 1
    rows[place].serial = last
    rows[place].cells.removeAll(keepingCapacity: true)
    rows[place].texts.removeAll(keepingCapacity: true)
    for value in 0..<batch.valueCount {
      let cell = batch.cell(value, of: event)
      rows[place].cells.append(cell)
      guard cell.kind == .text else { continue }
      batch.withText(of: cell) { text in
        for index in text.indices { rows[place].texts.append(text[index]) }
      }
    }
    return (place, false)
  }

  mutating func set(_ place: Int, _ fields: Members) { rows[place].fields = fields }

  func fields(_ place: Int) -> Members { rows[place].fields }

  /// Never 0; another for each row that has come to a place.
  func serial(_ place: Int) -> UInt32 { rows[place].serial }

  private func isSame(_ row: Row, _ event: Int, _ batch: borrowing LogBatch) -> Bool {
    guard row.cells.count == batch.valueCount else { return false }
    var start = 0
    for value in row.cells.indices {
      let cell = batch.cell(value, of: event)
      guard cell.kind == .text else {
        if cell != row.cells[value] { return false }
        continue
      }
      let count = row.cells[value].textCount
      guard row.cells[value].kind == .text, cell.textCount == count else { return false }
      let isSame = batch.withText(of: cell) { text in
        for index in text.indices where text[index] != row.texts[start + index] { return false }
        return true
      }
      guard isSame else { return false }
      start += count
    }
    return true
  }
}
