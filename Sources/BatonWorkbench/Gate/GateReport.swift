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
    var limits = gate.limits
    if facts.history != nil, !limits.contains(where: { $0.measure == .unreadable }) {
      limits.append(Gate.Limit(measure: .unreadable, amount: .count(0), place: gate.place))
    }
    let approval = gate.agreedBy.isEmpty ? [] : [Self.approval(gate, facts.signatures)]
    conditions =
      scenarios + limits.map { Self.judge($0, facts, hasBefore: before != nil) } + approval
  }

  private static func scenarios(_ failed: GateFacts.Fact?, _ place: Place) -> Condition {
    let all = failed?.of ?? 0
    let passed = all - (failed?.count ?? 0)
    return Condition(
      name: "scenarios_pass", wanted: "all scenarios pass",
      found: all == 0 ? "no scenarios" : "\(passed) of \(all)",
      verdict: all == 0
        ? .notJudged("there are no scenarios: what was agreed is to be seen in some")
        : failed?.count == 0 ? .holds : .fails,
      samples: failed?.samples ?? [], place: place)
  }

  package static let agreedBy = "agreed_by"

  /// A line that nobody can read may be somebody's refusal, and so keeps the gate closed.
  private static func approval(_ gate: Gate, _ signatures: Signatures?) -> Condition {
    let asked = gate.agreedBy
    func condition(_ found: String, _ verdict: Verdict, _ samples: [String] = []) -> Condition {
      Condition(
        name: agreedBy, wanted: asked.count == 1 ? "\(asked[0].role) agrees" : "all of them agree",
        found: found, verdict: verdict, samples: samples, place: asked.first?.place ?? gate.place)
    }
    guard let signatures else {
      return condition(
        "nothing", .notJudged("nobody's signatures are known: name their file with --signatures"))
    }
    var agreeing = 0
    var samples: [String] = []
    for approver in asked {
      let standing = signatures.standing(of: approver.role)
      if case .agrees = standing {
        agreeing += 1
      } else {
        samples.append("\(approver.role) \(standing.words)")
      }
    }
    let found = "\(agreeing) of \(asked.count)"
    if agreeing < asked.count { return condition(found, .fails, samples) }
    guard signatures.faultCount == 0 else {
      return condition(
        found,
        .notJudged(
          "\(Plural.of(signatures.faultCount, "line")) of the signatures cannot be read: who wrote "
            + "\(signatures.faultCount == 1 ? "it" : "them") may not agree"))
    }
    return condition(found, .holds)
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
      case .percent(let percent): Double(fact.count) * 100 <= most(percent, of: fact.of ?? 0)
      }
    return condition(found(fact), isMet ? .holds : .fails, measure.isWanted ? [] : fact.samples)
  }

  /// A share as it is written: 0.57 % of 10,000 is 57, which no binary fraction says.
  private static func most(_ percent: Double, of all: Int) -> Double {
    (percent * Double(all) * 1e6).rounded() / 1e6
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
