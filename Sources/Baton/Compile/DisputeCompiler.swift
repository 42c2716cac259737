import BatonModel

/// Turns `dispute` into its compiled form.
struct DisputeCompiler {
  private static let outcomes = ["settled_by", "within"]

  let context: CompileContext

  func dispute(_ declaration: Declaration) -> DisputeRule {
    let table = TableReader(declaration, context.findings)
    let heads = RuleHeadCompiler(context: context)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    let settledBy = role(table, "settled_by")
    let within = TimeLimitReader(context: context).limit(table, "within", groups: nil)
    let otherwise = role(table, "otherwise")
    checkParts(table)
    table.finish()
    return DisputeRule(
      head: head, condition: condition, settledBy: settledBy, within: within,
      otherwise: otherwise)
  }

  private func role(_ table: TableReader, _ key: String) -> String? {
    table.value(key).flatMap { context.name($0, of: .role, field: key) }
  }

  /// Somebody or a time must be named, and nobody takes over what has no end.
  private func checkParts(_ table: TableReader) {
    if !Self.outcomes.contains(where: { table.has($0) }) {
      context.findings.report(
        .noOutcome(table.declaration.title, keys: Self.outcomes), at: table.declaration.site)
    }
    guard !table.has("within") else { return }
    for key in ["calendar", "otherwise"] {
      guard let entry = table.entry(key) else { continue }
      context.findings.report(.time(.onlyBeside(key, ["within"])), at: entry.keySite)
    }
  }
}
