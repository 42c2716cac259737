import BatonModel

/// Mutants of tables that set fields: of the table and of each row its condition, what a row sets, and
/// the order of rows where the first counts.
extension MutantMaker {
  mutating func table(_ unit: Int, _ rank: Int) {
    let table = rules.tables[rank]
    condition(unit, table.condition) { $0.tables[rank] = $0.tables[rank].with($1) }
    @Sendable func changing(
      _ change: @escaping @Sendable (inout [DecisionTable.Row]) -> Void
    ) -> @Sendable (inout CompiledRuleBase) -> Void {
      { rules in
        var rows = rules.tables[rank].rows
        change(&rows)
        rules.tables[rank] = rules.tables[rank].with(rows: rows)
      }
    }
    let first = observed.units[unit].children.lowerBound
    for (index, row) in table.rows.enumerated() {
      condition(first + index, row.condition) { rules, condition in
        changing { $0[index] = $0[index].with(condition) }(&rules)
      }
      for (number, output) in table.outputs.enumerated() {
        guard let other = Self.other(than: row.values[number], of: number, in: table) else {
          continue
        }
        let change = "\(output.field.name) = \(ConditionWording.words(other))"
        add(
          first + index, change, .whenItHolds,
          changing { rows in
            var values = rows[index].values
            values[number] = .constant(other)
            rows[index] = rows[index].with(values: values)
          })
      }
      if index > 0, table.hit == .first {
        swap(first + index, changing { $0.swapAt(index - 1, index) })
      }
    }
  }

  /// What a row could set by mistake: the next that another row sets or that is allowed.
  private static func other(
    than value: Computed<Value>?, of output: Int, in table: DecisionTable
  ) -> Value? {
    // What is counted is not looked at.
    if table.hit == .count { return nil }
    guard case .constant(let own)? = value else { return nil }
    var known = table.outputs[output].allowed
    for row in table.rows {
      if case .constant(let other)? = row.values[output], !known.contains(other) {
        known.append(other)
      }
    }
    guard known.count > 1, let place = known.firstIndex(of: own) else { return nil }
    return known[(place + 1) % known.count]
  }
}
