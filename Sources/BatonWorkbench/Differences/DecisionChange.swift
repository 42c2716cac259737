package import BatonModel

/// What two rule bases decide differently about one request, in one respect.
package struct DecisionChange: Sendable, Hashable {
  /// In which respect decisions are compared. The raw values are the stable names in documents.
  package enum Aspect: String, Sendable, Hashable, CaseIterable {
    case provider, group, also, priority, accountable, agreements, due, plan, approvals, policies
    case fields, reply, knowledge, errors

    /// As a heading.
    package var title: String {
      switch self {
      case .provider: "another provider"
      case .group: "another group of the same provider"
      case .also: "also goes to others"
      case .priority: "another priority"
      case .accountable: "somebody else is accountable"
      case .agreements: "other agreements"
      case .due: "other due dates"
      case .plan: "another plan"
      case .approvals: "other approvals"
      case .policies: "other findings of policies"
      case .fields: "fields are set otherwise"
      case .reply: "answered otherwise"
      case .knowledge: "other articles"
      case .errors: "other errors"
      }
    }
  }

  /// A rule that decided: its name, and where it stands.
  package struct Rule: Sendable, Hashable {
    package let name: String
    package let place: Place?

    package init(name: String, place: Place?) {
      self.name = name
      self.place = place
    }

    init(_ reason: Reason) { self.init(name: reason.rule, place: reason.place) }
  }

  package let aspect: Aspect
  /// In words; nil where there is nothing.
  package let before: String?
  package let after: String?
  /// The rules that decided it, where one did.
  package let ruleBefore: Rule?
  package let ruleAfter: Rule?
}

/// A request about which two rule bases decide differently.
package struct MovedRequest: Sendable {
  /// Its id; else where it stands in the input.
  package let name: String
  package let changes: [DecisionChange]
  /// By how many milliseconds each agreement that both have is due later; negative for sooner.
  package let shifts: [String: Int64]
}
