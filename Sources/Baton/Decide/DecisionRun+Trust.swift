import BatonModel
import BatonTime

/// Times in which somebody regains trust.
extension DecisionRun {
  /// Sets which of them are in force for the customer, the service and the provider that are known by
  /// now. What the request says itself counts.
  ///
  /// - Parameter tells: whether it is routed, and the decision notes each.
  mutating func findTrust(_ decider: Decider, in world: World, tells: Bool = false) {
    guard !decider.rules.trusts.isEmpty, !saysTrust else { return }
    var names: [Value] = []
    if let now, !world.breaches.isEmpty {
      for rule in decider.rules.trusts {
        // Who gets it is known behind the route, whether or not rules read it.
        let routed =
          tells && rule.of == .provider
          ? outcome.to.known.flatMap { decider.book.targets.targets[$0].provider } : nil
        guard let name = routed ?? facts.text(decider.schema.slot(of: rule.of)),
          world.breaches.hasBreach(
            of: rule.agreements, for: rule.of, name, before: now, within: rule.lasts)
        else { continue }
        names.append(.text(rule.name))
        if tells { outcome.notes.append(DecisionWording.trust(rule, name)) }
      }
    }
    let value = names.isEmpty ? nil : Value.list(names)
    if facts.value(slots.trustPeriod) != value { change(slots.trustPeriod, to: value) }
  }
}

extension FactSchema {
  fileprivate func slot(of subject: BreachHistory.Subject) -> Int {
    switch subject {
    case .customer: slots.customer
    case .service: slots.service
    case .provider: slots.provider
    }
  }
}
