import BatonModel

/// A table that sets fields, its rows ready to match.
final class FrozenDecisionTable: Sendable {
  let table: DecisionTable
  let rows: Matcher
  /// By row what it says of each output, where no function says it.
  let constants: [[Value?]]
  /// Rows of which a function says something.
  let computed: RankSet
  /// The reason of the table itself; those of its rows follow.
  let reason: ReasonNumber
  /// By row: which one it was.
  let remarks: [RemarkNumber]
  /// That no row matches.
  let noRow: RemarkNumber

  init(_ table: DecisionTable, _ freezer: inout RouteFreezer) {
    self.table = table
    rows = Matcher(
      table.rows.map(\.condition), freezer.schema, isReference: freezer.isReference)
    constants = table.rows.map { row in
      row.constants
        ?? row.values.map { value -> Value? in
          if case .constant(let constant)? = value { constant } else { nil }
        }
    }
    computed = RankSet(
      count: table.rows.count, table.rows.indices.filter { table.rows[$0].constants == nil })
    reason = freezer.book.reasons.add(table.head, &freezer.book.arena)
    for row in table.rows {
      _ = freezer.book.reasons.add(
        rule: table.head.name, place: row.place, because: row.because ?? table.head.because,
        &freezer.book.arena)
    }
    remarks = table.rows.map { row in
      freezer.book.remarks.add(DecisionWording.row(row.number), &freezer.book.arena)
    }
    noRow = freezer.book.remarks.add(DecisionWording.noRow, &freezer.book.arena)
  }

  /// The reason of what a row says.
  func reason(ofRow rank: Int) -> ReasonNumber { reason.advanced(by: rank + 1) }

  /// Whether a reason is the table's, or one of its rows'.
  func gives(_ other: ReasonNumber) -> Bool {
    guard let first = reason.known, let known = other.known else { return false }
    return (first...first + table.rows.count).contains(known)
  }
}
