import Baton
import BatonModel

/// Compares a decision with what a scenario expects of it.
struct Expectations {
  private let scenario: Scenario
  private let request: Request
  private let engine: Engine

  init(_ scenario: Scenario, request: Request, engine: Engine) {
    self.scenario = scenario
    self.request = request
    self.engine = engine
  }

  /// Whether something is expected of rules that did not decide.
  var needsVerdicts: Bool {
    scenario.expect.contains("outranked") || scenario.expect.contains("not_matched")
  }

  /// Everything that came out otherwise, in the order in which the scenario says it.
  /// - Parameter decision: with all verdicts where ``needsVerdicts``, and for the reasons of others.
  func mismatches(_ decision: Decision) -> [ScenarioResult.Mismatch] {
    var mismatches: [ScenarioResult.Mismatch] = []
    let livesOn = !scenario.timeline.isEmpty
    for (name, wanted) in scenario.expect {
      // What is expected of a whole life is looked at when it is over.
      guard let wanted, !(livesOn && Scenario.lifeExpectations.contains(name)) else { continue }
      if let mismatch = compare(name, wanted, decision) { mismatches.append(mismatch) }
    }
    if let mismatch = unexpectedErrors(decision) { mismatches.append(mismatch) }
    return mismatches.sorted {
      ($0.place.line, $0.place.column ?? 0) < ($1.place.line, $1.place.column ?? 0)
    }
  }

  private func compare(
    _ name: String, _ wanted: Value, _ decision: Decision
  ) -> ScenarioResult.Mismatch? {
    switch name {
    case "approvals", "policies", "shadows": names(name, wanted, decision)
    case "errors": errors(wanted, decision)
    case "notes": notes(wanted, decision)
    case "not_to": notTo(wanted, decision)
    case "outranked", "not_matched": losers(name, wanted, decision)
    default: value(name, wanted, decision)
    }
  }

  // MARK: One value

  private func value(
    _ name: String, _ wanted: Value, _ decision: Decision
  ) -> ScenarioResult.Mismatch? {
    let found: Value?
    do throws(DecisionField.Unknown) {
      let field = try self.field(name)
      found = hasFault(name, decision) ? nil : decision.value(of: field, request: request)
    } catch {
      return mismatch(name, expected: ValueWording.words(wanted), got: "no such field", why: [])
    }
    if ValueComparison.matches(found, wanted) { return nil }
    var isYesNo = false
    if case .yesNo? = found { isYesNo = true }
    return mismatch(
      name,
      expected: wanted == .yesNo(false) && !isYesNo ? "nothing" : ValueWording.words(wanted),
      got: found.map { ValueWording.words($0) } ?? "nothing", why: why(name, wanted, decision))
  }

  /// What a rule base declares is meant where a decision has something of that name too, but for what
  /// scenarios expect by its own word.
  private func field(_ name: String) throws(DecisionField.Unknown) -> DecisionField {
    let isDeclared = engine.requestFields.contains { $0.name == name && !$0.isBuiltIn }
    if isDeclared, !Scenario.expectations.contains(name) { return .request(name) }
    return try DecisionField(name, in: engine)
  }

  /// A value that does not fit its field counts as missing, here as for the rules.
  private func hasFault(_ name: String, _ decision: Decision) -> Bool {
    decision.errors.contains { $0.kind == .value && $0.field == name }
      && !decision.classified.contains { $0.field == name }
  }

  private func why(_ name: String, _ wanted: Value, _ decision: Decision) -> [String] {
    switch name {
    case "priority": return decided(decision.why[.prioritise])
    case "rule":
      var sentences = decided(decision.why[.route])
      if case .text(let rule) = wanted { sentences += fate(of: rule, .route, decision) }
      return sentences
    case "to", "also", "provider", "group", "because", "level":
      return decided(decision.why[.route]) + expectedRule(decision)
        + (name == "to" ? nearestRule(to: wanted, decision) : [])
    case "plan", "tasks":
      var sentences = decided(decision.why[.plan])
      if name == "plan", case .text(let rule) = wanted {
        sentences += fate(of: rule, .plan, decision)
      }
      return sentences
    default:
      return decided(decision.classified.last { $0.field == name }?.reason)
    }
  }

  private func decided(_ reason: Reason?) -> [String] {
    reason.map { ["decided by \(VerdictWording.title($0))"] + $0.notes } ?? ["no rule decided it"]
  }

  /// When the scenario names the route that it expects: what became of that.
  private func expectedRule(_ decision: Decision) -> [String] {
    guard case .text(let rule)? = scenario.expect["rule"], rule != decision.why[.route]?.rule
    else { return [] }
    return fate(of: rule, .route, decision)
  }

  /// The rule that came nearest to leading where the scenario expects it.
  private func nearestRule(to wanted: Value, _ decision: Decision) -> [String] {
    guard case .text(let target) = wanted, !scenario.expect.contains("rule"),
      !decision.verdicts.isEmpty
    else { return [] }
    let leading = engine.routes(leadingTo: target)
    if leading.isEmpty { return ["no rule leads to \"\(target)\""] }
    let known = decision.verdicts.filter { $0.stage == .route && leading.contains($0.rule) }
    guard let nearest = known.min(by: { Self.distance($0) < Self.distance($1) }),
      nearest.outcome != .won
    else { return [] }
    return ["nearest: \(VerdictWording.title(nearest)) \(VerdictWording.outcome(nearest))"]
  }

  private static func distance(_ verdict: Verdict) -> Int {
    switch verdict.outcome {
    case .won, .outranked: 0
    case .failed(let conditions): max(conditions.count, 1)
    case .error, .shadow, .notInForce, .opaque: Int.max
    }
  }

  private func fate(of rule: String, _ stage: Stage, _ decision: Decision) -> [String] {
    guard !decision.verdicts.isEmpty else { return [] }
    let verdicts = decision.verdicts.filter { $0.stage == stage && $0.rule == rule }
    if verdicts.isEmpty { return ["there is no \(stage.rawValue) rule \"\(rule)\""] }
    return verdicts.map { "\(VerdictWording.title($0)) \(VerdictWording.outcome($0))" }
  }

  // MARK: Sets of names

  private func names(
    _ name: String, _ wanted: Value, _ decision: Decision
  ) -> ScenarioResult.Mismatch? {
    let (found, stage): ([String], Stage?) =
      switch name {
      case "approvals": (decision.approvals.map(\.reason.rule), .approve)
      case "policies": (decision.policies.map(\.reason.rule), .policy)
      default: (decision.shadows.map(\.reason.rule), nil)
      }
    let expected = Self.texts(wanted)
    if Set(found) == Set(expected) { return nil }
    let missing = stage.map { stage in
      expected.filter { !found.contains($0) }.flatMap { fate(of: $0, stage, decision) }
    }
    return mismatch(
      name, expected: Self.list(expected), got: Self.list(found), why: missing ?? [])
  }

  // MARK: Losers

  private func notTo(_ wanted: Value, _ decision: Decision) -> ScenarioResult.Mismatch? {
    let names = ([decision.to].compactMap(\.self) + decision.also).map(\.name)
    let refused = Self.texts(wanted).filter { refused in
      names.contains { $0 == refused || $0.hasPrefix(refused + "/") }
    }
    if refused.isEmpty { return nil }
    return mismatch(
      "not_to", expected: "not to \(Self.list(refused))", got: Self.list(names),
      why: decided(decision.why[.route]))
  }

  /// Rules that must hold and lose, or must not hold.
  private func losers(
    _ name: String, _ wanted: Value, _ decision: Decision
  ) -> ScenarioResult.Mismatch? {
    let rules = Self.texts(wanted)
    let wrong = rules.filter { rule in
      let verdicts = decision.verdicts.filter { $0.rule == rule }
      return verdicts.isEmpty || verdicts.contains { !Self.isLoser($0, as: name) }
    }
    if wrong.isEmpty { return nil }
    let known = wrong.flatMap { rule in decision.verdicts.filter { $0.rule == rule } }
    return mismatch(
      name,
      expected: Self.list(rules) + (name == "outranked" ? " outranked" : " not matching"),
      got: Self.list(wrong) + (name == "outranked" ? " not outranked" : " matching"),
      why: known.map { "\(VerdictWording.title($0)) \(VerdictWording.outcome($0))" }
        + wrong.filter { rule in !known.contains { $0.rule == rule } }
        .map { "there is no rule \"\($0)\"" })
  }

  private static func isLoser(_ verdict: Verdict, as name: String) -> Bool {
    switch verdict.outcome {
    case .outranked: name == "outranked"
    case .failed, .notInForce, .error: name == "not_matched"
    case .shadow(let matched): name == "not_matched" && !matched
    case .won, .opaque: false
    }
  }

  private func errors(_ wanted: Value, _ decision: Decision) -> ScenarioResult.Mismatch? {
    let found = decision.errors.map(\.message)
    let isMet: Bool
    if case .integer(let count) = wanted {
      isMet = found.count == count
    } else {
      isMet =
        Self.areContained(Self.texts(wanted), in: found)
        && (!found.isEmpty == (wanted != .list([])))
    }
    if isMet { return nil }
    return mismatch(
      "errors", expected: ValueWording.words(wanted),
      got: found.isEmpty ? "none" : "\(found.count): \(Self.list(found))",
      why: decision.errors.compactMap { error in
        error.rule.map { rule in "\"\(rule)\"" + (error.place.map { " (\($0))" } ?? "") }
      })
  }

  private func notes(_ wanted: Value, _ decision: Decision) -> ScenarioResult.Mismatch? {
    let reasons = Stage.allCases.compactMap { decision.why[$0] } + decision.classified.map(\.reason)
    let found = decision.notes + reasons.flatMap(\.notes)
    if Self.areContained(Self.texts(wanted), in: found) { return nil }
    return mismatch(
      "notes", expected: ValueWording.words(wanted), got: Self.list(found), why: [])
  }

  /// Errors of which the scenario says nothing: a rule that fails, and a value that does not fit its
  /// field, without which the rest would be decided as if nothing had been written.
  private func unexpectedErrors(_ decision: Decision) -> ScenarioResult.Mismatch? {
    if scenario.expect.contains("errors") { return nil }
    let found = decision.errors.filter { error in
      switch error.kind {
      case .function, .rule: true
      case .value: !scenario.isLogged && !expectsNothing(of: error.field)
      case .priority, .route: false
      }
    }
    if found.isEmpty { return nil }
    return mismatch(
      "errors", expected: "none", got: found.map(Self.words).joined(separator: "; "),
      why: found.compactMap { error in error.place.map { "at \($0)" } })
  }

  /// Whether the scenario says that a field has no value, as one has not whose value is wrong.
  private func expectsNothing(of field: String?) -> Bool {
    guard let field else { return false }
    return scenario.expect[field] == .yesNo(false)
  }

  /// The field that it is about, and what is wrong.
  private static func words(_ error: DecisionError) -> String {
    guard error.kind == .value, let field = error.field else { return error.message }
    return "\(field): \(error.message)"
  }

  // MARK: Parts

  private func mismatch(
    _ name: String, expected: String, got: String, why: [String]
  ) -> ScenarioResult.Mismatch {
    ScenarioResult.Mismatch(
      name: name, place: scenario.places[name] ?? scenario.place, expected: expected, got: got,
      why: why)
  }

  private static func areContained(_ texts: [String], in found: [String]) -> Bool {
    texts.allSatisfy { text in found.contains { $0.contains(text) } }
  }

  private static func texts(_ value: Value) -> [String] {
    switch value {
    case .list(let members): members.map { CellText.of($0) }
    // `policies = false`, as for a value that must not be there.
    case .yesNo(false): []
    default: [CellText.of(value)]
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
