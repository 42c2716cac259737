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
      mode: mode, tags: table.texts("tags") ?? [],
      accepted: AcceptanceReader(context: context).reasons(table.value("accept")))
  }

  /// - Parameter seesEvent: whether the rule is about what follows a decision.
  func condition(
    _ table: TableReader, labels: Bool = false, seesEvent: Bool = false
  ) -> Condition {
    ConditionCompiler(context: context, labels: labels, seesEvent: seesEvent)
      .condition(table.value("when"))
  }
}
