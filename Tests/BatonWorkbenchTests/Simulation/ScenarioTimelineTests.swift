import Baton
import Foundation
import Testing

@testable import BatonWorkbench

/// Timelines of scenarios: what is expected of a case's life, and what is said if it went otherwise.
@Suite struct ScenarioTimelineTests {
  private func run(_ entries: String) throws -> ScenarioResult {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "baton-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenario = """
      scenario "s" {
        given = { id = "R-1", kind = "incident", service = "mail", priority = 2,
          opened_at = "2026-05-08T10:00:00+02:00" },
        timeline = { \(entries) } }
      """
    try Data((SmallLandscape.rules + scenario).utf8).write(to: folder.appending(path: "main.lua"))
    let load = RuleBaseLoad(rules: folder)
    for diagnostic in load.diagnostics { Issue.record("\(diagnostic)") }
    return ScenarioRunner(try #require(load.engine)).run(try #require(load.scenarios.first))
  }

  @Test(
    arguments: [
      #"{ at = "+0h", offered = "acme", due = "+4h", priority = 2, paused = false }"#,
      #"{ at = "2026-05-08T12:00:00+02:00", escalated = "acme/l3", offered = { "acme/l3" } }"#,
      #"{ at = "2026-05-08T12:00", escalated = true, breached = false }"#,
      #"{ at = "+3h", warned = "four hours", due = { ["four hours"] = "+4h" } }"#,
      #"{ at = "+4h", breached = "four hours", notified = { "customer" }, escalated = "cio" }"#,
      #"{ at = "+1h", event = "accept", by = "acme", set = { state = "in_progress" } },"#
        + #"{ at = "+1h", assigned = "acme/desk", state = "in_progress" },"#
        + #"{ at = "+90m", event = "pause", reason = "customer", by = "acme" },"#
        + #"{ at = "+2h", paused = "customer", due = false }"#,
      // As written it comes first, as it is told it comes last.
      #"{ at = "+2h", kept = "four hours", state = "resolved" },"#
        + #"{ at = "+2h", event = "resolve", by = "acme" }"#,
    ])
  func met(_ entries: String) throws {
    #expect(try run(entries).mismatches.map { "\($0.name): \($0.got)" } == [])
  }

  /// What an event sets is written for the test, as what is given is.
  @Test(
    arguments: [
      (#"kind = "incidnt""#, "kind: "), (#"priority = "high""#, "priority: "),
      (#"service = "mial""#, "service: "),
    ])
  func aMisspeltValueOfAnEventFails(_ set: String, _ told: String) throws {
    let mismatches = try run(#"{ at = "+1h", event = "update", set = { \#(set) } }"#).mismatches
    #expect(mismatches.map(\.name) == ["timeline at +1h, set"])
    #expect(mismatches.allSatisfy { $0.got.hasPrefix(told) })
  }

  @Test(
    arguments: [
      (
        #"{ at = "+1h", escalated = "acme/l3" }"#, "escalated", "\"acme/l3\"",
        "nothing of that at 11:00",
        ["12:00: escalated to acme/l3 (functional, step 1 of \"ladder\")"]
      ),
      (
        #"{ at = "+4h", escalated = "acme" }"#, "escalated", "\"acme\"",
        "escalated to cio (hierarchical, step 2 of \"ladder\")",
        ["12:00: escalated to acme/l3 (functional, step 1 of \"ladder\")"]
      ),
      (
        #"{ at = "+5h", kept = "four hours" }"#, "kept", "\"four hours\"",
        "nothing of that at 15:00", ["it never happens"]
      ),
      (
        #"{ at = "+4h", breached = false }"#, "breached", "false",
        "BREACH: \"four hours\" is not kept: all of its 4 h are used up", []
      ),
      (#"{ at = "+1h", paused = true }"#, "paused", "true", "it does not wait", []),
      (#"{ at = "+1h", priority = 1 }"#, "priority", "1", "2", []),
      (
        #"{ at = "+1h", due = { ["four hours"] = "+5h" } }"#, "due",
        "{ four hours = \"+5h\" }", "\"four hours\" is due 14:00", []
      ),
    ] as [(String, String, String, String, [String])])
  func notMet(
    _ entries: String, _ key: String, _ expected: String, _ got: String, _ why: [String]
  ) throws {
    let mismatch = try #require(try run(entries).mismatches.first)
    #expect(mismatch.name.hasSuffix(", \(key)"))
    #expect(mismatch.expected == expected)
    #expect(mismatch.got == got)
    #expect(mismatch.why.prefix(1) == why.prefix(1))
  }
}
