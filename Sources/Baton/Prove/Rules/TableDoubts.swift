import BatonModel

/// Rows of a table that take the same request though its hit policy forbids that, and columns that tell
/// nothing apart.
struct TableDoubts {
  let space: RequestSpace
  let finder: WitnessFinder
  /// The rows of the stage, or of the table alone.
  let field: RowField

  /// Of more pairs of one table nothing is told.
  private static let mostPairs = 50

  // MARK: Rows

  /// - Returns: the findings, and of rows that meet others what they take for themselves.
  func overlaps(
    of table: ExaminedTable, first: Int, _ allowance: inout Int
  ) -> (findings: [RuleFinding], own: [Int: [RequestBox]]) {
    guard table.hit == .unique || table.hit == .any else { return ([], [:]) }
    var findings: [RuleFinding] = []
    var taken: [Int: [RequestBox]] = [:]
    for row in first..<first + table.rowCount {
      let own = field.rows[row]
      var told: Set<Int> = []
      for box in own.boxes {
        for (other, outer) in field.meeting(box, before: row) where other >= first {
          let before = field.rows[other]
          if table.hit == .any, let outcome = own.outcome, outcome == before.outcome { continue }
          taken[row, default: []].append(outer)
          taken[other, default: []].append(box)
          guard !told.contains(other), findings.count < Self.mostPairs,
            let both = box.intersection(outer),
            let finding = overlap(before, own, table, in: both, first, &allowance)
          else { continue }
          told.insert(other)
          findings.append(finding)
        }
      }
    }
    return (findings, left(taken))
  }

  /// The pieces of rows without what others take too; of too many pieces none is sure.
  private func left(_ taken: [Int: [RequestBox]]) -> [Int: [RequestBox]] {
    var left: [Int: [RequestBox]] = [:]
    for (row, others) in taken {
      var pieces = field.rows[row].boxes
      for other in others {
        pieces = pieces.flatMap { $0.subtracting(other) { space.axes[$0].count } }
        if pieces.count > Self.mostPieces { break }
      }
      left[row] = pieces.count > Self.mostPieces ? field.rows[row].boxes.map(\.inexact) : pieces
    }
    return left
  }

  private static let mostPieces = 256

  /// Of a request that both take and nobody before the table does; nil if there is none.
  private func overlap(
    _ one: StageRow, _ two: StageRow, _ table: ExaminedTable, in both: RequestBox, _ first: Int,
    _ allowance: inout Int
  ) -> RuleFinding? {
    var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
    let parts = field.hiding(first, both)
    let answer = search.search(both, parts, restIsRight: false)
    allowance -= search.spent
    switch answer {
    case .none: return nil
    case .notDecided: return .mayOverlap(one, two, table.hit)
    case .found(let box):
      let rows = [one, two].map { "\(DecisionWording.row($0.number ?? 0)) (" }
      let witness = finder.witness(
        in: box, "Rows \(one.number ?? 0) and \(two.number ?? 0) of \(table.head.name)"
      ) { decision in
        decision.errors.contains { error in
          error.rule == table.head.name && rows.allSatisfy { error.message.contains($0) }
        }
      }
      return witness.map { .overlap(one, two, table.hit, $0) }
        ?? .mayOverlap(one, two, table.hit)
    }
  }

  // MARK: Columns

  func idleColumns(of table: ExaminedTable, first: Int, _ allowance: inout Int) -> [RuleFinding] {
    guard table.rowCount > 1 else { return [] }
    return table.inputs.compactMap { input in
      let axes = axes(of: input, in: table)
      let rows = first..<first + table.rowCount
      let asks = rows.contains { row in
        field.rows[row].boxes.contains { box in axes.contains { box[$0] != nil } }
      }
      if axes.isEmpty || !asks && !guards(table, axes) {
        return .idleColumn(table.head, column: input.name, place: input.place, isEmpty: true)
      }
      guard table.hit == .first, asks, !guards(table, axes),
        !sharesAxes(input, in: table), isIdle(axes, rows, &allowance)
      else { return nil }
      return .idleColumn(table.head, column: input.name, place: input.place, isEmpty: false)
    }
  }

  private func axes(of input: TableInput, in table: ExaminedTable) -> [Int] {
    let place = ColumnPlace(input.column, space.bases[0].rules.fields)
    return space.axes(at: place.axis)
  }

  /// Whether the table itself asks for the column.
  private func guards(_ table: ExaminedTable, _ axes: [Int]) -> Bool {
    space.boxes(of: table.condition).contains { box in axes.contains { box[$0] != nil } }
  }

  /// Whether another column asks for the same record.
  private func sharesAxes(_ input: TableInput, in table: ExaminedTable) -> Bool {
    let fields = space.bases[0].rules.fields
    let place = ColumnPlace(input.column, fields).axis
    return table.inputs.count { ColumnPlace($0.column, fields).axis == place } > 1
  }

  /// Whether the rows without these axes lead every request where they lead it with them.
  private func isIdle(_ axes: [Int], _ rows: Range<Int>, _ allowance: inout Int) -> Bool {
    var wider: [BoxSearch.Part] = []
    for row in rows {
      guard field.rows[row].outcome != nil else { return false }
      for box in field.rows[row].boxes {
        guard box.isExact else { return false }
        let own = axes.reduce(box) { $0.without($1) }
        var parts = wider.filter { !$0.box.isDisjoint(with: own) }
        for (other, outer) in field.meeting(own) where rows.contains(other) {
          parts.append(
            BoxSearch.Part(
              box: outer, rank: other,
              isRight: field.rows[other].outcome == field.rows[row].outcome))
        }
        var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
        let answer = search.search(own, parts, restIsRight: false)
        allowance -= search.spent
        guard case .none = answer else { return false }
        wider.append(BoxSearch.Part(box: own, rank: row, isRight: true))
      }
    }
    return true
  }
}
