import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// Who is on call when.
@Suite struct RotaTests {
  private static func rota(_ declaration: String) throws -> Rota {
    let rules = try TimedRules("rota \"r\" { \(declaration) }")
    return try #require(rules.base.rotas.first)
  }

  private static func onCall(_ rota: Rota, _ text: String) throws -> String? {
    rota.onCall(at: try #require(ISO8601.parse(text, in: rota.zone)).instant)
  }

  @Test(
    "turns change at the handover by the clock on the wall, over summer time too",
    arguments: [
      // 2026-03-23 is a Monday; clocks go forward on the 29th.
      ("2026-03-22T23:59", nil), ("2026-03-23T08:59", nil), ("2026-03-23T09:00", "ann"),
      ("2026-03-29T12:00", "ann"), ("2026-03-30T08:59", "ann"), ("2026-03-30T09:00", "bo"),
      ("2026-04-06T09:00", "ann"), ("2026-10-26T08:59", "ann"), ("2026-10-26T09:00", "bo"),
    ] as [(String, String?)])
  func weekly(at text: String, person: String?) throws {
    let rota = try Self.rota(
      """
      timezone = "Europe/Paris", layers = { { people = { "ann", "bo" }, handover = "mon 09:00",
        every = days(7), from_date = "2026-03-18" } }
      """)
    #expect(try Self.onCall(rota, text) == person)
  }

  @Test(
    "turns of hours begin anew at the same clock times, and none comes back with the hour",
    arguments: [
      ("2026-10-24T21:00+02:00", "bo"), ("2026-10-25T02:29+02:00", "bo"),
      // 02:30 comes twice in this night; the turn changes at the first of them.
      ("2026-10-25T02:30+02:00", "cy"), ("2026-10-25T02:00+01:00", "cy"),
      ("2026-10-25T02:29+01:00", "cy"), ("2026-10-25T14:29+01:00", "cy"),
      ("2026-10-25T14:30+01:00", "ann"),
    ])
  func twelveHours(at text: String, person: String) throws {
    let rota = try Self.rota(
      """
      timezone = "Europe/Paris", layers = { { people = { "ann", "bo", "cy" }, every = hours(12),
        handover = "02:30", from_date = "2026-10-24" } }
      """)
    #expect(try Self.onCall(rota, text) == person)
  }

  @Test("a handover that the clock skips is when the clock is put forward")
  func skipped() throws {
    let rota = try Self.rota(
      """
      timezone = "Europe/Paris", layers = { { people = { "ann", "bo" }, handover = "02:30",
        from_date = "2026-03-28" } }
      """)
    #expect(try Self.onCall(rota, "2026-03-29T01:59+01:00") == "ann")
    #expect(try Self.onCall(rota, "2026-03-29T03:00+02:00") == "bo")
  }

  @Test(
    "later layers win while they are in force, and exceptions over all",
    arguments: [
      ("2026-05-04T08:59", "night desk"), ("2026-05-04T09:00", "ann"),
      ("2026-05-05T09:00", "bo"), ("2026-05-05T17:00", "night desk"),
      ("2026-05-09T12:00", "night desk"), ("2026-05-06T11:59", "ann"), ("2026-05-06T12:00", "cy"),
      ("2026-05-06T12:59", "dee"), ("2026-05-06T13:00", "ann"),
    ])
  func layers(at text: String, person: String) throws {
    let rota = try Self.rota(
      """
      timezone = "Europe/London",
      layers = { { people = "night desk" },
        { people = { "ann", "bo" }, from_date = "2026-05-04", hours = "office" } },
      overrides = { { from = "2026-05-06T12:00", to = "2026-05-06T13:00", person = "cy" },
        { from = "2026-05-06T12:30", to = "2026-05-06T13:00", person = "dee" } }
      """)
    #expect(try Self.onCall(rota, text) == person)
  }

  @Test("nobody is on call while no layer is in force")
  func nobody() throws {
    let rota = try Self.rota("layers = { { people = \"ann\", hours = \"office\" } }")
    #expect(rota.zone == .utc)
    #expect(try Self.onCall(rota, "2026-05-09T12:00") == nil)
    #expect(try Self.onCall(rota, "2026-05-08T12:00") == "ann")
  }

  @Test("whom a rule names is somebody else at every instant, or nobody")
  func names() throws {
    let base = try TimedRules(
      "rota \"r\" { layers = { { people = \"ann\", hours = \"office\" } } }"
    ).base
    let friday = try #require(ISO8601.parse("2026-05-08T12:00:00Z")).instant
    let saturday = try #require(ISO8601.parse("2026-05-09T12:00:00Z")).instant
    #expect(base.name(of: .onCall("r"), at: friday) == "ann")
    #expect(base.name(of: .onCall("r"), at: saturday) == nil)
    #expect(base.name(of: .onCall("r"), at: saturday, in: World(onCall: ["r": "bo"])) == "bo")
    #expect(base.name(of: .target(.receiver("pager")), at: saturday) == "pager")
    let told: [(Notified, String)] = [
      (.holder, "acme"), (.party(.customer), "customer"), (.role("boss"), "boss"),
      (.target(.group(provider: "acme", group: "l3")), "acme/l3"), (.onCall("r"), "ann"),
    ]
    for (notified, name) in told {
      #expect(base.name(of: notified, holder: .provider("acme"), at: friday) == name)
    }
  }

  /// Walks through the turns one by one, from wall clock to wall clock.
  @Test("whose turn it is is what walking through all turns finds")
  func walk() throws {
    let seed = SeededNumbers.anySeed()
    var random = SeededNumbers(seed: seed)
    for _ in 0..<40 {
      let zone = random.pick(["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"])
      let hours = random.pick([1, 5, 8, 12, 24, 36, 168])
      let people = (0..<1 + random.below(4)).map { "p\($0)" }
      let minute = random.pick(["00", "30"])
      let handover = "0\(random.below(9)):\(minute)"
      let rota = try Self.rota(
        """
        timezone = "\(zone)", layers = { { every = hours(\(hours)), handover = "\(handover)",
          from_date = "2026-03-0\(1 + random.below(9))",
          people = { \(people.map { "\"\($0)\"" }.joined(separator: ", ")) } } }
        """)
      let start = try #require(rota.layers.first?.start)
      var beginnings: [Instant] = []
      var shown = start.instant(offsetSeconds: 0)
      while beginnings.count < 6000 {
        beginnings.append(
          rota.zone.instant(of: LocalDateTime(shown, offsetSeconds: 0), preferring: .earlier))
        shown.milliseconds += Int64(hours) * 3_600_000
      }
      for _ in 0..<200 {
        let range = beginnings[5999].milliseconds - beginnings[0].milliseconds
        let offset = Int64(random.below(Int(range / 60_000))) * 60_000
        let instant = Instant(milliseconds: beginnings[0].milliseconds + offset)
        let turn = (beginnings.firstIndex { $0 > instant } ?? 0) - 1
        #expect(
          rota.onCall(at: instant) == people[turn % people.count],
          "\(zone) \(handover) every \(hours), \(instant.milliseconds), seed \(seed)")
      }
    }
  }
}
