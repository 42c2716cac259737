import BatonLua
import BatonModel

/// Reads `scenario` declarations. Requests in them are values like those of any sender, so they
/// are not checked here: deciding reports what does not fit.
struct ScenarioCompiler {
  private static let expectations: Set<String> = [
    "rule", "to", "also", "policies", "approvals", "errors", "shadows", "notes", "accountable",
    "because", "plan", "tasks", "targets", "escalations", "reply", "reply.tone", "reply.sender",
    "reply.compliance",
    "knowledge",
  ]

  let context: CompileContext
  let agreements: AgreementNames

  func scenario(_ declaration: Declaration) -> Scenario? {
    let table = TableReader(declaration, context.findings)
    defer { table.finish() }
    // A timeline may say all that is expected.
    guard table.require("given"), table.has("timeline") || table.require("expect") else {
      return nil
    }
    guard let given = members("given", table),
      let expect = table.has("expect") ? members("expect", table) : Members()
    else { return nil }
    if expect.isEmpty, let written = table.value("expect") {
      context.findings.report(.emptyList("expect"), at: written.site)
    }
    var places: [String: Place] = [:]
    for entry in table.value("expect")?.entries(in: context.sources) ?? [] {
      guard let name = entry.name else { continue }
      places[name] = context.sources.place(entry.value.site)
      if !Self.expectations.contains(name), context.fields[.request, name] == nil {
        let known = Self.expectations.sorted() + context.fields.names(of: .request)
        context.findings.report(
          .unknownKey(
            name, of: "expect", nearest: NearestName.to(name, among: known),
            known: Self.expectations.sorted() + ["any field of the request"]),
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
    let world = members("world", table) ?? Members()
    return Scenario(
      name: declaration.name, place: context.sources.place(declaration.site), given: given,
      world: world, expect: expect, places: places,
      timeline: table.value("timeline").map { written in
        TimelineCompiler(context: context, agreements: agreements, onCall: onCall(in: world))
          .timeline(written) { value($0) }
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

  private func members(_ key: String, _ table: TableReader) -> Members? {
    guard let written = table.value(key) else { return nil }
    guard written.table != nil, !written.hasItems else {
      context.findings.report(
        .wrongType(
          key, wanted: "names and values, { kind = \"incident\" }",
          found: written.hasItems ? "a list" : written.phrase),
        at: written.site)
      return nil
    }
    if written.isEmptyTable { return Members() }
    guard case .object(let members)? = value(written) else { return nil }
    return members
  }

  private func value(_ written: Written) -> Value? {
    guard context.allowance.spend(at: written, context) else { return nil }
    switch written.value {
    case .text(let text): return .text(text)
    case .integer(let number): return .integer(Int(number))
    case .number(let number): return Value(number)
    case .yesNo(let yes): return .yesNo(yes)
    case .table where written.hasItems && !written.hasNames:
      return .list(written.items(in: context.sources).compactMap { value($0) })
    case .table:
      for (name, site) in written.vanishedNames(in: context.sources) {
        context.findings.report(.valueIsNil(name), at: site)
      }
      if written.isEmptyTable { return .list([]) }
      return .object(
        Members(
          written.entries(in: context.sources).compactMap { entry in
            guard let name = entry.name, let value = value(entry.value) else { return nil }
            return (name, value)
          }))
    default:
      context.findings.report(
        .wrongType("scenario", wanted: "plain values", found: written.phrase), at: written.site)
      return nil
    }
  }
}
