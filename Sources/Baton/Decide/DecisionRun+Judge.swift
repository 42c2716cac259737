import BatonModel

extension DecisionRun {
  /// Names the one role that answers for the request, whoever works on it: the service's, else the
  /// service integrator's.
  mutating func account() {
    let slots = decider.schema.slots
    let ofService = facts.attribute("accountable", of: slots.service)?.asReference.name
    decision.accountable = ofService ?? decider.integrator
    if let role = decision.accountable { change(slots.accountable, to: .text(role)) }
  }

  /// Every approval that matches.
  mutating func approve() {
    let stage = decider.approve
    let rules = decider.rules.approvals
    guard !rules.isEmpty else { return }
    let matched = matches(of: stage)
    for rank in matched {
      let rule = rules[rank]
      decision.approvals.append(
        Decision.Approval(
          reason: rule.head.reason, by: rule.by, needs: rule.needs, within: rule.within))
    }
    if let first = matched.first { decision.why[.approve] = stage.heads[first].reason }
    for shadow in matchingShadows(of: stage) {
      addShadow(
        stage, shadow, would: "ask \(rules[shadow].by.joined(separator: ", ")) for approval")
    }
    if explanation == .full { judge(stage, won: Set(matched)) { _ in nil } }
  }

  /// Every policy that the request violates.
  mutating func judge() {
    let stage = decider.policy
    let rules = decider.rules.policies
    guard !rules.isEmpty else { return }
    let matched = matches(of: stage)
    for rank in matched {
      let rule = rules[rank]
      decision.policies.append(
        Decision.PolicyFinding(
          reason: rule.head.reason, severity: rule.severity,
          enforced: rule.head.mode == .enforced, message: rule.message))
    }
    if let first = matched.first { decision.why[.policy] = stage.heads[first].reason }
    for shadow in matchingShadows(of: stage) {
      addShadow(stage, shadow, would: "report a \(rules[shadow].severity.rawValue)")
    }
    if explanation == .full { judge(stage, won: Set(matched)) { _ in nil } }
  }

  private mutating func matches(of stage: StageRules) -> [Int] {
    let skipped = begin(stage)
    var matched: [Int] = []
    stage.matcher.forEachMatch(in: facts, skipping: RankSet(skipped), &evaluation) { matched.append($0) }
    report(stage.heads)
    return matched
  }
}
