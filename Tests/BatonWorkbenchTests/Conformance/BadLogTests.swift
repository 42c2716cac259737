import BatonLogs
import BatonModel
import Testing

@testable import BatonWorkbench

/// Logs as they are: what is wrong is told with its place, and the rest is checked.
@Suite struct BadLogTests {
  private static let rules = """
    process "it" {
      states = { new = { to = { "done" } }, done = { final = true } },
      activities = { "start", "finish", "note" },
      constraint "finished" { "start", followed_by = "finish" } }
    mapping "log" { process = "it", states = { start = "new", finish = "done" },
      events = { note = "note" } }
    source "log" { log = {} }

    """

  private static func event(_ name: String, _ at: String?) -> String {
    "<event><string key=\"concept:name\" value=\"\(name)\"/>"
      + (at.map { "<date key=\"time:timestamp\" value=\"\($0)\"/>" } ?? "") + "</event>\n"
  }

  private static func trace(_ id: String, _ events: String) -> String {
    "<trace><string key=\"concept:name\" value=\"\(id)\"/>\n\(events)</trace>\n"
  }

  private static func xes(_ traces: String...) -> String { "<log>\n\(traces.joined())</log>\n" }

  private static let good = trace(
    "good", event("start", "2026-03-02T10:00:00Z") + event("finish", "2026-03-02T11:00:00Z"))

  @Test func brokenXMLCostsItsTrace() throws {
    let broken =
      "<trace><string key=\"concept:name\" value=\"bad\"/>\n"
      + Self.event("start", "2026-03-02T10:00:00Z") + "<event><string key=</event></trace>\n"
    let checked = try CheckedLog(Self.rules, Self.xes(Self.good, broken, Self.good))
    #expect(checked.faults.first.map { "\($0)" }?.contains(", trace 2, event 2: not XML") == true)
    #expect(checked.report.cases == 3 && checked.report.cutCases == 1)
    // What the log has lost is not missing in the case.
    #expect(checked.lines == [] && checked.constraint("finished")?.violated == 0)
  }

  @Test func missingTimesAndMixedZones() throws {
    let checked = try CheckedLog(
      Self.rules,
      Self.xes(
        Self.trace(
          "1", Self.event("start", nil) + Self.event("finish", "2026-03-02T11:00:00Z")),
        Self.trace(
          "2",
          Self.event("start", "2026-03-02T10:00:00") + Self.event("finish", "yesterday"))))
    let words = checked.faults.map { "\($0)" }
    #expect(words.contains("line 3, trace 1, event 1: the event has no time"))
    #expect(words.contains { $0.hasPrefix("line 7") && $0.contains("with an offset") })
    #expect(words.contains { $0.hasPrefix("line 8") && $0.contains("not ISO 8601") })
    #expect(ConformanceText.faults(checked.report).map(\.count) == [1, 1, 1])
    #expect(checked.report.events == 4 && checked.lines == [])
  }

  @Test func restartingCasesUnknownActivitiesAndEventsAfterTheEnd() throws {
    let checked = try CheckedLog(
      Self.rules,
      Self.xes(
        Self.good, Self.good,
        Self.trace(
          "late",
          Self.event("finish", "2026-03-02T11:00:00Z") + Self.event("note", "2026-03-02T12:00:00Z")
            + Self.event("notes", "2026-03-02T13:00:00Z"))))
    #expect(
      checked.faults.map { "\($0)" } == [
        "line 6, trace 2: this case was there before, and starts again"
      ])
    #expect(
      checked.lines == [
        "late 1: it: the first that is known of the case is done",
        "late 2: it: something happens although the case is done",
        "late 3: it: \"notes\" is no activity of the process",
        "late 3: it: something happens although the case is done",
      ])
    #expect(checked.report.cases == 3 && checked.report.isViolated)
  }

  @Test func statesThatTheProcessDoesNotKnow() throws {
    let checked = try CheckedLog(
      """
      process "it" { states = { new = { to = { "done" } }, done = { final = true } } }
      source "log" { log = { case = "id", activity = "status", at = "t" },
        fields = { state = translate("status", { O = "new", C = "done", X = "gone" }) } }
      """,
      "id,status,t\n1,O,2026-03-02T10:00:00Z\n1,X,2026-03-02T11:00:00Z\n1,?,2026-03-02T12:00:00Z\n"
        + "1,C,2026-03-02T13:00:00Z\n")
    #expect(
      checked.lines == [
        "1 2: it: \"gone\" is no state of the process",
        "1 3: it: \"?\" is no state of the process",
      ])
  }

  @Test(arguments: [
    ("<book/>", "log:1: the document is <book>, a log in XES is <log>"),
    (
      "number,what\n1,a\n",
      "log: there is no column \"case\": the columns are \"number\", \"what\""
    ),
  ])
  func whatIsNoLog(_ text: String, _ message: String) throws {
    var said: String?
    do { said = try CheckedLog(Self.rules, text).failure?.description } catch let failure
      as LogFailure
    { said = failure.description }
    #expect(said == message)
  }
}
