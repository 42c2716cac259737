package import Baton

/// What was measured for a gate: what is not measured has no fact.
package struct GateFacts: Sendable {
  /// How often something was seen, of how many.
  package struct Fact: Sendable, Hashable {
    package var count = 0
    /// Nil where there is no whole of which this is a share.
    package var of: Int?
    /// The first few of what was seen.
    package private(set) var samples: [String] = []

    package init(count: Int = 0, of: Int? = nil, samples: [String] = []) {
      self.count = count
      self.of = of
      self.samples = Array(samples.prefix(Self.mostSamples))
    }

    static let mostSamples = 3

    mutating func see(_ name: String) {
      count += 1
      if samples.count < Self.mostSamples { samples.append(name) }
    }
  }

  /// A history that was lived through.
  package struct History: Sendable {
    package var requests = 0
    package var cases = 0
    package var events = 0
    /// Records that nobody could read.
    package var unreadable = 0
    /// Fields that rules ask for and no request has.
    package var lacking: [String] = []
    package var facts: [Gate.Measure: Fact] = [:]

    package init() {}
  }

  /// The scenarios that failed, of all; nil where they were not run.
  package var failedScenarios: Fact?
  /// From 0 to 100.
  package var coverage: Double?
  package var findings: Fact?
  package var unnoticedMutants: Fact?
  package var history: History?
  /// Nil where nobody said where they are.
  package var signatures: Signatures?

  package init() {}

  func fact(_ measure: Gate.Measure) -> Fact? {
    switch measure {
    case .findings: findings
    case .unnoticedMutants: unnoticedMutants
    case .scenarios: failedScenarios.flatMap(\.of).map { Fact(count: $0) }
    case .coverage: nil
    default: history?.facts[measure]
    }
  }
}
