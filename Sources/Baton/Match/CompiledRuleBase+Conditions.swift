import BatonModel

extension CompiledRuleBase {
  /// Visits the conditions of all rules, rows and nodes.
  func forEachCondition(_ body: (Condition) -> Void) {
    func visit(_ rule: RouteRule) {
      body(rule.condition)
      rule.children.forEach(visit)
    }
    for rule in classify { body(rule.condition) }
    for table in tables {
      body(table.condition)
      for row in table.rows { body(row.condition) }
    }
    for rule in priorities { body(rule.condition) }
    for rule in approvals { body(rule.condition) }
    for rule in policies {
      body(rule.condition)
      body(rule.violation)
    }
    for rule in agreements {
      body(rule.condition)
      for condition in rule.clockConditions { body(condition) }
    }
    for rule in ladders {
      body(rule.condition)
      if let stop = rule.stop { body(stop) }
      for step in rule.steps { if let condition = step.condition { body(condition) } }
    }
    for rule in handoffs { body(rule.condition) }
    for rule in disputes { body(rule.condition) }
    for rule in plans { body(rule.condition) }
    for rule in replies { body(rule.condition) }
    for rule in knowledge { body(rule.condition) }
    for rule in followUps { body(rule.condition) }
    for rule in swarms {
      body(rule.condition)
      if let stop = rule.stop { body(stop) }
    }
    for rule in measures { body(rule.condition) }
    for rule in surveys { body(rule.condition) }
    for rule in experiences { body(rule.condition) }
    for rule in credits { body(rule.condition) }
    for process in processes { process.forEachCondition(body) }
    for adaptation in adaptations { for (_, way) in adaptation.allows { body(way.condition) } }
    for entry in routes {
      switch entry.kind {
      case .rule(let rule): visit(rule)
      case .table(let table):
        body(table.condition)
        for row in table.rows { body(row.condition) }
      }
    }
  }

  /// Visits the texts that classify rules and tables set.
  func forEachSetText(_ body: (String) -> Void) {
    for rule in classify {
      for assignment in rule.assignments {
        if case .constant(.text(let text)) = assignment.value { body(text) }
      }
    }
    for table in tables {
      for case .constant(.text(let text))? in table.rows.flatMap(\.values) { body(text) }
      for case .text(let text)? in table.defaults { body(text) }
    }
  }
}

extension Condition {
  /// Visits the declared tests, those of understood functions included.
  func forEachTest(_ body: (FieldTest) -> Void) {
    switch self {
    case .always: break
    case .function(let function): function.lifted?.possible.forEachTest(body)
    case .all(let parts), .any(let parts): for part in parts { part.forEachTest(body) }
    case .not(let inner): inner.forEachTest(body)
    case .test(let test): body(test)
    }
  }
}
