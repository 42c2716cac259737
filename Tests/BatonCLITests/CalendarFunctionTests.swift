// What Lua files ask calendars: the vectors of the semantics, the forms of values, what is refused.

import Foundation
import TestSupport
import Testing

@Suite struct CalendarFunctionTests {
  private static let calendars = """
    local office = calendar "office" {
      timezone = "Europe/Paris", monday_to_friday = "09:00-17:00" }
    local always = calendar "paris" { timezone = "Europe/Paris", every_day = "00:00-24:00" }
    calendar "sunday" { timezone = "Europe/Paris", sun = "02:30-10:00" }
    calendar "ascension" {
      timezone = "Europe/Paris", monday_to_friday = "09:00-17:00", holidays = { "2026-05-14" } }
    calendar "split" {
      timezone = "Europe/Paris", monday_to_friday = { "09:00-12:00", "13:00-17:00" } }
    calendar "eight" { timezone = "Europe/Paris", monday_to_friday = "08:00-17:00" }

    """

  private static func run(_ source: String) throws -> Run {
    try Tool.run("lua", "-", input: calendars + source)
  }

  @Test(
    "the vectors of the semantics",
    arguments: [
      ("due(office, '2026-03-27T16:00', business_hours(8))", "2026-03-30T16:00:00+02:00"),
      ("due(always, '2026-03-28T12:00', business_hours(24))", "2026-03-29T13:00:00+02:00"),
      ("due('paris', '2026-10-24T12:00', business_hours(24))", "2026-10-25T11:00:00+01:00"),
      ("working_seconds('sunday', '2026-03-29T00:00', '2026-03-30T00:00')", "25200"),
      ("is_open('sunday', '2026-03-29T01:59:59+01:00')", "false"),
      ("is_open('sunday', '2026-03-29T03:00:00+02:00')", "true"),
      ("due(office, '2026-05-04T09:00', business_hours(8))", "2026-05-04T17:00:00+02:00"),
      ("due(office, '2026-05-02T10:00', business_hours(1))", "2026-05-04T10:00:00+02:00"),
      ("due('ascension', '2026-05-13T16:00', business_hours(2))", "2026-05-15T10:00:00+02:00"),
      ("due('split', '2026-05-04T11:30', business_hours(1))", "2026-05-04T13:30:00+02:00"),
      ("due(office, '2026-05-08T16:00', business_days(2))", "2026-05-12T16:00:00+02:00"),
      ("due(office, '2026-05-02T10:00', business_days(1))", "2026-05-05T09:00:00+02:00"),
      ("due(office, '2026-05-04T13:00', 4 * 3600)", "2026-05-04T17:00:00+02:00"),
      ("due(office, '2026-05-04T13:00', 6 * 3600)", "2026-05-05T11:00:00+02:00"),
      ("due(office, '2026-05-04T13:00', 0.9 * 8 * 3600)", "2026-05-05T12:12:00+02:00"),
      ("working_seconds('eight', '2014-12-12T21:00', '2014-12-15T09:30')", "5400"),
      // Elapsed time needs no calendar: it passes while everybody is at home, too.
      ("due(office, '2026-03-28T12:00', hours(24))", "2026-03-29T13:00:00+02:00"),
      ("due(office, '2026-05-04T09:00:00.250', minutes(1))", "2026-05-04T09:01:00.250+02:00"),
      ("working_seconds(office, '2026-05-04T09:00', '2026-05-04T09:00:01.5')", "1.5"),
      ("working_seconds('always', '2026-05-04T00:00Z', '2026-05-05T00:00Z')", "86400"),
      // With an offset an instant is that instant, whatever the calendar's zone.
      ("is_open(office, '2026-05-04T07:00:00Z')", "true"),
    ])
  func answers(_ expression: String, _ answer: String) throws {
    let run = try Self.run("return " + expression)
    #expect(run.errors == "")
    #expect(run.output == answer + "\n")
  }

  @Test(
    "what is refused, and why",
    arguments: [
      (
        "is_open('ofice', '2026-05-04')", "there is no calendar \"ofice\", did you mean \"office\"?"
      ),
      (
        "is_open('later', '2026-05-04')",
        "there is no calendar \"later\": declare it before it is asked"
      ),
      ("is_open(nil, '2026-05-04')", "'is_open' needs a calendar or its name first, found nothing"),
      ("is_open({}, '2026-05-04')", "'is_open' needs a calendar or its name first, found a table"),
      ("is_open(office)", "'is_open' needs an instant such as"),
      ("is_open(office, 'soon')", "second, found \"soon\""),
      ("is_open(office, '2026-05-04', 3)", "'is_open' takes 2 values, found 3"),
      (
        "working_seconds(office, '2026-05-05', '2026-05-04')",
        "'working_seconds' needs an end that is not before the start"
      ),
      ("due(office, '2026-05-04', 0)", "found 0"),
      ("due(office, '2026-05-04', -1)", "found -1"),
      ("due(office, '2026-05-04', 0/0)", "seconds of working time, found no number"),
      ("due(office, '2026-05-04', business_days(1.5))", "business_days needs a whole number"),
      ("due(office, '2026-05-04', above(3))", "found above(3)"),
      ("due(office, '2026-05-04', office)", "found calendar \"office\""),
      ("due(office, '9999-12-31', business_hours(9000))", "there is not so much working time"),
    ])
  func refuses(_ expression: String, _ message: String) throws {
    let run = try Self.run("local x = \(expression)")
    #expect(run.status == 1)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.contains("standard input:10"), "\(run.errors)")
  }

  @Test("a calendar with mistakes, or without a zone, cannot be asked while loading")
  func unfit() throws {
    let mistaken = "calendar \"c\" { timezone = \"Europe/Paris\", mon = \"17:00\" }\n"
    var run = try Self.run(mistaken + "return is_open(\"c\", \"2026-05-04\")")
    #expect(run.errors.contains("calendar \"c\" has mistakes and cannot be asked"))
    run = try Self.run(
      "calendar \"c\" { mon = \"09:00-17:00\" }\nreturn is_open(\"c\", \"2026-05-04\")")
    #expect(run.errors.contains("needs a timezone of its own"))
  }

  /// Rules whose functions ask at every decision, and whose declarations asked while loading.
  private static let rules = """
    rulebase { name = "asking", timezone = "Europe/Paris" }
    local office = calendar "office" {
      timezone = "Europe/Paris", monday_to_friday = "09:00-17:00" }
    calendar "zoneless" { monday_to_friday = "09:00-12:00" }
    provider "acme" { default = "day", groups = { day = {}, night = {}, late = {} } }
    if is_open(office, "2026-05-04T10:00") then
      route "Declared because the office was open then" {
        when = { summary = "load" }, to = "acme/late" }
    end
    local four = business_hours(4)
    route "Old work goes to the night shift" {
      when = { kind = "incident", function(request)
        return working_seconds(office, request.opened_at, "2026-05-08T17:00+02:00") > 8 * 3600 end },
      to = "acme/night" }
    route "Due in the morning" {
      when = { kind = "change", function(request)
        return due("zoneless", request.opened_at, four) == "2026-05-11T10:00:00+02:00"
          and due(office, request.opened_at, minutes(30)) == "2026-05-07T16:00:00+02:00" end },
      to = "acme/late" }
    route "Everything else" { to = "acme/day" }

    """

  @Test("functions of rules ask calendars, the same in every worker")
  func inRules() throws {
    let folder = try Folder(["main.lua": Self.rules])
    let requests = (1...40).map { number -> String in
      let kinds = [
        #""kind":"incident","opened_at":"2026-05-07T16:00:00+02:00""#,
        #""kind":"incident","opened_at":"2026-05-08T10:00:00+02:00""#,
        #""kind":"change","opened_at":"2026-05-07T15:30:00+02:00""#,
        #""kind":"demand","summary":"load","opened_at":"2026-05-07T15:30:00+02:00""#,
      ]
      return "{\"id\":\"R-\(number)\",\(kinds[number % 4])}\n"
    }
    // 1 h and 8 h of work are more than eight, 7 h are not; of 4 h of mornings from Thursday
    // afternoon on three are on Friday and one is on Monday.
    let run = try Tool.run(
      "decide", folder.path, "--fields", "request,to", "--format", "csv", "--jobs", "2",
      input: requests.joined())
    #expect(run.errors.contains("40 decided"), "\(run.errors)")
    let lines = run.output.split(separator: "\n").dropFirst()
    let targets = ["acme/night", "acme/day", "acme/late", "acme/late"]
    #expect(lines.map(String.init) == (1...40).map { "R-\($0),\(targets[$0 % 4])" })
  }

  @Test("a calendar asked in a function for what is no instant is an error of that decision")
  func wrongAtDecision() throws {
    let folder = try Folder(["main.lua": Self.rules])
    let run = try Tool.run(
      "decide", folder.path, input: #"{"id":"R-1","kind":"incident"}"# + "\n")
    #expect(run.output.contains("'working_seconds' needs an instant"))
    #expect(run.output.contains("\"to\":\"acme/day\""))
  }
}
