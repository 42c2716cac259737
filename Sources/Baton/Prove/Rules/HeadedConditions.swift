import BatonModel

/// The conditions of rules that are not examined as rows of a stage, with the rules they belong to.
extension CompiledRuleBase {
  struct Headed {
    let head: RuleHead
    let condition: Condition
    let title: String
    let place: Place
  }

  /// Rules of which each that matches counts.
  var headedConditions: [Headed] {
    var all: [Headed] = []
    func add(_ head: RuleHead, _ condition: Condition) {
      guard head.mode != .shadow else { return }
      all.append(
        Headed(head: head, condition: condition, title: "\"\(head.name)\"", place: head.place))
    }
    for rule in priorities where rule.set == nil { add(rule.head, rule.condition) }
    for rule in approvals { add(rule.head, rule.condition) }
    for rule in policies { add(rule.head, rule.condition) }
    for rule in replies { add(rule.head, rule.condition) }
    for rule in knowledge { add(rule.head, rule.condition) }
    for rule in handoffs { add(rule.head, rule.condition) }
    for rule in disputes { add(rule.head, rule.condition) }
    for rule in ladders { add(rule.head, rule.condition) }
    for rule in followUps { add(rule.head, rule.condition) }
    for rule in swarms { add(rule.head, rule.condition) }
    for rule in measures { add(rule.head, rule.condition) }
    for rule in surveys { add(rule.head, rule.condition) }
    for rule in experiences { add(rule.head, rule.condition) }
    for rule in credits { add(rule.head, rule.condition) }
    return all
  }

  /// Every condition of the stages with the rule that it is written in.
  var writtenConditions: [(head: RuleHead, condition: Condition)] {
    var all: [(RuleHead, Condition)] = headedConditions.map { ($0.head, $0.condition) }
    all += classify.map { ($0.head, $0.condition) }
    all += tables.map { ($0.head, $0.condition) }
    all += priorities.filter { $0.set != nil }.map { ($0.head, $0.condition) }
    all += policies.map { ($0.head, $0.violation) }
    all += plans.map { ($0.head, $0.condition) }
    all += agreements.map { ($0.head, $0.condition) }
    func visit(_ rule: RouteRule) {
      all.append((rule.head, rule.condition))
      rule.children.forEach(visit)
    }
    for entry in routes {
      switch entry.kind {
      case .rule(let rule): visit(rule)
      case .table(let table): all.append((table.head, table.condition))
      }
    }
    return all
  }
}
