import BatonModel

/// Turns the variations of a process into their compiled form.
struct VariationCompiler {
  let context: CompileContext
  let states: StateCompiler

  /// - Parameter constraints: the names of the rules of the process that may be skipped.
  func variation(_ declaration: Declaration, constraints: [String]) -> ProcessVariation {
    let table = TableReader(declaration, context.findings)
    let head = RuleHeadCompiler(context: context).head(declaration, table)
    let condition = ConditionCompiler(context: context, seesEvent: true)
      .condition(table.value("when"))
    let allows = states.changes(table, "allows")
    let skips = context.listed(table, "skips") {
      context.rule(of: "constraint", $0, of: "skips", among: constraints)
    }
    if !table.has("allows"), !table.has("skips") {
      context.findings.report(
        .noOutcome(declaration.title, keys: ["allows", "skips"]), at: declaration.site)
    }
    table.finish()
    return ProcessVariation(head: head, condition: condition, allows: allows, skips: skips)
  }
}

extension CompileContext {
  /// The name of a rule inside a declaration; nil after a report.
  func rule(
    of word: String, _ written: Written, of key: String, among known: [String]
  ) -> String? {
    guard let name = written.text else {
      findings.report(
        .wrongType(key, wanted: "the name of a \(word) of the process", found: written.phrase),
        at: written.site)
      return nil
    }
    if known.contains(name) { return name }
    findings.report(
      .unknownName(word, name, nearest: NearestName.to(name, among: known)), at: written.site)
    return nil
  }
}
