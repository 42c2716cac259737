import Testing

@testable import BatonTime

@Suite struct BusinessCalendarTests {
  private static func calendar(
    _ times: String..., days: String = "monday_to_friday", zone: String = "Europe/Paris",
    holidays: [String] = [], overrides: [String: [String]] = [:]
  ) throws -> BusinessCalendar {
    let parsed = try times.map { try DayTimes.parse($0) }
    let named = try #require(Weekday.days(named: days))
    return try BusinessCalendar(
      BusinessHours(
        zone: Zone(named: zone),
        week: Dictionary(uniqueKeysWithValues: named.map { ($0, parsed) }),
        holidays: Set(holidays.map { try date($0) }),
        overrides: Dictionary(
          uniqueKeysWithValues: overrides.map { key, value in
            (try date(key), try value.map { try DayTimes.parse($0) })
          })))
  }

  private static func date(_ text: String) throws -> CivilDate {
    try #require(ISO8601.parseTime(text)).local.date
  }

  /// A local time of Paris, or with an offset.
  private static func instant(_ text: String, in zone: String = "Europe/Paris") throws -> Instant {
    try #require(ISO8601.parse(text, in: Zone(named: zone))).instant
  }

  private static func hours(_ count: Double) -> Int64 { Int64(count * 3_600_000) }

  private static func expectDue(
    _ calendar: BusinessCalendar, _ start: String, _ hours: Double, _ due: String,
    boundary: BusinessCalendar.Boundary = .earliest, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let found = calendar.due(from: try instant(start), after: Self.hours(hours), boundary: boundary)
    #expect(found == (try instant(due)), "\(start) + \(hours) h", sourceLocation: place)
  }

  // MARK: The vectors of the specification

  @Test("business hours go on over a weekend on which clocks change")
  func weekend() throws {
    let office = try Self.calendar("09:00-17:00")
    try Self.expectDue(office, "2026-03-27T16:00", 8, "2026-03-30T16:00")
    try Self.expectDue(office, "2026-05-02T10:00", 1, "2026-05-04T10:00")
  }

  @Test("around the clock, hours are those that pass")
  func aroundTheClock() throws {
    let always = try Self.calendar("00:00-24:00", days: "every_day")
    try Self.expectDue(always, "2026-03-28T12:00", 24, "2026-03-29T13:00+02:00")
    try Self.expectDue(always, "2026-10-24T12:00", 24, "2026-10-25T11:00+01:00")
    #expect(BusinessCalendar.always.isOpen(at: try Self.instant("2026-10-25T02:30")))
  }

  @Test("an opening that clocks skip is when they do")
  func skippedOpening() throws {
    let sunday = try Self.calendar("02:30-10:00", days: "sun")
    let opening = sunday.nextOpening(notBefore: try Self.instant("2026-03-28T12:00"))
    #expect(opening == (try Self.instant("2026-03-29T03:00+02:00")))
    #expect(
      sunday.workingTime(
        from: try Self.instant("2026-03-29T00:00"), to: try Self.instant("2026-03-30T00:00"))
        == Self.hours(7))
  }

  @Test("time used up at a closing is due then, or at the next opening if that is asked for")
  func boundary() throws {
    let office = try Self.calendar("09:00-17:00")
    try Self.expectDue(office, "2026-05-04T09:00", 8, "2026-05-04T17:00")
    try Self.expectDue(office, "2026-05-04T09:00", 8, "2026-05-05T09:00", boundary: .nextOpening)
    try Self.expectDue(office, "2026-05-04T09:00", 7, "2026-05-04T16:00", boundary: .nextOpening)
  }

  @Test("holidays and breaks are left out")
  func closedTimes() throws {
    let office = try Self.calendar("09:00-17:00", holidays: ["2026-05-14"])
    try Self.expectDue(office, "2026-05-13T16:00", 2, "2026-05-15T10:00")
    let split = try Self.calendar("09:00-12:00", "13:00-17:00")
    try Self.expectDue(split, "2026-05-04T11:30", 1, "2026-05-04T13:30")
  }

  @Test("thresholds of eight business hours")
  func thresholds() throws {
    let office = try Self.calendar("09:00-17:00")
    for (percent, due) in [
      (50, "2026-05-04T17:00"), (75, "2026-05-05T11:00"), (90, "2026-05-05T12:12"),
      (100, "2026-05-05T13:00"),
    ] {
      try Self.expectDue(office, "2026-05-04T13:00", 8 * Double(percent) / 100, due)
    }
  }

  @Test("working time is less than what elapses")
  func workingTime() throws {
    let factory = try Self.calendar("08:00-17:00")
    let start = try Self.instant("2014-12-12T21:00")
    let end = try Self.instant("2014-12-15T09:30")
    #expect(factory.workingTime(from: start, to: end) == Self.hours(1.5))
    #expect(end.milliseconds - start.milliseconds == Self.hours(60.5))
    #expect(factory.workingTime(from: end, to: start) == 0)
  }

  @Test(
    "business days keep the time of day, or take the day's last closing",
    arguments: [
      ("2026-05-08T16:00", 2, "2026-05-12T16:00"),
      ("2026-05-09T10:00", 1, "2026-05-12T09:00"),
      ("2026-05-08T18:00", 1, "2026-05-12T09:00"),
      ("2026-05-13T16:00", 1, "2026-05-15T12:00"),
      ("2026-03-27T16:00", 1, "2026-03-30T16:00"),
    ])
  func businessDays(start: String, count: Int, due: String) throws {
    let office = try Self.calendar(
      "09:00-17:00", holidays: ["2026-05-14"], overrides: ["2026-05-15": ["09:00-12:00"]])
    #expect(
      office.due(from: try Self.instant(start), afterWorkingDays: count)
        == (try Self.instant(due)))
  }

  // MARK: What the specification's vectors leave open

  @Test("hours over midnight belong to the day that they open on")
  func overMidnight() throws {
    let nights = try Self.calendar("22:00-06:00", holidays: ["2026-05-06"])
    // Tuesday night is worked until Wednesday morning, Wednesday night is free.
    #expect(nights.isOpen(at: try Self.instant("2026-05-06T05:59")))
    #expect(!nights.isOpen(at: try Self.instant("2026-05-06T06:00")))
    #expect(!nights.isOpen(at: try Self.instant("2026-05-06T23:00")))
    try Self.expectDue(nights, "2026-05-06T05:00", 2, "2026-05-07T23:00")
    // Monday's night is at two; one working day later is Tuesday's.
    #expect(
      nights.due(from: try Self.instant("2026-05-05T02:00"), afterWorkingDays: 1)
        == (try Self.instant("2026-05-06T02:00")))
  }

  @Test("a closing that clocks show twice is the second, an opening the first")
  func shownTwice() throws {
    let night = try Self.calendar("02:30-02:45", days: "sun")
    #expect(
      night.workingTime(
        from: try Self.instant("2026-10-25T00:00"), to: try Self.instant("2026-10-26T00:00"))
        == Self.hours(1.25))
  }

  @Test("an override wins over a holiday and over the week")
  func overrides() throws {
    let office = try Self.calendar(
      "09:00-17:00", holidays: ["2026-12-24", "2026-12-25"],
      overrides: ["2026-12-24": ["09:00-12:00"], "2026-12-26": ["10:00-11:00"]])
    #expect(
      office.workingTime(
        from: try Self.instant("2026-12-24T00:00"), to: try Self.instant("2026-12-28T00:00"))
        == Self.hours(4))
  }

  @Test("from a later week's first day on its hours count")
  func laterWeeks() throws {
    let long = try DayTimes.parse("08:00-18:00")
    var hours = try Self.calendar("09:00-17:00").hours
    hours.laterWeeks[try Self.date("2026-07-01")] = [.wed: [long], .thu: [long]]
    let office = try BusinessCalendar(hours)
    #expect(
      office.workingTime(
        from: try Self.instant("2026-06-29T00:00"), to: try Self.instant("2026-07-06T00:00"))
        == Self.hours(8 + 8 + 10 + 10))
  }

  @Test("far ahead hours repeat themselves every 400 years")
  func farAhead() throws {
    let office = try Self.calendar("09:00-17:00", holidays: ["2026-05-14"])
    // 146,097 days are 20,871 weeks.
    let cycle = Self.hours(8 * 5 * 20_871)
    #expect(
      office.workingTime(
        from: try Self.instant("5026-05-01T12:00"), to: try Self.instant("5426-05-01T12:00"))
        == cycle)
    #expect(
      office.workingTime(
        from: try Self.instant("2026-05-01T12:00"), to: try Self.instant("5226-05-01T12:00"))
        == 8 * cycle - Self.hours(8))
    #expect(
      office.due(from: try Self.instant("2426-05-01T12:00"), after: 3 * cycle)
        == (try Self.instant("3626-05-01T12:00")))
    #expect(
      office.due(from: try Self.instant("8026-05-01T12:00"), after: Self.hours(8))
        == (try Self.instant("8026-05-04T12:00")))
    #expect(office.due(from: try Self.instant("2026-05-01T12:00"), after: .max) == nil)
    #expect(office.due(from: try Self.instant("9999-12-31T16:00"), after: cycle) == nil)
  }

  @Test("a calendar that never opens again says so")
  func nothingLeft() throws {
    let once = try BusinessCalendar(
      BusinessHours(
        zone: .utc, overrides: [try Self.date("2026-05-05"): [.parse("09:00-10:00")]]))
    #expect(
      once.due(from: try Self.instant("2026-05-01T00:00"), after: Self.hours(1))
        == (try Self.instant("2026-05-05T10:00Z")))
    #expect(once.due(from: try Self.instant("2026-05-01T00:00"), after: Self.hours(1) + 1) == nil)
    #expect(once.nextOpening(notBefore: try Self.instant("2026-05-05T10:00Z")) == nil)
    #expect(once.due(from: try Self.instant("2026-05-05T09:30Z"), afterWorkingDays: 1) == nil)
  }

  @Test("before 1900 a calendar is closed")
  func longAgo() throws {
    let opening = BusinessCalendar.always.nextOpening(notBefore: Instant(milliseconds: .min))
    #expect(opening == (try Self.instant("1900-01-01T00:00Z")))
  }

  @Test("a calendar without working time, or with a day out of range, is a mistake")
  func mistakes() throws {
    #expect(throws: BusinessHours.Mistake.noWorkingTime) {
      try BusinessCalendar(BusinessHours(zone: .utc, week: [.mon: []]))
    }
    let late = try Self.date("2400-01-01")
    #expect(throws: BusinessHours.Mistake.dateOutOfRange(late)) {
      try BusinessCalendar(BusinessHours(zone: .utc, week: [.mon: [.wholeDay]], holidays: [late]))
    }
  }

  @Test("a calendar says when it closes, if it ever does")
  func closing() throws {
    let office = try Self.calendar("09:00-12:00", "12:00-17:00")
    let monday = try Self.instant("2026-05-04T10:00")
    #expect(office.nextClosing(notBefore: monday) == (try Self.instant("2026-05-04T17:00")))
    let night = try Self.instant("2026-05-04T20:00")
    #expect(office.nextClosing(notBefore: night) == night)
    #expect(BusinessCalendar.always.nextClosing(notBefore: monday) == nil)
    let far = try Self.instant("9000-01-02T10:00")
    let closing = try #require(office.nextClosing(notBefore: far))
    #expect(closing > far && !office.isOpen(at: closing))
  }
}

extension BusinessCalendarTests {
  @Test("open stretches are those that openings and closings bound, cut off at the ends")
  func stretches() throws {
    let calendar = try BusinessCalendar(
      BusinessHours(
        zone: Zone(named: "Europe/Paris"),
        week: [
          .mon: [.parse("09:00-12:00"), .parse("13:00-17:00")], .fri: [.parse("22:00-02:00")],
        ]))
    func at(_ text: String) throws -> Instant {
      try #require(ISO8601.parse(text, in: Zone(named: "Europe/Paris"))).instant
    }
    let found = calendar.openStretches(
      from: try at("2026-11-21T01:00"), until: try at("2026-11-23T13:30"))
    #expect(
      found == [
        try at("2026-11-21T01:00")..<at("2026-11-21T02:00"),
        try at("2026-11-23T09:00")..<at("2026-11-23T12:00"),
        try at("2026-11-23T13:00")..<at("2026-11-23T13:30"),
      ])
    #expect(
      calendar.openStretches(from: try at("2026-11-21T02:00"), until: try at("2026-11-23T09:00"))
        .isEmpty)
    // Behind where hours begin to repeat themselves they are the same.
    #expect(
      calendar.openStretches(from: try at("5026-11-21T01:00"), until: try at("5026-12-21T01:00"))
        .allSatisfy { calendar.isOpen(at: $0.lowerBound) && !calendar.isOpen(at: $0.upperBound) })
    let whole = try at("2026-11-21T02:00")..<at("2030-11-21T02:00")
    #expect(
      BusinessCalendar.always.openStretches(from: whole.lowerBound, until: whole.upperBound)
        == [whole])
  }
}
