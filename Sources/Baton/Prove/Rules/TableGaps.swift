import BatonModel

/// Requests that a table which sets fields tells apart by its columns and of which no row says anything.
///
/// Looked for where one row is to count and no `default` says what else: among requests that have all
/// that the columns ask for: every name of a fixed list, numbers and instants of any size where a row has
/// a range of them, and else the values, texts and records that some row names. So a table that is about
/// a few categories has no gap by being about no others.
struct TableGaps {
  let space: RequestSpace
  let finder: WitnessFinder
  let table: DecisionTable
  /// Its rows, and nothing else.
  let field: RowField

  /// The request that says least of one that is left out; nil if none was found.
  func gap(_ allowance: inout Int) -> Witness? {
    switch table.hit {
    case .unique, .any, .first, .priority: break
    default: return nil
    }
    let head = table.head
    guard table.defaults.isEmpty, !table.inputs.isEmpty, head.from == nil, head.until == nil,
      let known = known()
    else { return nil }
    for box in space.boxes(of: table.condition) where box.isExact {
      guard let region = box.intersection(known) else { continue }
      // Where a row may match, none is surely missing.
      let parts =
        field.meeting(region).map { BoxSearch.Part(box: $0.box, rank: $0.row, isRight: true) }
      var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
      let answer = search.search(region, parts, restIsRight: false)
      allowance -= search.spent
      guard case .found(let free) = answer else { continue }
      let fields = table.outputs.map(\.field.name)
      return finder.witness(in: free, "No row of \(head.name)") { decision in
        !decision.errors.contains { $0.rule == head.name }
          && !decision.classified.contains {
            $0.reason.rule == head.name || fields.contains($0.field)
          }
      }
    }
    return nil
  }

  /// What the columns know; nil if one of them is a list, which may have any members.
  private func known() -> RequestBox? {
    var region = RequestBox.everything
    for input in table.inputs {
      if input.column.type == .list { return nil }
      let place = ColumnPlace(input.column, space.bases[0].rules.fields)
      for axis in space.axes(at: place.axis) {
        guard let classes = known(axis, input.column) else { continue }
        guard !classes.isEmpty, let both = region.intersection(RequestBox(axis, classes)) else {
          return nil
        }
        region = both
      }
    }
    return region
  }

  /// Of one axis; nil for all.
  private func known(_ axis: Int, _ column: Column) -> ClassSet? {
    let count = space.axes[axis].count
    switch (space.axes[axis].content, column.type) {
    case (.pattern, _): return nil
    case (.values, .text), (.values, .reference):
      // The last class is that of any other text.
      return named(axis)?.intersection(ClassSet(1, count - 1))
    case (.values, .oneOf), (.values, .yesNo): return ClassSet(1, count)
    case (.values, _) where hasRange(of: column): return ClassSet(1, count)
    case (.values, _), (.records, _): return named(axis)?.intersection(ClassSet(1, count))
    }
  }

  /// Whether a row asks for more or less than a value.
  private func hasRange(of column: Column) -> Bool {
    let columns = space.bases[0].rules.columns
    var isFound = false
    for row in table.rows {
      row.condition.forEachTest { test in
        if case .within = test.predicate, columns[test.column] == column { isFound = true }
      }
    }
    return isFound
  }

  /// What rows say of an axis; nil if none does.
  private func named(_ axis: Int) -> ClassSet? {
    var classes: ClassSet?
    for row in field.rows {
      for box in row.boxes {
        guard let own = box[axis] else { continue }
        classes = classes?.union(own) ?? own
      }
    }
    return classes
  }
}
