import BatonModel

/// All mutants of a rule base's declared rules.
///
/// Of each rule: it is left out; each mistake in its condition; another outcome; another place in the
/// order. Only what a scenario can expect is changed: whom a request goes to, at which priority, which
/// approvals it needs, when something is due; not how a reason is worded.
struct MutantMaker {
  let rules: CompiledRuleBase
  let observed: ObservedRules
  private let mutations: ConditionMutations
  private var mutants: [Mutant] = []
  /// Where routes lead, each once.
  private let targets: [Target]

  init(_ decider: Decider, _ observed: ObservedRules) {
    rules = decider.rules
    self.observed = observed
    mutations = ConditionMutations(columns: decider.schema.columns)
    var targets: [Target] = []
    for entry in rules.routes {
      switch entry.kind {
      case .rule(let rule): Self.collect(rule, &targets)
      case .table(let table): for row in table.rows { Self.collect(row.outcome, &targets) }
      }
    }
    self.targets = targets
  }

  private static func collect(_ rule: RouteRule, _ targets: inout [Target]) {
    collect(rule.outcome, &targets)
    for child in rule.children { collect(child, &targets) }
  }

  private static func collect(_ outcome: RouteOutcome?, _ targets: inout [Target]) {
    if case .target(let target)? = outcome, !targets.contains(target) { targets.append(target) }
  }

  static func mutants(_ decider: Decider, _ observed: ObservedRules) -> [Mutant] {
    var maker = MutantMaker(decider, observed)
    for (first, count, make) in maker.stages(of: decider) {
      guard let range = observed.units(of: first) else { continue }
      for unit in range.prefix(count) where !observed.units[unit].isStandard {
        make(&maker, unit, observed.units[unit].rank)
      }
    }
    return maker.mutants
  }

  private typealias Making = (inout MutantMaker, _ unit: Int, _ rank: Int) -> Void

  private func stages(of decider: Decider) -> [(StageRules, Int, Making)] {
    [
      (decider.classify, rules.classify.count, { $0.classify($1, $2) }),
      (decider.tables, rules.tables.count, { $0.table($1, $2) }),
      (decider.prioritise, rules.priorities.count, { $0.priority($1, $2) }),
      (decider.route, rules.routes.count, { $0.route($1, $2) }),
      (
        decider.plan, rules.plans.count,
        { maker, unit, rank in
          maker.condition(unit, maker.rules.plans[rank].condition) { rules, condition in
            rules.plans[rank] = rules.plans[rank].with(condition)
          }
          maker.swap(unit, rank, of: maker.rules.plans.map(\.level)) { rules in
            rules.plans.swapAt(rank - 1, rank)
          }
        }
      ),
      (
        decider.approve, rules.approvals.count,
        { maker, unit, rank in
          maker.condition(unit, maker.rules.approvals[rank].condition) { rules, condition in
            rules.approvals[rank] = rules.approvals[rank].with(condition)
          }
        }
      ),
      (decider.policy, rules.policies.count, { $0.policy($1, $2) }),
      (decider.agreements, rules.agreements.count, { $0.agreement($1, $2) }),
      (decider.escalation, rules.ladders.count, { $0.ladder($1, $2) }),
    ]
  }

  // MARK: Parts

  mutating func add(
    _ unit: Int, _ change: String, _ effect: Mutant.Effect,
    _ apply: @escaping @Sendable (inout CompiledRuleBase) -> Void
  ) {
    let about = observed.units[unit]
    mutants.append(
      Mutant(
        rule: about.title, place: about.place, change: change, unit: unit, effect: effect,
        apply: apply))
  }

  /// That the rule is left out, and every mistake in its condition.
  /// - Parameter other: the rest of the unit's condition, if this is only a part of it.
  mutating func condition(
    _ unit: Int, _ condition: Condition, besides other: Condition? = nil, leavesOut: Bool = true,
    _ replace: @escaping @Sendable (inout CompiledRuleBase, Condition) -> Void
  ) {
    if leavesOut {
      add(unit, "left out", .whenItHolds) { replace(&$0, .broken) }
    }
    for variant in mutations.variants(of: condition) {
      let own = variant.condition
      let whole = other.map { .all([own, $0]) } ?? own
      add(unit, variant.change, .condition(whole)) { replace(&$0, own) }
    }
  }

  /// That it stands before the rule that it stands behind.
  private mutating func swap(
    _ unit: Int, _ rank: Int, of levels: [String],
    _ apply: @escaping @Sendable (inout CompiledRuleBase) -> Void
  ) {
    guard rank > 0, levels[rank - 1] == levels[rank] else { return }
    swap(unit, apply)
  }

  mutating func swap(
    _ unit: Int, _ apply: @escaping @Sendable (inout CompiledRuleBase) -> Void
  ) {
    let before = observed.units[unit - 1]
    // What takes every request stands last, and in front of it nothing would be left.
    guard case .always? = observed.units[unit].condition.nodes.first?.kind else {
      if before.head.mode == .shadow || observed.units[unit].head.mode == .shadow { return }
      add(unit, "before \(before.title)", .withOther(unit - 1), apply)
      return
    }
  }

  // MARK: Stages

  private mutating func classify(_ unit: Int, _ rank: Int) {
    let rule = rules.classify[rank]
    condition(unit, rule.condition) { $0.classify[rank] = $0.classify[rank].with($1) }
    for index in rule.assignments.indices where rule.assignments.count > 1 {
      let field = rules.fields.requestFields[rule.assignments[index].slot].name
      add(unit, "without setting \(field)", .whenItHolds) { rules in
        var rest = rules.classify[rank].assignments
        rest.remove(at: index)
        rules.classify[rank] = rules.classify[rank].with(assignments: rest)
      }
    }
    guard rank > 0 else { return }
    let slots = Set(rules.classify[rank - 1].assignments.map(\.slot))
    if rule.assignments.contains(where: { slots.contains($0.slot) }) {
      swap(unit) { $0.classify.swapAt(rank - 1, rank) }
    }
  }

  private mutating func priority(_ unit: Int, _ rank: Int) {
    let rule = rules.priorities[rank]
    condition(unit, rule.condition) { $0.priorities[rank] = $0.priorities[rank].with($1) }
    if case .constant(let set)? = rule.set {
      add(unit, "set = \(set + 1)", .whenItHolds) {
        $0.priorities[rank] = $0.priorities[rank].with(set: set + 1)
      }
    }
    if let bound = rule.notBelow {
      add(unit, "not_below = \(bound + 1)", .whenItHolds) {
        $0.priorities[rank] = $0.priorities[rank].with(notBelow: bound + 1)
      }
    }
    if let bound = rule.notAbove {
      let other = bound > 1 ? bound - 1 : bound + 1
      add(unit, "not_above = \(other)", .whenItHolds) {
        $0.priorities[rank] = $0.priorities[rank].with(notAbove: other)
      }
    }
    if rank > 0, rule.set != nil, rules.priorities[rank - 1].set != nil {
      swap(unit) { $0.priorities.swapAt(rank - 1, rank) }
    }
  }

  private mutating func policy(_ unit: Int, _ rank: Int) {
    let rule = rules.policies[rank]
    let (when, violation) = (rule.condition, rule.violation)
    condition(unit, when, besides: violation) { $0.policies[rank] = $0.policies[rank].with($1) }
    condition(unit, violation, besides: when, leavesOut: false) {
      $0.policies[rank] = $0.policies[rank].with(violation: $1)
    }
  }

  private mutating func agreement(_ unit: Int, _ rank: Int) {
    let rule = rules.agreements[rank]
    condition(unit, rule.condition) { $0.agreements[rank] = $0.agreements[rank].with($1) }
    var span = rule.limit.span
    span.count += 1
    let limit = TimeLimit(span: span, calendar: rule.limit.calendar)
    add(unit, "within = \(span.words)", .whenItHolds) {
      $0.agreements[rank] = $0.agreements[rank].with(limit: limit)
    }
  }

  private mutating func ladder(_ unit: Int, _ rank: Int) {
    let rule = rules.ladders[rank]
    condition(unit, rule.condition) { $0.ladders[rank] = $0.ladders[rank].with($1) }
    for index in rule.steps.indices where rule.steps.count > 1 {
      add(unit, "without step \(index + 1)", .whenItHolds) { rules in
        var rest = rules.ladders[rank].steps
        rest.remove(at: index)
        rules.ladders[rank] = rules.ladders[rank].with(steps: rest)
      }
    }
  }

  // MARK: Routes

  private mutating func route(_ unit: Int, _ rank: Int) {
    let entry = rules.routes[rank]
    condition(unit, entry.condition) { $0.routes[rank] = $0.routes[rank].with($1) }
    swap(unit, rank, of: rules.routes.map(\.level)) { $0.routes.swapAt(rank - 1, rank) }
    switch entry.kind {
    case .rule(let rule): node(rule, unit, rank, path: [])
    case .table(let table): rows(of: table, unit, rank)
    }
  }

  /// The outcome of a route or a node, and what is below it.
  private mutating func node(_ rule: RouteRule, _ unit: Int, _ rank: Int, path: [Int]) {
    func changing(
      _ change: @escaping @Sendable (RouteRule) -> RouteRule
    ) -> @Sendable (inout CompiledRuleBase) -> Void {
      { rules in
        guard case .rule(let root) = rules.routes[rank].kind else { return }
        rules.routes[rank] = RouteEntry(
          kind: .rule(root.changed(at: path[...], change)), level: rules.routes[rank].level)
      }
    }
    for other in others(than: rule.outcome) {
      add(
        unit, "to = \"\(other.name)\"", .whenItHolds,
        changing { $0.with(outcome: .target(other)) })
    }
    let first = observed.units[unit].children.lowerBound
    for (index, child) in rule.children.enumerated() {
      let own = path + [index]
      condition(first + index, child.condition) { rules, condition in
        guard case .rule(let root) = rules.routes[rank].kind else { return }
        rules.routes[rank] = RouteEntry(
          kind: .rule(root.changed(at: own[...]) { $0.with(condition) }),
          level: rules.routes[rank].level)
      }
      if index > 0, !child.continues, !rule.children[index - 1].continues {
        let swapped = changing { rule in
          var children = rule.children
          children.swapAt(index - 1, index)
          return rule.with(children: children)
        }
        swap(first + index, swapped)
      }
      node(child, first + index, rank, path: own)
    }
  }

  private mutating func rows(of table: RouteTable, _ unit: Int, _ rank: Int) {
    @Sendable func changing(
      _ change: @escaping @Sendable (inout [RouteTable.Row]) -> Void
    ) -> @Sendable (inout CompiledRuleBase) -> Void {
      { rules in
        guard case .table(let table) = rules.routes[rank].kind else { return }
        var rows = table.rows
        change(&rows)
        rules.routes[rank] = RouteEntry(
          kind: .table(table.with(rows: rows)), level: rules.routes[rank].level)
      }
    }
    let first = observed.units[unit].children.lowerBound
    for (index, row) in table.rows.enumerated() {
      condition(first + index, row.condition) { rules, condition in
        changing { $0[index] = $0[index].with(condition) }(&rules)
      }
      for other in others(than: row.outcome) {
        add(
          first + index, "to = \"\(other.name)\"", .whenItHolds,
          changing { $0[index] = $0[index].with(outcome: .target(other)) })
      }
      if index > 0, table.hit == .first {
        swap(first + index, changing { $0.swapAt(index - 1, index) })
      }
    }
  }

  /// Where it could lead by mistake: of a target the next that there is, of a chooser each end of its
  /// candidates but the one that it always chooses, if the catalogue alone decides.
  private func others(than outcome: RouteOutcome?) -> [Target] {
    switch outcome {
    case nil: return []
    case .target(let target):
      guard let place = targets.firstIndex(of: target), targets.count > 1 else { return [] }
      return [targets[(place + 1) % targets.count]]
    case .function: return Array(targets.prefix(1))
    case .chooser(let chooser):
      let candidates = chooser.candidates
      guard let first = candidates.first, let last = candidates.last else {
        return Array(targets.prefix(1))
      }
      if first == last { return targets.filter { $0 != first }.suffix(1) }
      let always = chooser.constant
      return [first, last].filter { $0 != always }
    }
  }
}

extension ObservedRules.Unit {
  var title: String { row.map { "row \($0) of \"\(head.name)\"" } ?? "\(word) \"\(head.name)\"" }

  /// Rules of the standard library have tests of their own.
  var isStandard: Bool { place.file.hasPrefix("standard/") }
}

extension Chooser {
  /// Whom it chooses whatever the world is like; nil if that depends.
  fileprivate var constant: Target? {
    let occasion = Occasion(now: nil, offset: 0, id: nil, counter: "")
    switch self {
    case .skilled, .best:
      return try? choose(in: World(), occasion) { _ in nil }.target
    case .first(let targets): return targets.first
    case .leastLoaded, .roundRobin, .weighted, .certified, .firstOpen, .onCall, .limited:
      return nil
    }
  }
}
