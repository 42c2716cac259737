/// What is reported of one party, unit or person.
package struct ConformanceGroup: Sendable {
  /// Nil for events of which it is not known.
  package internal(set) var name: String?
  package internal(set) var events = 0
  /// Cases in which it did something, and those of them in which nothing is its fault.
  package internal(set) var cases = 0
  package internal(set) var faultyCases = 0
  /// Deviations that count and are enforced, those that are not, and those that are agreed.
  package internal(set) var violations = 0
  package internal(set) var remarks = 0
  package internal(set) var adapted = 0
  package internal(set) var waived = 0
  /// How often it handed a case over, and how often a case came back to it from another.
  package internal(set) var handovers = 0
  package internal(set) var returns = 0
  /// How often each rule was broken by it, by the rule's name.
  package internal(set) var rules: [String: Int] = [:]

  /// The share of its cases in which nothing is its fault; nil without cases.
  package var conformity: Double? {
    cases == 0 ? nil : Double(cases - faultyCases) / Double(cases)
  }
}

/// What is reported of a state of a process.
package struct ConformanceState: Sendable {
  package let name: String
  package let isFinal: Bool
  /// Events in it, how often it was entered from another, and in how many cases.
  package internal(set) var events = 0
  package internal(set) var entries = 0
  package internal(set) var cases = 0
}

/// How often a way from one state to another was taken.
package struct ConformanceWay: Sendable {
  package let from: String
  package let to: String
  package let count: Int
}
