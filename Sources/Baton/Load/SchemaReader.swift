import BatonLua
import BatonModel
import BatonTime

/// Reads the declarations that give the rest its words: fields, the priority matrix, levels and
/// the rule base's own name and zone.
struct SchemaReader {
  private static let types: [String: FieldType] = [
    "text": .text, "number": .number, "yes_no": .yesNo, "instant": .instant, "list": .list,
  ]
  private static let ownable: [RecordKind] = [
    .request, .customer, .requester, .service, .provider, .group, .configurationItem,
  ]
  static let defaultLevels = ["segment", "customer", "provider", "service", "global"]

  let findings: Findings

  /// The built-in fields, the matrix's levels in place of the default ones, and declared fields.
  func fields(_ declarations: [Declaration], matrix: PriorityMatrixDeclaration) -> FieldTable {
    var fields = FieldTable.builtIn
    fields.insert(FieldDefinition("impact", .oneOf(matrix.impact), of: .request))
    fields.insert(FieldDefinition("urgency", .oneOf(matrix.urgency), of: .request))
    for declaration in declarations where declaration.word.name == "field" {
      let table = TableReader(declaration, findings)
      let kind = owner(table)
      let type = type(table)
      table.finish()
      guard let kind, let type else { continue }
      if let known = fields[kind, declaration.name] {
        findings.report(
          known.isBuiltIn
            ? .builtInField(declaration.name, of: kind.rawValue)
            : .duplicateName(declaration.title),
          at: declaration.site)
        continue
      }
      fields.insert(
        FieldDefinition(
          declaration.name, type, of: kind, isBuiltIn: false,
          summary: table.text("description") ?? ""))
    }
    return fields
  }

  private func owner(_ table: TableReader) -> RecordKind? {
    guard let value = table.value("of") else { return .request }
    let names = Self.ownable.map(\.rawValue)
    if let text = value.text, let kind = Self.ownable.first(where: { $0.rawValue == text }) {
      return kind
    }
    findings.report(
      .notOneOf(
        "of", found: value.phrase, allowed: names,
        nearest: value.text.flatMap { NearestName.to($0, among: names) }),
      at: value.site)
    return nil
  }

  private func type(_ table: TableReader) -> FieldType? {
    guard table.require("type"), let value = table.value("type") else { return nil }
    if let text = value.text {
      if let type = Self.types[text] { return type }
      let names = Self.types.keys.sorted()
      // Of all the types only this is a word of its own, which is written without quotes.
      let nearest = NearestName.to(text, among: names + ["one_of"])
      findings.report(
        text == "one_of" || nearest == "one_of"
          ? .wrongType("type", wanted: "one_of { \"a\", \"b\" }", found: value.phrase)
          : .notOneOf("type", found: value.phrase, allowed: names, nearest: nearest),
        at: value.site)
      return nil
    }
    if let record = value.record, Vocabulary.words[record.word].name == "one_of" {
      let items = value.arguments(in: findings.sources).first?.items(in: findings.sources) ?? []
      let names = items.compactMap(\.text)
      if names.isEmpty || names.count != items.count {
        findings.report(
          .wrongType("type", wanted: "one_of { \"a\", \"b\" }", found: "no texts in it"),
          at: value.site)
        return nil
      }
      return .oneOf(names)
    }
    findings.report(
      .wrongType("type", wanted: "a type's name or one_of { … }", found: value.phrase),
      at: value.site)
    return nil
  }

  func matrix(_ declarations: [Declaration]) -> PriorityMatrixDeclaration {
    let found = declarations.filter { $0.word.name == "priority_matrix" }
    reportRepeats(found)
    guard let declaration = found.first else { return PriorityMatrixDeclaration() }
    let table = TableReader(declaration, findings)
    var matrix = PriorityMatrixDeclaration()
    matrix.place = findings.sources.place(declaration.site)
    if let impact = table.texts("impact") { matrix.impact = impact }
    if let urgency = table.texts("urgency") { matrix.urgency = urgency }
    table.finish(allowsItems: true)
    for (key, names) in [("impact", matrix.impact), ("urgency", matrix.urgency)] {
      if Set(names).count < names.count, let value = table.value(key) {
        findings.report(.duplicateName("a level of \(key)"), at: value.site)
      }
    }
    let rows = declaration.body.items(in: findings.sources)
    if rows.count != matrix.impact.count {
      findings.report(
        .matrixRows(found: rows.count, impact: matrix.impact), at: declaration.site)
      return matrix
    }
    matrix.priorities = rows.enumerated().map { index, row in
      let cells = row.items(in: findings.sources)
      if cells.count != matrix.urgency.count {
        findings.report(
          .matrixCells(
            impact: matrix.impact[index], found: cells.count, urgency: matrix.urgency),
          at: row.site)
      }
      return cells.map { cell in
        if case .integer(let number) = cell.value, number >= 1 { return Int(number) }
        findings.report(
          .wrongType("priority_matrix", wanted: FieldType.priority.phrase, found: cell.phrase),
          at: cell.site)
        return 1
      }
    }
    return matrix
  }

  func levels(_ declarations: [Declaration]) -> [String] {
    let found = declarations.filter { $0.word.name == "levels" }
    reportRepeats(found)
    guard let declaration = found.first else { return Self.defaultLevels }
    let items = declaration.body.items(in: findings.sources)
    if items.isEmpty { findings.report(.emptyList("levels"), at: declaration.site) }
    var levels: [String] = []
    for item in items {
      guard let text = item.text else {
        findings.report(
          .wrongType("levels", wanted: "a list of texts", found: item.phrase), at: item.site)
        continue
      }
      if levels.contains(text) {
        findings.report(.duplicateName("level \"\(text)\""), at: item.site)
        continue
      }
      levels.append(text)
    }
    return levels.isEmpty ? Self.defaultLevels : levels
  }

  func identity(
    _ declarations: [Declaration], folderName: String, hash: String
  ) -> (RuleBaseIdentity, Zone) {
    let found = declarations.filter { $0.word.name == "rulebase" }
    reportRepeats(found)
    guard let declaration = found.first else {
      return (RuleBaseIdentity(name: folderName, hash: hash), .utc)
    }
    let table = TableReader(declaration, findings)
    let identity = RuleBaseIdentity(
      name: table.text("name") ?? folderName, version: table.text("version"), hash: hash)
    var zone = Zone.utc
    if let name = table.text("timezone"), let value = table.value("timezone") {
      zone = ZoneReader.check(name, value.site, findings) ?? .utc
    }
    _ = table.text("owner")
    _ = table.text("description")
    table.finish()
    return (identity, zone)
  }

  private func reportRepeats(_ declarations: [Declaration]) {
    guard let first = declarations.first else { return }
    for other in declarations.dropFirst() {
      findings.report(
        .declaredOnce(other.word.name), at: other.site,
        related: [(first.site, "it is declared first here")])
    }
  }
}
