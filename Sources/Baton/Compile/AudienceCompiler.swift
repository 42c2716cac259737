import BatonModel

/// Reads `audience` declarations: what a party may see of a decision.
struct AudienceCompiler {
  let context: CompileContext

  /// - Parameter rules: all declarations, among them those whose tags are asked for.
  func audiences(_ rules: [Declaration]) -> [Audience] {
    let declared = rules.filter { $0.word.name == "audience" }
    guard !declared.isEmpty else { return [] }
    let tagged = tagged(rules)
    return declared.compactMap { audience($0, tagged) }
  }

  private func audience(_ declaration: Declaration, _ tagged: [String: Set<String>]) -> Audience? {
    let table = TableReader(declaration, context.findings)
    defer { table.finish() }
    let parties = Audience.Party.allCases.map(\.rawValue)
    let shown = Set(table.choices("shows", of: Audience.Part.self))
    let hidden = Set(table.choices("hides", of: Audience.Part.self))
    let fields = hiddenFields(table)
    let rules = visibleRules(table, tagged)
    guard let party = Audience.Party(rawValue: declaration.name) else {
      context.findings.report(
        .notOneOf(
          "audience", found: "\"\(declaration.name)\"", allowed: parties,
          nearest: NearestName.to(declaration.name, among: parties)),
        at: declaration.site)
      return nil
    }
    return Audience(
      party, parts: Audience.usual(party).union(shown).subtracting(hidden), hiddenFields: fields,
      visibleRules: rules)
  }

  private func hiddenFields(_ table: TableReader) -> Set<String> {
    let known = context.fields.requestFields.map(\.name)
    let names = table.texts("hides_fields") ?? []
    for name in names where !known.contains(name) {
      guard let site = table.value("hides_fields")?.site else { continue }
      context.findings.report(
        .unknownField(name, of: "request", nearest: NearestName.to(name, among: known)), at: site)
    }
    return Set(names)
  }

  private func visibleRules(_ table: TableReader, _ tagged: [String: Set<String>]) -> Set<String> {
    var rules: Set<String> = []
    for tag in table.texts("shows_rules_tagged") ?? [] {
      if let more = tagged[tag] {
        rules.formUnion(more)
      } else if let site = table.value("shows_rules_tagged")?.site {
        context.findings.report(
          .unknownName("tag", tag, nearest: NearestName.to(tag, among: tagged.keys.sorted())),
          at: site)
      }
    }
    return rules
  }

  /// By tag, the names of the rules that carry it.
  private func tagged(_ rules: [Declaration]) -> [String: Set<String>] {
    var tagged: [String: Set<String>] = [:]
    for rule in rules where rule.word.takes("tags") {
      for tag in TableReader(rule, context.findings).texts("tags") ?? [] {
        tagged[tag, default: []].insert(rule.name)
      }
    }
    return tagged
  }
}
