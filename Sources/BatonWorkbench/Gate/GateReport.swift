package import Baton
package import BatonModel

/// Whether rules may go live: each condition of a gate beside what was measured.
///
/// A condition that nothing was measured for does not hold: a gate never opens on what nobody looked at.
package struct GateReport: Sendable {
  package enum Verdict: Sendable, Hashable {
    case holds
    case fails
    /// What was missing, and what to do.
    case notJudged(String)
  }

  package struct Condition: Sendable {
    /// As the language names it; scenarios that pass are wanted of every gate.
    package let name: String
    package let wanted: String
    package let found: String
    package let verdict: Verdict
    package let samples: [String]
    package let place: Place
  }

  package let identity: RuleBaseIdentity
  /// The rules before, if the gate was asked with them.
  package let before: RuleBaseIdentity?
  package let gate: Gate
  package let facts: GateFacts
  package let conditions: [Condition]

  package var isOpen: Bool { conditions.allSatisfy { $0.verdict == .holds } }

  package init(
    _ gate: Gate, of identity: RuleBaseIdentity, against before: RuleBaseIdentity?,
    _ facts: GateFacts
  ) {
    self.identity = identity
    self.before = before
    self.gate = gate
    self.facts = facts
    let scenarios = gate.period == nil ? [Self.scenarios(facts.failedScenarios, gate.place)] : []
    conditions =
      scenarios + gate.limits.map { Self.judge($0, facts, hasBefore: before != nil) }
  }

  private static func scenarios(_ failed: GateFacts.Fact?, _ place: Place) -> Condition {
    let all = failed?.of ?? 0
    let passed = all - (failed?.count ?? 0)
    return Condition(
      name: "scenarios_pass", wanted: "all scenarios pass",
      found: all == 0 ? "no scenarios" : "\(passed) of \(all)",
      verdict: failed.map { $0.count == 0 ? .holds : .fails } ?? .notJudged("they were not run"),
      samples: failed?.samples ?? [], place: place)
  }

  private static func judge(
    _ limit: Gate.Limit, _ facts: GateFacts, hasBefore: Bool
  ) -> Condition {
    let measure = limit.measure
    func condition(_ found: String, _ verdict: Verdict, _ samples: [String] = []) -> Condition {
      Condition(
        name: measure.rawValue, wanted: wanted(limit), found: found, verdict: verdict,
        samples: samples, place: limit.place)
    }
    if measure == .coverage {
      guard let coverage = facts.coverage, case .percent(let least) = limit.amount else {
        return condition("nothing", .notJudged("coverage was not measured"))
      }
      return condition(
        CoverageText.percent(coverage), coverage >= least ? .holds : .fails)
    }
    if let why = notJudged(measure, facts, hasBefore) {
      return condition("nothing", .notJudged(why))
    }
    guard let fact = facts.fact(measure) else {
      return condition("nothing", .notJudged("it was not measured"))
    }
    let isMet =
      switch limit.amount {
      case .count(let count): measure.isWanted ? fact.count >= count : fact.count <= count
      case .percent(let percent): Double(fact.count) * 100 <= percent * Double(fact.of ?? 0)
      }
    return condition(found(fact), isMet ? .holds : .fails, measure.isWanted ? [] : fact.samples)
  }

  /// Why there is nothing to judge by; nil if there is.
  private static func notJudged(
    _ measure: Gate.Measure, _ facts: GateFacts, _ hasBefore: Bool
  ) -> String? {
    if measure == .unnoticedMutants, facts.unnoticedMutants == nil {
      return "mistakes are tried when all scenarios pass"
    }
    guard measure.isOfHistory else { return nil }
    guard let history = facts.history else {
      return "there is no history: name one as `history`, or with --history"
    }
    if history.requests == 0 { return "no request of the history counts" }
    if measure.needsRulesBefore, !hasBefore {
      return "the rules that are live are not known: name them with --against"
    }
    return nil
  }

  private static func wanted(_ limit: Gate.Limit) -> String {
    let direction = limit.measure.isWanted ? "at least" : "at most"
    return switch limit.amount {
    case .count(let count): "\(direction) \(count)"
    case .percent(let percent): "\(direction) \(CellText.of(Value(percent))) %"
    }
  }

  private static func found(_ fact: GateFacts.Fact) -> String {
    guard let all = fact.of else { return String(fact.count) }
    return "\(fact.count) of \(all) (\(DifferencePage.share(fact.count, of: all)))"
  }
}
