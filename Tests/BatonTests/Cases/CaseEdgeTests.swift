import BatonModel
import BatonTime
import Testing

@testable import Baton

/// What cases do at their edges: circles, endings, reopenings, and clocks that begin while work waits.
@Suite struct CaseEdgeTests {
  private static let payroll: [(String, Value)] = [("service", .text("payroll"))]

  @Test("ladders that call each other come to an end")
  func circle() throws {
    var script = try CaseScript(
      """
      escalation "one" { when = { group = "acme/desk" }, after(minutes(0), { functional = "acme/l3" }) }
      escalation "two" { when = { group = "acme/l3" }, after(minutes(0), { functional = "acme/desk" }) }
      """, at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.wait(until: "2026-05-04T12:00")
    // Each begins once at an instant: to the third line, and back.
    #expect(script.escalations == ["2026-05-04 09:10 acme/l3", "2026-05-04 09:10 acme/desk"])
  }

  @Test("ladders that call each other minute by minute are told and stopped")
  func slowCircle() throws {
    var script = try CaseScript(
      """
      escalation "one" { when = { group = "acme/desk" }, after(minutes(1), { functional = "acme/l3" }) }
      escalation "two" { when = { group = "acme/l3" }, after(minutes(1), { functional = "acme/desk" }) }
      """, at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.wait(until: "2026-05-06T09:10")
    // The first begins with the event; then each begins a hundred times.
    #expect(script.escalations.count == 1 + 100 + 100)
    #expect(script.errors.count == 1)
    #expect(script.errors.first?.contains("began 100 times without an event") == true)
  }

  @Test("ladders of clocks that begin each other come to an end")
  func circleOfClocks() throws {
    var script = try CaseScript(
      """
      ola "a" { with = "acme", metric = "time_to_restore", within = hours(1),
        start_when = { group = "acme/desk" } }
      ola "b" { with = "acme", metric = "time_to_restore", within = hours(1),
        start_when = { group = "acme/l3" } }
      escalation "one" { on = "a", after(minutes(0), { functional = "acme/l3" }) }
      escalation "two" { on = "b", after(minutes(0), { functional = "acme/desk" }) }
      """, at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.wait(until: "2026-05-04T12:00")
    // A clock that was cancelled at an instant does not begin again at that instant.
    #expect(script.escalations == ["2026-05-04 09:10 acme/l3", "2026-05-04 09:10 acme/desk"])
  }

  @Test("a ladder begins with every clock that events begin, however many they are")
  func manyStarts() throws {
    var script = try CaseScript(
      """
      sla "news" { metric = "next_update", within = hours(2) }
      escalation "silence" { on = "news", at("100%", { hierarchical = "cio" }) }
      """, at: "2026-05-04T00:00", Self.payroll)
    for minute in 1...120 {
      let hour = minute / 60 < 10 ? "0\(minute / 60)" : "\(minute / 60)"
      let rest = minute % 60 < 10 ? "0\(minute % 60)" : "\(minute % 60)"
      try script.take("update", at: "2026-05-04T\(hour):\(rest)", by: "acme")
    }
    try script.wait(until: "2026-05-04T05:00")
    #expect(script.errors.isEmpty)
    // Two hours after the last news, at 02:00.
    #expect(script.escalations == ["2026-05-04 04:00 cio"])
  }

  @Test("nobody is paged for what is done, until it is opened again")
  func pagerAfterTheEnd() throws {
    var script = try CaseScript(
      #"escalation "page" { when = { kind = "incident" }, after(minutes(10), { hierarchical = "cio" }) }"#,
      at: "2026-05-04T09:00", Self.payroll)
    try script.take("resolve", at: "2026-05-04T09:05", by: "acme")
    try script.take("update", at: "2026-05-04T10:00", by: "acme")
    try script.wait(until: "2026-05-04T11:00")
    #expect(script.escalations.isEmpty)
    try script.take("reopen", at: "2026-05-04T11:00", by: "customer")
    try script.wait(until: "2026-05-04T11:30")
    #expect(script.escalations == ["2026-05-04 11:10 cio"])
    let closed = try CaseScript(
      script.engine, at: "2026-05-04T09:00", Self.payroll + [("state", .text("closed"))])
    #expect(closed.state.ladders.isEmpty)
  }

  @Test("a clock that begins anew while work waits is paused at once")
  func begunWhilePaused() throws {
    var script = try CaseScript(
      """
      sla "news" { metric = "next_update", within = hours(1), pause_on = { "customer" } }
      sla "anew" { metric = "time_to_restore", within = hours(4), pause_on = { "customer" },
        reset_when = { event = "update" } }
      """, at: "2026-05-04T09:00", Self.payroll)
    try script.take("pause", at: "2026-05-04T09:10", by: "acme", reason: "customer")
    try script.take("update", at: "2026-05-04T09:20", by: "acme")
    #expect(try script.clock("news#2").state == .paused)
    #expect(try script.clock("anew#2").state == .paused)
    try script.take("resume", at: "2026-05-04T19:00", by: "customer")
    #expect(try script.due("news#2") == "2026-05-04 20:00")
    #expect(try script.due("anew#2") == "2026-05-04 23:00")
  }

  @Test("a state of the process's own keeps what the event said of it")
  func ownStates() throws {
    var script = try CaseScript(
      #"sla "r" { metric = "time_to_resolve", within = hours(6) }"#, at: "2026-05-04T09:00",
      Self.payroll)
    try script.take(
      "resolve", at: "2026-05-04T10:00", by: "acme", set: [("state", .text("fixed"))])
    try script.take("update", at: "2026-05-04T11:00", by: "acme")
    #expect(script.state.phase == .resolved)
    #expect(try script.clock("r").state == .completed)
    try script.take("work_log", at: "2026-05-04T12:00", set: [("state", .text("broken again"))])
    #expect(script.state.phase == .open)
    #expect(try script.clock("r").isActive)
  }

  @Test("days of work that are carried on, or kept, are counted from when they began")
  func carriedDays() throws {
    let days = #"metric = "time_to_restore", within = business_days(2), calendar = "short""#
    for change in ["carry_elapsed", "keep"] {
      var script = try CaseScript(
        """
        calendar "short" { mon = "09:00-17:00", tue = "09:00-17:00", wed = "09:00-17:00",
          thu = "09:00-17:00", fri = "09:00-12:00" }
        sla "two" { when = { priority = 2 }, \(days) }
        sla "one" { when = { priority = 1 }, on_change = "\(change)", \(days) }
        """, at: "2026-05-06T10:00", Self.payroll + [("priority", .integer(2))])
      #expect(try script.due("two") == "2026-05-08 10:00")
      try script.take("update", at: "2026-05-07T10:00", set: [("priority", .integer(1))])
      // Wednesday 7 h, Thursday 8 h, Friday 1 h, of which 8 h are used up.
      #expect(try script.clock("one").used == 8 * 3_600_000)
      #expect(try script.due("one") == "2026-05-08 10:00")
    }
  }

  @Test("what was kept is told once, also under terms that are kept")
  func keptIsTold() throws {
    let half = #"metric = "time_to_restore", within = hours(4), warn_at = { "50%" }"#
    var script = try CaseScript(
      """
      sla "two" { when = { priority = 2 }, \(half) }
      sla "one" { when = { priority = 1 }, on_change = "keep", \(half) }
      """, at: "2026-05-04T09:00", Self.payroll + [("priority", .integer(2))])
    try script.take("update", at: "2026-05-04T12:00", set: [("priority", .integer(1))])
    try script.wait(until: "2026-05-04T12:30")
    let warnings = script.actions.filter { if case .warning = $0.kind { true } else { false } }
    #expect(warnings.map { script.local($0.at) } == ["2026-05-04 11:00"])
  }

  @Test("a promise to the customer in the provider's hours runs before the provider accepts")
  func hoursOfTheOffer() throws {
    let rules = #"sla "s" { metric = "time_to_resolve", within = business_hours(1) }"#
    let script = try CaseScript(rules, at: "2026-05-09T11:00", Self.payroll)
    #expect(script.errors.isEmpty)
    #expect(try script.due("s") == "2026-05-11 10:00")
  }

  @Test("who has answered has answered, also when the case is opened again")
  func answeredOnce() throws {
    var script = try CaseScript(
      """
      sla "first" { metric = "first_response", within = hours(1) }
      sla "each time" { metric = "first_response", within = hours(1), on_reopen = "new_cycle" }
      """, at: "2026-05-04T09:00", Self.payroll)
    try script.take("respond", at: "2026-05-04T09:10", by: "acme")
    try script.take("resolve", at: "2026-05-04T09:20", by: "acme")
    try script.take("reopen", at: "2026-05-04T09:30", by: "customer")
    #expect(script.state.clocks.map(\.id) == ["first", "each time", "each time#2"])
    #expect(script.state.clocks.map(\.state) == [.completed, .completed, .inProgress])
  }

  @Test("a reason to wait does not outlast the end")
  func waitingEnds() throws {
    var script = try CaseScript(
      #"sla "r" { metric = "time_to_resolve", within = hours(4), pause_on = { "customer" } }"#,
      at: "2026-05-04T09:00", Self.payroll)
    try script.take("pause", at: "2026-05-04T10:00", by: "acme", reason: "customer")
    try script.take("resolve", at: "2026-05-04T11:00", by: "acme")
    try script.take("reopen", at: "2026-05-04T12:00", by: "customer")
    #expect(script.state.pause == nil)
    // An hour was used until the pause; what lies between the end and the reopening does not count.
    #expect(try script.due("r") == "2026-05-04 15:00")
  }

  @Test("what goes to and fro is the integrator's, who offers it to whom the rule names")
  func otherwise() throws {
    var script = try CaseScript(
      """
      provider "fuji" { default = "depot", groups = { depot = {} } }
      handoff "h" { handoffs_at_most = 1, otherwise = "fuji" }
      ola "fuji restores" { with = "fuji", metric = "time_to_restore", within = hours(2) }
      """, at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:01", by: "acme")
    try script.take("assign", at: "2026-05-04T09:02", by: "acme", to: "contoso")
    #expect(script.state.holder.party == .integrator)
    #expect(script.state.offer?.to.unit == "fuji/depot")
    #expect(script.state.clocks.isEmpty)
    try script.take("accept", at: "2026-05-04T09:30", by: "fuji")
    #expect(try script.due("fuji restores") == "2026-05-04 11:30")
  }

  @Test("an acknowledgement in business time needs somebody's hours")
  func hoursToAcknowledge() throws {
    let script = try CaseScript(
      #"handoff "h" { acknowledge_within = business_hours(2), when = { service = "mail" } }"#,
      at: "2026-05-08T16:00", [("service", .text("mail"))])
    #expect(script.errors.count == 1)
    #expect(script.state.offer?.acknowledgeBy == nil)
  }

  @Test("a ladder is not at its end while steps of its clock are to come")
  func laterSteps() throws {
    var script = try CaseScript(
      """
      sla "r" { metric = "time_to_resolve", within = hours(4) }
      escalation "l" { on = "r", at("100%", { hierarchical = "cio" }), at("50%", { notify = { "lead" } }),
        after(minutes(5), { notify = { "lead" } }), repeat_times = 1 }
      """, at: "2026-05-04T09:00", Self.payroll)
    try script.wait(until: "2026-05-04T14:00")
    #expect(script.escalations == ["2026-05-04 13:00 cio"])
  }

  @Test("what is given up keeps no promise and is not resolved")
  func cancelled() throws {
    var script = try CaseScript(
      #"sla "r" { metric = "time_to_resolve", within = hours(4) }"#, at: "2026-05-04T09:00",
      Self.payroll)
    try script.take("cancel", at: "2026-05-04T10:00", by: "customer")
    #expect(script.state.phase == .closed && script.state.resolvedAt == nil)
    #expect(try script.clock("r").state == .cancelled)
  }
}
