extension Decision {
  /// What stands in the place of something that is withheld.
  public static let withheldText = "withheld"
  /// What stands in the place of a rule's name.
  public static let withheldRule = "a rule that you may not see"

  /// The decision as somebody may see it.
  ///
  /// Made from nothing, part by part: what is not shown on purpose is not there. ``withheld`` says what
  /// was left out. A provider sees only decisions that concern it, and no name of another.
  public func disclosed(to audience: Audience) -> Decision {
    if audience.seesEverything { return self }
    var disclosure = Disclosure(self, to: audience)
    return disclosure.decision()
  }
}

extension Request {
  /// The request as somebody may see it: without hidden fields, and for a provider that it does not
  /// concern without any but its id.
  public func disclosed(to audience: Audience, decidedAs decision: Decision) -> Request {
    if audience.seesEverything { return self }
    guard Disclosure(decision, to: audience).isConcerned else {
      return Request(Members(members["id"].map { [("id", $0)] } ?? []))
    }
    let hidden = audience.hiddenFields
    func shown(_ members: Members) -> Members {
      Members(
        zip(members.names, members.values).compactMap { name, value -> (String, Value?)? in
          if hidden.contains(name) { return nil }
          if name == "attributes", case .object(let written)? = value {
            return (name, .object(shown(written)))
          }
          return (name, value)
        })
    }
    return Request(shown(members), attributes: shown(attributes))
  }
}
