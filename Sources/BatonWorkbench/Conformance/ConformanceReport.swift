package import BatonLogs
package import BatonModel

/// What a log says of a process, to be written.
package struct ConformanceReport: Sendable {
  package static let schema = "baton.conformance/1"

  /// By what the log's events are counted beside.
  package enum Grouping: String, Sendable, CaseIterable {
    case party, unit, person
  }

  /// What is reported of one process.
  package struct Process: Sendable {
    package let name: String
    package let cases: Int
    package let constraints: [ConstraintResult]
    /// Limits, pairs and invariants, and what the states say where it was not kept.
    package let rules: [ConformanceRule]
    package let states: [ConformanceState]
    package let ways: [ConformanceWay]
    package let agreements: [ConformanceAgreement]
    /// Cases in which a provider went its own way, as an adaptation allows.
    package let adaptedCases: Int
    package let events: Int
    /// Of the case that has most.
    package let mostEvents: Int
  }

  package var log = ""
  package internal(set) var identity: RuleBaseIdentity
  package internal(set) var grouping = Grouping.party
  package internal(set) var events = 0
  package internal(set) var cases = 0
  /// Cases that follow none of the processes.
  package internal(set) var otherCases = 0
  /// Cases in which something counts that is enforced; in which nothing was found at all.
  package internal(set) var violatedCases = 0
  package internal(set) var cleanCases = 0
  /// Cases of which the customer confirmed the outcome, and those about which there was a complaint or
  /// that came back; of the others nothing is known.
  package internal(set) var expectedCases = 0
  package internal(set) var unexpectedCases = 0
  /// Cases that the log cuts off.
  package internal(set) var cutCases = 0
  /// The mean of the cases' fitness: the share of the constraints asked for that are kept.
  package internal(set) var fitness: Double?
  package internal(set) var violations = 0
  package internal(set) var remarks = 0
  package internal(set) var adapted = 0
  package internal(set) var waived = 0
  package internal(set) var handovers = 0
  package internal(set) var casesHandedOver = 0
  package internal(set) var returns = 0
  package internal(set) var casesReturned = 0
  package internal(set) var reopenings = 0
  package internal(set) var casesReopened = 0
  package internal(set) var processes: [Process] = []
  package internal(set) var groups: [ConformanceGroup] = []
  /// The cases with the lowest fitness, worst first.
  package internal(set) var worst: [CaseResult] = []
  package var faults: [LogFault.Kind: Int] = [:]

  /// What is reported of a case.
  package struct CaseResult: Sendable {
    package let id: String
    package let process: String?
    package let events: Int
    /// Nil if no constraint was asked for.
    package let fitness: Double?
    package let violations: Int
    package let others: Int
    package let handovers: Int
    package let returns: Int
    package let reopenings: Int
    package let isCut: Bool
    /// Whether a provider went its own way in it, as an adaptation allows.
    package let isAdapted: Bool
    /// Rule by rule, if somebody asked for it.
    package let findings: [CaseFinding]
  }

  /// Cases that follow a process and keep to it.
  package var designedCases: Int { cases - otherCases - violatedCases }

  package var tags: [ConformanceTag] { ConformanceTag.all(of: processes) }

  /// Whether an enforced rule is violated.
  package var isViolated: Bool { violations > 0 }
}
