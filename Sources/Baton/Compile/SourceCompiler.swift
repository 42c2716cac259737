import BatonLua
import BatonModel
import BatonTime

/// Turns a `source` declaration into a mapping of records.
struct SourceCompiler {
  let context: CompileContext

  func source(_ declaration: Declaration) -> SourceMapping {
    let table = TableReader(declaration, context.findings)
    var zone = context.zone
    if let name = table.text("timezone"), let value = table.value("timezone") {
      zone = ZoneReader.check(name, value.site, context.findings) ?? zone
    }
    let dates = (table.texts("dates") ?? []).compactMap { pattern -> DatePattern? in
      do throws(DatePattern.Mistake) { return try DatePattern(pattern) } catch {
        if let value = table.value("dates") {
          context.findings.report(
            .datePattern(pattern, reason: error.description), at: value.site)
        }
        return nil
      }
    }
    let missing = Set(table.value("missing").map(missingTexts) ?? [])
    let records = table.text("records")?.split(separator: ".").map(String.init) ?? []
    _ = table.text("description")
    let log = table.value("log").flatMap { SourceLogCompiler(context: context).log($0) }
    var fields: [SourceMapping.Field] = []
    // A log can be checked by what happened alone.
    if table.has("log") || table.require("fields"), let written = table.value("fields") {
      fields = self.fields(written)
    }
    table.finish()
    return SourceMapping(
      name: declaration.name, place: context.findings.sources.place(declaration.site), zone: zone,
      dates: dates, missing: missing, records: records, fields: fields, log: log,
      names: MemberNames(fields.map(\.definition.name)))
  }

  /// Unlike other lists of texts, this one may hold the empty text.
  private func missingTexts(_ written: Written) -> [String] {
    if let text = written.text { return [text] }
    return written.items(in: context.sources).compactMap { item in
      if item.text == nil {
        context.findings.report(
          .wrongType("missing", wanted: "a list of texts", found: item.phrase), at: item.site)
      }
      return item.text
    }
  }

  private func fields(_ written: Written) -> [SourceMapping.Field] {
    guard written.table != nil, !written.hasItems, !written.isEmptyTable else {
      context.findings.report(
        .wrongType(
          "fields", wanted: "our fields and their names, { id = \"number\" }",
          found: written.hasItems ? "a list" : written.phrase),
        at: written.site)
      return []
    }
    for (name, site) in written.vanishedNames(in: context.sources) {
      context.findings.report(.valueIsNil(name), at: site)
    }
    return written.entries(in: context.sources).compactMap { entry in
      guard let definition = context.requestField(entry.name ?? "", at: entry.keySite) else {
        return nil
      }
      return origin(entry.value, definition).map {
        SourceMapping.Field(definition: definition, origin: $0)
      }
    }
  }

  private func origin(_ written: Written, _ field: FieldDefinition) -> SourceMapping.Origin? {
    if let text = written.text, !text.isEmpty { return .member(text) }
    if written.function != nil {
      return FunctionCompiler(context).reference(written, of: .record).map { .function($0) }
    }
    let arguments = written.arguments(in: context.sources)
    guard let word = context.word(of: written), word.role == .mapping, let first = arguments.first
    else { return refuse(written, field) }
    switch word.name {
    case "path":
      let names = first.text?.split(separator: ".", omittingEmptySubsequences: false) ?? []
      guard !names.isEmpty, !names.contains(""), arguments.count == 1 else {
        return misused(word, written)
      }
      return .path(names.map(String.init))
    case "optional":
      guard arguments.count == 1, let inner = origin(first, field) else {
        return misused(word, written)
      }
      return .optional(inner)
    case "constant":
      guard arguments.count == 1 else { return misused(word, written) }
      return constant(first, field).map { .constant($0) }
    case "translate":
      return translate(arguments, word, written, field)
    default:
      return refuse(written, field)
    }
  }

  private func translate(
    _ arguments: [Written], _ word: Word, _ written: Written, _ field: FieldDefinition
  ) -> SourceMapping.Origin? {
    guard (2...3).contains(arguments.count), arguments[1].table != nil, !arguments[1].isEmptyTable,
      let inner = origin(arguments[0], field)
    else { return misused(word, written) }
    var map: [String: Value] = [:]
    for entry in arguments[1].entries(in: context.sources) {
      guard let name = entry.name, let value = constant(entry.value, field) else { continue }
      map[name] = value
    }
    // A list translates the texts "1", "2", … of tools that number their choices.
    for (index, item) in arguments[1].items(in: context.sources).enumerated() {
      if let value = constant(item, field) { map[String(index + 1)] = value }
    }
    let otherwise = arguments.count == 3 ? constant(arguments[2], field) : nil
    if case .optional(let origin) = inner {
      return .optional(.translate(origin, map, otherwise: otherwise))
    }
    return .translate(inner, map, otherwise: otherwise)
  }

  private func constant(_ written: Written, _ field: FieldDefinition) -> Value? {
    context.constants.value(written, as: field.type, field: field.name)
  }

  private func misused(_ word: Word, _ written: Written) -> SourceMapping.Origin? {
    context.findings.report(.matcherArguments(word.name, example: word.example), at: written.site)
    return nil
  }

  private func refuse(_ written: Written, _ field: FieldDefinition) -> SourceMapping.Origin? {
    context.findings.report(
      .mapping(
        field.name,
        wanted: "their name, path(…), translate(…), constant(…), optional(…) or a function",
        found: written.phrase),
      at: written.site)
    return nil
  }
}
