import BatonModel
import BatonTime
import Testing

@testable import Baton

/// Clocks of cases: what begins, stops, pauses and replaces them.
@Suite struct CaseClockTests {
  private static let restore = """
    sla "restore" { when = { service = "payroll" }, metric = "time_to_restore",
      within = business_hours(8), calendar = "office", pause_on = { "customer" },
      warn_at = { "50%", "75%" } }
    """
  private static let payroll: [(String, Value)] = [("service", .text("payroll"))]

  @Test("a target begins with the case, is warned of, and is breached when it is due")
  func breached() throws {
    var script = try CaseScript(Self.restore, at: "2026-05-04T13:00", Self.payroll)
    #expect(try script.due("restore") == "2026-05-05 13:00")
    try script.wait(until: "2026-05-05T12:59")
    #expect(script.breaches.isEmpty)
    try script.wait(until: "2026-05-05T13:00")
    #expect(script.breaches == ["2026-05-05 13:00 restore"])
    let warned = script.actions.compactMap { action in
      if case .warning(_, let threshold) = action.kind {
        "\(script.local(action.at) ?? "") \(threshold)"
      } else {
        nil
      }
    }
    #expect(warned == ["2026-05-04 17:00 percent(50.0)", "2026-05-05 11:00 percent(75.0)"])
  }

  @Test("what is restored when it is due is kept")
  func kept() throws {
    var script = try CaseScript(Self.restore, at: "2026-05-04T13:00", Self.payroll)
    try script.take("workaround", at: "2026-05-05T13:00", by: "acme")
    let clock = try script.clock("restore")
    #expect(clock.state == .completed && clock.breachedAt == nil)
    try script.wait(until: "2026-05-30T13:00")
    #expect(script.breaches.isEmpty)
  }

  @Test("a pause stops only the clocks that its reason stops")
  func paused() throws {
    var script = try CaseScript(Self.restore, at: "2026-05-08T16:00", Self.payroll)
    try script.take("pause", at: "2026-05-08T16:15", reason: "provider")
    #expect(try script.clock("restore").state == .inProgress)
    try script.take("pause", at: "2026-05-08T16:30", reason: "customer")
    #expect(try script.clock("restore").state == .paused)
    try script.wait(until: "2026-05-11T10:59")
    try script.take("resume", at: "2026-05-11T11:00")
    #expect(try script.due("restore") == "2026-05-12 10:30")
    #expect(
      script.state.pauses.map { "\($0.reason.rawValue) \(script.local($0.until) ?? "-")" }
        == ["provider 2026-05-08 16:30", "customer 2026-05-11 11:00"])
  }

  @Test(
    "a new priority in mid-flight restarts, counts from the opening or carries on",
    arguments: [
      ("restart", "", "16:00"), ("retroactive", "retroactive_pause = false,", "13:00"),
      ("retroactive", "", "14:00"), ("carry_elapsed", "", "14:00"),
      ("keep", "", "18:00"),
    ])
  func changed(how: String, option: String, due: String) throws {
    let rules = """
      sla "P3" { when = { priority = 3 }, metric = "time_to_resolve", within = hours(8),
        pause_on = { "customer" } }
      sla "P1" { when = { priority = 1 }, metric = "time_to_resolve", within = hours(4),
        pause_on = { "customer" }, \(option) on_change = "\(how)" }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", [("priority", .integer(3))])
    try script.take("pause", at: "2026-05-04T10:00", reason: "customer")
    try script.take("resume", at: "2026-05-04T11:00")
    try script.take("reprioritise", at: "2026-05-04T12:00", set: [("priority", .integer(1))])
    #expect(try script.clock("P3").state == .cancelled)
    #expect(try script.due("P1") == "2026-05-04 \(due)")
    #expect(try script.clock("P1").succeeds?.clock == "P3")
  }

  @Test(
    "reopening resumes, counts once more or begins again",
    arguments: [("resume", ["a"]), ("new_cycle", ["a", "a#2"]), ("restart", ["a", "a#2"])])
  func reopened(how: String, clocks: [String]) throws {
    let rules = """
      sla "a" { metric = "time_to_resolve", within = hours(4), on_reopen = "\(how)" }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("resolve", at: "2026-05-04T10:00", by: "acme")
    #expect(try script.clock("a").state == .completed)
    try script.take("reopen", at: "2026-05-05T09:00")
    #expect(script.state.clocks.map(\.id) == clocks)
    #expect(
      try script.due(clocks[clocks.count - 1])
        == (how == "resume" ? "2026-05-05 12:00" : "2026-05-05 13:00"))
    #expect(
      try script.clock("a").state
        == (how == "resume" ? .inProgress : how == "restart" ? .cancelled : .completed))
  }

  @Test("a provider's clocks start when it is given the work, and end when it hands on")
  func providers() throws {
    let rules = """
      ola "acme acknowledges" { with = "acme", metric = "time_to_acknowledge",
        within = minutes(30) }
      ola "acme resolves" { with = "acme", metric = "time_to_resolve", within = hours(4) }
      underpinning_contract "contoso resolves" { with = "contoso", metric = "time_to_resolve",
        within = hours(4) }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    #expect(script.state.clocks.map(\.id) == ["acme acknowledges"])
    #expect(script.state.holder.party == .integrator)
    try script.take("accept", at: "2026-05-04T09:20", by: "acme")
    #expect(try script.clock("acme acknowledges").state == .completed)
    #expect(try script.due("acme resolves") == "2026-05-04 13:20")
    #expect(script.state.holder.party == .provider("acme"))
    // Contoso is not on the clock before it accepts; acme is until then.
    try script.take("assign", at: "2026-05-04T10:00", by: "acme", to: "contoso/desk")
    #expect(script.state.clocks.count == 2)
    #expect(try script.clock("acme resolves").state == .inProgress)
    try script.take("accept", at: "2026-05-04T10:30", by: "contoso")
    #expect(try script.clock("acme resolves").state == .cancelled)
    // What acme used is not held against contoso.
    #expect(try script.due("contoso resolves") == "2026-05-04 14:30")
  }

  @Test("news are due again after each")
  func updates() throws {
    let rules = "sla \"news\" { metric = \"next_update\", within = hours(1) }"
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("update", at: "2026-05-04T09:40")
    #expect(try script.clock("news").state == .completed)
    #expect(try script.due("news#2") == "2026-05-04 10:40")
    try script.take("update", at: "2026-05-04T11:00")
    #expect(script.breaches == ["2026-05-04 10:40 news#2"])
    #expect(try script.due("news#3") == "2026-05-04 12:00")
  }

  @Test("a clock may be born breached, and its rule says whether that is told")
  func bornBreached() throws {
    for told in [true, false] {
      let rules = """
        sla "old" { metric = "time_to_resolve", within = hours(4), start_from = "updated_at",
          notify_if_born_breached = \(told) }
        """
      var script = try CaseScript(
        rules, at: "2026-05-04T09:00", [("updated_at", .text("2026-05-03T09:00:00+02:00"))])
      let clock = try script.clock("old")
      #expect(script.local(clock.breachedAt) == "2026-05-03 13:00")
      try script.wait(until: "2026-05-04T09:01")
      #expect(script.breaches.count == (told ? 1 : 0))
    }
  }

  /// Answered at 10:30 of an hour from 10:00; reopened at 12:00 it has half an hour left.
  @Test("a promise that was kept stays so when a reopened case is resolved without another answer")
  func keptBeforeReopening() throws {
    var script = try CaseScript(
      "sla \"a\" { metric = \"first_response\", within = hours(1), on_reopen = \"resume\" }",
      at: "2026-05-22T10:00", [])
    try script.take("respond", at: "2026-05-22T10:30")
    try script.take("resolve", at: "2026-05-22T11:00")
    try script.take("reopen", at: "2026-05-22T12:00")
    #expect(try script.clock("a").state == .inProgress)
    #expect(try script.due("a") == "2026-05-22 12:30")
    var again = script
    try script.take("resolve", at: "2026-05-22T12:20")
    #expect(try script.clock("a").state == .completed)
    #expect(try script.clock("a").breachedAt == nil && script.clock("a").used == 50 * 60_000)
    #expect(script.breaches.isEmpty)
    // Who gives the case up takes back what was promised on; too late is too late.
    var late = again
    try again.take("cancel", at: "2026-05-22T12:20")
    #expect(try again.clock("a").state == .cancelled)
    try late.take("resolve", at: "2026-05-22T12:40")
    #expect(try late.clock("a").state == .completed)
    #expect(late.breaches == ["2026-05-22 12:30 a"])
  }
}
