import BatonLua
import BatonModel

/// Reads `scenario` declarations. Requests in them are values like those of any sender, so they
/// are not checked here: deciding reports what does not fit.
struct ScenarioCompiler {
  let context: CompileContext
  let agreements: AgreementNames

  private var reader: ScenarioReader { ScenarioReader(context: context) }

  func scenario(_ declaration: Declaration) -> Scenario? {
    let table = TableReader(declaration, context.findings)
    defer { table.finish() }
    // A timeline may say all that is expected.
    guard table.require("given"), table.has("timeline") || table.require("expect") else {
      return nil
    }
    guard let given = reader.members("given", table),
      let said = said(table, livesOn: table.has("timeline"))
    else { return nil }
    for entry in table.value("given")?.entries(in: context.sources) ?? [] {
      guard let name = entry.name, context.fields[.request, name] == nil else { continue }
      // A foreign name is allowed (functions see it); a misspelt one is not.
      let known = context.fields.names(of: .request)
      if let nearest = NearestName.to(name, among: known), name != "labels", name != "attributes" {
        context.findings.report(
          .unknownField(name, of: "request", nearest: nearest), at: entry.keySite)
      }
    }
    return Scenario(
      name: declaration.name, place: context.sources.place(declaration.site), given: given,
      world: said.world, expect: said.expect, places: said.places, timeline: said.timeline)
  }

  /// What a test says beside the request.
  struct Said {
    let world: Members
    let expect: Members
    let places: [String: Place]
    let timeline: [Scenario.Moment]
  }

  /// - Parameter livesOn: whether the case lives on after it was decided.
  /// - Returns: nil after a report.
  func said(_ table: TableReader, livesOn: Bool) -> Said? {
    guard let expect = table.has("expect") ? reader.members("expect", table) : Members()
    else { return nil }
    if expect.isEmpty, let written = table.value("expect") {
      context.findings.report(
        .wrongType("expect", wanted: "what must be decided", found: "nothing in it"),
        at: written.site)
    }
    var places: [String: Place] = [:]
    for entry in table.value("expect")?.entries(in: context.sources) ?? [] {
      guard let name = entry.name else { continue }
      places[name] = context.sources.place(entry.value.site)
      if livesOn, Scenario.lifeExpectations.contains(name) {
        check(name, entry.value)
        continue
      }
      if !Scenario.expectations.contains(name), context.fields[.request, name] == nil {
        let own = Scenario.expectations.union(livesOn ? Scenario.lifeExpectations : []).sorted()
        let known = own + context.fields.names(of: .request)
        context.findings.report(
          .unknownKey(
            name, of: "expect", nearest: NearestName.to(name, among: known),
            known: own + ["any field of the request"]),
          at: entry.keySite)
      }
    }
    let world = reader.members("world", table) ?? Members()
    return Said(
      world: world, expect: expect, places: places,
      timeline: table.value("timeline").map { written in
        TimelineCompiler(context: context, agreements: agreements, onCall: onCall(in: world))
          .timeline(written) { reader.value($0) }
      } ?? [])
  }

  /// Whether what is expected of a whole life names rules that there are.
  private func check(_ name: String, _ written: Written) {
    if case .yesNo = written.value { return }
    let items = written.table == nil ? [written] : written.items(in: context.sources)
    for item in items {
      if name == "deviates" {
        _ = context.rule(
          of: "rule of a process", item, of: name, among: context.processRuleNames)
      } else {
        _ = agreements.name(item, of: name, context.findings)
      }
    }
  }

  /// Everybody who may be on call in a scenario.
  private func onCall(in world: Members) -> Set<String> {
    var people = Set(context.rotas.values.flatMap(\.people))
    if case .object(let said)? = world["on_call"] {
      for (_, value) in said { if case .text(let person)? = value { people.insert(person) } }
    }
    return people
  }
}
