import BatonModel
import BatonRecords

/// Reads `history` declarations: a file of requests and events, and what must come of its cases.
///
///     history "The outage in May" { from = "tests/outage.ndjson",
///       expect = { to = "acme/payroll-desk", breached = false, deviates = { "Diagnosis first" } } }
struct LoggedCasesCompiler {
  let context: CompileContext
  let agreements: AgreementNames

  func cases(_ declaration: Declaration, folder: inout RuleFolder) -> LoggedCases? {
    let table = TableReader(declaration, context.findings)
    defer { table.finish() }
    guard table.require("from"), table.has("timeline") || table.require("expect"),
      let file = table.text("from"), let site = table.value("from")?.site
    else { return nil }
    let scenarios = ScenarioCompiler(context: context, agreements: agreements)
    guard let said = scenarios.said(table, livesOn: true) else { return nil }
    do throws(FileFailure) {
      let found = RecordLines(context: context).records(try folder.text(file), of: file)
      return LoggedCases(
        name: declaration.name, place: context.sources.place(declaration.site), file: file,
        filePlace: context.sources.place(site), records: found.records,
        isTabular: found.isTabular, source: table.text("source"), case: table.text("case"),
        world: said.world, expect: said.expect, places: said.places, timeline: said.timeline)
    } catch {
      context.findings.report(.file(file, error), at: site)
      return nil
    }
  }
}
