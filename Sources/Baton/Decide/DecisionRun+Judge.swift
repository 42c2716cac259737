import BatonModel
import BatonRecords

extension DecisionRun {
  /// Names the one role that answers for the request, whoever works on it: the service's, else the
  /// service integrator's.
  mutating func account(_ decider: Decider) {
    var role = RoleNumber.none
    if facts.hasOverlays {
      role = roleByOverlay(decider)
    } else {
      let service = facts.cells[slots.service]
      if service.kind == .text, service.hasSymbol {
        role = decider.book.roles.accountable(for: Symbol(number: service.symbol))
      }
    }
    if role.isNone { role = decider.book.roles.integrator }
    outcome.accountable = role
    if role.isNone || !decider.isRead(slots.accountable) { return }
    evaluation.functions.letGo()
    if let known = role.known {
      if let symbol = decider.book.roles.symbols[known] {
        facts.set(slots.accountable, to: symbol)
      } else {
        facts.set(slots.accountable, to: .text(decider.book.roles.names[known]))
      }
    } else {
      facts.set(slots.accountable, to: outcome.foreignRole.map(Value.text))
    }
  }

  /// The service's role where a request may say something itself of its service. Apart, because it
  /// is rare.
  @inline(never)
  private mutating func roleByOverlay(_ decider: Decider) -> RoleNumber {
    if facts.hasOverlay(slots.service) {
      guard let name = facts.attribute("accountable", of: slots.service)?.asReference.name else {
        return .none
      }
      let role = decider.book.roles.number(of: name)
      guard role.isNone else { return role }
      outcome.foreignRole = name
      return .foreign(0)
    }
    guard let service = facts.symbol(slots.service) else { return .none }
    return decider.book.roles.accountable(for: service)
  }

  /// Every approval that matches.
  mutating func approve(_ decider: Decider) {
    var matched: [Int] = []
    swap(&matched, &outcome.approvals)
    var search = CandidateSearch()
    collectMatches(of: decider.approve, into: &matched, &search)
    swap(&matched, &outcome.approvals)
    if let first = outcome.approvals.first {
      outcome.approve = outcome.winner(decider.book.approve.advanced(by: first))
    }
    if !decider.approve.shadows.isEmpty {
      for shadow in matchingShadows(of: decider.approve) {
        let by = decider.rules.approvals[shadow].by.joined(separator: ", ")
        addShadow(decider.approve, shadow, would: "ask \(by) for approval")
      }
    }
    explain(decider.approve, &search)
  }

  /// Every policy that the request violates.
  mutating func judge(_ decider: Decider) {
    var matched: [Int] = []
    swap(&matched, &outcome.policies)
    var search = CandidateSearch()
    collectMatches(of: decider.policy, into: &matched, &search)
    swap(&matched, &outcome.policies)
    if let first = outcome.policies.first {
      outcome.policy = outcome.winner(decider.book.policy.advanced(by: first))
    }
    if !decider.policy.shadows.isEmpty {
      for shadow in matchingShadows(of: decider.policy) {
        let severity = decider.rules.policies[shadow].severity.rawValue
        addShadow(decider.policy, shadow, would: "report a \(severity)")
      }
    }
    explain(decider.policy, &search)
  }

  /// The ranks of all that match.
  mutating func matches(of stage: StageRules) -> [Int] {
    var ranks: [Int] = []
    var search = CandidateSearch()
    collectMatches(of: stage, into: &ranks, &search)
    search.end(&evaluation.scratch)
    if observer != nil { observe(stage, decidedBy: -1, isJudged: false) }
    return ranks
  }

  /// Adds all ranks that match.
  private mutating func collectMatches(
    of stage: StageRules, into ranks: inout [Int], _ search: inout CandidateSearch
  ) {
    begin(stage)
    stage.matcher.begin(&search, in: facts, &evaluation.scratch)
    while let rank = next(&search, of: stage) { ranks.append(rank) }
    report(stage)
  }
}
