import BatonModel

/// Reads what every rule carries, whatever it decides: reason, owner, dates, mode, tags.
struct RuleHeadCompiler {
  let context: CompileContext

  /// - Parameter mayAdvise: whether what it finds may be looked at and not kept.
  func head(
    _ declaration: Declaration, _ table: TableReader, mayAdvise: Bool = false
  ) -> RuleHead {
    let from = table.date("from_date")
    let until = table.date("until_date")
    if let from, let until, until < from, let value = table.value("until_date") {
      context.findings.report(.datesReversed, at: value.site)
    }
    var mode = table.choice("mode", of: RuleMode.self) ?? .enforced
    if mode == .advisory, !mayAdvise, declaration.word.name != "policy",
      let value = table.value("mode")
    {
      context.findings.report(.advisoryOnly(declaration.word.name), at: value.site)
      mode = .enforced
    }
    return RuleHead(
      name: declaration.name, place: context.findings.sources.place(declaration.site),
      because: table.text("because"), owner: table.text("owner"), from: from, until: until,
      mode: mode, tags: table.texts("tags") ?? [], accepted: accepted(table))
  }

  /// `accept = { ["code"] = "why" }`: findings about the rule that are not told again.
  private func accepted(_ table: TableReader) -> [String: String] {
    guard let value = table.value("accept") else { return [:] }
    guard value.table != nil, value.hasNames else {
      context.findings.report(
        .wrongType("accept", wanted: "reasons by the codes of findings", found: value.phrase),
        at: value.site)
      return [:]
    }
    var reasons: [String: String] = [:]
    for entry in value.entries(in: context.sources) {
      guard let code = entry.name, let reason = entry.value.text, !reason.isEmpty else {
        context.findings.report(
          .wrongType(
            "accept", wanted: "[\"code\"] = \"why\"", found: entry.value.phrase),
          at: entry.value.site)
        continue
      }
      guard FindingPages.page(code) != nil else {
        context.findings.report(
          .unknownName(
            "finding", code,
            nearest: NearestName.to(code, among: FindingPages.all.map(\.code))),
          at: entry.keySite)
        continue
      }
      reasons[code] = reason
    }
    return reasons
  }

  /// - Parameter seesEvent: whether the rule is about what follows a decision.
  func condition(
    _ table: TableReader, labels: Bool = false, seesEvent: Bool = false
  ) -> Condition {
    ConditionCompiler(context: context, labels: labels, seesEvent: seesEvent)
      .condition(table.value("when"))
  }
}
