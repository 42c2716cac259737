import BatonModel

/// The processes of a rule base and what providers make of them: mappings, adaptations and waivers,
/// which name a process and therefore come after it.
struct ProcessRules {
  private(set) var processes: [ProcessRule] = []
  private(set) var mappings: [ProcessMapping] = []
  private(set) var adaptations: [AdaptationRule] = []
  private(set) var waivers: [WaiverRule] = []
  private let context: CompileContext
  private let declarations: [Declaration]

  init(_ all: [Declaration], _ context: CompileContext) {
    self.context = context
    declarations = all.filter { $0.word.name == "process" }
    for declaration in declarations {
      context.allowance.renew()
      processes.append(ProcessCompiler(context: context).process(declaration))
    }
    for declaration in all {
      context.allowance.renew()
      switch declaration.word.name {
      case "mapping": mapping(declaration).map { mappings.append($0) }
      case "adaptation": adaptation(declaration).map { adaptations.append($0) }
      case "waiver": waiver(declaration).map { waivers.append($0) }
      default: break
      }
    }
  }

  /// The process that a declaration names, as a position; nil after a report.
  private func process(_ table: TableReader) -> Int? {
    guard table.require("process"), let written = table.value("process") else { return nil }
    let known = declarations.map(\.name)
    guard let name = context.rule(of: "process", written, of: "process", among: known) else {
      return nil
    }
    return known.firstIndex(of: name)
  }

  private func names(_ process: Int) -> ProcessNames {
    ProcessNames(
      declarations[process], states: processes[process].states.map(\.name),
      activities: processes[process].activities, context: context)
  }

  // MARK: Mappings

  private func mapping(_ declaration: Declaration) -> ProcessMapping? {
    let table = TableReader(declaration, context.findings)
    let head = RuleHeadCompiler(context: context).head(declaration, table)
    if !table.has("states"), !table.has("events") {
      context.findings.report(.process(.mapsNothing(declaration.title)), at: declaration.site)
    }
    let speaker = speaker(declaration, table)
    guard let process = process(table) else { return nil }
    let names = names(process)
    let states = pairs(table, "states") { names.state($0, of: "states") }
    let events = pairs(table, "events") { names.event($0, of: "events") }
    table.finish()
    guard let speaker else { return nil }
    if let other = mappings.first(where: { $0.speaker == speaker && $0.process == process }) {
      context.findings.report(
        .process(.mappedTwice(speaker, first: other.head.place)), at: declaration.site)
    }
    return ProcessMapping(
      head: head, speaker: speaker, process: process, states: states, events: events)
  }

  /// Whose words a mapping is about: as it says, else whom its name names. Nil after a report.
  private func speaker(_ declaration: Declaration, _ table: TableReader) -> String? {
    if table.has("provider") { return provider(table) }
    if let written = table.value("source") {
      return context.rule(of: "source", written, of: "source", among: context.sourceNames)
    }
    let known = context.catalogue.names(of: .provider) + context.sourceNames
    if known.contains(declaration.name) { return declaration.name }
    context.findings.report(
      .process(
        .mapsNobody(
          declaration.title, nearest: NearestName.to(declaration.name, among: known))),
      at: declaration.site)
    return nil
  }

  private func pairs<Item>(
    _ table: TableReader, _ key: String, _ read: (Written) -> Item?
  ) -> [String: Item] {
    guard let written = table.value(key) else { return [:] }
    guard written.table != nil, !written.hasItems, !written.isEmptyTable else {
      context.findings.report(
        .wrongType(key, wanted: "their words and ours", found: written.phrase), at: written.site)
      return [:]
    }
    var pairs: [String: Item] = [:]
    for entry in written.fieldsAsWritten(in: context.sources) {
      guard let name = entry.name else {
        context.findings.report(.keyIsNoName(table.declaration.title), at: entry.keySite)
        continue
      }
      if let item = read(entry.value) { pairs[name] = item }
    }
    return pairs
  }

  // MARK: Adaptations

  private func adaptation(_ declaration: Declaration) -> AdaptationRule? {
    let table = TableReader(declaration, context.findings)
    let head = RuleHeadCompiler(context: context).head(declaration, table)
    checkAgreed(table)
    let provider = provider(table)
    if !table.has("provider") { _ = table.require("provider") }
    guard let process = process(table) else { return nil }
    let names = names(process)
    let rule = processes[process]
    let variations = rule.variations.map(\.head.name)
    let uses = context.listed(table, "uses") { written in
      context.rule(of: "variation", written, of: "uses", among: variations)
        .flatMap { variations.firstIndex(of: $0) }
    }
    if !table.has("uses") {
      context.findings.report(.process(.usesNothing(declaration.title)), at: declaration.site)
    }
    let states = StateCompiler(context: context, names: names)
    let forbids = states.changes(table, "forbids").map { ($0.state, $0.way.target) }
    let cost = cost(table)
    let adaptation = AdaptationRule(
      head: head, process: process, provider: provider ?? "", uses: uses,
      allows: states.changes(table, "allows"), forbids: forbids,
      skips: skips(table, "skips", process), cost: cost,
      requestedOn: table.date("requested_on"))
    table.finish()
    return provider == nil ? nil : adaptation
  }

  private func cost(_ table: TableReader) -> Double? {
    guard let value = table.value("cost") else { return nil }
    if let number = value.number, number >= 0 { return number }
    context.findings.report(
      .wrongType("cost", wanted: "a number from 0 up", found: value.phrase), at: value.site)
    return nil
  }

  // MARK: Waivers

  private func waiver(_ declaration: Declaration) -> WaiverRule? {
    let table = TableReader(declaration, context.findings)
    let head = RuleHeadCompiler(context: context).head(declaration, table)
    checkAgreed(table)
    let provider = provider(table)
    guard let process = process(table) else { return nil }
    guard table.require("constraint") else { return nil }
    let constraints = skips(table, "constraint", process)
    table.finish()
    return WaiverRule(
      head: head, process: process, provider: provider, constraints: constraints)
  }

  private func provider(_ table: TableReader) -> String? {
    table.value("provider").flatMap {
      context.name($0, of: .provider, field: "provider")
    }
  }

  private func skips(_ table: TableReader, _ key: String, _ process: Int) -> [String] {
    let known = declarations[process].children.filter(\.isSkippable).map(\.name)
    return context.listed(table, key) {
      context.rule(of: "constraint", $0, of: key, among: known)
    }
  }

  /// What is agreed with one provider ends one day and has a reason.
  private func checkAgreed(_ table: TableReader) {
    if !table.has("until_date") {
      context.findings.report(
        .process(.noEnd(table.declaration.title)), at: table.declaration.site)
    }
    if !table.has("because") {
      context.findings.report(
        .process(.noReason(table.declaration.title)), at: table.declaration.site)
    }
  }
}
