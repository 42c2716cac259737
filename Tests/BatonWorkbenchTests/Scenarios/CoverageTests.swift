import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

/// What scenarios reach, counted by hand.
@Suite struct CoverageTests {
  private static let scenarios = """
    scenario "Major" { given = { kind = "incident", major = true },
      expect = { to = "acme/major" } }
    scenario "Minor" { given = { kind = "incident", major = false }, expect = { to = "acme/desk" } }
    scenario "A major change" { given = { kind = "change", major = true },
      expect = { to = "acme/desk" } }
    scenario "A large order" { given = { kind = "service_request", amount = 101 },
      expect = { to = "acme/orders" } }

    """

  private func coverage(_ main: String, jobs: Int = 1) throws -> Coverage {
    let (engine, scenarios) = try TestedRules(main).loaded()
    let run = ScenarioRunner(engine).runCovering(scenarios, jobs: jobs)
    #expect(run.results.allPass, "\(run.results.flatMap(\.mismatches))")
    return run.coverage
  }

  @Test func rulesAndPartsOfConditions() throws {
    let coverage = try coverage(TestedRules.desk + Self.scenarios)
    #expect(coverage.counts[.rules] == Coverage.Count(reached: 3, all: 3))
    // Both parts of "Majors"; of "Orders" nothing shows that either is needed.
    #expect(coverage.counts[.conditions] == Coverage.Count(reached: 2, all: 4))
    #expect(
      coverage.gaps.map { "\($0.place): \($0.sentence)" } == [
        "main.lua:5: route \"Orders\": in no scenario only `kind is \"service_request\"` fails",
        "main.lua:5: route \"Orders\": in no scenario only `amount is above 100` fails",
      ])
    #expect(coverage.percentInWords == "71.4 %")
  }

  @Test func threadsTogetherReachWhatOneDoes() throws {
    let alone = try coverage(TestedRules.desk + Self.scenarios)
    let together = try coverage(TestedRules.desk + Self.scenarios, jobs: 3)
    #expect(together.gaps == alone.gaps && together.counts == alone.counts)
  }

  @Test func anAlternativeIsShownWhereItAloneMatches() throws {
    let rules = { (scenarios: String) in
      """
      provider "acme" { default = "desk", groups = { ["desk"] = {}, ["fast"] = {} } }
      route "Fast" { when = any_of { { major = true }, { vip = true } }, to = "acme/fast" }
      route "The rest" { to = "acme/desk" }
      scenario "Both" { given = { major = true, vip = true }, expect = { to = "acme/fast" } }
      scenario "None" { given = { major = false }, expect = { to = "acme/desk" } }
      \(scenarios)
      """
    }
    #expect(try coverage(rules("")).gaps.count == 2)
    let one = "scenario \"One\" { given = { major = true }, expect = { to = \"acme/fast\" } }\n"
    #expect(
      try coverage(rules(one)).gaps.map(\.sentence) == [
        "route \"Fast\": in no scenario it matches by `vip is true`"
      ])
    let other = "scenario \"Other\" { given = { vip = true }, expect = { to = \"acme/fast\" } }\n"
    #expect(try coverage(rules(one + other)).gaps.isEmpty)
  }

  @Test func rowsWaysConstraintsAndSteps() throws {
    let coverage = try coverage(
      """
      provider "acme" { default = "desk", groups = { ["desk"] = {}, ["fast"] = {} } }
      role "boss" { party = "customer", authority = 2 }
      route_table "Table" { columns = { "category", "-> to" },
        { "a", "acme/fast" }, { "b", "acme/desk" } }
      route "The rest" { to = "acme/desk" }
      sla "Soon" { metric = "time_to_restore", within = hours(2) }
      escalation "Ladder" { on = "Soon", at("50%", { functional = "acme/fast" }),
        at("100%", { hierarchical = "boss" }) }
      process "incident" { of = { kind = "incident" }, states = {
          new = { to = { "done" } }, done = { to = { "new" } } },
        constraint "Said before done" { "say", before = "finish" } }
      scenario "S" {
        given = { kind = "incident", category = "a", priority = 1,
                  opened_at = "2026-01-05T10:00:00Z" },
        expect = { to = "acme/fast" },
        timeline = {
          { at = "+10m", event = "say" },
          { at = "+90m", event = "finish", set = { state = "new" } },
          { at = "+91m", event = "finish", set = { state = "done" } },
          { at = "+92m", event = "resolve" } } }
      """)
    #expect(coverage.counts[.rows] == Coverage.Count(reached: 1, all: 2))
    #expect(coverage.counts[.steps] == Coverage.Count(reached: 1, all: 2))
    #expect(coverage.counts[.transitions] == Coverage.Count(reached: 1, all: 2))
    #expect(coverage.counts[.constraints] == Coverage.Count(reached: 1, all: 2))
    let gaps = coverage.gaps.map { "\($0.place): \($0.sentence)" }
    #expect(gaps.contains("main.lua:4: row 2 of \"Table\" never matches"))
    #expect(gaps.contains("main.lua:8: step 2 of \"Ladder\""))
    #expect(gaps.contains("main.lua:10: \"done\" to \"new\" in \"incident\""))
    #expect(gaps.contains("main.lua:11: \"Said before done\" in \"incident\", broken"))
  }

  /// Of a table that sets fields: the row that counted, and the one that matched and did not.
  @Test func rowsOfTablesThatSetFields() throws {
    let coverage = try coverage(
      """
      provider "acme" { default = "desk", groups = { ["desk"] = {} } }
      decision_table "Levels" { hit = "priority", columns = { "effort", "-> subcategory" },
        values = { subcategory = { "gold", "silver" } },
        { "> 0", "silver" }, { "> 5", "gold" }, { "> 9", "silver" } }
      route "The rest" { to = "acme/desk" }
      scenario "S" { given = { effort = 7 }, expect = { subcategory = "gold" } }
      """)
    #expect(coverage.counts[.rows] == Coverage.Count(reached: 1, all: 3))
    let gaps = coverage.gaps.map { "\($0.place): \($0.sentence)" }
    #expect(gaps.contains("main.lua:4: row 3 of \"Levels\" never matches"))
    #expect(gaps.contains { $0.hasPrefix("main.lua:4: row 1 of \"Levels\" matches") })
  }

  @Test func thePageStandsAloneAndQuotesWhatOthersWrote() throws {
    let main = TestedRules.desk + Self.scenarios + "-- <script>alert(1)</script>\n"
    let page = CoveragePage(try coverage(main), of: "<desk>") { $0 == "main.lua" ? main : nil }
      .html
    #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
    #expect(!page.contains("<script") && !page.contains("https:"))
    #expect(page.contains("<title>Coverage of &lt;desk&gt;</title>"))
    #expect(page.contains("id=\"main.lua-L5\"") && page.contains("href=\"#main.lua-L5\""))
    #expect(page.contains("<div class=\"line part\" id=\"main.lua-L5\">"))
    #expect(page.contains("<div class=\"line whole\" id=\"main.lua-L4\">"))
  }
}
