import BatonModel
import BatonTime
import Testing

@testable import Baton

/// A case keeps what it opened with: times after broken promises, and whom a rule chose. What the world
/// is like later, or is not told any more, changes neither.
@Suite struct CaseTrustTests {
  private static let provider = """
    sla "usual" { when = { trust_period = absent }, metric = "time_to_restore", within = hours(4) }
    sla "strict" { when = { trust_period = "t" }, metric = "time_to_restore", within = hours(1) }
    trust_period "t" { after_breach_of = "usual", of = "provider", lasts = days(3) }
    """

  private static func instant(_ hours: Int64) throws -> Instant {
    let opened = try #require(ISO8601.parse("2026-05-22T10:00:00Z")).instant
    return Instant(milliseconds: opened.milliseconds + hours * 3_600_000)
  }

  private static func world(_ hours: Int64, by provider: String) throws -> World {
    World(
      breaches: BreachHistory([
        Breach(agreement: "usual", at: try instant(hours), provider: provider)
      ]))
  }

  private static func request(_ service: String) -> Request {
    Request([
      ("id", .text("R-1")), ("kind", .text("incident")), ("service", .text(service)),
      ("priority", .integer(3)),
    ])
  }

  private static func event(
    _ name: String, _ hours: Int64, by party: String? = nil, to: String? = nil
  ) throws -> CaseEvent {
    CaseEvent(
      name, at: try instant(hours), by: party.map { CaseEvent.Actor(party: Party(named: $0)) },
      details: Members(to.map { [("to", .text($0))] } ?? []))
  }

  private static func clocks(_ state: Case) -> [String] {
    state.clocks.map { "\($0.id) \($0.state.rawValue)" }
  }

  @Test("whom a case is offered to counts from the offer on, and worlds that forgot change nothing")
  func offered() throws {
    let engine = try CaseScript.engine(Self.provider)
    let before = try Self.world(-1, by: "acme")
    let opened = try Self.instant(0)
    var state = engine.open(Self.request("payroll"), at: opened, in: before).case
    #expect(state.trustPeriods == ["t"] && Self.clocks(state) == ["strict in_progress"])
    for (number, name) in ["accept", "note"].enumerated() {
      let at = try Self.instant(Int64(number))
      let event = try Self.event(name, Int64(number), by: "acme")
      state = engine.advance(state, with: event, at: at, in: World()).case
      #expect(state.trustPeriods == ["t"] && Self.clocks(state) == ["strict in_progress"])
    }
    // And none where the promise was broken only when the case was there, or became known then.
    let none = engine.open(Self.request("payroll"), at: opened, in: World()).case
    #expect(none.trustPeriods == [] && Self.clocks(none) == ["usual in_progress"])
    for hours in [-1, 1] as [Int64] {
      let late = engine.advance(
        none, with: try Self.event("accept", 2, by: "acme"), at: try Self.instant(2),
        in: try Self.world(hours, by: "acme")
      ).case
      #expect(late.trustPeriods == [] && Self.clocks(late) == ["usual in_progress"])
    }
  }

  @Test("another provider's are added at the first offer to it")
  func handedOn() throws {
    let engine = try CaseScript.engine(Self.provider)
    let world = try Self.world(-1, by: "acme")
    var state = engine.open(Self.request("mail"), at: try Self.instant(0), in: world).case
    #expect(state.offer?.to.unit == "contoso/desk" && state.trustPeriods == [])
    let assign = try Self.event("assign", 1, to: "acme")
    state = engine.advance(state, with: assign, at: assign.at, in: world).case
    #expect(state.trustPeriods == ["t"])
    #expect(Self.clocks(state) == ["usual cancelled", "strict in_progress"])
    let accept = try Self.event("accept", 2, by: "acme")
    state = engine.advance(state, with: accept, at: accept.at).case
    #expect(Self.clocks(state) == ["usual cancelled", "strict in_progress"])
  }

  @Test("a customer's are the case's own, whatever later worlds say")
  func customers() throws {
    let engine = try CaseScript.engine(
      Self.provider.replacing("of = \"provider\"", with: "of = \"service\""))
    let broken = Breach(agreement: "usual", at: try Self.instant(-1), service: "mail")
    let world = World(breaches: BreachHistory([broken]))
    for (first, second, expected) in [(world, World(), "strict"), (World(), world, "usual")] {
      let state = engine.open(Self.request("mail"), at: try Self.instant(0), in: first).case
      let event = try Self.event("update", 1)
      let later = engine.advance(state, with: event, at: event.at, in: second).case
      #expect(Self.clocks(later) == ["\(expected) in_progress"])
    }
  }

  // MARK: Choosers

  private static let certified = """
    provider "safe" { groups = { cards = { skills = { "cards" }, certified = { pci = "2026-12-31" } } } }
    route "cards" { when = { category = "cards" },
      to = skilled { "cards", certified = { "pci" } } }
    """

  @Test("a certificate that ends moves no case that runs")
  func ended() throws {
    var script = try CaseScript(
      Self.certified, at: "2026-12-31T23:00", [("category", .text("cards"))])
    #expect(script.state.offer?.to.unit == "safe/cards")
    try script.take("accept", at: "2026-12-31T23:10", by: "safe")
    try script.take("note", at: "2027-01-01T01:00", by: "safe")
    #expect(script.state.holder.unit == "safe/cards" && script.state.offer == nil)
    // What is true of the case itself does.
    try script.take("update", at: "2027-01-01T02:00", set: [("category", .text("other"))])
    #expect(script.state.offer?.to.party == .integrator)
  }

  @Test("somebody who comes on call later gets no case that went elsewhere")
  func begins() throws {
    var script = try CaseScript(
      """
      rota "line" { layers = { { people = "acme", hours = "office" } } }
      route "line" { when = { category = "cards" }, to = on_call "line" }
      route "mail first" { when = { category = "cards" }, to = "contoso" }
      """, at: "2026-05-22T19:00", [("category", .text("cards"))])
    #expect(script.state.offer?.to.unit == "contoso/desk")
    try script.take("accept", at: "2026-05-22T19:10", by: "contoso")
    try script.take("note", at: "2026-05-25T10:00", by: "contoso")
    #expect(script.state.holder.unit == "contoso/desk" && script.state.offer == nil)
  }

  // MARK: Acknowledging

  @Test("who has accepted acknowledges no more, whatever priority the case gets")
  func acknowledged() throws {
    var script = try CaseScript(
      """
      ola "ack P3" { with = "acme", when = { priority = 3 }, metric = "time_to_acknowledge",
        within = minutes(30) }
      ola "ack P1" { with = "acme", when = { priority = 1 }, metric = "time_to_acknowledge",
        within = minutes(10) }
      """, at: "2026-05-22T10:00", [("service", .text("payroll"))])
    try script.take("accept", at: "2026-05-22T10:20", by: "acme")
    try script.take("update", at: "2026-05-22T10:25", by: "acme", set: [("priority", .integer(1))])
    try script.wait(until: "2026-05-22T12:00")
    #expect(Self.clocks(script.state) == ["ack P3 completed"] && script.breaches == [])
  }
}
