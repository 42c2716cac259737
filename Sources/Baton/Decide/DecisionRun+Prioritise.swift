import BatonModel

/// What a priority rule does, as numbers: 0 for what it does not say.
struct PriorityAction: Sendable {
  let set: Int
  /// Whether a function works out what it sets.
  let isComputed: Bool
  let notBelow: Int
  let notAbove: Int

  init(_ rule: PriorityRule) {
    switch rule.set {
    case .constant(let priority)?: (set, isComputed) = (priority, false)
    case .function?: (set, isComputed) = (0, true)
    case nil: (set, isComputed) = (0, false)
    }
    notBelow = rule.notBelow ?? 0
    notAbove = rule.notAbove ?? 0
  }

  var sets: Bool { isComputed || set != 0 }
  var bounds: Bool { notBelow != 0 || notAbove != 0 }
}

extension DecisionRun {
  /// The first matching rule with `set`; else the matrix, when impact and urgency are known; else
  /// what the request says. Then the caps and floors of every matching rule, the floor last: it
  /// wins a conflict.
  mutating func prioritise(_ decider: Decider) {
    if decider.prioritise.isEmpty {
      settle(decider, PriorityResult())
    } else {
      var result = PriorityResult()
      var search = CandidateSearch()
      matchPriorities(decider, &result, &search)
      settle(decider, result)
      explain(decider.prioritise, &search, decidedBy: result.setter)
    }
    if outcome.priority != 0, decider.isRead(decider.schema.slots.priority) {
      evaluation.functions.letGo()
      facts.set(decider.schema.slots.priority, to: outcome.priority)
    }
  }

  /// Makes the outcome's priority of what the rules came to.
  private mutating func settle(_ decider: Decider, _ result: PriorityResult) {
    let (base, reason) = base(decider, result)
    if base == 0 {
      outcome.errors.append(DecisionError(kind: .priority, message: DecisionWording.noPriority))
    } else {
      decide(decider, base, reason, result)
    }
    guard !decider.prioritise.shadows.isEmpty else { return }
    for shadow in matchingShadows(of: decider.prioritise) {
      addShadow(
        decider.prioritise, shadow,
        would: DecisionWording.wouldPrioritise(decider.rules.priorities[shadow]))
    }
  }

  /// Finds the rule that sets, the strictest floor and the strictest cap.
  private mutating func matchPriorities(
    _ decider: Decider, _ result: inout PriorityResult, _ search: inout CandidateSearch
  ) {
    let stage = decider.prioritise
    begin(stage)
    if !contributed.isEmpty { contributed.removeAll(keepingCapacity: true) }
    stage.matcher.begin(&search, in: facts, &evaluation.scratch)
    while true {
      // A later rule that only sets can change nothing any more: none of its functions run.
      let match =
        result.set == 0 || stage.number == 0
        ? next(&search, of: stage)
        : stage.matcher.next(
          &search, in: facts, skipping: skips[settled: stage], &evaluation)
      report(stage)
      guard let match else { return }
      let action = decider.priorityActions[match]
      if action.sets, result.set == 0 {
        let priority = action.isComputed ? computedPriority(match) : action.set
        guard let priority else { continue }
        result.set = priority
        result.setter = match
      }
      if action.notBelow != 0, result.floor < 0 || action.notBelow < result.notBelow {
        result.notBelow = action.notBelow
        result.floor = match
      }
      if action.notAbove != 0, result.cap < 0 || action.notAbove > result.notAbove {
        result.notAbove = action.notAbove
        result.cap = match
      }
      if explanation != .winners || observer != nil, action.bounds || result.setter == match {
        contributed.append(match)
      }
    }
  }

  /// The priority before caps and floors, 0 for none, and what it comes from. Changes nothing:
  /// but a run that is only lent the compiler copies to the stack, some 800 bytes.
  private mutating func base(_ decider: Decider, _ result: PriorityResult) -> (Int, ReasonNumber) {
    if result.set != 0 {
      return (result.set, decider.book.prioritise.advanced(by: result.setter))
    }
    if let impact = facts.symbol(slots.impact), let urgency = facts.symbol(slots.urgency),
      let priority = decider.matrix.priority(impact: impact, urgency: urgency)
    {
      return (priority, decider.book.ofMatrix)
    }
    if let own = facts.integer(slots.priority) { return (own, decider.book.ofRequest) }
    return (0, .none)
  }

  private mutating func decide(
    _ decider: Decider, _ base: Int, _ reason: ReasonNumber, _ result: PriorityResult
  ) {
    var priority = base
    var lowered = RemarkNumber.none
    var raised = RemarkNumber.none
    if result.cap >= 0, priority < result.notAbove {
      priority = result.notAbove
      lowered = decider.book.caps[result.cap]
    }
    if result.floor >= 0, priority > result.notBelow {
      priority = result.notBelow
      raised = decider.book.floors[result.floor]
    }
    outcome.priority = priority
    outcome.prioritise = outcome.winner(reason, lowered, raised)
  }

  /// What a rule's function sets; nil if it gives nothing or no priority, which is reported.
  private mutating func computedPriority(_ rank: Int) -> Int? {
    let rule = decider.rules.priorities[rank]
    guard case .function(let function)? = rule.set,
      let value = value(of: function, rule.head, rank: rank)
    else { return nil }
    switch ValueReader(schema: decider.schema).read(value, as: .priority) {
    case .success(.integer(let priority)): return priority
    case .success(let value):
      let fault = DecisionWording.wrongResult(function, .notAPriority(value))
      fail(rule.head, rank: rank, .function, fault, at: function.place)
    case .failure(let fault):
      fail(
        rule.head, rank: rank, .function, DecisionWording.wrongResult(function, fault),
        at: function.place)
    }
    return nil
  }
}

/// What the rules of the priority stage came to: ranks, -1 for none.
struct PriorityResult: BitwiseCopyable {
  /// 0 while no rule has set one.
  var set = 0
  var setter = -1
  var notBelow = 0
  var floor = -1
  var notAbove = 0
  var cap = -1
}
