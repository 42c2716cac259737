import BatonModel
import BatonTime

/// Requests that show that a target is not kept: each is decided, and the decision begins the chain.
extension Feasibility {
  private static let mostLeadsTried = 16
  private static let mostRequestsTried = 8

  /// A request for which the target's clock runs and which comes to the first provider of the chain;
  /// nil if none was found.
  mutating func witness(
    for candidate: FeasibilitySearch.Candidate, of target: AgreementRule
  ) -> Members? {
    if let members = witness(for: candidate, of: target, meeting: []) { return members }
    // A request without more than that goes elsewhere: one that a route takes there.
    let providers = Set(target.providers.isEmpty ? [candidate.way[0]] : target.providers)
    let leads = reach.leads(ofService: candidate.position).filter { lead in
      lead.targets.contains { $0.provider.map(providers.contains) ?? false }
    }
    for lead in leads.prefix(Self.mostLeadsTried) {
      let condition = lead.condition.assuming(assumption(candidate.position))
      if let members = witness(for: candidate, of: target, meeting: [condition]) { return members }
    }
    return nil
  }

  /// Decides requests that meet conditions. The rule that takes one elsewhere must not be about the
  /// next.
  private mutating func witness(
    for candidate: FeasibilitySearch.Candidate, of target: AgreementRule,
    meeting more: [Condition]
  ) -> Members? {
    var conditions = candidate.conditions + more
    for _ in 0..<Self.mostRequestsTried {
      guard case .certain(let box) = possibility.answer(conditions),
        let members = members(in: box, candidate)
      else { return nil }
      let decision = decision(on: members, candidate, target)
      if isShown(by: decision, candidate, target) { return Members(members) }
      guard let place = decision.reason(of: .route)?.place,
        let lead = reach.leads(ofService: candidate.position).first(where: { $0.place == place })
      else { return nil }
      conditions.append(.not(lead.condition.assuming(assumption(candidate.position))))
    }
    return nil
  }

  private func members(
    in box: Box, _ candidate: FeasibilitySearch.Candidate
  ) -> [(String, Value)]? {
    guard var members = possibility.witness(box) else { return nil }
    if let service = services[candidate.position] {
      members.removeAll { $0.0 == "service" }
      members.append(("service", .text(service)))
    }
    if !members.contains(where: { $0.0 == "opened_at" }) {
      members.append(("opened_at", .instant(Instant(milliseconds: candidate.worst.start))))
    }
    return members
  }

  /// What is decided at the worst start; where several take turns, when it is the turn of the one.
  private mutating func decision(
    on members: [(String, Value)], _ candidate: FeasibilitySearch.Candidate, _ target: AgreementRule
  ) -> Decision {
    var world = World(now: Instant(milliseconds: candidate.worst.start))
    let first = decide(Request(members), world)
    var decision = first
    for _ in 0..<Self.mostRequestsTried {
      if decision.effects.isEmpty || isShown(by: decision, candidate, target) { return decision }
      world.apply(decision.effects)
      decision = decide(Request(members), world)
    }
    return first
  }

  private mutating func isShown(
    by decision: Decision, _ candidate: FeasibilitySearch.Candidate, _ target: AgreementRule
  ) -> Bool {
    let provider = decision.to?.provider
    guard target.providers.isEmpty else {
      if let provider, target.providers.contains(provider) { return true }
      // It comes to its provider on the way to the cause.
      guard let service = services[candidate.position] else { return false }
      return ways.ways(from: service)?.joined().contains(where: target.providers.contains) ?? false
    }
    if target.start == nil,
      !decision.targets.contains(where: { $0.agreement.rule == target.head.name })
    {
      return false
    }
    guard let provider else {
      // Nobody gets it by a route, so it begins with whoever provides the service.
      return routed(candidate.conditions[0], candidate.position).0.isEmpty
    }
    return provider == candidate.way[0]
      || (integrators.contains(provider) && followsToTheCause(target.metric))
  }
}
