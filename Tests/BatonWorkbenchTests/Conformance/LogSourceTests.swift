import BatonLogs
import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

/// What of a log is checked: its times, and what the rule base says that its words, columns and objects
/// mean.
@Suite struct LogSourceTests {
  private static let rules = """
    process "it" { constraint "answered" { "ask", followed_by = "answer" } }

    """

  /// Order is where events stand, and a window is about their times.
  @Test func timesThatRunBackwards() throws {
    func line(_ id: Int, _ time: String, _ event: String) -> String {
      "{\"case\":\"\(id)\",\"at\":\"2026-01-01T\(time):00Z\",\"event\":\"\(event)\"}\n"
    }
    let checked = try CheckedLog(
      """
      process "p" {
        constraint "before" { "a", before = "b", within = hours(3) },
        constraint "never" { never = "c", after = "a", within = hours(3) },
        constraint "once" { "d", at_most = 1, within = hours(3) },
        limit "limit" { events_of = "d", at_most = 1, within = hours(3) } }
      """,
      // The latest a is at 10:00, though another comes behind it.
      line(1, "10:00", "a") + line(1, "05:00", "a")
        + line(1, "12:00", "b")
        + line(2, "10:00", "a") + line(2, "05:00", "a")
        + line(2, "12:00", "c")
        // Neither 10:00 nor 13:01 is within three hours of the other or of 05:00, and 11:00 is of both.
        + line(3, "10:00", "d") + line(3, "05:00", "d")
        + line(3, "13:01", "d")
        + line(3, "11:00", "d"))
    #expect(
      checked.samples.map { "\($0.caseID) \($0.deviation.position) \($0.deviation.rule ?? "")" }
        == ["2 3 never", "3 4 once", "3 4 limit"])
    // Once a case, though the third runs back twice.
    #expect(checked.faults.map(\.cause) == Array(repeating: .timeBackwards, count: 3))
    #expect(checked.faults.map(\.line) == [2, 5, 8])
    #expect(checked.report.faults == [.timeBackwards: 3])
  }

  /// Times that no calendar reaches are no times.
  @Test func timesBeyondTheYearsAreNone() throws {
    let checked = try CheckedLog(
      """
      process "p" { states = { new = { to = { "work" } }, work = { final = true } },
        limit "t" { time_in = "new", at_most = hours(3) } }
      """,
      """
      {"case":"1","event":"a","at":-9223372036854775000}
      {"case":"1","event":"a","at":-9223372036854775808}
      {"case":"1","event":"a","at":1e30}
      {"case":"1","event":"b","at":"2026-01-01T00:00:00Z","set":{"state":"work"}}
      {"case":"1","event":"b","at":253402300800000}

      """)
    // Nothing is known of how long it was new; the last event comes after the end.
    #expect(checked.lines.map { String($0.prefix(6)) } == ["1 5: p"])
    #expect(checked.faults.map(\.cause) == Array(repeating: .timeBeyondYears, count: 4))
    #expect(checked.faults.map(\.line) == [1, 2, 3, 5])
    #expect(checked.results.map(\.events) == [5])
  }

  @Test func conditionsReadTheFieldsOfTheSource() throws {
    let checked = try CheckedLog(
      """
      field "team" { type = "text", of = "request" }
      source "log" { missing = "-", dates = "d/m/Y H:M", timezone = "Europe/Paris",
        log = { case = "id", activity = { "what", "how" }, at = "t", unit = "team" },
        fields = { impact = translate("imp", { ["1"] = "high", ["3"] = "low" }), team = "team" } }
      process "it" {
        constraint "urgent" { "ask/now", followed_by = "answer", when = { impact = "high" } },
        invariant "first line" { forbid = { team = contains "2nd" }, mode = "advisory" } }
      """,
      """
      id,what,how,t,imp,team
      1,ask,now,2/3/2026 08:00,1,A
      2,ask,now,2/3/2026 08:30,3,B 2nd
      3,ask,now,2/3/2026 08:40,-,B
      1,close,-,2/3/2026 09:00,1,B 2nd

      """)
    #expect(
      checked.lines.sorted() == [
        "1 2: \"first line\": this must always hold, and does not (advisory)",
        "1 2: \"urgent\": \"ask/now\" is followed by \"answer\": the case ended without",
        "2 1: \"first line\": this must always hold, and does not (advisory)",
      ])
    #expect(checked.samples.first?.deviation.at?.milliseconds == 1_772_436_600_000)
    #expect(checked.constraint("urgent")?.activatedCases == 1)
    #expect(checked.report.grouping == .unit && checked.report.violations == 1)
  }

  @Test func everyPartysWordsAndTheSources() throws {
    let checked = try CheckedLog(
      """
      process "it" { states = { new = { to = { "done" } }, done = { final = true } },
        constraint "done" { enter "done", at_least = 1 } }
      mapping "acme" { process = "it", states = { Open = "new", Fixed = "done" } }
      mapping "log" { process = "it", states = { begun = "new", ended = "done" } }
      source "log" { log = { case = "id", activity = "what", at = "t", party = "who" },
        fields = { state = optional "what" } }
      """,
      """
      id,what,t,who
      1,Open,2026-03-02T08:00:00Z,acme
      1,Fixed,2026-03-02T09:00:00Z,acme
      2,begun,2026-03-02T08:00:00Z,fuji
      2,ended,2026-03-02T09:00:00Z,fuji
      3,begun,2026-03-02T08:00:00Z,acme
      3,ended,2026-03-02T09:00:00Z,

      """)
    #expect(checked.lines == ["3 1: it: \"begun\" is no state of the process"])
    #expect(checked.constraint("done")?.satisfied == 3)
  }

  @Test func objectsOfATypeAreCases() throws {
    let log = """
      {"objectTypes":[{"name":"ticket","attributes":[]},{"name":"user","attributes":[]}],
       "eventTypes":[{"name":"ask","attributes":[]},{"name":"answer","attributes":[]}],
       "objects":[{"id":"T1","type":"ticket"},{"id":"T2","type":"ticket"},{"id":"U","type":"user"}],
       "events":[
        {"id":"1","type":"ask","time":"2026-03-02T08:00:00Z","attributes":[],
         "relationships":[{"objectId":"T1","qualifier":""},{"objectId":"U","qualifier":""}]},
        {"id":"2","type":"ask","time":"2026-03-02T08:00:00Z","attributes":[],
         "relationships":[{"objectId":"T2","qualifier":""}]},
        {"id":"3","type":"answer","time":"2026-03-02T09:00:00Z","attributes":[],
         "relationships":[{"objectId":"T1","qualifier":""}]}]}
      """
    let checked = try CheckedLog(
      Self.rules + "source \"o\" { log = { object_type = \"ticket\" } }", log)
    #expect(checked.failure == nil && checked.report.cases == 2)
    #expect(checked.constraint("answered")?.rule.samples.map(\.caseID) == ["T2"])
  }

  @Test func casesOfALogThatIsSortedEndWhereTheNextBegins() throws {
    let rows =
      "case,event,at\n1,ask,2026-03-02T08:00:00Z\n2,look,2026-03-02T08:00:00Z\n"
      + "1,answer,2026-03-02T09:00:00Z\n"
    let mixed = try CheckedLog(Self.rules, rows)
    #expect(mixed.report.cases == 2 && mixed.lines == [])
    let sorted = try CheckedLog(Self.rules + "source \"s\" { log = { sorted = true } }", rows)
    #expect(sorted.report.cases == 3 && sorted.constraint("answered")?.violated == 1)
    #expect(sorted.faults.map(\.cause) == [.caseAgain])
  }
}
