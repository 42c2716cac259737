import BatonModel

/// A figure that a rule base wants of its cases: of which of them, what of each, and how it is summed
/// up.
///
/// Declared beside the rules and hashed with them, so that a number can always be traced to what it
/// meant when it was made, and be made again from the same history.
package struct Measure: Sendable {
  /// How the values of many cases become one.
  package enum Aggregation: Sendable, Hashable {
    /// Cases with a value; of yes or no, those with yes.
    case count
    /// The part of the cases with a value that have yes.
    case share
    case sum, mean, minimum, maximum, median
    /// By nearest rank: the smallest value that at least so many percent of the values do not exceed.
    case percentile(Double)
    /// The sum, or the count, for each day.
    case rate
  }

  /// By what cases are told apart.
  package enum Dimension: Sendable, Hashable {
    /// A field of the request, by its name.
    case field(String)
    /// Who had the case last.
    case provider, group
    /// Each party with its own part of the case's time.
    case party
    case month, week, day

    package var name: String {
      switch self {
      case .field(let name): name
      case .provider: "provider"
      case .group: "group"
      case .party: "party"
      case .month: "month"
      case .week: "week"
      case .day: "day"
      }
    }

    /// Whether it is a stretch of the calendar.
    package var isPeriod: Bool { self == .month || self == .week || self == .day }
  }

  /// Which of its days a case belongs to.
  package enum Dating: String, Sendable, CaseIterable {
    case opened, resolved, closed
  }

  package struct Target: Sendable, Hashable {
    /// In milliseconds, a number, or a part of 1.
    package let value: Double
    package let isAtLeast: Bool

    package func isMet(by value: Double) -> Bool {
      isAtLeast ? value >= self.value : value <= self.value
    }
  }

  /// Fewer cases than that say little, unless the measure says otherwise.
  package static let usualSmallSample = 30

  let head: RuleHead
  let condition: Condition
  package let quantity: Quantity
  /// The agreement whose clocks count; nil for all of a case.
  package let agreement: String?
  package let aggregation: Aggregation
  package let dimensions: [Dimension]
  package let target: Target?
  package let dating: Dating
  /// Of how few cases a figure is marked.
  package let smallSample: Int

  package var name: String { head.name }
  package var about: AboutRule { AboutRule(head) }

  /// What its figures are given in.
  package var unit: Quantity.Unit {
    switch aggregation {
    case .count: .one
    case .share: .share
    case .rate: quantity.unit == .duration ? .duration : .number
    default: quantity.unit
    }
  }
}
