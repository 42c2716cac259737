extension CompiledRuleBase {
  /// The rules with all functions that work out values left to Lua. Conditions are as they were:
  /// see ``Matcher``.
  var withoutLiftedValues: CompiledRuleBase {
    var rules = self
    rules.classify = classify.map { rule in
      ClassifyRule(
        head: rule.head, condition: rule.condition,
        assignments: rule.assignments.map { .init(slot: $0.slot, value: $0.value.withoutLifting) },
        overwrites: rule.overwrites)
    }
    rules.tables = tables.map { table in
      table.with(
        rows: table.rows.map { row in
          row.with(values: row.values.map { $0?.withoutLifting })
        })
    }
    rules.priorities = priorities.map { rule in
      PriorityRule(
        head: rule.head, condition: rule.condition, set: rule.set?.withoutLifting,
        notBelow: rule.notBelow, notAbove: rule.notAbove)
    }
    rules.routes = routes.map { entry in
      switch entry.kind {
      case .rule(let rule):
        return RouteEntry(kind: .rule(rule.withoutLiftedValues), level: entry.level)
      case .table(let table):
        let rows = table.rows.map { row in
          RouteTable.Row(
            condition: row.condition, outcome: row.outcome.withoutLifting, because: row.because,
            place: row.place, number: row.number)
        }
        return RouteEntry(
          kind: .table(
            RouteTable(
              head: table.head, condition: table.condition, hit: table.hit, rows: rows)),
          level: entry.level)
      }
    }
    return rules
  }
}

extension Computed {
  fileprivate var withoutLifting: Self {
    if case .function(let function) = self { .function(function.withoutLifting) } else { self }
  }
}

extension RouteOutcome {
  fileprivate var withoutLifting: Self {
    if case .function(let function) = self { .function(function.withoutLifting) } else { self }
  }
}

extension RouteRule {
  fileprivate var withoutLiftedValues: RouteRule {
    RouteRule(
      head: head, condition: condition, outcome: outcome?.withoutLifting,
      children: children.map(\.withoutLiftedValues), continues: continues)
  }
}
