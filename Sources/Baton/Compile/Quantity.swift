/// What can be measured of a case. The names are those of the language.
package enum Quantity: Sendable, Hashable {
  case known(Known)
  /// A number, or yes or no, that requests have.
  case field(name: String, isYesNo: Bool)

  package enum Known: String, Sendable, Hashable, CaseIterable {
    case cases
    case timeToRestore = "time_to_restore"
    case timeToResolve = "time_to_resolve"
    case firstResponse = "first_response"
    case leadTime = "lead_time"
    case workingTime = "working_time"
    case waitingTime = "waiting_time"
    case handoffTime = "handoff_time"
    case customerTime = "customer_time"
    case thirdPartyTime = "third_party_time"
    case disputeTime = "dispute_time"
    case closedTime = "closed_time"
    case unknownTime = "unknown_time"
    case workCost = "work_cost"
    case flowEfficiency = "flow_efficiency"
    case backlogAge = "backlog_age"
    case handoffs, bounces, reopened
    case firstContact = "first_contact"
    case deflected
    case agreementMet = "agreement_met"
    case breaches, violations, adapted, standard, complaints
    case surveyScore = "survey_score"
    /// Of time, not of cases: the part of it in which no case was open.
    case availability
  }

  /// What a value of it is.
  package enum Unit: Sendable, Hashable {
    /// Milliseconds.
    case duration
    case number
    /// A part of a whole, from 0 to 1.
    case share
    case yesNo
    /// Nothing but that a case is one.
    case one
  }

  package var name: String {
    switch self {
    case .known(let known): known.rawValue
    case .field(let name, _): name
    }
  }

  package var unit: Unit {
    switch self {
    case .field(_, let isYesNo): isYesNo ? .yesNo : .number
    case .known(let known):
      switch known {
      case .cases: .one
      case .timeToRestore, .timeToResolve, .firstResponse, .leadTime, .workingTime,
        .waitingTime, .handoffTime, .customerTime, .thirdPartyTime, .disputeTime, .closedTime,
        .unknownTime, .backlogAge:
        .duration
      case .flowEfficiency, .availability: .share
      case .workCost, .handoffs, .bounces, .breaches, .violations, .surveyScore: .number
      case .reopened, .firstContact, .deflected, .agreementMet, .adapted, .standard, .complaints:
        .yesNo
      }
    }
  }

  /// Whether more of it is better, which says how a `target` is meant that says nothing else.
  package var isBetterHigh: Bool {
    switch self {
    case .field: true
    case .known(let known):
      switch known {
      case .firstContact, .deflected, .agreementMet, .standard, .flowEfficiency, .surveyScore,
        .availability:
        true
      default: false
      }
    }
  }

  /// Whether each party has its own part of it.
  package var isOfSpans: Bool {
    guard case .known(let known) = self else { return false }
    switch known {
    case .leadTime, .workingTime, .waitingTime, .handoffTime, .customerTime, .thirdPartyTime,
      .disputeTime, .closedTime, .unknownTime, .workCost:
      return true
    default: return false
    }
  }
}
