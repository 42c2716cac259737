package import BatonModel
package import BatonTime

/// What must hold before rules go live, or in the first weeks after: measures, and how much of each is
/// allowed or wanted.
package struct Gate: Sendable {
  /// What is measured; the names are those of the language.
  package enum Measure: String, Sendable, CaseIterable {
    case findings, scenarios, coverage
    case unnoticedMutants = "unnoticed_mutants"
    case moved
    case newViolations = "new_violations"
    case newBreaches = "new_breaches"
    case violations, breaches, errors, fallback, unreadable

    /// Whether more of it is better.
    package var isWanted: Bool { self == .scenarios || self == .coverage }

    /// Whether it is counted in what happened, rather than in what the rules say.
    package var isOfHistory: Bool {
      switch self {
      case .findings, .scenarios, .coverage, .unnoticedMutants: false
      default: true
      }
    }

    /// Whether the rules before are needed to tell.
    package var needsRulesBefore: Bool {
      self == .moved || self == .newViolations || self == .newBreaches
    }
  }

  package enum Amount: Sendable, Hashable {
    case count(Int)
    /// Of whatever the measure counts, from 0 to 100.
    case percent(Double)
  }

  /// At most so much, or at least where more is better.
  package struct Limit: Sendable, Hashable {
    package let measure: Measure
    package let amount: Amount
    package let place: Place

    package init(measure: Measure, amount: Amount, place: Place) {
      self.measure = measure
      self.amount = amount
      self.place = place
    }
  }

  /// The days whose cases an early life is about.
  package struct Period: Sendable, Hashable {
    package let from: CivilDate
    /// Elapsed milliseconds.
    package let length: Int64
  }

  /// A role that must agree before rules go live.
  package struct Approver: Sendable, Hashable {
    package let role: String
    /// "customer", "service_integrator" or "service_provider".
    package let party: String?
    package let place: Place
  }

  package let place: Place
  package let owner: String?
  package let because: String?
  /// A file of the rule base; nil: it is named when the gate is asked.
  package let history: String?
  /// The source whose mapping the history needs; nil to recognise it.
  package let source: String?
  /// In the order of the measures. Of ``Measure/unreadable`` no more than none is allowed where nothing
  /// is said.
  package let limits: [Limit]
  /// Who must agree, in declared order; nobody in an early life.
  package let agreedBy: [Approver]
  /// Nil before rules go live.
  package let period: Period?
}
