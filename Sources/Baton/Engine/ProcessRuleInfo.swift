package import BatonModel
package import BatonTime

/// What a rule says of itself: who wrote it down why, and from when until when it is in force.
package struct AboutRule: Sendable, Hashable {
  package let name: String
  package let place: Place
  package let because: String?
  package let owner: String?
  /// Whole days, both inclusive.
  package let from: CivilDate?
  package let until: CivilDate?
  package let tags: [String]

  init(_ head: RuleHead) {
    name = head.name
    place = head.place
    because = head.because
    owner = head.owner
    from = head.from
    until = head.until
    tags = head.tags
  }
}

/// A constraint of a process, to be reported.
package struct ProcessConstraintInfo: Sendable, Hashable {
  package let sentence: String
  package let rule: ProcessRuleInfo
}

/// A rule of a process, to be reported.
package struct ProcessRuleInfo: Sendable, Hashable {
  /// DECLARE's name of a constraint, else "limit", "four_eyes", "same" or "invariant".
  package let kind: String
  package let severity: PolicySeverity
  package let isEnforced: Bool
  package let about: AboutRule
}

/// What was agreed beside a process, to be reported.
package struct ProcessAgreementInfo: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case adaptation, waiver
  }

  package let kind: Kind
  /// Nil: whoever it is.
  package let provider: String?
  /// A year.
  package let cost: Double?
  package let requestedOn: CivilDate?
  package let about: AboutRule
}

extension ProcessPlan {
  /// Its adaptations, then its waivers, in the order of the rule base.
  var agreements: [ProcessAgreementInfo] {
    adaptations.map {
      ProcessAgreementInfo(
        kind: .adaptation, provider: $0.provider, cost: $0.cost,
        requestedOn: $0.requestedOn, about: AboutRule($0.head))
    }
      + waivers.map {
        ProcessAgreementInfo(
          kind: .waiver, provider: $0.provider, cost: nil, requestedOn: nil,
          about: AboutRule($0.head))
      }
  }
}
