public import BatonModel

extension Engine {
  /// What a party may see of the decisions of these rules: what the rule base says with `audience`,
  /// else the usual.
  ///
  ///     let told = decision.disclosed(to: engine.audience(.customer))
  ///
  /// - Parameter provider: which one, of a provider; nil for the one that has the request.
  public func audience(_ party: Audience.Party, provider: String? = nil) -> Audience {
    let rules = decider.rules
    var audience = rules.audiences.first { $0.party == party } ?? Audience(party)
    audience.provider = provider
    for agreement in rules.agreements {
      audience.agreementProviders[agreement.head.name] = agreement.providers
    }
    return audience
  }
}
