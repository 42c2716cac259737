import BatonModel

// The same rules with one thing otherwise.

extension ClassifyRule {
  func with(
    _ condition: Condition? = nil, assignments: [Assignment]? = nil, overwrites: Bool? = nil
  ) -> ClassifyRule {
    ClassifyRule(
      head: head, condition: condition ?? self.condition,
      assignments: assignments ?? self.assignments, overwrites: overwrites ?? self.overwrites)
  }
}

extension DecisionTable {
  func with(_ condition: Condition? = nil, rows: [Row]? = nil) -> DecisionTable {
    DecisionTable(
      head: head, condition: condition ?? self.condition, hit: hit, outputs: outputs,
      rows: rows ?? self.rows, defaults: defaults, overwrites: overwrites, inputs: inputs,
      fingerprint: fingerprint)
  }
}

extension DecisionTable.Row {
  func with(_ condition: Condition? = nil, values: [Computed<Value>?]? = nil) -> DecisionTable.Row {
    DecisionTable.Row(
      condition: condition ?? self.condition, values: values ?? self.values, because: because,
      place: place, number: number)
  }
}

extension PriorityRule {
  func with(
    _ condition: Condition? = nil, set: Int? = nil, notBelow: Int? = nil, notAbove: Int? = nil
  ) -> PriorityRule {
    PriorityRule(
      head: head, condition: condition ?? self.condition,
      set: set.map { .constant($0) } ?? self.set, notBelow: notBelow ?? self.notBelow,
      notAbove: notAbove ?? self.notAbove)
  }
}

extension RouteRule {
  func with(
    _ condition: Condition? = nil, outcome: RouteOutcome? = nil, children: [RouteRule]? = nil
  ) -> RouteRule {
    RouteRule(
      head: head, condition: condition ?? self.condition, outcome: outcome ?? self.outcome,
      children: children ?? self.children, continues: continues)
  }

  /// With a node below it changed, which positions among children lead to; itself at the end of them.
  func changed(at path: ArraySlice<Int>, _ change: (RouteRule) -> RouteRule) -> RouteRule {
    guard let first = path.first else { return change(self) }
    var children = children
    children[first] = children[first].changed(at: path.dropFirst(), change)
    return with(children: children)
  }
}

extension RouteTable {
  func with(_ condition: Condition? = nil, rows: [Row]? = nil) -> RouteTable {
    RouteTable(
      head: head, condition: condition ?? self.condition, hit: hit, rows: rows ?? self.rows)
  }
}

extension RouteTable.Row {
  func with(_ condition: Condition? = nil, outcome: RouteOutcome? = nil) -> RouteTable.Row {
    RouteTable.Row(
      condition: condition ?? self.condition, outcome: outcome ?? self.outcome, because: because,
      place: place, number: number)
  }
}

extension RouteEntry {
  func with(_ condition: Condition) -> RouteEntry {
    switch kind {
    case .rule(let rule): RouteEntry(kind: .rule(rule.with(condition)), level: level)
    case .table(let table): RouteEntry(kind: .table(table.with(condition)), level: level)
    }
  }
}

extension ApprovalRule {
  func with(_ condition: Condition) -> ApprovalRule {
    ApprovalRule(head: head, condition: condition, by: by, needs: needs, within: within)
  }
}

extension PolicyRule {
  func with(_ condition: Condition? = nil, violation: Condition? = nil) -> PolicyRule {
    PolicyRule(
      head: head, condition: condition ?? self.condition, violation: violation ?? self.violation,
      severity: severity, message: message)
  }
}

extension PlanRule {
  func with(_ condition: Condition) -> PlanRule {
    PlanRule(head: head, condition: condition, level: level, tasks: tasks)
  }
}

extension AgreementRule {
  func with(_ condition: Condition? = nil, limit: TimeLimit? = nil) -> AgreementRule {
    AgreementRule(
      head: head, condition: condition ?? self.condition, kind: kind, metric: metric,
      limit: limit ?? self.limit, providers: providers, supports: supports, start: start,
      stop: stop, cancel: cancel, reset: reset, pause: pause, resume: resume, pauseOn: pauseOn,
      startFrom: startFrom, retroactivePause: retroactivePause,
      notifiesIfBornBreached: notifiesIfBornBreached, onChange: onChange, onReopen: onReopen,
      boundary: boundary, warnAt: warnAt)
  }
}

extension LadderRule {
  func with(_ condition: Condition? = nil, steps: [LadderStep]? = nil) -> LadderRule {
    LadderRule(
      head: head, condition: condition ?? self.condition, on: on, steps: steps ?? self.steps,
      repeatTimes: repeatTimes, repeatAfter: repeatAfter, stopOn: stopOn, stop: stop,
      quiet: quiet)
  }
}
