import Testing

@testable import BatonTime

@Suite struct ZoneTests {
  private static func local(_ text: String) throws -> LocalDateTime {
    try #require(ISO8601.parseTime(text)).local
  }

  /// Offsets are those of `TZ=ZONE date -d INSTANT +%z`.
  @Test(
    "offsets at instants, before the first, between and behind the last transition of the file",
    arguments: [
      ("Europe/Paris", "2026-03-29T00:59:59Z", 3600),
      ("Europe/Paris", "2026-03-29T01:00:00Z", 7200),
      ("Europe/Paris", "2026-10-25T00:59:59Z", 7200),
      ("Europe/Paris", "2026-10-25T01:00:00Z", 3600),
      ("Europe/Paris", "2075-07-01T00:00:00Z", 7200),
      ("Europe/Paris", "2075-01-01T00:00:00Z", 3600),
      ("Europe/Dublin", "2075-07-01T00:00:00Z", 3600),
      ("Europe/Dublin", "2075-01-01T00:00:00Z", 0),
      ("America/New_York", "2026-03-08T06:59:59Z", -18_000),
      ("America/New_York", "2026-03-08T07:00:00Z", -14_400),
      ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 39_600),
      ("Australia/Lord_Howe", "2026-07-01T00:00:00Z", 37_800),
      ("Australia/Lord_Howe", "2090-12-31T20:00:00Z", 39_600),
      ("Asia/Kolkata", "2090-01-01T00:00:00Z", 19_800),
      ("Asia/Jerusalem", "2080-06-01T00:00:00Z", 10_800),
      ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000),
      ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400),
      ("America/Nuuk", "2060-03-27T00:59:59Z", -7200),
      ("Africa/Casablanca", "2024-03-20T00:00:00Z", 0),
      ("Etc/GMT+5", "2026-03-01T00:00:00Z", -18_000),
      ("UTC", "2026-03-01T00:00:00Z", 0),
    ])
  func offsets(zone: String, instant: String, offset: Int) throws {
    let parsed = try #require(ISO8601.parse(instant))
    #expect(try Zone(named: zone).offset(at: parsed.instant) == offset)
  }

  @Test(
    "a skipped time is the transition, one that occurs twice is as preferred",
    arguments: [
      ("Europe/Paris", "2026-03-29T02:30", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"),
      ("Europe/Paris", "2026-03-29T02:00", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"),
      ("Europe/Paris", "2026-03-29T03:00", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"),
      ("Europe/Paris", "2026-10-25T02:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
      ("Europe/Paris", "2026-10-25T03:00", "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"),
      ("Europe/Paris", "2075-03-31T02:30", "2075-03-31T01:00:00Z", "2075-03-31T01:00:00Z"),
      ("America/Havana", "2025-11-02T00:30", "2025-11-02T04:30:00Z", "2025-11-02T05:30:00Z"),
      ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"),
      ("UTC", "2026-10-25T02:30:00.250", "2026-10-25T02:30:00.250Z", "2026-10-25T02:30:00.250Z"),
    ])
  func localTimes(zone: String, local: String, earlier: String, later: String) throws {
    let zone = try Zone(named: zone)
    let local = try Self.local(local)
    for (preference, expected) in [(Zone.Preference.earlier, earlier), (.later, later)] {
      let instant = zone.instant(of: local, preferring: preference)
      #expect(ISO8601.format(instant, offsetSeconds: 0) == expected)
    }
  }

  @Test("a day starts at its first instant, also where clocks are put forward at midnight")
  func startOfDay() throws {
    let cases = [
      ("Europe/Paris", 2026, 3, 29, "2026-03-28T23:00:00Z"),
      ("America/Havana", 2025, 3, 9, "2025-03-09T05:00:00Z"),
      ("America/Havana", 2025, 11, 2, "2025-11-02T04:00:00Z"),
    ]
    for (name, year, month, day, expected) in cases {
      let date = try #require(CivilDate(year: year, month: month, day: day))
      let start = try Zone(named: name).startOfDay(date)
      #expect(ISO8601.format(start, offsetSeconds: 0) == expected)
    }
  }

  @Test("every hour of some years goes to the local time and back")
  func roundTrip() throws {
    for name in ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"] {
      let zone = try Zone(named: name)
      for start in ["2024-12-31T00:00:00Z", "2087-01-01T00:00:00Z"] {
        var instant = try #require(ISO8601.parse(start)).instant
        for _ in 0..<24 * 400 {
          let local = zone.local(at: instant)
          let earlier = zone.instant(of: local, preferring: .earlier)
          let later = zone.instant(of: local, preferring: .later)
          try #require(earlier == instant || later == instant, "\(name) \(instant)")
          try #require(zone.local(at: earlier) == local)
          instant.milliseconds += 3_600_000
        }
      }
    }
  }

  @Test(
    "a name that the database lacks is told with the nearest that it has",
    arguments: [
      ("Europe/Lodnon", "Europe/London"), ("london", "Europe/London"),
      ("Europe/Pari", "Europe/Paris"), ("New York", "America/New_York"),
    ])
  func unknown(name: String, nearest: String) {
    #expect(throws: ZoneError(name: name, cause: .unknown(nearest: nearest))) {
      _ = try Zone(named: name)
    }
  }

  @Test(
    "no name leads out of the database or to anything but a zone",
    arguments: [
      "", "/etc/localtime", "../../../etc/passwd", "Europe/../Europe/Paris", "Europe", "Europe/",
      "tzdata.zi", "Europe//Paris", "./UTC", "Europe/Paris\0", "posixrules.zi",
    ])
  func outside(name: String) {
    #expect(throws: ZoneError.self) { _ = try Zone(named: name) }
  }

  @Test("the message says what to do")
  func message() {
    let error = ZoneError(name: "london", cause: .unknown(nearest: "Europe/London"))
    #expect(
      "\(error)" == "there is no time zone \"london\", did you mean \"Europe/London\"?")
  }

  @Test("damaged zone files are refused, whatever is cut off or changed")
  func damaged() {
    #expect(ZoneFile([]) == nil)
    #expect(ZoneFile(Array("TZif2".utf8) + [UInt8](repeating: 0xff, count: 200)) == nil)
    #expect(ZoneFile(Array("TZif2".utf8) + [UInt8](repeating: 0, count: 200)) == nil)
  }

  @Test(
    "rules that are not well formed are refused",
    arguments: [
      "", "CE-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
      "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,J366,J1", "<CET-1", "CET-1CEST,M3.5.0,M10.5.0/3x",
    ])
  func rules(text: String) {
    #expect(ZoneRule(text) == nil)
  }
}
