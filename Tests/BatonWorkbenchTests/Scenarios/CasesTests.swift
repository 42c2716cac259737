import Baton
import BatonModel
import Foundation
import Testing

@testable import BatonWorkbench

/// Tables of cases, golden decisions, and what scenarios expect of losers.
@Suite struct CasesTests {
  private func results(
    _ tests: String, adding files: [String: String] = [:]
  ) throws -> [ScenarioResult] {
    let rules = try TestedRules(
      ["main.lua": TestedRules.desk + tests].merging(files) { $1 })
    let (engine, scenarios) = try rules.loaded()
    return ScenarioRunner(engine).run(scenarios)
  }

  @Test func aTableInCSVIsReadAsASpreadsheetShowsIt() throws {
    let results = try results(
      "cases \"Desk\" { given = { kind = \"service_request\" }, from = \"cases.csv\" }",
      adding: [
        "cases.csv": """
        case,amount,kind,customer.region,-> to,expect.rule,-> not_matched
        a large one,101,,UK,acme/orders,Orders,Majors
        ,100,-,,acme/desk,The rest,Majors; Orders
        wrong,200,,,acme/desk,,

        """
      ])
    #expect(
      results.map(\.scenario.name) == ["Desk: a large one", "Desk: row 2", "Desk: wrong"])
    #expect(results.map(\.isPassed) == [true, true, false])
    #expect(results[0].scenario.given["amount"] == .integer(101))
    #expect(results[0].scenario.given["kind"] == .text("service_request"))
    #expect(
      results[0].scenario.given["customer"] == .object(Members([("region", Value.text("UK"))])))
    let mismatch = try #require(results[2].mismatches.first)
    #expect(mismatch.place.description == "cases.csv:4" && mismatch.place.column == 13)
    #expect(mismatch.got == "\"acme/orders\"")
  }

  @Test func rowsInLuaAndRecordsInNDJSONSayTheSame() throws {
    let results = try results(
      """
      cases "Lua" { given = { kind = "incident" },
        columns = { "case", "major", "-> to" },
        { "yes", true, "acme/major" },
        { "no", false, "acme/desk" },
      }
      cases "Records" { given = { kind = "incident" }, from = "cases.ndjson" }
      """,
      adding: [
        "cases.ndjson": """
        {"case":"yes","given":{"major":true},"expect":{"to":"acme/major"}}
        {"given":{"major":false},"expect":{"to":"acme/desk","not_to":["acme/major"]}}

        """
      ])
    #expect(
      results.map(\.scenario.name) == ["Lua: yes", "Lua: no", "Records: yes", "Records: row 2"])
    #expect(results.allPass)
  }

  /// A decision has a level of its own, that of its route; the field is another thing.
  @Test func aDeclaredFieldIsMeantWhereADecisionHasItsName() throws {
    let results = try results(
      """
      field "level" { type = "text" }
      classify "Gold" { when = { amount = above(5) }, set = { level = "gold" } }
      scenario "the field" { given = { amount = 6 }, expect = { level = "gold" } }
      scenario "not the route's" { given = { amount = 6 }, expect = { level = "global" } }
      cases "In a table" { columns = { "amount", "-> level" }, { 6, "gold" }, { 5, "gold" } }
      """)
    #expect(results.map(\.isPassed) == [true, false, true, false])
  }

  @Test func losersAreExpectedAsWinnersAre() throws {
    let scenario = { (expect: String) in
      """
      route "Incidents" { when = { kind = "incident" }, to = "acme/desk" }
      scenario "S" { given = { kind = "incident", major = true }, expect = { \(expect) } }

      """
    }
    // The fallback must stand last, so the rules are written anew.
    let rules = TestedRules.desk.replacing("route \"The rest\"", with: "--FALLBACK--")
      .replacing("--FALLBACK-- { to = \"acme/desk\" }\n", with: "")
    let run = { (expect: String) in
      let (engine, scenarios) = try TestedRules(
        rules + scenario(expect) + "route \"The rest\" { to = \"acme/desk\" }"
      ).loaded()
      return try #require(ScenarioRunner(engine).run(scenarios).first)
    }
    #expect(try run("outranked = { \"Incidents\" }, not_matched = { \"Orders\" }").isPassed)
    #expect(try run("not_to = \"acme/orders\"").isPassed)
    #expect(try !run("not_to = \"acme\"").isPassed)
    let notOutranked = try run("outranked = { \"Orders\" }").mismatches
    #expect(notOutranked.map(\.got) == ["\"Orders\" not outranked"])
    let matching = try run("not_matched = { \"Incidents\", \"Nobody\" }").mismatches
    #expect(matching.map(\.got) == ["\"Incidents\", \"Nobody\" matching"])
    #expect(matching.first?.why.last == "there is no rule \"Nobody\"")
  }

  @Test func aWrongTableIsToldWithItsPlace() throws {
    let rules = try TestedRules([
      "main.lua": TestedRules.desk + """
        cases "A" { from = "a.csv" }
        cases "B" { from = "missing.csv" }
        cases "C" { columns = { "kind", "-> to" }, { "incident" } }
        cases "D" { from = "d.ndjson" }
        cases "E" { given = { kind = "incident" } }

        """,
      "a.csv": "kin,-> tu\nincident,acme/desk\n",
      "d.ndjson": "{\"given\":{\"kind\":\"incident\"},\"expects\":{}}\n",
    ])
    let diagnostics = rules.load().diagnostics.map { "\($0.place): \($0.message)" }
    #expect(
      diagnostics == [
        "a.csv:1: a request has no field \"kin\"", "a.csv:1: `expect` has no \"tu\"",
        "a.csv:2: row 1 has no \"expect\"",
        "d.ndjson:1: `a case` has no \"expects\"",
        "d.ndjson:1: row 1 has no \"expect\"",
        "main.lua:9: there is no file \"missing.csv\"",
        "main.lua:10: row 1 has 1 cell for 2 columns",
        "main.lua:12: cases \"E\" needs rows",
      ])
  }

  @Test func goldenDecisionsShowWhatMoved() throws {
    let golden = "golden \"May\" { requests = \"r.ndjson\", decisions = \"d.ndjson\" }"
    let requests = """
      {"id":"R-1","kind":"incident","major":true,"priority":2}
      {"id":"R-2","kind":"change","priority":3}

      """
    let rules = try TestedRules([
      "main.lua": TestedRules.desk + golden, "r.ndjson": requests,
    ])
    let (engine, _) = try rules.loaded()
    let unwritten = try #require(rules.load().goldens.first)
    #expect(GoldenDecisions(unwritten, by: engine).mistakes.count == 1)
    let decided = GoldenDecisions(unwritten, by: engine).decided()
    #expect(String(decoding: decided, as: UTF8.self).split(separator: "\n").count == 2)

    let moved = try TestedRules([
      "main.lua": TestedRules.desk.replacing("major = true", with: "major = false") + golden,
      "r.ndjson": requests, "d.ndjson": String(decoding: decided, as: UTF8.self),
    ])
    let (other, _) = try moved.loaded()
    let written = try #require(moved.load().goldens.first)
    let scenarios = GoldenDecisions(written, by: other).scenarios
    #expect(GoldenDecisions(written, by: other).mistakes.isEmpty)
    #expect(ScenarioRunner(engine).run(scenarios).allPass)
    let results = ScenarioRunner(other).run(scenarios)
    #expect(results.map(\.scenario.name) == ["May: R-1", "May: R-2"])
    #expect(results.map(\.isPassed) == [false, true])
    #expect(results[0].mismatches.map(\.name) == ["to", "rule"])
  }

  @Test func aTimelineWithoutAnEndEndsWithAnErrorOfItsOwn() throws {
    let rules = try TestedRules(
      TestedRules.desk + """
        sla "Soon" { when = { kind = "incident" }, metric = "time_to_restore", within = hours(1) }
        escalation "Long" { on = "Soon", at("100%", { notify = { "customer" } }),
          after(minutes(1), { notify = { "customer" } }), repeat_times = 1000 }
        scenario "S" {
          given = { kind = "incident", priority = 1, opened_at = "2026-01-05T10:00:00Z" },
          timeline = { { at = "+1h", breached = true } },
        }
        """)
    let (engine, scenarios) = try rules.loaded()
    let scenario = try #require(scenarios.first)
    let request = Request(scenario.given)
    let short = TimelineExpectations(
      scenario, request: request, in: World(), by: engine, mostSteps: 100)
    let mismatch = try #require(short.live().mismatches.first)
    #expect(mismatch.name == "timeline" && mismatch.expected == "an end")
    #expect(mismatch.got.hasPrefix("100 things happened by themselves"))
    let long = TimelineExpectations(scenario, request: request, in: World(), by: engine)
    #expect(long.live().mismatches.isEmpty)
  }

  @Test func anyNumberOfThreadsGivesTheSame() throws {
    let rows = (0..<50).map { "  { \($0), \($0 > 100 ? "\"acme/orders\"" : "\"acme/desk\"") }," }
    let rules = try TestedRules(
      TestedRules.desk + "cases \"Many\" { given = { kind = \"service_request\" },\n"
        + "  columns = { \"amount\", \"-> to\" },\n" + rows.joined(separator: "\n") + "\n}")
    let (engine, scenarios) = try rules.loaded()
    let alone = ScenarioRunner(engine).run(scenarios, jobs: 1)
    #expect(alone.count == 50 && alone.allPass)
    for jobs in [2, 3, 64] {
      let together = ScenarioRunner(engine).run(scenarios, jobs: jobs)
      #expect(together.map(\.scenario.name) == alone.map(\.scenario.name))
    }
  }

  @Test func theTestAnythingProtocolHasALineForEach() throws {
    let results = try results(
      """
      scenario "Fine # 1" { given = { kind = "change" }, expect = { to = "acme/desk" } }
      scenario "Wrong" { given = { kind = "change" }, expect = { to = "acme/major" } }
      """)
    let lines = ScenarioReport(results).tap.split(separator: "\n").map(String.init)
    #expect(lines.prefix(4) == ["TAP version 13", "1..2", "ok 1 - Fine \\# 1", "not ok 2 - Wrong"])
    #expect(lines.dropFirst(4).allSatisfy { $0.hasPrefix("#") })
    #expect(
      lines.contains { $0.hasPrefix("#   nearest: \"Majors\" (main.lua:4) does not match") })
  }

  @Test func aChangedFileIsSeen() throws {
    let rules = try TestedRules(TestedRules.desk)
    let before = FolderStamp(rules.url.path)
    #expect(FolderStamp(rules.url.path) == before)
    try (TestedRules.desk + "\n").write(
      to: rules.url.appending(path: "main.lua"), atomically: true, encoding: .utf8)
    #expect(FolderStamp(rules.url.path) != before)
  }
}
