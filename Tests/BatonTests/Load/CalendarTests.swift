import BatonModel
import BatonTime
import Testing

@testable import Baton

/// What a calendar's declaration means; what is wrong in one is in `DiagnosticTests`.
@Suite struct CalendarTests {
  private static func calendar(
    _ declaration: String, file: String? = nil
  ) throws -> BusinessCalendar {
    var files = ["main.lua": "rulebase { timezone = \"Europe/Paris\" }\n" + declaration]
    if let file { files["days.ics"] = file }
    var loader = Loader(folder: RuleFolder(contents: files))
    let loaded = loader.load(main: "main.lua")
    #expect(loaded.findings.diagnostics.isEmpty)
    return try #require(loaded.base.calendars["c"])
  }

  private static func opening(_ calendar: BusinessCalendar, after text: String) throws -> String {
    let zone = calendar.hours.zone
    let instant = try #require(ISO8601.parse(text, in: zone)).instant
    let next = try #require(calendar.nextOpening(notBefore: instant))
    return "\(zone.local(at: next).date) \(zone.local(at: next).hour)"
  }

  @Test("of names that mean the same day the most exact counts")
  func mostExact() throws {
    let calendar = try Self.calendar(
      """
      calendar "c" { every_day = "10:00-12:00", monday_to_friday = "09:00-17:00",
        fri = "08:00-12:00", wed = {} }
      """)
    let week = calendar.hours.week
    #expect(week[.mon] == [try DayTimes.parse("09:00-17:00")])
    #expect(week[.wed]?.isEmpty == true)
    #expect(week[.fri] == [try DayTimes.parse("08:00-12:00")])
    #expect(week[.sun] == [try DayTimes.parse("10:00-12:00")])
  }

  @Test("without a zone of its own a calendar is in the rule base's")
  func zone() throws {
    #expect(
      try Self.calendar("calendar \"c\" { mon = \"09:00-17:00\" }").hours.zone.name
        == "Europe/Paris")
    let own = "calendar \"c\" { timezone = \"Asia/Kolkata\", mon = \"09:00-17:00\" }"
    #expect(try Self.calendar(own).hours.zone.name == "Asia/Kolkata")
  }

  @Test("holidays come from a list, from a file, or from both")
  func holidays() throws {
    let file = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      DTSTART;VALUE=DATE:20260504
      END:VEVENT
      END:VCALENDAR
      """
    let hours = "monday_to_friday = \"09:00-17:00\""
    let listed = try Self.calendar("calendar \"c\" { \(hours), holidays = { \"2026-05-04\" } }")
    #expect(try Self.opening(listed, after: "2026-05-02T00:00") == "2026-05-05 9")
    let read = try Self.calendar("calendar \"c\" { \(hours), holidays = \"days.ics\" }", file: file)
    #expect(try Self.opening(read, after: "2026-05-02T00:00") == "2026-05-05 9")
    let both = try Self.calendar(
      "calendar \"c\" { \(hours), holidays = { \"days.ics\", \"2026-05-05\" } }", file: file)
    #expect(try Self.opening(both, after: "2026-05-02T00:00") == "2026-05-06 9")
  }

  @Test("overrides and other weeks count on and from their dates")
  func dates() throws {
    let calendar = try Self.calendar(
      """
      calendar "c" { monday_to_friday = "09:00-17:00",
        overrides = { ["2026-05-02"] = "10:00-12:00", ["2026-05-04"] = {} },
        from = { ["2026-06-01"] = { every_day = "07:00-19:00" } } }
      """)
    #expect(try Self.opening(calendar, after: "2026-05-01T18:00") == "2026-05-02 10")
    #expect(try Self.opening(calendar, after: "2026-05-02T12:00") == "2026-05-05 9")
    #expect(try Self.opening(calendar, after: "2026-05-29T17:00") == "2026-06-01 7")
    #expect(try Self.opening(calendar, after: "2026-06-05T19:00") == "2026-06-06 7")
  }

  @Test("one calendar is there without being declared")
  func always() throws {
    let folder = RuleFolder(contents: ["main.lua": ""])
    var loader = Loader(folder: folder)
    #expect(loader.load(main: "main.lua").base.calendars["always"] == .always)
  }

  @Test("an event that is no holiday is a warning with the file's line")
  func unclearHoliday() throws {
    let rules = MarkedRules([
      "main.lua": """
      calendar "c" { mon = "09:00-17:00", holidays = "days.ics" }
      role "boss" { party = "customer" }
      provider "p" { default = "g", groups = { g = {} } }
      route "all" { to = "p" }
      """,
      "days.ics": """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      DTSTART;VALUE=DATE:20260504
      END:VEVENT
      ⌖BEGIN:VEVENT
      DTSTART:20260505T120000
      END:VEVENT
      END:VCALENDAR
      """,
    ])
    let found = try #require(rules.load.diagnostics.first)
    #expect(rules.load.diagnostics.count == 1)
    #expect(found.severity == .warning && found.code == "holiday-unclear")
    #expect(found.message == "this event does not last whole days, and is left out")
    #expect(found.place.file == "days.ics" && found.place.line == 5)
    #expect(found.sourceLine == "BEGIN:VEVENT")
    #expect(rules.load.engine != nil)
  }
}
