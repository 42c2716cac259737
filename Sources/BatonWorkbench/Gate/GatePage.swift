import Baton

/// A gate and how it was judged, as a page for whoever lets the rules go live.
package enum GatePage {
  package static func page(_ report: GateReport) -> Page {
    var page = Page(title: title(report))
    page.sentences = sentences(report)
    if report.gate.period == nil {
      page.signing = Signing(
        report.identity.hash, against: report.before?.hash, asking: report.gate,
        report.facts.signatures)
    }
    page.sections = [conditions(report)]
    if let signatures = report.facts.signatures, !report.gate.agreedBy.isEmpty {
      page.sections.append(self.signatures(signatures, report))
    }
    return page
  }

  private static func title(_ report: GateReport) -> String {
    func name(_ identity: RuleBaseIdentity) -> String {
      "\(identity.name)\(identity.version.map { " \($0)" } ?? "") (\(identity.hash.prefix(8)))"
    }
    let what = report.gate.period == nil ? "the gate" : "the early life"
    let verdict = report.gate.period == nil ? (report.isOpen ? "open" : "closed") : nil
    let outcome = verdict ?? (report.isOpen ? "as expected" : "not as expected")
    let against = report.before.map { ", after \(name($0))" } ?? ""
    return "\(what) of \(name(report.identity))\(against): \(outcome)"
  }

  private static func sentences(_ report: GateReport) -> [String] {
    var sentences: [String] = []
    let failed = report.conditions.count { $0.verdict == .fails }
    let open = report.conditions.count - failed - report.conditions.count { $0.verdict == .holds }
    if failed > 0 {
      sentences.append(
        "\(failed) of \(Plural.of(report.conditions.count, "condition")) "
          + (failed == 1 ? "does not hold" : "do not hold"))
    }
    if open > 0 {
      sentences.append(
        "\(open) of \(Plural.of(report.conditions.count, "condition")) could not be judged")
    }
    if let period = report.gate.period {
      sentences.append("of the cases opened from \(period.from) on, for \(days(period.length))")
    }
    if let because = report.gate.because { sentences.append(because) }
    if let owner = report.gate.owner { sentences.append("it belongs to \(owner)") }
    guard let history = report.facts.history else { return sentences }
    sentences.append(
      "the history has \(Plural.of(history.requests, "request")), "
        + "\(Plural.of(history.cases, "case")) and \(Plural.of(history.events, "event"))"
        + (history.unreadable == 0
          ? "" : "; \(Plural.of(history.unreadable, "record")) could not be read"))
    if !history.lacking.isEmpty {
      sentences.append(
        "no request of it has \(history.lacking.joined(separator: ", ")): what rules that ask for "
          + "that would have done is not known")
    }
    return sentences
  }

  private static func days(_ milliseconds: Int64) -> String {
    let days = Double(milliseconds) / 86_400_000
    return days == days.rounded()
      ? Plural.of(Int(days), "day") : "\((days * 10).rounded() / 10) days"
  }

  private static func conditions(_ report: GateReport) -> Page.Section {
    var section = Page.Section(title: "conditions")
    section.rows = [["condition", "what it counts", "wanted", "found", "holds", "for example"]]
    for condition in report.conditions {
      let counts =
        Gate.Measure(rawValue: condition.name)?.words
        ?? (condition.name == GateReport.agreedBy
          ? "roles that signed this version" : "scenarios of the rule base")
      section.rows.append([
        condition.name, counts, condition.wanted, condition.found, words(condition.verdict),
        condition.verdict == .holds ? "" : condition.samples.joined(separator: ", "),
      ])
    }
    for case .notJudged(let why) in report.conditions.map(\.verdict)
    where !section.sentences.contains(why) {
      section.sentences.append(why)
    }
    return section
  }

  private static func signatures(
    _ signatures: Signatures, _ report: GateReport
  ) -> Page.Section {
    var section = Page.Section(title: "signatures")
    section.rows = [["role", "party", "it", "by", "on"]]
    for approver in report.gate.agreedBy {
      let standing = signatures.standing(of: approver.role)
      section.rows.append([
        approver.role, approver.partyWords, standing.words, standing.signature?.name ?? "",
        standing.signature.map { "\($0.day)" } ?? "",
      ])
    }
    section.sentences = signatures.faults
    let more = signatures.faultCount - signatures.faults.count
    if more > 0 {
      section.sentences.append("and \(Plural.of(more, "line")) more that cannot be read")
    }
    if signatures.others > 0 {
      section.sentences.append(
        "\(Plural.of(signatures.others, "line")) of roles that the gate does not ask")
    }
    return section
  }

  private static func words(_ verdict: GateReport.Verdict) -> String {
    switch verdict {
    case .holds: "yes"
    case .fails: "no"
    case .notJudged: "not judged"
    }
  }
}
