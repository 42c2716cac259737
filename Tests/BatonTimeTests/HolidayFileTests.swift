import Testing

@testable import BatonTime

@Suite struct HolidayFileTests {
  private static func file(_ events: String...) -> HolidayFile {
    let text = (["BEGIN:VCALENDAR", "VERSION:2.0"] + events + ["END:VCALENDAR"])
      .joined(separator: "\r\n")
    return HolidayFile(Array((text + "\r\n").utf8))
  }

  private static func event(_ lines: String...) -> String {
    (["BEGIN:VEVENT"] + lines + ["END:VEVENT"]).joined(separator: "\r\n")
  }

  private static func dates(_ file: HolidayFile) -> [String] {
    file.names.keys.sorted().map(\.description)
  }

  @Test("a date is a holiday, and so is every day before the end")
  func dates() {
    let file = Self.file(
      Self.event("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227", "SUMMARY:Christmas"),
      Self.event("DTSTART;VALUE=DATE:20270101", "SUMMARY:New Year\\, at last"),
      Self.event("DTSTART;VALUE=DATE:20270501", "DURATION:P2D"))
    #expect(
      Self.dates(file)
        == ["2026-12-25", "2026-12-26", "2027-01-01", "2027-05-01", "2027-05-02"])
    #expect(file.names.values.contains("New Year, at last"))
    #expect(file.problems.isEmpty)
  }

  @Test("from midnight to midnight is a whole day, whatever the zone")
  func midnight() {
    let file = Self.file(
      Self.event(
        "DTSTART;TZID=Europe/Paris:20260714T000000", "DTEND;TZID=Europe/Paris:20260715T000000"),
      Self.event("DTSTART:20260815T000000Z", "DTEND:20260816T000000Z"))
    #expect(Self.dates(file) == ["2026-07-14", "2026-08-15"])
    #expect(file.problems.isEmpty)
  }

  @Test("rules repeat, without the dates taken out and with those added")
  func repeated() throws {
    let file = Self.file(
      Self.event(
        "DTSTART;VALUE=DATE:20200525", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20300101",
        "EXDATE;VALUE=DATE:20220530", "RDATE;VALUE=DATE:20220602"))
    // Independently: the last Monday of May is its Monday from the 25th on.
    var expected = try (2020..<2030).filter { $0 != 2022 }.map { year in
      try #require(
        (25...31).compactMap { CivilDate(year: year, month: 5, day: $0) }
          .first { $0.weekday == .mon })
    }
    expected.append(try #require(CivilDate(year: 2022, month: 6, day: 2)))
    #expect(file.names.keys.sorted() == expected.sorted())
    #expect(file.problems.isEmpty)
  }

  @Test("what repeats without an end does so in every year that calendars know")
  func endless() {
    let file = Self.file(
      Self.event("DTSTART;VALUE=DATE:20001225", "RRULE:FREQ=YEARLY", "SUMMARY:Christmas"))
    #expect(file.names.count == 400)
    #expect(file.names.keys.allSatisfy { $0.month == 12 && $0.day == 25 })
    #expect(file.problems.isEmpty)
  }

  @Test("an instance that was moved is a holiday where it is now")
  func moved() {
    let file = Self.file(
      Self.event(
        "UID:early-may", "DTSTART;VALUE=DATE:20190506",
        "RRULE:FREQ=YEARLY;COUNT=3;BYMONTH=5;BYDAY=1MO"),
      Self.event(
        "UID:early-may", "RECURRENCE-ID;VALUE=DATE:20200504", "DTSTART;VALUE=DATE:20200508"))
    #expect(Self.dates(file) == ["2019-05-06", "2020-05-08", "2021-05-03"])
  }

  @Test("lines may be continued, and an event that is cancelled is none")
  func foldedAndCancelled() {
    let file = Self.file(
      Self.event("DTSTART;VAL", " UE=DATE:20260101", "SUMMARY:New", "  Year"),
      Self.event("DTSTART;VALUE=DATE:20260106", "STATUS:CANCELLED"))
    #expect(Self.dates(file) == ["2026-01-01"])
    #expect(file.names.values.contains("New Year"))
  }

  @Test(
    "what is no holiday is told with the event's line, and the others count",
    arguments: [
      (["DTSTART:20260101T120000Z", "DTEND:20260101T140000Z"], HolidayFile.Kind.partOfDay),
      (["DTSTART:20260101T120000Z"], .partOfDay),
      (["DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260199"], .unreadable),
      (["SUMMARY:when?"], .noStart),
      (["DTSTART;VALUE=DATE:20261350"], .noStart),
      (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=HOURLY"], .repeatsWithinDay),
      (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=NEVER"], .unreadable),
    ])
  func noHolidays(lines: [String], kind: HolidayFile.Kind) {
    let bad = (["BEGIN:VEVENT"] + lines + ["END:VEVENT"]).joined(separator: "\r\n")
    let file = Self.file(
      Self.event("DTSTART;VALUE=DATE:20260501"), bad, Self.event("DTSTART;VALUE=DATE:20260502"))
    #expect(file.problems.contains(HolidayFile.Problem(kind: kind, line: 6)), "\(file.problems)")
    #expect(Set(Self.dates(file)).isSuperset(of: ["2026-05-01", "2026-05-02"]))
  }

  @Test(
    "what is no calendar is said so, once",
    arguments: ["", "hello", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"])
  func noCalendar(text: String) {
    let file = HolidayFile(Array(text.utf8))
    #expect(file.problems == [HolidayFile.Problem(kind: .notACalendar, line: 1)])
    #expect(file.names.isEmpty)
  }

  @Test("bytes that no text has are told")
  func zeroByte() {
    let file = HolidayFile(Array("BEGIN:VCALENDAR".utf8) + [0] + Array("END:VCALENDAR".utf8))
    #expect(file.problems.map(\.kind) == [.notACalendar])
  }

  @Test("a file that breaks off keeps what was whole")
  func brokenOff() {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      DTSTART;VALUE=DATE:20260101
      END:VEVENT
      BEGIN:VEVENT
      DTSTART;VALUE=DATE:2026
      """
    let file = HolidayFile(Array(text.utf8))
    #expect(Self.dates(file) == ["2026-01-01"])
    #expect(file.problems.contains { $0.kind == .broken })
  }

  @Test("hostile files end")
  func hostile() {
    let nested = String(repeating: "BEGIN:VCALENDAR\r\n", count: 200_000)
    #expect(HolidayFile(Array(nested.utf8)).problems.map(\.kind) == [.broken])
    let foldedNested = String(repeating: "BEG\r\n IN:VCALENDAR\r\n", count: 100_000)
    #expect(!HolidayFile(Array(foldedNested.utf8)).problems.isEmpty)
    let daily = Self.file(
      Self.event("DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY"),
      Self.event("DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY"),
      Self.event("DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY"))
    #expect(daily.problems == [HolidayFile.Problem(kind: .tooManyDays, line: 7)])
    let never = Self.file(
      Self.event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"))
    #expect(Self.dates(never) == ["2026-01-01"])
    let long = Self.file(Self.event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:99991231"))
    #expect(long.names.count <= 200_000)
  }

  @Test("holidays close a calendar")
  func closed() throws {
    let file = Self.file(Self.event("DTSTART;VALUE=DATE:20260504", "SUMMARY:Early May"))
    var hours = BusinessHours(
      zone: try Zone(named: "Europe/London"), week: [.mon: [try DayTimes.parse("09:00-17:00")]])
    hours.holidays.formUnion(file.names.keys)
    let calendar = try BusinessCalendar(hours)
    let saturday = try #require(ISO8601.parse("2026-05-02T10:00", in: hours.zone)).instant
    let monday = try #require(ISO8601.parse("2026-05-11T09:00", in: hours.zone)).instant
    #expect(calendar.nextOpening(notBefore: saturday) == monday)
  }
}
