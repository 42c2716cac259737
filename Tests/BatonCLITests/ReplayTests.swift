// A history under the rules: what was kept by them, and what it does not hold.

import Foundation
import Testing

@Suite struct ReplayTests {
  private static func rules(hours: Int) -> String {
    """
    rulebase { name = "small" }
    provider "acme" { default = "desk", groups = { desk = {}, night = {} } }
    service "shop" { provider = "acme" }
    sla "Solved in time" { when = { kind = "incident" }, metric = "time_to_resolve",
      within = hours(\(hours)) }
    route "Trial" { mode = "shadow", when = { location = "Lisbon" }, to = "acme/night" }
    route "The rest" { to = "acme/desk" }
    policy "Has a category" { forbid = { category = absent }, severity = "warning" }
    """
  }

  /// One is solved after half an hour, one after two hours, one never.
  private static let history = """
    {"id":"R-1","kind":"incident","service":"shop","opened_at":"2026-06-01T08:00:00Z","location":"Lisbon"}
    {"id":"R-2","kind":"incident","service":"shop","opened_at":"2026-06-01T08:00:00Z","category":"x"}
    {"id":"R-3","kind":"incident","service":"shop","opened_at":"2026-06-01T08:00:00Z","location":"Porto"}
    {"case":"R-1","at":"+30m","event":"resolve"}
    {"case":"R-2","at":"+2h","event":"resolve"}

    """

  private func replay(_ options: String..., input: String = history) throws -> Run {
    let rules = try Folder(["main.lua": Self.rules(hours: 1)])
    return try Tool.run(["replay", rules.path] + options, input: input)
  }

  private func document(_ run: Run) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func kept(_ report: Any?) throws -> [Int?] {
    let report = try #require(report as? [String: Any])
    let agreements = try #require(report["agreements"] as? [[String: Any]])
    #expect(agreements.count == 1)
    return [agreements.first?["kept"] as? Int, agreements.first?["not_kept"] as? Int]
  }

  @Test func promisesAreCountedAsTheyWereKept() throws {
    let document = try document(replay("--format", "json"))
    #expect(document["cases"] as? Int == 3)
    #expect(document["requests"] as? Int == 3)
    // R-2 was late, and R-3 is too late without anything happening.
    #expect(try kept(document) == [1, 2])
  }

  @Test func theSameHistoryUnderOtherRulesStandsBesideIt() throws {
    let old = try Folder(["main.lua": Self.rules(hours: 3)])
    let document = try document(replay("--format", "json", "--against", old.path))
    #expect(try kept(document) == [1, 2])
    #expect(try kept(document["before"]) == [2, 1])
    let text = try replay("--against", old.path)
    #expect(text.lines.contains { $0.hasPrefix("agreement") && $0.contains("kept before") })
  }

  @Test func whatTheHistoryDoesNotHoldIsSaid() throws {
    let run = try replay()
    #expect(run.lines.contains("category  1               33.3 %"))
    #expect(run.lines.contains("location  2               66.7 %"))
    // Everything has its kind.
    #expect(!run.lines.contains { $0.hasPrefix("kind ") })
  }

  @Test func rulesInShadowModeSayWhatTheyWouldHaveDone() throws {
    let shadows = try #require(
      try document(replay("--format", "json"))["shadows"] as? [[String: Any]])
    #expect(shadows.count == 1)
    #expect(shadows.first?["rule"] as? String == "Trial")
    #expect(shadows.first?["requests"] as? Int == 1)
  }

  @Test func aBadLineLosesNothingElse() throws {
    let run = try replay("--format", "json", input: Self.history + "{\"id\":\n")
    #expect(run.status == 1)
    let document = try document(run)
    #expect(document["unreadable"] as? Int == 1)
    #expect(try kept(document) == [1, 2])
    #expect(try replay(input: "").status == 2)
  }
}
