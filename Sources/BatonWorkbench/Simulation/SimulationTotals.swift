package import BatonModel

/// What is counted over all cases: promises by agreement, escalations by ladder, deviations by the rule
/// of the process.
///
/// Memory: one entry for each rule that something came of. Lists are in the order of names, so that
/// those of two versions of the rules can be laid side by side.
package struct SimulationTotals: Sendable {
  package struct Agreement: Sendable, Hashable {
    package let name: String
    package let kind: AgreementKind
    package var clocks = ClockCount()
  }

  package struct Deviations: Sendable, Hashable {
    package var all = 0
    /// Those that count, are enforced, and are no mere remarks.
    package var violations = 0
  }

  private var byAgreement: [String: Agreement] = [:]
  private var byLadder: [String: Int] = [:]
  private var byRule: [String: Deviations] = [:]

  mutating func add(_ action: borrowing Action) {
    switch action.kind {
    // A second start in the same case has an id of its own, and is the same rule.
    case .escalate(let step): byLadder[action.rule ?? step.ladder, default: 0] += 1
    case .deviation(let deviation):
      let rule = action.rule ?? deviation.process
      byRule[rule, default: Deviations()].all += 1
      if deviation.isViolation { byRule[rule, default: Deviations()].violations += 1 }
    default: break
    }
  }

  mutating func add(_ clocks: borrowing [Clock]) {
    for index in clocks.indices {
      let terms = clocks[index].terms
      byAgreement[terms.agreement, default: Agreement(name: terms.agreement, kind: terms.kind)]
        .clocks.add(ClockResult(of: clocks[index]))
    }
  }

  package var agreements: [Agreement] { byAgreement.values.sorted { $0.name < $1.name } }

  package var escalations: [(ladder: String, count: Int)] {
    byLadder.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  package var deviations: [(rule: String, count: Deviations)] {
    byRule.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
