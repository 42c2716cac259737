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
      let expect = table.has("expect") ? reader.members("expect", table) : Members()
    else { return nil }
    if expect.isEmpty, let written = table.value("expect") {
      context.findings.report(.emptyList("expect"), at: written.site)
    }
    var places: [String: Place] = [:]
    for entry in table.value("expect")?.entries(in: context.sources) ?? [] {
      guard let name = entry.name else { continue }
      places[name] = context.sources.place(entry.value.site)
      if !Scenario.expectations.contains(name), context.fields[.request, name] == nil {
        let known = Scenario.expectations.sorted() + context.fields.names(of: .request)
        context.findings.report(
          .unknownKey(
            name, of: "expect", nearest: NearestName.to(name, among: known),
            known: Scenario.expectations.sorted() + ["any field of the request"]),
          at: entry.keySite)
      }
    }
    for entry in table.value("given")?.entries(in: context.sources) ?? [] {
      guard let name = entry.name, context.fields[.request, name] == nil else { continue }
      // A foreign name is allowed (functions see it); a misspelt one is not.
      let known = context.fields.names(of: .request)
      if let nearest = NearestName.to(name, among: known), name != "labels", name != "attributes" {
        context.findings.report(
          .unknownField(name, of: "request", nearest: nearest), at: entry.keySite)
      }
    }
    let world = reader.members("world", table) ?? Members()
    return Scenario(
      name: declaration.name, place: context.sources.place(declaration.site), given: given,
      world: world, expect: expect, places: places,
      timeline: table.value("timeline").map { written in
        TimelineCompiler(context: context, agreements: agreements, onCall: onCall(in: world))
          .timeline(written) { reader.value($0) }
      } ?? [])
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
