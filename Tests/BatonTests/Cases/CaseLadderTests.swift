import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct CaseLadderTests {
  private static let payroll: [(String, Value)] = [("service", .text("payroll"))]

  private static let vital = """
    sla "restore" { metric = "time_to_restore", within = hours(4), pause_on = { "customer" } }
    escalation "vital" { on = "restore",
      at("50%", { functional = "acme/l3" }),
      at("75%", { hierarchical = "cio" }),
      at("100%", { hierarchical = "cio" }),
      after(minutes(30), { hierarchical = "cio" }), repeat_times = 2 }
    """

  @Test("a ladder on a target climbs with its clock, and repeats what follows its end")
  func climbs() throws {
    var script = try CaseScript(Self.vital, at: "2026-05-04T09:00", Self.payroll)
    try script.wait(until: "2026-05-05T09:00")
    #expect(
      script.escalations == [
        "2026-05-04 11:00 acme/l3", "2026-05-04 12:00 cio", "2026-05-04 13:00 cio",
        "2026-05-04 13:30 cio", "2026-05-04 14:00 cio", "2026-05-04 14:30 cio",
      ])
    #expect(script.state.ladders.map(\.state) == [.exhausted])
  }

  @Test("a ladder waits while its clock is paused, and stops when it ends")
  func waits() throws {
    var script = try CaseScript(Self.vital, at: "2026-05-04T09:00", Self.payroll)
    try script.take("pause", at: "2026-05-04T10:00", reason: "customer")
    try script.wait(until: "2026-05-04T20:00")
    #expect(script.escalations.isEmpty)
    try script.take("resume", at: "2026-05-04T20:00")
    try script.wait(until: "2026-05-04T21:30")
    #expect(script.escalations == ["2026-05-04 21:00 acme/l3"])
    try script.take("restore", at: "2026-05-04T21:40", by: "acme")
    try script.wait(until: "2026-05-06T21:30")
    #expect(script.escalations.count == 1)
    #expect(script.state.ladders.map(\.state) == [.stopped])
  }

  @Test("who pages stops when somebody takes charge, and begins over when the case is reopened")
  func pages() throws {
    let rules = """
      escalation "page" { after(minutes(0), { notify = { "cio" } }),
        after(minutes(10), { hierarchical = "cio" }), repeat_times = 2,
        repeat_after = minutes(15) }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.wait(until: "2026-05-04T09:26")
    try script.take("accept", at: "2026-05-04T09:27", by: "acme")
    try script.wait(until: "2026-05-04T12:00")
    #expect(script.escalations == ["2026-05-04 09:10 cio"])
    let told = script.actions.compactMap { action in
      if case .notify = action.kind { script.local(action.at) } else { nil }
    }
    #expect(told == ["2026-05-04 09:00", "2026-05-04 09:25"])
    try script.take("resolve", at: "2026-05-04T13:00", by: "acme")
    try script.take("reopen", at: "2026-05-05T09:00")
    try script.wait(until: "2026-05-05T09:15")
    #expect(script.escalations == ["2026-05-04 09:10 cio", "2026-05-05 09:10 cio"])
  }

  @Test("a complaint reaches the top each time")
  func complaints() throws {
    let rules = """
      escalation "complaints" { when = { event = "complaint" },
        after(minutes(0), { hierarchical = "cio" }) }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("update", at: "2026-05-04T09:10")
    #expect(script.escalations.isEmpty)
    for time in ["09:20", "10:20"] {
      try script.take("complaint", at: "2026-05-04T" + time)
      try script.wait(until: "2026-05-04T" + time.dropLast() + "5")
    }
    #expect(script.escalations == ["2026-05-04 09:20 cio", "2026-05-04 10:20 cio"])
  }

  private static let complaint = """
    escalation "complaints" { when = { event = "complaint" },
      after(minutes(0), { hierarchical = "cio" }),
      after(hours(4), { hierarchical = "director" }) }
    """

  @Test("a complaint reaches the top after the solution and after the closing", arguments: 0...2)
  func complainsLate(_ steps: Int) throws {
    var script = try CaseScript(Self.complaint, at: "2026-05-04T09:00", Self.payroll)
    let done = [("resolve", "2026-05-04T10:00"), ("close", "2026-05-04T11:00")]
    for (event, at) in done.prefix(steps) { try script.take(event, at: at, by: "acme") }
    try script.take("complaint", at: "2026-05-04T12:00", by: "customer")
    try script.wait(until: "2026-05-05T09:00")
    #expect(script.escalations == ["2026-05-04 12:00 cio", "2026-05-04 16:00 director"])
  }

  @Test("neither a solution nor a provider's closing silences a complaint")
  func complaintsOutlast() throws {
    var script = try CaseScript(Self.complaint, at: "2026-05-04T09:00", Self.payroll)
    try script.take("complaint", at: "2026-05-04T09:30", by: "customer")
    try script.take("resolve", at: "2026-05-04T10:00", by: "acme")
    try script.take("close", at: "2026-05-04T11:00", by: "acme")
    try script.wait(until: "2026-05-05T09:00")
    #expect(script.escalations == ["2026-05-04 09:30 cio", "2026-05-04 13:30 director"])
  }

  @Test(
    "a complaint is answered when somebody acknowledges it, or the customer says that all is well",
    arguments: [
      ("acknowledge", "acme"), ("confirm", "customer"), ("close", "customer"),
      ("cancel", "customer"),
    ])
  func complaintsEnd(_ event: String, _ party: String) throws {
    var script = try CaseScript(Self.complaint, at: "2026-05-04T09:00", Self.payroll)
    try script.take("resolve", at: "2026-05-04T10:00", by: "acme")
    try script.take("complaint", at: "2026-05-04T11:00", by: "customer")
    try script.take(event, at: "2026-05-04T12:00", by: party)
    try script.wait(until: "2026-05-05T09:00")
    #expect(script.escalations == ["2026-05-04 11:00 cio"])
    #expect(script.state.ladders.map(\.state) == [.stopped])
  }

  @Test("a ladder that waits for events stops with the solution if it says so")
  func complaintsStop() throws {
    let rules = Self.complaint.replacing(
      "when = { event", with: "stop_when = { state = \"resolved\" }, when = { event")
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("complaint", at: "2026-05-04T09:30", by: "customer")
    try script.take("resolve", at: "2026-05-04T10:00", by: "acme")
    try script.wait(until: "2026-05-05T09:00")
    #expect(script.escalations == ["2026-05-04 09:30 cio"])
  }

  @Test("paging stops with the solution, also where the opening calls")
  func pagingStops() throws {
    let rules = """
      escalation "every" { after(hours(4), { hierarchical = "cio" }) }
      escalation "opened" { when = { event = { "open", "reopen", "complaint" } },
        after(hours(4), { hierarchical = "cio" }) }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("resolve", at: "2026-05-04T10:00", by: "acme")
    try script.wait(until: "2026-05-05T09:00")
    #expect(script.escalations.isEmpty)
    #expect(script.state.ladders.map(\.state) == [.stopped, .stopped])
  }

  @Test("what is done is not handed over by a complaint, though the group is called")
  func complaintsCallGroups() throws {
    let rules = """
      escalation "complaints" { when = { event = "complaint" },
        after(minutes(0), { functional = "acme/l3" }), after(hours(1), { hierarchical = "cio" }) }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("resolve", at: "2026-05-04T10:00", by: "acme")
    let holder = script.state.holder
    try script.take("complaint", at: "2026-05-04T11:00", by: "customer")
    try script.wait(until: "2026-05-04T13:00")
    #expect(script.escalations == ["2026-05-04 11:00 acme/l3", "2026-05-04 12:00 cio"])
    #expect(script.state.holder == holder)
    #expect(script.state.phase == .resolved)
  }

  @Test("a step is left out when its condition does not hold, and the ladder goes on")
  func conditions() throws {
    let rules = """
      sla "restore" { metric = "time_to_restore", within = hours(4) }
      escalation "vital" { on = "restore",
        at("50%", { hierarchical = "cio", when = { vip = true } }),
        after(minutes(30), { hierarchical = "director" }) }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.wait(until: "2026-05-05T09:00")
    #expect(script.escalations == ["2026-05-04 11:30 director"])
  }

  @Test("messages wait for the end of quiet hours, and nobody is told twice at once")
  func quiet() throws {
    let rules = """
      sla "restore" { metric = "time_to_restore", within = hours(4) }
      escalation "a" { on = "restore", quiet = "office", at("100%", { notify = { "cio" } }) }
      escalation "b" { on = "restore", quiet = "office", at("100%", { notify = { "cio" } }) }
      """
    var script = try CaseScript(rules, at: "2026-05-04T15:00", Self.payroll)
    try script.wait(until: "2026-05-06T09:00")
    let told = script.actions.compactMap { action -> String? in
      guard case .notify(let message) = action.kind else { return nil }
      return "\(script.local(action.at) ?? "") \(script.local(message.notBefore) ?? "")"
    }
    #expect(told == ["2026-05-04 19:00 2026-05-05 09:00"])
  }
}
