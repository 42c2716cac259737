import BatonModel

/// Finds what could have led a request where it did not go, and by what it failed.
///
/// Looks at the facts as the route stage saw them, after everything was decided.
struct WayFinder: ~Copyable {
  private let decider: Decider
  private let explainer: ConditionExplainer
  private let decision: Decision
  private let now: Instant?
  private var ways: [WhyNot.Way] = []

  init(
    _ decider: Decider, _ explainer: consuming ConditionExplainer, _ decision: Decision,
    now: Instant?
  ) {
    self.decider = decider
    self.explainer = explainer
    self.decision = decision
    self.now = now
  }

  /// The ways to what is wanted.
  consuming func ways(to wanted: WhyNot.Wanted) -> [WhyNot.Way] {
    switch wanted {
    case .target(let name): addRoutes { $0.name == name }
    case .provider(let name): addRoutes { $0.provider == name }
    case .priority(let priority): addPriorities(priority)
    case .rule(let name): addVerdicts { $0.rule == name }
    }
    return sorted()
  }

  private func sorted() -> [WhyNot.Way] {
    func failures(_ way: WhyNot.Way) -> Int {
      switch way.obstacle {
      case .failed(let conditions): conditions.count
      case .open: .max
      default: 0
      }
    }
    // `sorted` is stable.
    return ways.sorted { failures($0) < failures($1) }
  }

  // MARK: Routes

  private mutating func addRoutes(_ isWanted: (Target) -> Bool) {
    for entry in decider.rules.routes {
      switch entry.kind {
      case .rule(let rule): add(rule, of: entry, under: [], isWanted)
      case .table(let table):
        for row in table.rows where leads(row.outcome, isWanted) {
          let name = "\(table.head.name), \(DecisionWording.row(row.number))"
          add(entry, name, row.place, [table.condition, row.condition], row.outcome)
        }
      }
    }
  }

  private mutating func add(
    _ rule: RouteRule, of entry: RouteEntry, under conditions: [Condition],
    _ isWanted: (Target) -> Bool
  ) {
    let all = conditions + [rule.condition]
    if let outcome = rule.outcome, leads(outcome, isWanted) {
      add(entry, rule.head.name, rule.head.place, all, outcome)
    }
    for child in rule.children { add(child, of: entry, under: all, isWanted) }
  }

  private func leads(_ outcome: RouteOutcome, _ isWanted: (Target) -> Bool) -> Bool {
    switch outcome {
    case .target(let target): isWanted(target)
    case .chooser(let chooser):
      chooser.candidates(TargetResolver(decider.rules.catalogue)).contains(where: isWanted)
    // What a function names is known when it has run: it may be that.
    case .function: true
    }
  }

  private mutating func add(
    _ entry: RouteEntry, _ name: String, _ place: Place, _ conditions: [Condition],
    _ outcome: RouteOutcome
  ) {
    var obstacle = obstacle(entry, conditions)
    if case .function = outcome {
      switch obstacle {
      case .outranked, .choseOther: obstacle = .open("a function says where it goes")
      default: break
      }
    }
    ways.append(WhyNot.Way(rule: name, place: place, obstacle: obstacle))
  }

  private func obstacle(_ entry: RouteEntry, _ conditions: [Condition]) -> WhyNot.Obstacle {
    if entry.head.mode == .shadow { return .shadow }
    if !Validity(entry.head, in: decider.rules.zone).contains(now) { return .notInForce }
    var failed: [Verdict.FailedCondition] = []
    for condition in conditions {
      switch explainer.truth(of: condition) {
      case .yes: break
      case .no: failed += explainer.failures(of: condition)
      case .error: return .open("a condition raised an error")
      case nil:
        if failed.isEmpty {
          return .open(explainer.openFunction(of: condition)?.function.name ?? "a function")
        }
      }
    }
    if !failed.isEmpty { return .failed(failed) }
    if let full = fullness(of: entry.head) { return .failed([full]) }
    let winner = decision.reason(of: .route)?.rule
    return winner == entry.head.name ? .choseOther : .outranked(by: winner)
  }

  /// That a rule holds, and all whom it may choose are at their limit.
  private func fullness(of head: RuleHead) -> Verdict.FailedCondition? {
    let verdict = decision.verdicts.first {
      $0.stage == .route && $0.rule == head.name && $0.place == head.place
    }
    guard case .failed(let conditions)? = verdict?.outcome else { return nil }
    return conditions.first { $0.wanted == DecisionWording.belowLimit }
  }

  // MARK: Priorities

  private mutating func addPriorities(_ priority: Int) {
    let rules = decider.rules
    addVerdicts { verdict in
      guard verdict.stage == .prioritise else { return false }
      return rules.priorities.contains { rule in
        guard rule.head.name == verdict.rule else { return false }
        if case .constant(priority)? = rule.set { return true }
        return rule.notBelow == priority || rule.notAbove == priority
      }
    }
    let matrix = rules.matrix
    for (row, impact) in matrix.impact.enumerated() {
      for (column, urgency) in matrix.urgency.enumerated()
      where matrix.priorities[row][column] == priority {
        addMatrix(matrix, impact, urgency)
      }
    }
  }

  private mutating func addMatrix(_ matrix: PriorityMatrix, _ impact: String, _ urgency: String) {
    var failed: [Verdict.FailedCondition] = []
    for (field, slot, wanted) in [
      ("impact", decider.schema.slots.impact, impact),
      ("urgency", decider.schema.slots.urgency, urgency),
    ] {
      let found = explainer.facts.value(slot)
      if found == .text(wanted) { continue }
      failed.append(
        Verdict.FailedCondition(
          field: field, wanted: ConditionWording.words(.text(wanted)),
          found: found.map { ConditionWording.words($0) }))
    }
    ways.append(
      WhyNot.Way(
        rule: "priority matrix", place: matrix.place ?? Place(file: "built in", line: 1),
        obstacle: failed.isEmpty
          ? .outranked(by: decision.reason(of: .prioritise)?.rule) : .failed(failed)))
  }

  // MARK: Rules by their verdicts

  private mutating func addVerdicts(_ isWanted: (Verdict) -> Bool) {
    for verdict in decision.verdicts where isWanted(verdict) {
      guard let obstacle = Self.obstacle(verdict.outcome) else { continue }
      ways.append(WhyNot.Way(rule: verdict.rule, place: verdict.place, obstacle: obstacle))
    }
  }

  private static func obstacle(_ outcome: Verdict.Outcome) -> WhyNot.Obstacle? {
    switch outcome {
    case .won: nil
    case .outranked(let winner): .outranked(by: winner)
    case .failed(let conditions): .failed(conditions)
    case .error(let message): .open(message.isEmpty ? "a condition raised an error" : message)
    case .shadow: .shadow
    case .notInForce: .notInForce
    case .opaque(let function): .open(function)
    }
  }
}
