import BatonTime

// Columns that say whether a calendar is open at an instant: worked out when they are asked for, some
// 0.1 us, because an instant is seldom asked about twice.
extension Facts {
  /// The instant that a column about the hours of a calendar looks at; of another its value.
  func watchedCell(_ column: Int) -> Cell {
    let access = schema.access[column]
    guard access.way == .hours else { return cell(column) }
    let instant = schema.watched[access.place].instant
    return instant.way == .join ? joined(instant, column) : cells[instant.slot]
  }

  /// Whether the calendar is open then; missing if there is no instant.
  @inline(never)
  func isOpen(_ column: Int) -> Cell {
    let cell = watchedCell(column)
    guard cell.kind == .instant else { return .missing }
    let instant = Instant(milliseconds: Int64(cell.integer))
    let place = schema.access[column].place
    return Cell(yesNo: schema.watched[place].calendar.isOpen(at: instant))
  }
}
