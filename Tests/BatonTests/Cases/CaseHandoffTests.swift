import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct CaseHandoffTests {
  private static let payroll: [(String, Value)] = [("service", .text("payroll"))]

  @Test("the first routing is an offer by the service integrator, who has it until it is accepted")
  func offered() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    let offer = try #require(script.state.offer)
    #expect(offer.from.party == .integrator && offer.to.unit == "acme/desk")
    #expect(script.state.holder.party == .integrator)
    try script.take("accept", at: "2026-05-04T09:20", by: "acme", person: "u-17")
    #expect(script.state.offer == nil && script.state.holder.unit == "acme/desk")
    #expect(script.state.holder.person == "u-17")
  }

  @Test("who works on what was offered has accepted it")
  func acceptedByDoing() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    try script.take(
      "work", at: "2026-05-04T09:20", by: "acme", set: [("state", .text("in_progress"))])
    #expect(script.state.handoffs.map(\.state) == [.accepted])
  }

  @Test("what is rejected stays with whoever offered it")
  func rejected() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    try script.take("reject", at: "2026-05-04T09:20", by: "acme", reason: "not ours")
    #expect(script.state.handoffs.map(\.state) == [.rejected])
    #expect(script.state.handoffs[0].reason == "not ours")
    #expect(script.state.holder.party == .integrator)
  }

  @Test("within a party a case moves without being offered")
  func within() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:20", by: "acme")
    try script.take("assign", at: "2026-05-04T10:00", by: "acme", to: "acme/l3")
    #expect(script.state.handoffs.count == 1 && script.state.holder.unit == "acme/l3")
  }

  @Test("another service leads elsewhere, and the case is offered there")
  func reclassified() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:20", by: "acme")
    try script.take("classify", at: "2026-05-04T10:00", set: [("service", .text("mail"))])
    #expect(script.state.offer?.to.unit == "contoso/desk")
    #expect(script.state.holder.unit == "acme/desk")
  }

  @Test("exactly one role is accountable, whoever works on it")
  func accountable() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    #expect(script.state.accountable == "director")
    try script.take("accept", at: "2026-05-04T09:20", by: "acme")
    try script.take("assign", at: "2026-05-04T10:00", to: "contoso")
    try script.take("accept", at: "2026-05-04T10:10", by: "contoso")
    #expect(script.state.accountable == "director")
    // Without an accountable role of its own a service is the integrator's.
    try script.take("classify", at: "2026-05-04T10:20", set: [("service", .text("mail"))])
    #expect(script.state.accountable == "lead")
    #expect(script.errors.isEmpty)
  }

  @Test("a handoff wants data and an answer in time")
  func demands() throws {
    let rules = """
      handoff "to acme" { to = "acme", needs = { "summary", "location" },
        acknowledge_within = minutes(30) }
      """
    var script = try CaseScript(
      rules, at: "2026-05-04T09:00", Self.payroll + [("summary", .text("payslip"))])
    #expect(script.state.offer?.missing == ["location"])
    #expect(script.doubts == ["it is handed over without location"])
    try script.wait(until: "2026-05-04T09:30")
    #expect(script.state.offer?.isLate == true)
    let late = script.actions.filter { if case .lateHandoff = $0.kind { true } else { false } }
    #expect(late.map { script.local($0.at) } == ["2026-05-04 09:30"])
  }

  @Test("what a handoff needs is asked of the fields as the event leaves them")
  func demandsOfEvents() throws {
    let rules = """
      handoff "to contoso" { when = { service = "payroll" }, to = "contoso",
        needs = { "summary", "location" } }
      """
    var script = try CaseScript(
      rules, at: "2026-05-04T09:00", Self.payroll + [("summary", .text("payslip"))])
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.take("assign", at: "2026-05-04T09:20", by: "acme", to: "contoso")
    #expect(script.state.offer?.missing == ["location"])
    try script.take("reject", at: "2026-05-04T09:30", by: "contoso", reason: "where?")
    try script.take(
      "assign", at: "2026-05-04T09:40", by: "acme", set: [("location", .text("Lyon"))],
      to: "contoso")
    #expect(script.state.offer?.missing == [])
  }

  @Test("who is offered a case by a ladder has to acknowledge it from then on")
  func escalatedOffer() throws {
    let rules = """
      sla "restore" { metric = "time_to_restore", within = hours(4) }
      ola "acknowledge" { with = "contoso", metric = "time_to_acknowledge", within = minutes(30) }
      escalation "vital" { on = "restore", at("50%", { functional = "contoso/desk" }) }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.wait(until: "2026-05-04T12:00")
    #expect(script.breaches == ["2026-05-04 11:30 acknowledge"])
  }

  @Test("who is handed on too often comes back to the service integrator")
  func bounces() throws {
    let rules = """
      handoff "no ping-pong" { bounces_at_most = 1, within = hours(24),
        otherwise = "integrator/desk" }
      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.take("assign", at: "2026-05-04T09:20", by: "acme", to: "contoso")
    try script.take("accept", at: "2026-05-04T09:30", by: "contoso")
    try script.take("assign", at: "2026-05-04T09:40", by: "contoso", to: "acme")
    #expect(script.state.offer?.isBounce == true)
    try script.take("accept", at: "2026-05-04T09:50", by: "acme")
    try script.take("assign", at: "2026-05-04T10:00", by: "acme", to: "contoso")
    #expect(script.state.offer == nil && script.state.holder.party == .integrator)
    #expect(script.errors.count == 1)
  }

  @Test("whom an event assigns a case to keeps it until the rules lead elsewhere than before")
  func assignedBySomebody() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.take("assign", at: "2026-05-04T09:20", by: "acme", to: "contoso")
    try script.take("accept", at: "2026-05-04T09:30", by: "contoso")
    try script.take("note", at: "2026-05-04T09:40", by: "contoso")
    #expect(script.state.offer == nil && script.state.holder.party == .provider("contoso"))
    try script.take("note", at: "2026-05-04T09:50", set: [("service", .text("other"))])
    #expect(script.state.offer?.to.party == .integrator)
  }

  @Test("what opens may wait already, or be done")
  func openedAsSaid() throws {
    let waits = try CaseScript(
      "", at: "2026-05-04T09:00", Self.payroll + [("pending_reason", .text("customer"))])
    #expect(waits.state.pause?.reason == .customer)
    #expect(waits.state.stretches.map(\.kind) == [.customer])
    let done = try CaseScript(
      "", at: "2026-05-04T09:00", Self.payroll + [("state", .text("closed"))])
    #expect(done.state.phase == .closed && done.state.offer == nil)
    #expect(done.local(done.state.closedAt) == "2026-05-04 09:00")
  }

  @Test("who accepts and says that work goes on accepts once")
  func acceptedOnce() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    try script.take(
      "accept", at: "2026-05-04T09:10", by: "acme", set: [("state", .text("in_progress"))])
    #expect(script.doubts == [] && script.state.holder.party == .provider("acme"))
  }

  @Test("what is due at the instant that a case knows of happens when it is waited for")
  func dueNow() throws {
    let rules = """
      sla "born late" { metric = "time_to_resolve", within = hours(1), start_from = "updated_at" }
      """
    var script = try CaseScript(
      rules, at: "2026-05-04T09:00",
      Self.payroll + [("updated_at", .text("2026-05-04T07:00:00+02:00"))])
    #expect(script.breaches == [])
    try script.wait(until: "2026-05-04T09:00")
    #expect(script.breaches == ["2026-05-04 09:00 born late"])
    #expect(script.local(script.state.now) == "2026-05-04 09:00")
  }

  @Test("spans have no gaps and sum to the case's time")
  func spans() throws {
    var script = try CaseScript("", at: "2026-05-04T16:00", Self.payroll)
    try script.take("accept", at: "2026-05-04T16:30", by: "acme")
    try script.take("pause", at: "2026-05-05T10:00", reason: "customer")
    try script.take("resume", at: "2026-05-05T11:00")
    try script.take("dispute", at: "2026-05-05T12:00", by: "acme")
    try script.take("settle", at: "2026-05-05T13:00")
    try script.take("resolve", at: "2026-05-05T14:00", by: "acme")
    try script.take("close", at: "2026-05-05T15:00")
    let spans = script.engine.spans(of: script.state)
    let told = spans.map { span in
      "\(script.local(span.from)?.suffix(5) ?? "") \(span.party) \(span.kind.rawValue)"
    }
    #expect(
      told == [
        "16:00 service_integrator handoff", "16:30 acme working", "17:00 acme closed_hours",
        "09:00 acme working", "10:00 customer customer", "11:00 acme working",
        "12:00 acme dispute", "13:00 acme working", "14:00 acme waiting",
      ])
    #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.until == $1.from })
    #expect(spans.map(\.milliseconds).reduce(0, +) == 23 * 3_600_000)
  }
}
