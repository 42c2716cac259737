import BatonModel

/// Reads `accept = { ["code"] = "why" }`: findings that are not told again, of a rule or of what is declared
/// of the landscape.
struct AcceptanceReader {
  let context: CompileContext

  /// The words whose declarations are no rules and may accept findings.
  private static let words: Set = [
    "provider", "service", "role", "customer", "configuration_item", "receiver", "calendar",
    "field", Vocabulary.gate,
  ]

  /// What is accepted outside the rules, each with the place at which findings about it are told.
  func heads(_ declarations: [Declaration]) -> [RuleHead] {
    var heads: [RuleHead?] = []
    for declaration in declarations
    where !declaration.word.isRule && Self.words.contains(declaration.word.name) {
      heads.append(head(declaration.title, declaration.body, at: declaration.site))
      if declaration.word.name == "provider" {
        addGroups(of: declaration.body, within: declaration.name, to: &heads)
      }
    }
    return heads.compactMap(\.self)
  }

  private func addGroups(of unit: Written, within path: String, to heads: inout [RuleHead?]) {
    guard let groups = unit.field(GroupReader.word, in: context.sources) else { return }
    for entry in groups.entries(in: context.sources) where entry.value.hasNames {
      // What is not in the catalogue has been refused: it lies too deep, or there are too many.
      guard let name = entry.name,
        case let path = "\(path)/\(name)", context.catalogue.contains(.group, path)
      else { continue }
      heads.append(head("group \"\(name)\"", entry.value, at: entry.keySite))
      addGroups(of: entry.value, within: path, to: &heads)
    }
  }

  private func head(
    _ title: @autoclosure () -> String, _ body: Written, at site: Site
  ) -> RuleHead? {
    let reasons = reasons(body.field("accept", in: context.sources))
    if reasons.isEmpty { return nil }
    return RuleHead(
      name: title(), place: context.sources.place(site), because: nil, owner: nil, from: nil,
      until: nil, mode: .enforced, tags: [], accepted: reasons)
  }

  /// Reasons by the codes of findings; what is none of these is reported.
  func reasons(_ value: Written?) -> [String: String] {
    guard let value else { return [:] }
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
}
