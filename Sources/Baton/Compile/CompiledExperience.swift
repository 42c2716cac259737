import BatonModel

/// Whom to ask how it was, and how the answers are meant.
///
/// Who is asked follows from the case's id and the rule base's name, so that a history gives the same
/// sample every time, and nobody can choose whom not to ask.
package struct SurveyRule: Sendable {
  let head: RuleHead
  let condition: Condition
  /// The part of the cases that is asked, from 0 to 1.
  package let share: Double
  /// Milliseconds in which nobody is asked twice; nil: they may be.
  package let coolDown: Int64?
  /// The field of the request that has the answer.
  package let score: String
  /// The score of somebody who is wholly content, and of somebody who is not at all.
  package let best: Double
  package let worst: Double
  /// From which score on, towards the best, somebody is content.
  package let contentFrom: Double

  package var name: String { head.name }
  package var about: AboutRule { AboutRule(head) }

  /// A score as a part of 1, 1 the best.
  package func part(_ score: Double) -> Double {
    min(max((score - worst) / (best - worst), 0), 1)
  }

  package func isContent(_ score: Double) -> Bool {
    best > worst ? score >= contentFrom : score <= contentFrom
  }
}

/// An agreement about what customers experience: measures and surveys, each with a weight, as one
/// index from 0 to 100.
package struct ExperienceRule: Sendable {
  /// What it is made of.
  package struct Part: Sendable {
    package enum Source: Sendable, Hashable {
      case measure(String)
      case survey(String)
    }

    package let source: Source
    package let weight: Double
    /// The values that count 100 and 0; nil where a target, or the survey, says it.
    package let best: Double?
    package let worst: Double?
  }

  let head: RuleHead
  let condition: Condition
  package let parts: [Part]
  /// From 0 to 100.
  package let atLeast: Double?
  package let dimensions: [Measure.Dimension]

  package var name: String { head.name }
  package var about: AboutRule { AboutRule(head) }
}

/// What a provider gives back where it did not keep what it promised.
package struct CreditRule: Sendable {
  package struct Step: Sendable, Hashable {
    package enum Test: Sendable, Hashable {
      /// The part of the promises kept is below this.
      case below(Double)
      /// So many promises, or more, were not kept.
      case breaches(Int)
    }

    package let test: Test
    /// The part of the fee, from 0 to 1.
    package let share: Double
  }

  let head: RuleHead
  let condition: Condition
  package let provider: String
  /// Names of agreements, at least one.
  package let agreements: [String]
  /// For a month.
  package let fee: Double
  package let steps: [Step]
  /// What each case in which it helped another is worth to it, as a part of the fee.
  package let assistShare: Double

  package var name: String { head.name }
  package var about: AboutRule { AboutRule(head) }
}
