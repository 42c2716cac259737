import BatonModel
import BatonTime
import Testing

@testable import Baton

/// What depends on the hours of calendars: `during`, `first_open`, `on_call`.
@Suite struct HoursTests {
  private static let landscape = """
    calendar "late" { timezone = "Europe/London", every_day = "12:00-20:00" }
    calendar "never again" { timezone = "UTC", every_day = "00:00-24:00",
      from = { ["2020-01-01"] = {} } }
    provider "night" { groups = { desk = { hours = "late" }, gone = { hours = "never again" } } }
    field "since" { type = "instant", of = "customer" }
    customer "c-1" { since = "2026-05-08T10:00:00+01:00" }
    customer "c-2" { since = "2026-05-09T10:00:00+01:00" }

    """

  private static func engine(_ rules: String) throws -> Engine {
    try TimedRules(landscape + rules).engine
  }

  private static func opened(_ text: String) -> Request {
    Request([("opened_at", .text(text)), ("priority", .integer(3))])
  }

  // MARK: During

  /// The office is open in London from Monday to Friday, 09:00 to 17:00; 2026-05-08 is a Friday.
  @Test(
    "during: from an opening on, and no more at a closing",
    arguments: [
      ("2026-05-08T08:59:59+01:00", false), ("2026-05-08T09:00:00+01:00", true),
      ("2026-05-08T15:59:59Z", true), ("2026-05-08T16:00:00Z", false),
      ("2026-05-09T12:00:00+01:00", false), ("2026-12-04T16:59:00Z", true),
    ])
  func during(opened: String, isOpen: Bool) throws {
    let engine = try Self.engine(
      """
      route "r" { when = { opened_at = during "office" }, to = "acme/l3" }
      route "n" { when = { opened_at = is_not(during "office") }, to = "fuji/depot" }
      """)
    #expect(
      engine.decide(Self.opened(opened)).to?.name == (isOpen ? "acme/l3" : "fuji/depot"))
  }

  @Test("a missing instant is in nobody's hours, so it is not during them")
  func missing() throws {
    let engine = try Self.engine(
      """
      route "r" { when = { resolved_at = during { "office", "late" } }, to = "acme/l3" }
      route "n" { when = { resolved_at = is_not(during "office") }, to = "fuji/depot" }
      """)
    #expect(engine.decide(Request([])).to?.name == "fuji/depot")
    let evening = Request([("resolved_at", .text("2026-05-08T19:00:00+01:00"))])
    #expect(engine.decide(evening).to?.name == "acme/l3")
  }

  @Test("during looks at instants of the records referred to, and at what the request says of them")
  func joined() throws {
    let engine = try Self.engine(
      "route \"r\" { when = { customer = { since = during \"office\" } }, to = \"acme/l3\" }")
    func to(_ customer: Value) -> String? {
      engine.decide(Request([("customer", customer)])).to?.name
    }
    #expect(to(.text("c-1")) == "acme/l3")
    #expect(to(.text("c-2")) == "acme/desk")
    let early = Instant(milliseconds: 0)
    #expect(
      to(.object(Members([("id", .text("c-1")), ("since", .instant(early))]))) == "acme/desk")
  }

  @Test("a verdict says which hours were wanted, and what the instant was")
  func explained() throws {
    let engine = try Self.engine(
      """
      route "r" { when = { opened_at = during "office" }, to = "acme/l3" }
      route "n" { when = { opened_at = is_not(during "late") }, to = "acme/l3" }
      """)
    let decision = engine.decide(
      Self.opened("2026-05-08T19:00:00+01:00"), explain: .full)
    let failed = decision.verdicts.compactMap { verdict -> String? in
      guard case .failed(let conditions) = verdict.outcome else { return nil }
      return conditions.map { "\($0.field) wants \($0.wanted), found \($0.found ?? "nothing")" }
        .joined(separator: "; ")
    }
    #expect(
      failed == [
        "opened_at wants during \"office\", found 2026-05-08T19:00:00+01:00",
        "opened_at wants not during \"late\", found 2026-05-08T19:00:00+01:00",
      ])
  }

  // MARK: First open

  @Test(
    "first_open: the first that is open, else the one that opens first",
    arguments: [
      // Both are open, only one of them is, none is.
      ("2026-05-08T13:00:00+01:00", "acme/desk", "is open now"),
      ("2026-05-08T18:00:00+01:00", "night/desk", "is open now"),
      (
        "2026-05-08T21:00:00+01:00", "night/desk",
        "none is open: it is the first to open, at 2026-05-09T12:00:00+01:00"
      ),
      (
        "2026-05-11T08:00:00+01:00", "acme/desk",
        "none is open: it is the first to open, at 2026-05-11T09:00:00+01:00"
      ),
    ])
  func firstOpen(opened: String, to: String, note: String) throws {
    let engine = try Self.engine(
      "route \"r\" { when = { opened_at = present }, "
        + "to = first_open { \"acme\", \"night/gone\", \"night/desk\" } }")
    let decision = engine.decide(Self.opened(opened))
    #expect(decision.to?.name == to)
    #expect(decision.why[.route]?.notes == [note])
  }

  @Test("the world's now counts before the opening, and a group without hours is always open")
  func now() throws {
    let engine = try Self.engine(
      """
      route "a" { when = { vip = true }, to = first_open { "acme/desk", "fuji/depot" } }
      route "b" { when = { major = true }, to = first_open { "acme/desk", "pager" } }
      """)
    let friday = Instant(seconds: 1_778_230_800)  // 2026-05-08T09:00:00Z
    let members: [(String, Value)] = [
      ("vip", .yesNo(true)), ("opened_at", .text("2026-05-09T09:00:00Z")),
    ]
    #expect(engine.decide(Request(members)).to?.name == "fuji/depot")
    #expect(engine.decide(Request(members), in: World(now: friday)).to?.name == "acme/desk")
    #expect(
      engine.decide(Request([("major", .yesNo(true)), members[1]])).to?.name == "pager")
  }

  @Test("without any time, and where nobody ever opens, the rule counts as not matched")
  func nobodyOpens() throws {
    let engine = try Self.engine(
      """
      route "timeless" { when = { vip = true }, to = first_open { "acme/desk" } }
      route "gone" { when = { opened_at = present }, to = first_open { "night/gone" } }
      """)
    let timeless = engine.decide(
      Request([("vip", .yesNo(true)), ("priority", .integer(3))]))
    #expect(timeless.to?.name == "acme/desk")
    #expect(timeless.why[.route]?.rule == "rest")
    #expect(
      timeless.errors.map(\.message) == [
        "nobody can be chosen by hours: neither the world's now nor opened_at is known"
      ])
    #expect(timeless.errors.map(\.rule) == ["timeless"])
    let gone = engine.decide(Self.opened("2026-05-08T09:00:00Z"))
    #expect(gone.why[.route]?.rule == "rest")
    #expect(gone.errors.map(\.message) == ["none of the candidates ever opens again"])
  }

  // MARK: On call

  private static let line = """
    rota "line" { timezone = "Europe/London", layers = {
      { people = { "acme/l3", "night/desk" }, from_date = "2026-05-04", hours = "office" } } }
    route "r" { when = { opened_at = present }, to = on_call "line" }
    """

  @Test("on_call: the group whose turn it is, unless the world says who is")
  func onCall() throws {
    let engine = try Self.engine(Self.line)
    let monday = engine.decide(Self.opened("2026-05-04T10:00:00+01:00"))
    #expect(monday.to?.name == "acme/l3")
    #expect(monday.why[.route]?.notes == ["is on call in rota \"line\""])
    #expect(engine.decide(Self.opened("2026-05-05T10:00:00+01:00")).to?.name == "night/desk")
    let world = World(onCall: ["line": "acme"])
    #expect(
      engine.decide(Self.opened("2026-05-05T10:00:00+01:00"), in: world).to?.name == "acme/desk")
    #expect(
      engine.decide(Self.opened("2026-05-05T23:00:00+01:00"), in: world).why[.route]?.rule == "r")
  }

  @Test("on_call: with nobody, or somebody unknown, the rule counts as not matched")
  func nobodyOnCall() throws {
    let engine = try Self.engine(Self.line)
    let saturday = engine.decide(Self.opened("2026-05-09T10:00:00+01:00"))
    #expect(saturday.why[.route]?.rule == "rest")
    #expect(saturday.errors.map(\.message) == ["nobody is on call in rota \"line\""])
    #expect(saturday.errors.map(\.rule) == ["r"])
    let stranger = engine.decide(
      Self.opened("2026-05-04T10:00:00+01:00"), in: World(onCall: ["line": "ann"]))
    #expect(stranger.why[.route]?.rule == "rest")
    #expect(
      stranger.errors.map(\.message) == [
        "on call in rota \"line\" is \"ann\", who is no group, provider or receiver"
      ])
  }
}
