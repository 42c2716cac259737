// Cases of a log as tests: each is lived through as it was, and must come out as is expected.

import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

@Suite struct LoggedCaseTests {
  private static let rules = """
    rulebase { name = "shop", timezone = "Europe/Paris" }
    role "boss" { party = "customer", authority = 2 }
    provider "acme" { default = "desk", groups = { desk = {}, night = {} } }
    service "shop" { provider = "acme", accountable = "boss" }
    priority "All are alike" { set = 3 }
    sla "Solved in time" { when = { kind = "incident" }, metric = "time_to_resolve",
      within = hours(3) }
    process "incident" { of = { kind = "incident" }, owner = "boss",
      states = { new = { to = { "resolved" } }, resolved = { final = true } },
      constraint "Diagnosed first" { "diagnose", before = "resolve" } }
    route "The rest" { to = "acme/desk" }

    """

  /// One is diagnosed and solved in time, one is solved late and undiagnosed.
  private static let log = """
    {"id":"R-1","kind":"incident","service":"shop","opened_at":"2026-06-01T08:00:00+02:00"}
    {"id":"R-2","kind":"incident","service":"shop","opened_at":"2026-06-01T08:00:00+02:00"}
    {"case":"R-1","at":"+10m","event":"diagnose"}
    {"case":"R-1","at":"+30m","event":"resolve"}
    {"case":"R-2","at":"2026-06-01T12:00:00+02:00","event":"resolve"}

    """

  private func results(
    _ test: String, log: String = log, file: String = "may.ndjson"
  ) throws -> [ScenarioResult] {
    let rules = try TestedRules(["main.lua": Self.rules + test, "tests/\(file)": log])
    let load = rules.load()
    let engine = try #require(load.engine, "\(load.diagnostics)")
    let suite = TestSuite(load, by: engine)
    return ScenarioRunner(engine).run(suite.scenarios) + suite.mistakes
  }

  private func mismatches(_ result: ScenarioResult?) throws -> [String] {
    try #require(result).mismatches.map { "\($0.name): \($0.expected) / \($0.got)" }
  }

  @Test func eachCaseOfALogIsATest() throws {
    let results = try results(
      """
      history "May" { from = "tests/may.ndjson",
        expect = { to = "acme/desk", breached = false, deviates = false } }
      """)
    #expect(results.map(\.scenario.name) == ["May: R-1", "May: R-2"])
    #expect(results[0].isPassed)
    #expect(
      try mismatches(results[1]) == [
        "breached: nothing / { \"Solved in time\" }",
        "deviates: nothing / { \"Diagnosed first\" }",
      ])
  }

  @Test func oneCaseCanBePickedAndWhatItBrokeIsNamedExactly() throws {
    func broken(_ expect: String) throws -> [ScenarioResult] {
      try results(
        "history \"May\" { from = \"tests/may.ndjson\", case = \"R-2\", expect = { \(expect) } }")
    }
    let named = try broken("breached = \"Solved in time\", deviates = { \"Diagnosed first\" }")
    #expect(named.map(\.scenario.name) == ["May: R-2"])
    #expect(named.allPass)
    #expect(try broken("breached = true").allPass)
    // What is not named must not be.
    #expect(try !broken("deviates = {}").allPass)
  }

  @Test func whatFollowsWhenStandsInATimeline() throws {
    let results = try results(
      """
      history "May" { from = "tests/may.ndjson", case = "R-1", timeline = {
        { at = "+30m", kept = "Solved in time" }, { at = "+31m", due = false } } }
      """)
    #expect(results.count == 1 && results.allPass)
  }

  @Test func laterRecordsOfARequestSayHowItHadBecome() throws {
    let log = """
      id,kind,service,state,opened_at,updated_at
      R-1,incident,shop,new,2026-06-01T08:00:00+02:00,2026-06-01T08:00:00+02:00
      R-1,incident,shop,resolved,2026-06-01T08:00:00+02:00,2026-06-01T09:00:00+02:00
      """
    let test = """
      history "May" { from = "tests/may.csv", expect = { breached = false },
        timeline = { { at = "+1h", kept = "Solved in time" } } }
      """
    let found = try results(test, log: log, file: "may.csv")
    #expect(found.map(\.scenario.name) == ["May: R-1"])
    #expect(try mismatches(found.first).isEmpty)
    let late = log.replacing("T09:00:00", with: "T12:00:00")
    #expect(try !results(test, log: late, file: "may.csv").allPass)
  }

  @Test func aBadLineIsAFailureAndCostsNoOther() throws {
    let test = "history \"May\" { from = \"tests/may.ndjson\", expect = { to = \"acme/desk\" } }"
    let bad =
      Self.log + #"{"case":"R-9","at":"+1h","event":"resolve"}"# + "\n"
      + #"{"case":"R-1","at":"soon","event":"resolve"}"# + "\n"
    let results = try results(test, log: bad)
    #expect(results.count == 4 && results.count(where: \.isPassed) == 2)
    let failed = results.filter { !$0.isPassed }.flatMap(\.mismatches)
    #expect(failed.map { "\($0.place)" } == ["tests/may.ndjson:6", "tests/may.ndjson:7"])
    #expect(failed.first?.got == "there is no request \"R-9\" before its event")
  }

  @Test(
    arguments: [
      ("case = \"R-3\"", Self.log, "there is no request \"R-3\", did you mean \"R-1\"?"),
      ("source = \"x\"", Self.log, "\"x\""),
      ("", #"{"case":"R-1","at":"+1h","event":"resolve"}"#, "before its event"),
      ("", "", "no request that opens a case"),
    ])
  func aLogWithoutItsCaseFails(_ key: String, _ log: String, _ message: String) throws {
    let results = try results(
      "history \"May\" { from = \"tests/may.ndjson\", \(key.isEmpty ? "" : key + ",") "
        + "expect = { to = \"acme/desk\" } }", log: log)
    let failed = results.filter { !$0.isPassed }
    #expect(failed.count == 1)
    #expect(failed.first?.mismatches.first?.got.contains(message) == true, "\(failed)")
  }

  @Test func namesThatAreExpectedMustBeThere() throws {
    for (test, message) in [
      ("expect = { deviates = { \"Diagnosd first\" } }", "\"Diagnosd first\""),
      ("expect = { breached = \"Solved in tim\" }", "\"Solved in tim\""),
      ("expect = { breeched = true }", "\"breeched\""),
      ("case = \"R-1\"", "expect"),
    ] {
      let text = Self.rules + "history \"May\" { from = \"tests/may.ndjson\", \(test) }"
      let load = try TestedRules(["main.lua": text, "tests/may.ndjson": Self.log]).load()
      #expect(load.engine == nil)
      #expect(load.diagnostics.contains { $0.message.contains(message) }, "\(load.diagnostics)")
    }
    // A decision alone breaks no promise: only a life can.
    let load = try TestedRules(
      Self.rules
        + "scenario \"S\" { given = { kind = \"incident\" }, expect = { breached = true } }"
    ).load()
    #expect(load.diagnostics.contains { $0.code == "unknown-key" })
  }

  @Test func aTimelineOfAScenarioCanSayTheSame() throws {
    let results = try results(
      """
      scenario "Late" {
        given = { kind = "incident", service = "shop", opened_at = "2026-06-01T08:00:00+02:00" },
        timeline = { { at = "+4h", event = "resolve" } },
        expect = { breached = "Solved in time", deviates = "Diagnosed first" } }
      """)
    #expect(results.allPass)
  }
}
