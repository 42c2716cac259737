import BatonModel
import BatonTime
import Foundation
import Testing

@testable import Baton

/// Swarms, records that follow from a case, who speaks to the customer, and what is remembered of
/// broken promises.
@Suite struct CaseTogetherTests {
  private static let swarm = """
    ola "acme repairs" { with = "acme", metric = "time_to_restore", within = hours(1) }
    ola "contoso repairs" { with = "contoso", metric = "time_to_restore", within = hours(1) }
    swarm "all" { when = { major = true }, coordinator = "lead", invites = { "acme/l3", "contoso" },
      stop_when = { event = "found" } }
    """

  private static func told(_ script: CaseScript) -> [String] {
    script.actions.compactMap { action in
      guard case .swarm(let swarm, let change) = action.kind else { return nil }
      let time = script.local(action.at)?.suffix(5) ?? ""
      return "\(time) \(change.rawValue) \(swarm.unit ?? swarm.coordinator)"
    }
  }

  private static func take(
    _ script: inout CaseScript, _ name: String, _ time: String, by party: String
  ) throws {
    try script.take(name, at: "2026-05-22T\(time)", by: party)
  }

  @Test("those who swarm help: they have no clock, break no promise and answer for nothing")
  func helpers() throws {
    var script = try CaseScript(
      Self.swarm, at: "2026-05-22T10:00", [("service", .text("payroll")), ("major", .yesNo(true))])
    try Self.take(&script, "accept", "10:10", by: "acme")
    try Self.take(&script, "join", "10:20", by: "contoso")
    try Self.take(&script, "join", "10:25", by: "contoso")
    #expect(script.state.holder.party == .provider("acme"))
    #expect(script.state.accountable == "director")
    #expect(script.state.clocks.map(\.id) == ["acme repairs"])
    try Self.take(&script, "leave", "12:00", by: "contoso")
    try Self.take(&script, "leave", "12:05", by: "integrator")
    try Self.take(&script, "found", "12:30", by: "acme")
    #expect(
      Self.told(script) == [
        "10:00 began lead", "10:00 invited acme/l3", "10:00 invited contoso/desk",
        "10:20 joined contoso/desk", "12:00 left contoso/desk", "12:30 ended lead",
      ])
    #expect(
      script.doubts == ["contoso/desk has joined already", "integrator leaves and was not there"])
    // An hour from acceptance is acme's; contoso's help is credited and costs it nothing.
    #expect(script.breaches == ["2026-05-22 11:10 acme repairs"])
    #expect(script.state.assists.map(\.party) == [.provider("contoso")])
    #expect(script.local(script.state.assists[0].from) == "2026-05-22 10:20")
    #expect(script.local(script.state.assists[0].until) == "2026-05-22 12:00")
    #expect(script.state.swarm == nil)
    // It holds all along: it does not begin again.
    try Self.take(&script, "note", "12:40", by: "acme")
    #expect(script.state.swarms.count == 1)
  }

  @Test("a swarm ends with the case, and begins again when it is reopened")
  func reopened() throws {
    var script = try CaseScript(
      Self.swarm, at: "2026-05-22T10:00", [("service", .text("payroll")), ("major", .yesNo(true))])
    try Self.take(&script, "join", "10:05", by: "fuji")
    try Self.take(&script, "resolve", "11:00", by: "acme")
    try Self.take(&script, "reopen", "12:00", by: "customer")
    #expect(
      Self.told(script).filter { !$0.contains("invited") } == [
        "10:00 began lead", "10:05 joined fuji", "11:00 ended lead", "12:00 began lead",
      ])
    #expect(script.state.assists[0].until == (try script.instant("2026-05-22T11:00")))
    try Self.take(&script, "close", "13:00", by: "acme")
    try script.take("join", at: "2026-05-22T14:00", by: "fuji")
    #expect(script.doubts.last == "\"join\" is about a swarm, and none works on the case")
  }

  // MARK: Records that follow

  private static let problem = """
    sla "restored" { metric = "time_to_restore", within = hours(4) }
    follow_up "cause" { when = { event = "workaround" }, opens = "problem", led_by = "lead",
      set = { urgency = "low" } }
    """

  private static func records(_ script: CaseScript) -> [Action.FollowUp] {
    script.actions.compactMap { if case .followUp(let record) = $0.kind { record } else { nil } }
  }

  @Test("a workaround stops the restoration clock, and its cause goes to a problem, once")
  func workaround() throws {
    var script = try CaseScript(
      Self.problem, at: "2026-05-22T10:00",
      [("service", .text("payroll")), ("summary", .text("no pay")), ("impact", .text("high"))])
    try Self.take(&script, "accept", "10:10", by: "acme")
    try Self.take(&script, "workaround", "12:00", by: "acme")
    let clock = try script.clock("restored")
    #expect(clock.state == .completed && clock.breachedAt == nil && clock.used == 2 * 3_600_000)
    #expect(script.state.phase == .open)
    let record = try #require(Self.records(script).first)
    #expect(record.id == "R-1/problem" && record.ledBy == "lead" && record.units == ["acme/desk"])
    #expect(
      record.members
        == Members([
          ("kind", .text("problem")), ("parent", .text("R-1")), ("led_by", .text("lead")),
          ("service", .text("payroll")), ("summary", .text("no pay")), ("impact", .text("high")),
          ("urgency", .text("low")),
        ]))
    try Self.take(&script, "workaround", "13:00", by: "acme")
    #expect(Self.records(script).count == 1)
    #expect(script.state.followUps.map(\.id) == ["R-1/problem"])
    // The problem is a case of its own, which knows what it came from.
    let at = try script.instant("2026-05-22T12:00")
    var theirs = script.engine.open(record.request(at: at), at: at).case
    theirs = script.engine.advance(theirs, with: record.link(at: at), at: at).case
    #expect(theirs.links == [Case.Link(record: "R-1", at: at, units: ["acme/desk"])])
    #expect(theirs.openedAt == at && theirs.id == "R-1/problem")
  }

  @Test("one record is for all cases in which some fields are equal")
  func shared() throws {
    let rules = Self.problem.replacing(
      "set = {", with: "same = { \"service\", \"category\" }, takes = { \"impact\" }, set = {")
    var script = try CaseScript(
      rules, at: "2026-05-22T10:00",
      [
        ("service", .text("payroll")), ("impact", .text("high")), ("category", .text("print")),
      ])
    try Self.take(&script, "workaround", "12:00", by: "acme")
    let record = try #require(Self.records(script).first)
    #expect(record.id == "problem/payroll/print")
    #expect(record.members["parent"] == nil && record.members["impact"] == .text("high"))
    #expect(record.members["service"] == .text("payroll"))
  }

  @Test("whoever works on what is linked to a problem is its team")
  func team() throws {
    let rules = """
      swarm "team" { when = { kind = "problem" }, coordinator = "lead", invites = "linked" }
      """
    var script = try CaseScript(
      rules, at: "2026-05-22T10:00", [("kind", .text("problem")), ("service", .text("payroll"))])
    for (record, unit, time) in [
      ("R-7", "acme/desk", "10:00"), ("R-8", "contoso/desk", "11:00"), ("R-8", "acme/l3", "12:00"),
    ] {
      let at = try script.instant("2026-05-22T\(time)")
      let event = CaseEvent(
        "link", at: at,
        details: Members([("record", .text(record)), ("units", .list([.text(unit)]))]))
      script.take(event)
    }
    #expect(
      Self.told(script) == [
        "10:00 began lead", "10:00 invited acme/desk", "11:00 invited contoso/desk",
        "12:00 invited acme/l3",
      ])
    #expect(script.state.links.map(\.units) == [["acme/desk"], ["contoso/desk", "acme/l3"]])
    #expect(script.state.swarm?.coordinator == "lead")
  }

  // MARK: The customer

  @Test("what the customer is told carries template, tone and tags, and has one sender")
  func outward() throws {
    let rules = """
      reply "all" { template = "plain", sender = "lead", compliance = { "gdpr" } }
      escalation "page" { after(minutes(5), { notify = { "customer", "cio" } }) }
      """
    var script = try CaseScript(rules, at: "2026-05-22T10:00", [("service", .text("payroll"))])
    try Self.take(&script, "respond", "10:01", by: "service_integrator")
    try Self.take(&script, "update", "10:02", by: "acme")
    try script.wait(until: "2026-05-22T11:00")
    let told = script.actions.compactMap { action -> Action.Notification? in
      if case .notify(let message) = action.kind { message } else { nil }
    }
    #expect(told.map(\.to) == ["customer", "cio"])
    #expect(
      told.map(\.reply) == [
        ReplyTerms(template: "plain", sender: "lead", compliance: ["gdpr"]), nil,
      ])
    #expect(script.doubts == ["acme speaks to the customer, which is for lead alone to do"])
  }

  @Test("a case remembers which promise was broken, to whom, and by whom")
  func breaches() throws {
    let rules = """
      sla "one hour" { metric = "time_to_restore", within = hours(1) }
      """
    var script = try CaseScript(
      rules, at: "2026-05-22T10:00",
      [("service", .text("payroll")), ("customer", .text("c-1"))])
    try Self.take(&script, "accept", "10:10", by: "acme")
    try script.wait(until: "2026-05-22T12:00")
    #expect(
      script.state.breaches == [
        Breach(
          agreement: "one hour", at: try script.instant("2026-05-22T11:00"), customer: "c-1",
          service: "payroll", provider: "acme")
      ])
    // A case that an older version wrote knows nothing of all this.
    let written = try JSONEncoder().encode(script.state)
    var members = try #require(try JSONSerialization.jsonObject(with: written) as? [String: Any])
    for name in ["swarms", "followUps", "links", "trustPeriods", "breaches"] {
      #expect(members.removeValue(forKey: name) != nil)
    }
    let older = try JSONDecoder().decode(
      Case.self, from: JSONSerialization.data(withJSONObject: members))
    #expect(older.breaches.isEmpty && older.swarms.isEmpty && older.links.isEmpty)
  }

  @Test("a case goes by the promises that were broken before it opened, however it goes on")
  func strictForLife() throws {
    let engine = try CaseScript.engine(
      """
      sla "usual" { when = { trust_period = absent }, metric = "time_to_restore", within = hours(4) }
      sla "strict" { when = { trust_period = "t" }, metric = "time_to_restore", within = hours(1) }
      trust_period "t" { after_breach_of = "usual", of = "customer", lasts = hours(2) }
      """)
    let opened = try #require(ISO8601.parse("2026-05-22T10:00:00Z")).instant
    func breach(_ hours: Int64) -> Breach {
      Breach(
        agreement: "usual", at: Instant(milliseconds: opened.milliseconds + hours * 3_600_000),
        customer: "c-1")
    }
    func clocks(_ breaches: [Breach]) -> [String] {
      let world = World(breaches: BreachHistory(breaches))
      let request = Request([
        ("id", .text("R")), ("kind", .text("incident")), ("customer", .text("c-1")),
        ("priority", .integer(3)),
      ])
      let step = engine.open(request, at: opened, in: world)
      let later = Instant(milliseconds: opened.milliseconds + 3 * 3_600_000)
      let next = engine.advance(step.case, with: CaseEvent("note", at: later), at: later, in: world)
      return next.case.clocks.map { "\($0.id) \($0.state.rawValue)" }
    }
    #expect(clocks([]) == ["usual in_progress"])
    // Broken an hour before: strict, and still so when the time is over.
    #expect(clocks([breach(-1)]) == ["strict in_progress"])
    // Broken an hour after it opened: not for this case.
    #expect(clocks([breach(1)]) == ["usual in_progress"])
  }
}
