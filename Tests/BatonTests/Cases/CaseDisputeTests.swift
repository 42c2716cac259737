import BatonModel
import BatonTime
import Testing

@testable import Baton

/// Who settles disputes, and by when: dates by hand, in May 2026 in Paris.
@Suite struct CaseDisputeTests {
  private static let payroll: [(String, Value)] = [("service", .text("payroll"))]

  private static let rules = """
    dispute "payroll is settled in a day" { when = { service = "payroll" }, settled_by = "lead",
      within = business_days(1), calendar = "office", otherwise = "cio", because = "contract 9" }

    """

  @Test("without a rule it is for whoever is accountable, and has no end")
  func withoutRule() throws {
    var script = try CaseScript("", at: "2026-05-04T09:00", Self.payroll)
    try script.take("dispute", at: "2026-05-04T10:00", by: "acme", reason: "not in the contract")
    let dispute = try #require(script.state.disputes.first)
    #expect(dispute.owner == "director" && dispute.settleBy == nil && dispute.rule == nil)
    #expect(dispute.by == .provider("acme") && dispute.reason == "not in the contract")
    try script.wait(until: "2026-06-04T10:00")
    #expect(script.disputes == ["2026-05-04 10:00 1 opened director"])
    #expect(script.state.disputes[0].isOpen && script.state.disputes[0].isLate == false)
  }

  @Test("its time leaves out the weekend, and then somebody else decides")
  func weekend() throws {
    var script = try CaseScript(Self.rules, at: "2026-05-08T09:00", Self.payroll)
    try script.take("dispute", at: "2026-05-08T16:00", by: "acme")
    #expect(script.local(script.state.disputes[0].settleBy) == "2026-05-11 16:00")
    // A case is called again when the time is over.
    #expect(
      script.actions.last?.kind == .timer(try script.instant("2026-05-11T16:00")))
    try script.wait(until: "2026-05-11T15:59")
    #expect(script.disputes.count == 1)
    try script.wait(until: "2026-05-12T09:00")
    #expect(
      script.disputes == ["2026-05-08 16:00 1 opened lead", "2026-05-11 16:00 1 late lead"])
    #expect(script.escalations == ["2026-05-11 16:00 cio"])
    #expect(script.state.disputes[0].isLate && script.state.disputes[0].owner == "cio")
    let escalation = try #require(
      script.actions.first { if case .escalate = $0.kind { true } else { false } })
    #expect(escalation.because == "contract 9" && escalation.rule == "payroll is settled in a day")
    guard case .escalate(let step) = escalation.kind else { return }
    #expect(step.kind == .hierarchical)
    // Late or not, it is settled in the end.
    try script.take("settle", at: "2026-05-12T10:00")
    #expect(script.disputes.last == "2026-05-12 10:00 1 settled cio")
  }

  @Test("settled exactly when it is due is in time")
  func inTime() throws {
    var script = try CaseScript(Self.rules, at: "2026-05-08T09:00", Self.payroll)
    try script.take("dispute", at: "2026-05-08T16:00")
    try script.take("settle", at: "2026-05-11T16:00")
    try script.wait(until: "2026-05-20T09:00")
    #expect(script.state.disputes[0].isLate == false && script.escalations.isEmpty)
    #expect(
      script.disputes == ["2026-05-08 16:00 1 opened lead", "2026-05-11 16:00 1 settled lead"])
  }

  @Test("it stops no clock: neither the provider's, nor the customer's, nor a ladder")
  func stopsNothing() throws {
    let rules =
      Self.rules + """
        sla "restored" { metric = "time_to_restore", within = business_hours(8), calendar = "office",
          pause_on = { "customer", "provider", "third_party", "change_window", "parts" } }
        escalation "ladder" { on = "restored", at("50%", { hierarchical = "director" }) }

        """
    func life(disputed: Bool) throws -> CaseScript {
      var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
      try script.take("accept", at: "2026-05-04T09:30", by: "acme")
      if disputed { try script.take("dispute", at: "2026-05-04T10:00", by: "acme") }
      try script.wait(until: "2026-05-04T16:00")
      return script
    }
    let (plain, disputed) = (try life(disputed: false), try life(disputed: true))
    #expect(try plain.due("restored") == "2026-05-04 17:00")
    #expect(plain.state.clocks == disputed.state.clocks)
    #expect(disputed.escalations == ["2026-05-04 13:00 director"])
    #expect(disputed.state.pauses.isEmpty)
    // It is told whose time it was: the party's that has the case.
    let spans = disputed.engine.spans(of: disputed.state)
    #expect(spans.last?.kind == .dispute && spans.last?.party == .provider("acme"))
    #expect(spans.last?.milliseconds == Int64(6 * 3_600_000))
  }

  @Test("two at once each have their time; what is settled is the last")
  func two() throws {
    let rules =
      Self.rules + """
        dispute "mail" { within = hours(2), otherwise = "director" }

        """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("dispute", at: "2026-05-04T10:00", by: "acme")
    // The rule that was in force when it was raised counts for each.
    try script.take("classify", at: "2026-05-04T10:30", set: [("service", .text("mail"))])
    try script.take("dispute", at: "2026-05-04T11:00", by: "contoso")
    #expect(script.state.disputes.map(\.rule) == ["payroll is settled in a day", "mail"])
    // Nobody is accountable for mail but the service integrator.
    #expect(script.state.disputes.map(\.owner) == ["lead", "lead"])
    #expect(
      script.state.disputes.map { script.local($0.settleBy) } == [
        "2026-05-05 10:00", "2026-05-04 13:00",
      ])
    try script.take("settle", at: "2026-05-04T14:00")
    #expect(script.state.disputes.map(\.isOpen) == [true, false])
    #expect(script.state.disputes.map(\.isLate) == [false, true])
    try script.take("settle", at: "2026-05-04T15:00")
    try script.take("settle", at: "2026-05-04T16:00")
    #expect(script.doubts == ["nothing was disputed"])
    try script.wait(until: "2026-05-07T09:00")
    #expect(script.escalations == ["2026-05-04 13:00 director"])
  }

  @Test("its time goes on when the case is closed")
  func afterClosing() throws {
    var script = try CaseScript(Self.rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("dispute", at: "2026-05-04T10:00", by: "acme")
    try script.take("close", at: "2026-05-04T12:00")
    try script.wait(until: "2026-05-06T09:00")
    #expect(script.escalations == ["2026-05-05 10:00 cio"])
  }

  @Test("a rule in shadow mode, or out of date, is about nothing; the first of the others is")
  func order() throws {
    let rules = """
      dispute "shadow" { settled_by = "cio", mode = "shadow" }
      dispute "old" { settled_by = "cio", until_date = "2026-05-03" }
      dispute "reason" { when = { event = "dispute", priority = 1 }, settled_by = "director" }
      dispute "first" { settled_by = "lead" }
      dispute "second" { settled_by = "cio" }

      """
    var script = try CaseScript(rules, at: "2026-05-04T09:00", Self.payroll)
    try script.take("dispute", at: "2026-05-04T10:00")
    try script.take("dispute", at: "2026-05-04T11:00", set: [("priority", .integer(1))])
    #expect(script.state.disputes.map(\.rule) == ["first", "reason"])
    #expect(script.state.disputes.map(\.owner) == ["lead", "director"])
  }
}
