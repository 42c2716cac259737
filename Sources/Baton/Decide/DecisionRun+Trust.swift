import BatonModel
import BatonTime

/// Times in which somebody regains trust.
extension DecisionRun {
  /// Sets which of them are in force for the customer, the service and the provider that are known by
  /// now. What the request says itself counts, and where a case has settled it, that.
  ///
  /// - Parameter isRouted: whether it is known who gets it; then the decision notes each.
  mutating func findTrust(_ decider: Decider, in world: World, isRouted: Bool) {
    guard !decider.rules.trusts.isEmpty, !saysTrust else { return }
    let names =
      settledTrust.map { settled(decider, $0, isRouted: isRouted) }
      ?? found(decider, in: world, isRouted: isRouted)
    let value = names.isEmpty ? nil : Value.list(names.map { .text($0) })
    if facts.value(slots.trustPeriod) != value { change(slots.trustPeriod, to: value) }
  }

  private mutating func found(_ decider: Decider, in world: World, isRouted: Bool) -> [String] {
    guard let now, !world.breaches.isEmpty else { return [] }
    var names: [String] = []
    for rule in decider.rules.trusts {
      // Who gets it is known behind the route, whether or not rules read it.
      let routed =
        isRouted && rule.of == .provider
        ? outcome.to.known.flatMap { decider.book.targets.targets[$0].provider } : nil
      guard let name = routed ?? facts.text(decider.schema.slot(of: rule.of)),
        world.breaches.hasBreach(
          of: rule.agreements, for: rule.of, name, before: now, within: rule.lasts)
      else { continue }
      names.append(rule.name)
      if isRouted { outcome.notes.append(DecisionWording.trust(rule, name)) }
    }
    return names
  }

  /// Before the route a provider's count only where the request names one, as when they were found.
  private func settled(_ decider: Decider, _ names: [String], isRouted: Bool) -> [String] {
    if isRouted || facts.has(slots.provider) { return names }
    return names.filter { name in
      decider.rules.trusts.first { $0.name == name }?.of != .provider
    }
  }

  /// The times that are in force for a provider by what was broken before the request.
  func trust(in provider: String, _ decider: Decider, in world: World) -> [String] {
    guard let now, !world.breaches.isEmpty else { return [] }
    return decider.rules.trusts.filter { rule in
      rule.of == .provider
        && world.breaches.hasBreach(
          of: rule.agreements, for: .provider, provider, before: now, within: rule.lasts)
    }.map(\.name)
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
