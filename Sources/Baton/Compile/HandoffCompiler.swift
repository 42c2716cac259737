import BatonModel

/// Turns `handoff` into its compiled form.
struct HandoffCompiler {
  private static let limits = ["bounces_at_most", "handoffs_at_most"]

  let context: CompileContext

  func handoff(_ declaration: Declaration) -> HandoffRule {
    let table = TableReader(declaration, context.findings)
    let heads = RuleHeadCompiler(context: context)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    let from = context.listed(table, "from") { party($0, of: "from") }
    let to = context.listed(table, "to") { party($0, of: "to") }
    let needs = context.listed(table, "needs") { self.slot($0) }
    let providers = to.filter { context.catalogue.contains(.provider, $0) }
    let acknowledge = TimeLimitReader(context: context).limit(
      table, "acknowledge_within", groups: context.groups(of: providers))
    let bounces = table.wholeNumber("bounces_at_most", 0...Int(Int32.max))
    let handoffs = table.wholeNumber("handoffs_at_most", 0...Int(Int32.max))
    let window = table.value("within").flatMap {
      DurationReader(context: context).elapsed($0, of: "within")
    }
    let otherwise = table.value("otherwise").flatMap {
      AssigneeReader(context: context).assignee($0, of: "otherwise")
    }
    checkParts(table)
    table.finish()
    return HandoffRule(
      head: head, condition: condition, from: from, to: to, needs: needs,
      acknowledgeWithin: acknowledge, bouncesAtMost: bounces, handoffsAtMost: handoffs,
      within: window, otherwise: otherwise)
  }

  /// The name of a party: a provider, or one of the two others. Nil after a report.
  private func party(_ written: Written, of key: String) -> String? {
    let others = [Party.integrator.name, Party.customer.name]
    if let name = written.text, others.contains(name) { return name }
    return context.name(written, of: .provider, field: key)
  }

  private func slot(_ written: Written) -> Int? {
    guard let name = written.text else {
      context.findings.report(
        .wrongType("needs", wanted: "a list of the request's fields", found: written.phrase),
        at: written.site)
      return nil
    }
    guard context.requestField(name, at: written.site) != nil else { return nil }
    return context.fields.slot(name)
  }

  /// Something must be asked for, and what only counts beside a limit needs one.
  private func checkParts(_ table: TableReader) {
    let outcomes = ["needs", "acknowledge_within"] + Self.limits
    if !outcomes.contains(where: { table.has($0) }) {
      context.findings.report(
        .noOutcome(table.declaration.title, keys: outcomes), at: table.declaration.site)
    }
    guard !Self.limits.contains(where: { table.has($0) }) else { return }
    for key in ["within", "otherwise"] {
      guard let entry = table.entry(key) else { continue }
      context.findings.report(.time(.onlyBeside(key, Self.limits)), at: entry.keySite)
    }
  }
}
