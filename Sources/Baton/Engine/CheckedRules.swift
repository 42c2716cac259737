import BatonModel
package import BatonTime

/// Everything that is found of a rule base: what loading finds, what is proven of its time and its
/// processes, and what is proven of its rules.
package struct CheckedRules: Sendable {
  /// A finding and a request that shows it.
  package struct Finding: Sendable {
    package let diagnostic: Diagnostic
    package let witness: Witness?
  }

  /// A finding that stays, and why.
  package struct Accepted: Sendable {
    package let diagnostic: Diagnostic
    package let reason: String
  }

  /// In the order of their places; none that is accepted.
  package let findings: [Finding]
  package let accepted: [Accepted]
  /// Nil of a rule base with mistakes.
  package let time: TimeProofs?
  package let rules: RuleProofs?

  package var diagnostics: [Diagnostic] { findings.map(\.diagnostic) }

  init(
    findings: [Finding], accepted: [Accepted] = [], time: TimeProofs? = nil,
    rules: RuleProofs? = nil
  ) {
    self.findings = findings
    self.accepted = accepted
    self.time = time
    self.rules = rules
  }

  /// What loading finds, and nothing else.
  package init(_ diagnostics: [Diagnostic]) {
    self.init(findings: diagnostics.map { Finding(diagnostic: $0, witness: nil) })
  }
}

extension RuleBaseLoad {
  /// Proves what can be proven of a rule base that is in order, from the day of an instant on.
  ///
  /// Costs far more than loading: for checking, not for deciding.
  package func checked(at now: Instant) -> CheckedRules {
    guard let engine else {
      return CheckedRules(diagnostics)
    }
    let lines = SourceLines(folder)
    let time = engine.timeProofs(at: now) { lines[$0] }
    let decider = engine.decider
    var prover = RuleProver(
      RequestSpace.Base(rules: decider.rules, schema: decider.schema),
      words: SourceWords(folder, main: main), now: now,
      decide: { engine.decide($0, in: $1) })
    let rules = prover.proofs { lines[$0] }

    var book = AcceptanceBook(decider.rules)
    var findings: [CheckedRules.Finding] = []
    var accepted: [CheckedRules.Accepted] = []
    func add(_ diagnostic: Diagnostic, _ witness: Witness?, owner: Place?) {
      if let reason = book.reason(for: diagnostic, of: owner) {
        accepted.append(.init(diagnostic: diagnostic, reason: reason))
      } else {
        findings.append(.init(diagnostic: diagnostic, witness: witness))
      }
    }
    let approval = (gate?.doubt).map { [$0.diagnostic { lines[$0] }] } ?? []
    for diagnostic in diagnostics + time.findings + approval { add(diagnostic, nil, owner: nil) }
    for found in rules.found { add(found.diagnostic, found.witness, owner: found.owner) }
    for (head, code) in book.unused {
      let finding = RuleFinding.acceptsNothing(head, code: code)
      findings.append(.init(diagnostic: finding.diagnostic { lines[$0] }, witness: nil))
    }
    return CheckedRules(
      findings: findings.sorted { $0.diagnostic < $1.diagnostic }, accepted: accepted, time: time,
      rules: rules)
  }
}

/// The lines of a rule base's files, read when the first of a file is asked for.
final class SourceLines {
  private var folder: RuleFolder
  private var lines: [String: [Substring]] = [:]

  init(_ folder: RuleFolder) { self.folder = folder }

  subscript(place: Place) -> String? {
    if lines[place.file] == nil {
      let bytes = (try? folder.text(place.file)) ?? []
      lines[place.file] = String(decoding: bytes, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
    }
    guard let file = lines[place.file], file.indices.contains(place.line - 1) else { return nil }
    let line = file[place.line - 1]
    return String(line.last == "\r" ? line.dropLast() : line)
  }
}
