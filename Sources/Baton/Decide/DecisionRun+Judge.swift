import BatonModel

extension DecisionRun {
  /// Names the one role that answers for the request, whoever works on it: the service's, else the
  /// service integrator's.
  mutating func account() {
    var role = RoleNumber.none
    if facts.hasOverlay(slots.service) {
      if let name = facts.attribute("accountable", of: slots.service)?.asReference.name {
        role = decider.book.roles.number(of: name)
        if role.isNone {
          role = .foreign(0)
          outcome.foreignRole = name
        }
      }
    } else if let service = facts.symbol(slots.service) {
      role = decider.book.roles.accountable(for: service)
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

  /// Every approval that matches.
  mutating func approve() {
    var matched: [Int] = []
    swap(&matched, &outcome.approvals)
    collectMatches(of: decider.approve, into: &matched)
    swap(&matched, &outcome.approvals)
    if let first = outcome.approvals.first {
      outcome.approve = outcome.winner(decider.book.approve.advanced(by: first))
    }
    for shadow in matchingShadows(of: decider.approve) {
      let by = decider.rules.approvals[shadow].by.joined(separator: ", ")
      addShadow(decider.approve, shadow, would: "ask \(by) for approval")
    }
    explain(decider.approve)
  }

  /// Every policy that the request violates.
  mutating func judge() {
    var matched: [Int] = []
    swap(&matched, &outcome.policies)
    collectMatches(of: decider.policy, into: &matched)
    swap(&matched, &outcome.policies)
    if let first = outcome.policies.first {
      outcome.policy = outcome.winner(decider.book.policy.advanced(by: first))
    }
    for shadow in matchingShadows(of: decider.policy) {
      let severity = decider.rules.policies[shadow].severity.rawValue
      addShadow(decider.policy, shadow, would: "report a \(severity)")
    }
    explain(decider.policy)
  }

  /// Adds all ranks that match.
  private mutating func collectMatches(of stage: StageRules, into ranks: inout [Int]) {
    begin(stage)
    stage.matcher.forEachMatch(in: facts, skipping: skips[stage], &evaluation) {
      ranks.append($0)
    }
    report(stage)
  }
}
