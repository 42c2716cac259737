import Baton
package import BatonModel

/// A decision with its verdicts as a page for people: stage by stage the winner, what it outranked,
/// and which rules came nearest.
package struct ExplanationText {
  private let decision: Decision
  /// How many rules that did not match are told of in a stage.
  private let limit: Int
  private var lines: [String] = []

  /// - Parameter limit: nil for all.
  package init(_ decision: Decision, limit: Int?) {
    self.decision = decision
    self.limit = limit ?? .max
  }

  /// The page, with a line end after its last line.
  package static func text(_ decision: Decision, limit: Int?) -> String {
    var page = ExplanationText(decision, limit: limit)
    page.write()
    return page.lines.map(TerminalText.plain).joined(separator: "\n") + "\n"
  }

  private mutating func write() {
    heading()
    for stage in Stage.allCases { write(stage) }
    section("notes", decision.notes)
    section("errors", decision.errors.map(Self.words))
    let withheld = decision.withheld.map { $0.rawValue.replacing("_", with: " ") }
    section("withheld", withheld.isEmpty ? [] : [withheld.joined(separator: ", ")])
  }

  private mutating func heading() {
    var parts = [decision.to.map { "to \($0.name)" } ?? "to nobody"]
    parts += decision.also.map { "also to \($0.name)" }
    let isWithheld = decision.withheld.contains(.priority)
    parts.append(
      decision.priority.map { "priority \($0)" }
        ?? (isWithheld ? "priority withheld" : "no priority"))
    if let accountable = decision.accountable { parts.append("accountable: \(accountable)") }
    lines.append("\(decision.request ?? "request"): " + parts.joined(separator: ", "))
  }

  private mutating func write(_ stage: Stage) {
    let verdicts = decision.verdicts.filter { $0.stage == stage }
    let results = results(of: stage)
    guard !verdicts.isEmpty || !results.isEmpty else { return }
    add(1, stage.rawValue)
    if results.isEmpty { add(2, "nothing") }
    for (sentence, reason) in results {
      add(2, sentence)
      details(of: reason)
    }
    for verdict in verdicts {
      switch verdict.outcome {
      case .won, .failed: break
      default:
        add(2, "\(VerdictWording.title(verdict)) \(VerdictWording.outcome(verdict))")
        shadow(of: verdict)
      }
    }
    nearest(verdicts)
  }

  /// What a stage gave, each with its reason.
  private func results(of stage: Stage) -> [(String, Reason)] {
    func by(_ words: String, _ reason: Reason) -> (String, Reason) {
      ("\(words), by \(VerdictWording.title(reason))", reason)
    }
    switch stage {
    case .classify:
      return decision.classified.map { item in
        by("\(item.field) = \(ValueWording.words(item.value))", item.reason)
      }
    case .prioritise:
      guard let reason = decision.why[stage], let priority = decision.priority else { return [] }
      return [by("priority \(priority)", reason)]
    case .route:
      guard let reason = decision.why[stage] else { return [] }
      return [by(decision.to.map { "to \($0.name)" } ?? "to nobody", reason)]
    case .plan:
      guard let reason = decision.why[stage] else { return [] }
      return [by(PlanWording.words(decision), reason)]
    case .approve:
      return decision.approvals.map { approval in
        let within = approval.within.map { span in
          " within \(CellText.of(Value(span.count))) "
            + span.unit.rawValue.replacing("_", with: " ")
        }
        return by(
          "\(approval.needs) of \(approval.by.joined(separator: ", "))" + (within ?? ""),
          approval.reason)
      }
    case .agreements, .escalation: return []
    case .policy:
      return decision.policies.map { finding in
        by(
          finding.severity.rawValue + (finding.enforced ? "" : " (advisory)")
            + (finding.message.map { " \"\($0)\"" } ?? ""), finding.reason)
      }
    }
  }

  private mutating func details(of reason: Reason) {
    if let because = reason.because { add(3, "because \(because)") }
    if let level = reason.level { add(3, "found at level \(level)") }
    for note in reason.notes { add(3, note) }
  }

  private mutating func shadow(of verdict: Verdict) {
    for shadow in decision.shadows
    where shadow.stage == verdict.stage && shadow.reason.rule == verdict.rule {
      add(3, "it would decide: \(shadow.would)")
    }
  }

  /// The rules that did not match, those with the fewest failed conditions first.
  private mutating func nearest(_ verdicts: [Verdict]) {
    var failed: [(verdict: Verdict, conditions: [Verdict.FailedCondition])] = []
    for verdict in verdicts {
      if case .failed(let conditions) = verdict.outcome { failed.append((verdict, conditions)) }
    }
    guard !failed.isEmpty else { return }
    // `sort` is stable, so rules that are equally near stay in their order.
    failed.sort { $0.conditions.count < $1.conditions.count }
    let more = failed.count - limit
    add(2, more > 0 ? "not matched, nearest first (\(more) more with --all):" : "not matched:")
    for (verdict, conditions) in failed.prefix(limit) {
      add(3, "\(VerdictWording.title(verdict)): \(VerdictWording.failures(conditions))")
    }
  }

  private static func words(_ error: DecisionError) -> String {
    var words = error.field.map { "\($0): " } ?? ""
    words += error.message
    if let rule = error.rule {
      words += ", in \"\(rule)\"" + (error.place.map { " (\($0))" } ?? "")
    }
    return words
  }

  private mutating func section(_ title: String, _ sentences: [String]) {
    guard !sentences.isEmpty else { return }
    add(1, title)
    for sentence in sentences { add(2, sentence) }
  }

  private mutating func add(_ depth: Int, _ text: String) {
    lines.append(String(repeating: "  ", count: depth) + text)
  }
}
