import BatonModel

extension DecisionRun {
  /// The first matching rule with `set`; else the matrix, when impact and urgency are known; else
  /// what the request says. Then the caps and floors of every matching rule, the floor last: it
  /// wins a conflict.
  mutating func prioritise() {
    let stage = decider.prioritise
    let rules = decider.rules.priorities
    var skipped = begin(stage)
    var matched: Set<Int> = []
    var set: (priority: Int, rank: Int)?
    var floor: (priority: Int, rank: Int)?
    var cap: (priority: Int, rank: Int)?

    var rank = 0
    while let match = stage.matcher.first(from: rank, in: facts, skipping: RankSet(skipped), &evaluation) {
      report(stage.heads)
      rank = match + 1
      let rule = rules[match]
      if let wanted = rule.set, set == nil {
        guard let priority = priority(wanted, rule.head, rank: match) else { continue }
        set = (priority, match)
        matched.insert(match)
        if skipped.isEmpty { skipped = [Bool](repeating: false, count: rules.count) }
        // A later rule that only sets can change nothing any more: none of its functions run.
        for later in rank..<rules.count where rules[later].onlySets { skipped[later] = true }
      }
      if let notBelow = rule.notBelow, notBelow < floor?.priority ?? .max {
        floor = (notBelow, match)
      }
      if let notAbove = rule.notAbove, notAbove > cap?.priority ?? .min {
        cap = (notAbove, match)
      }
      if rule.notBelow != nil || rule.notAbove != nil { matched.insert(match) }
    }
    report(stage.heads)

    if let (priority, reason) = base(set.map { ($0.priority, stage.heads[$0.rank].reason) }) {
      decide(priority, reason, floor: floor, cap: cap, stage)
    } else {
      decision.errors.append(
        DecisionError(kind: .priority, message: DecisionWording.noPriority))
    }

    for shadow in matchingShadows(of: stage) {
      addShadow(stage, shadow, would: DecisionWording.wouldPrioritise(rules[shadow]))
    }
    if explanation == .full {
      let winner = set.map { stage.heads[$0.rank].name }
      judge(stage, won: matched) { rank in rules[rank].set == nil ? nil : winner }
    }
    if let priority = decision.priority {
      change(decider.schema.slots.priority, to: .integer(priority))
    }
  }

  /// The priority before caps and floors, and what it comes from.
  private func base(_ set: (Int, Reason)?) -> (Int, Reason)? {
    if let set { return set }
    let slots = decider.schema.slots
    let matrix = decider.rules.matrix
    if let impact = facts.text(slots.impact), let row = matrix.impact.firstIndex(of: impact),
      let urgency = facts.text(slots.urgency), let column = matrix.urgency.firstIndex(of: urgency)
    {
      return (matrix.priorities[row][column], Reason(rule: "priority matrix", place: matrix.place))
    }
    if let own = facts.integer(slots.priority) {
      return (own, Reason(rule: Reason.ofRequest))
    }
    return nil
  }

  private mutating func decide(
    _ base: Int, _ reason: Reason, floor: (priority: Int, rank: Int)?,
    cap: (priority: Int, rank: Int)?, _ stage: StageRules
  ) {
    var priority = base
    var reason = reason
    if let cap, priority < cap.priority {
      priority = cap.priority
      reason.notes.append(DecisionWording.lowered(to: priority, by: stage.heads[cap.rank]))
    }
    if let floor, priority > floor.priority {
      priority = floor.priority
      reason.notes.append(DecisionWording.raised(to: priority, by: stage.heads[floor.rank]))
    }
    decision.priority = priority
    decision.why[.prioritise] = reason
  }

  /// What a rule sets; nil if its function gives nothing or no priority, which is reported.
  private mutating func priority(
    _ wanted: Computed<Int>, _ head: RuleHead, rank: Int
  ) -> Int? {
    switch wanted {
    case .constant(let priority): return priority
    case .function(let function):
      guard let value = value(of: function, head, rank: rank) else { return nil }
      let reader = ValueReader(schema: decider.schema)
      switch reader.read(value, as: .priority) {
      case .success(.integer(let priority)): return priority
      case .success(let value):
        let fault = DecisionWording.wrongResult(function, .notAPriority(value))
        fail(head, rank: rank, .function, fault, at: function.place)
      case .failure(let fault):
        fail(
          head, rank: rank, .function, DecisionWording.wrongResult(function, fault),
          at: function.place)
      }
      return nil
    }
  }
}

extension PriorityRule {
  fileprivate var onlySets: Bool { notBelow == nil && notAbove == nil }
}
