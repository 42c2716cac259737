import BatonModel

/// Turns the states of a process, and what a variation or an adaptation changes in them, into their
/// compiled form.
struct StateCompiler {
  let context: CompileContext
  let names: ProcessNames

  func states(_ table: TableReader) -> [ProcessState] {
    guard let written = table.value("states") else { return [] }
    guard written.table != nil, !written.hasItems, !written.isEmptyTable else {
      context.findings.report(
        .wrongType("states", wanted: "a table of states by name", found: written.phrase),
        at: written.site)
      return []
    }
    let states = written.fieldsAsWritten(in: context.sources).compactMap { entry in
      entry.name.map { state($0, entry) }
    }
    if !states.contains(where: \.isFinal), let entry = table.entry("states") {
      context.findings.report(.process(.noFinalState(names.title)), at: entry.keySite)
    }
    return states
  }

  private func state(_ name: String, _ entry: Written.Entry) -> ProcessState {
    let table = TableReader(Vocabulary.processState, entry.value, context.findings)
    let ways = table.map { self.ways($0) } ?? []
    let needs = table.map { table in context.listed(table, "needs") { slot($0) } } ?? []
    let by = table.map { actors($0) } ?? []
    let isFinal = table?.yesNo("final") ?? false
    let because = table?.text("because")
    table?.finish()
    if ways.isEmpty, !isFinal, table?.has("to") == false {
      context.findings.report(.process(.deadEnd(name)), at: entry.keySite)
    }
    return ProcessState(
      name: name, place: context.sources.place(entry.keySite), ways: ways, needs: needs, by: by,
      isFinal: isFinal, because: because)
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

  private func actors(_ table: TableReader) -> [ActorTerm] {
    context.listed(table, "by") { names.actor($0, of: "by") }
  }

  // MARK: Ways

  /// Where a state leads: states, and states by name with how they are reached.
  func ways(_ table: TableReader) -> [ProcessWay] {
    guard let written = table.value("to") else { return [] }
    let items = written.table == nil ? [written] : written.items(in: context.sources)
    if written.isEmptyTable { context.findings.report(.emptyList("to"), at: written.site) }
    var ways: [ProcessWay] = items.compactMap { item in
      names.state(item, of: "to").map { plainWay(to: $0, at: item.site) }
    }
    for entry in written.fieldsAsWritten(in: context.sources) {
      guard let target = names.state(entry) else { continue }
      ways.append(way(to: target, entry))
    }
    return ways
  }

  private func plainWay(to target: Int, at site: Site) -> ProcessWay {
    ProcessWay(
      target: target, place: context.sources.place(site), events: [], condition: .always, by: [],
      because: nil)
  }

  /// An event, a list of events, true for any, or a table.
  private func way(to target: Int, _ entry: Written.Entry) -> ProcessWay {
    let value = entry.value
    if case .yesNo(true) = value.value { return plainWay(to: target, at: entry.keySite) }
    if value.text != nil || (value.table != nil && !value.hasNames) {
      let events = value.table == nil ? [value] : value.items(in: context.sources)
      return ProcessWay(
        target: target, place: context.sources.place(entry.keySite),
        events: events.compactMap { names.event($0, of: "to") }, condition: .always, by: [],
        because: nil)
    }
    guard let table = TableReader(Vocabulary.transition, value, context.findings) else {
      return plainWay(to: target, at: entry.keySite)
    }
    let events = context.listed(table, "event") { names.event($0, of: "event") }
    let condition = table.value("when").map {
      ConditionCompiler(context: context, seesEvent: true).condition($0)
    }
    let by = actors(table)
    let because = table.text("because")
    table.finish()
    return ProcessWay(
      target: target, place: context.sources.place(entry.keySite), events: events,
      condition: condition ?? .always, by: by, because: because)
  }

  // MARK: Changes

  /// States with where else they lead, or do not.
  func changes(_ table: TableReader, _ key: String) -> [(state: Int, way: ProcessWay)] {
    guard let written = table.value(key) else { return [] }
    guard written.table != nil, !written.hasItems, !written.isEmptyTable else {
      context.findings.report(
        .wrongType(key, wanted: "states with what they lead to", found: written.phrase),
        at: written.site)
      return []
    }
    var changes: [(state: Int, way: ProcessWay)] = []
    for entry in written.fieldsAsWritten(in: context.sources) {
      guard let state = names.state(entry),
        let change = TableReader(Vocabulary.stateChange, entry.value, context.findings)
      else { continue }
      if change.require("to") { changes += ways(change).map { (state, $0) } }
      change.finish()
    }
    return changes
  }
}
