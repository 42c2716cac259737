/// Turns the `log` of a `source` into what it says of the source's logs.
struct SourceLogCompiler {
  let context: CompileContext

  /// Nil after a report.
  func log(_ written: Written) -> SourceLog? {
    guard let table = TableReader(Vocabulary.sourceLog, written, context.findings) else {
      return nil
    }
    var log = SourceLog()
    log.caseKey = key("case", table)
    log.activity = keys("activity", table)
    log.time = key("at", table)
    log.party = key("party", table)
    log.unit = key("unit", table)
    log.person = key("person", table)
    log.ofCase = Set(keys("of_case", table) ?? [])
    log.isSorted = table.yesNo("sorted") ?? false
    log.objectType = table.text("object_type")
    log.times = times(table)
    table.finish()
    return log
  }

  private func times(_ table: TableReader) -> [String: SourceLog.Time] {
    guard let written = table.value("counts_as") else { return [:] }
    guard written.table != nil, !written.hasItems, !written.isEmptyTable else {
      context.findings.report(
        .wrongType(
          "counts_as", wanted: "activities or states and kinds of time", found: written.phrase),
        at: written.site)
      return [:]
    }
    let names = SourceLog.Time.allCases.map(\.rawValue)
    var times: [String: SourceLog.Time] = [:]
    for entry in written.fieldsAsWritten(in: context.sources) {
      guard let name = entry.name else {
        context.findings.report(.keyIsNoName("counts_as"), at: entry.keySite)
        continue
      }
      if let time = entry.value.text.flatMap(SourceLog.Time.init) {
        times[name] = time
        continue
      }
      context.findings.report(
        .notOneOf(
          name, found: entry.value.phrase, allowed: names,
          nearest: entry.value.text.flatMap { NearestName.to($0, among: names) }),
        at: entry.value.site)
    }
    return times
  }

  private func key(_ name: String, _ table: TableReader) -> SourceLog.Key? {
    table.value(name).flatMap { key($0, of: name) }
  }

  /// One or several; nil where nothing is said.
  private func keys(_ name: String, _ table: TableReader) -> [SourceLog.Key]? {
    guard let written = table.value(name) else { return nil }
    guard written.table != nil else { return key(written, of: name).map { [$0] } }
    guard !written.hasNames, written.isDense, written.hasItems else {
      context.findings.report(
        .wrongType(name, wanted: "their name, or a list of such", found: written.phrase),
        at: written.site)
      return nil
    }
    return written.items(in: context.sources).compactMap { key($0, of: name) }
  }

  private func key(_ written: Written, of name: String) -> SourceLog.Key? {
    if let text = written.text, !text.isEmpty { return [text] }
    if let word = context.word(of: written), word.name == "path" {
      let arguments = written.arguments(in: context.sources)
      let names =
        arguments.first?.text?.split(separator: ".", omittingEmptySubsequences: false) ?? []
      if !names.isEmpty, !names.contains(""), arguments.count == 1 { return names.map(String.init) }
      context.findings.report(
        .matcherArguments(word.name, example: word.example), at: written.site)
      return nil
    }
    context.findings.report(
      .wrongType(name, wanted: "their name, or path(…)", found: written.phrase), at: written.site)
    return nil
  }
}
