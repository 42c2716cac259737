import Baton
import BatonModel
import TestSupport
import Testing

@testable import BatonWorkbench

/// What holds of every history, however it was made: the spans of a case are all of its time, once.
@Suite struct SpanLawTests {
  private static let rules = """
    process "incident" { states = {
      new = { to = { "in_progress" } }, in_progress = { to = { "pending", "resolved" } },
      pending = { to = { "in_progress" } }, resolved = { to = { "closed", "in_progress" } },
      closed = { final = true } } }
    source "tool" { timezone = "UTC",
      log = { case = "id", activity = "what", at = "at", party = "who", unit = "team",
        counts_as = { Queued = "handoff", ["Wait - User"] = "customer" } },
      fields = { state = optional("state"), opened_at = optional("opened") } }
    sla "Quick" { metric = "time_to_resolve", within = hours(30), pause_on = { "customer" } }
    """

  /// A log by chance: mixed cases, gaps, times that run backwards or are none, parties that nobody
  /// knows, states that nobody declared.
  private static func log(_ random: inout SeededNumbers) -> String {
    var text = "id,what,at,who,team,state,opened\n"
    var minutes = 0
    for _ in 0..<(20 + random.below(200)) {
      minutes += random.below(random.isOne(in: 6) ? 3000 : 90)
      let at = random.isOne(in: 15) ? minutes - random.below(300) : minutes
      let (day, rest) = (8 + max(at, 0) / 1440, max(at, 0) % 1440)
      let date = "2026-0\(5 + day / 30)-\(two(1 + day % 30))"
      let time =
        random.isOne(in: 25) ? "soon" : "\(date)T\(two(rest / 60)):\(two(rest % 60)):00Z"
      let cells = [
        "R-\(random.below(7))",
        random.pick(["Queued", "Wait - User", "note", "accept", "close", "reopen", "confirm"]),
        time, random.pick(["acme", "fuji", "nemo", "customer", ""]),
        random.pick(["desk", "l3", "depot", ""]),
        random.pick(["new", "in_progress", "pending", "resolved", "closed", "odd", "", ""]),
        random.isOne(in: 10) ? "2026-05-0\(1 + random.below(9))T00:00:00Z" : "",
      ]
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test("of a log: spans follow each other, and every table has the same time")
  func logs() throws {
    let engine = try MeasuredLog.engine(Self.rules)
    var random = SeededNumbers()
    for round in 0..<40 {
      let measured = try MeasuredLog.logged(engine, Self.log(&random))
      try check(measured, engine, "round \(round), seed \(random.seed)")
    }
  }

  /// Requests and events by chance.
  private static func lines(_ random: inout SeededNumbers) -> String {
    var text = ""
    for number in 0..<5 {
      text += """
        {"id":"R-\(number)","kind":"incident","service":"shop","opened_at":"2026-05-0\(1 + number)T00:00:00Z"}

        """
    }
    var minutes = 0
    for _ in 0..<(10 + random.below(80)) {
      minutes += random.below(500)
      let what = random.pick([
        "accept", "reject", "resume", "resolve", "close", "reopen", "complaint", "dispute",
        "settle", "pause", "pause", "assign", "assign", "assign",
      ])
      let more =
        switch what {
        case "pause": "\"reason\":\"\(random.pick(PauseReason.allCases).rawValue)\","
        case "assign": "\"to\":\"\(random.pick(["acme/l3", "acme/desk", "fuji/depot"]))\","
        default: ""
        }
      let party = random.pick(["acme", "fuji", "customer"])
      text += """
        {"case":"R-\(random.below(5))","at":"+\(minutes)m","event":"\(what)",\(more)"by":"\(party)"}

        """
    }
    return text
  }

  @Test("of cases that lived: the same, and clocks lie within the log")
  func lives() throws {
    let engine = try MeasuredLog.engine(Self.rules)
    var random = SeededNumbers()
    for round in 0..<30 {
      let measured = try MeasuredLog.lived(engine, Self.lines(&random))
      let what: Comment = "round \(round), seed \(random.seed)"
      try check(measured, engine, what)
      #expect(measured.clocks.allSatisfy { $0.breached <= measured.end }, what)
    }
  }

  private func check(_ measured: MeasuredCases, _ engine: Engine, _ what: Comment) throws {
    var whole: Int64 = 0
    for one in measured.cases where one.hasTime {
      var last = one.opened
      for span in measured.spans(of: one) {
        try #require(span.from == last && span.until > span.from, what)
        #expect(span.open <= span.length, what)
        var parts: Int64 = 0
        span.forEachKind { parts += $1 }
        #expect(parts == span.length, what)
        last = span.until
      }
      try #require(last == one.end, what)
      whole += one.length
    }
    let report = Report(of: measured, by: engine, named: "log")
    #expect(report.addsUp, what)
    for (table, column) in [("time", 2), ("accountable", 1)] {
      guard let table = report.table(table) else { continue }
      #expect(table.rows.reduce(0) { $0 + Self.length($1.cells[column]) } == whole, what)
    }
    // End to end first, then its parts by party.
    let ends = try #require(report.table("end_to_end"), what).rows.map { Self.length($0.cells[7]) }
    #expect(ends.first == whole && ends.dropFirst().reduce(0, +) == whole, what)
  }

  private static func length(_ cell: ReportTable.Cell) -> Int64 {
    if case .duration(let length) = cell { length } else { 0 }
  }
}
