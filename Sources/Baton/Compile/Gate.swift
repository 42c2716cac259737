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
    case violations, breaches, errors, fallback

    /// What a number of it is, in words.
    package var takes: String {
      switch self {
      case .findings: "findings of check"
      case .scenarios: "scenarios"
      case .coverage: "the share that the scenarios reach, in percent"
      case .unnoticedMutants: "mistakes that no scenario would notice"
      case .moved: "requests of the history that the rules before decided otherwise"
      case .newViolations: "cases that leave their process and did not before"
      case .newBreaches: "promises not kept that were kept before"
      case .violations: "cases that leave their process"
      case .breaches: "promises not kept"
      case .errors: "requests with an error"
      case .fallback: "requests that only the fallback takes"
      }
    }

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
  }

  /// The days whose cases an early life is about.
  package struct Period: Sendable, Hashable {
    package let from: CivilDate
    /// Elapsed milliseconds.
    package let length: Int64
  }

  package let place: Place
  package let owner: String?
  package let because: String?
  /// A file of the rule base; nil: it is named when the gate is asked.
  package let history: String?
  /// The source whose mapping the history needs; nil to recognise it.
  package let source: String?
  /// In the order of the measures.
  package let limits: [Limit]
  /// Nil before rules go live.
  package let period: Period?
}
