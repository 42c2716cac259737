import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

/// What a case that lived leaves for a report. What must come out is counted by hand.
@Suite struct LivedSpanTests {
  private static let lines = """
    {"id":"R-1","kind":"incident","service":"shop","opened_at":"2026-05-08T08:00:00Z"}
    {"case":"R-1","at":"+2h","event":"accept","by":{"party":"acme"},"set":{"state":"in_progress"}}
    {"case":"R-1","at":"+3h","event":"pause","by":{"party":"acme","person":"u-1"},"reason":"customer"}
    {"case":"R-1","at":"+4h","event":"resume","by":{"party":"customer"}}
    {"case":"R-1","at":"+5h","event":"assign","by":{"party":"acme"},"to":"fuji/depot"}
    {"case":"R-1","at":"+6h","event":"accept","by":{"party":"fuji"}}
    {"case":"R-1","at":"+7h","event":"change","set":{"accountable":"desk-lead"}}
    {"case":"R-1","at":"+8h","event":"resolve","by":{"party":"fuji"}}
    {"case":"R-1","at":"+9h","event":"close","by":{"party":"customer"}}

    """

  @Test("who had it when, who answered for it, who had it wait and why")
  func whole() throws {
    let measured = try MeasuredLog.lived(MeasuredLog.engine(""), Self.lines)
    let spans = measured.spans(of: measured.cases[0]).map { span in
      [
        measured.names[span.unit] ?? measured.names[span.party] ?? "", span.kind.rawValue,
        "\(span.length / Int64(MeasuredLog.hour))", measured.names[span.accountable] ?? "",
        measured.names[span.pausedBy] ?? "", span.reason?.rawValue ?? "",
      ].joined(separator: " ")
    }
    #expect(
      spans == [
        "service_integrator handoff 2 owner  ", "acme/desk working 1 owner  ",
        "customer customer 1 owner acme customer", "acme/desk working 1 owner  ",
        "acme/desk handoff 1 owner  ", "fuji/depot working 1 owner  ",
        "fuji/depot working 1 desk-lead  ", "fuji/depot waiting 1 desk-lead  ",
      ])
    // Acme's desk opens at nine: of its own eight hours on that Friday all are open.
    #expect(measured.spans.allSatisfy { $0.open < 0 || $0.open == $0.length })
    let one = measured.cases[0]
    #expect(one.handoffs == 1 && one.bounces == 0 && one.ending == .closed)
    #expect(one.time(to: one.resolved) == 8 * Int64(MeasuredLog.hour))
  }

  @Test("a request that does not say when it opened has no time, whatever clock there is")
  func withoutOpening() throws {
    let rules = "sla \"Quick\" { metric = \"time_to_resolve\", within = hours(10) }"
    let lines = """
      {"id":"R-1","kind":"incident","service":"mail"}
      {"id":"R-2","kind":"incident","service":"mail","opened_at":"2026-05-08T08:00:00Z"}
      {"case":"R-2","at":"+1h","event":"note"}

      """
    let engine = try MeasuredLog.engine(rules)
    let measured = try MeasuredLog.lived(engine, lines)
    #expect(measured.cases.map(\.hasTime) == [false, true])
    #expect(measured.cases.map(\.length) == [0, Int64(MeasuredLog.hour)])
    #expect(measured.clocks.count == 1)
    let report = Report(of: measured, by: engine, named: "cases")
    #expect(
      report.addsUp
        && report.foot.contains("1 case of which nobody knows when it opened has no time"))
  }

  @Test("a huge case is measured in one walk, and nothing of it is lost")
  func hugeCase() throws {
    var lines = """
      {"id":"R-1","kind":"incident","service":"mail","opened_at":"2026-05-08T08:00:00Z"}
      {"case":"R-1","at":"+1m","event":"accept","by":{"party":"fuji"}}

      """
    for number in 1...1500 {
      let name = number.isMultiple(of: 2) ? "resume" : "pause"
      let role = number.isMultiple(of: 3) ? "owner" : "desk-lead"
      lines += """
        {"case":"R-1","at":"+\(number + 1)m","event":"\(name)","by":"fuji","reason":"parts","set":{"accountable":"\(role)"}}

        """
    }
    let measured = try MeasuredLog.lived(MeasuredLog.engine(""), lines)
    let spans = Array(measured.spans(of: measured.cases[0]))
    // The offering, a minute of work, and a minute for each event but the last.
    #expect(spans.count == 2 + 1499)
    #expect(spans.count { $0.reason == .parts } == 750)
    let owners = spans.count { measured.names[$0.accountable] == "owner" }
    // Every third event from the third to the 1497th; that of the 1500th takes no time.
    #expect(owners == 499)
  }

  @Test("a log that ends does not let open cases live on behind it")
  func endOfLog() throws {
    let rules = """
      sla "Quick" { metric = "time_to_resolve", within = hours(10) }
      sla "Slow" { metric = "time_to_resolve", within = hours(20) }
      """
    let lines = """
      {"id":"R-1","kind":"incident","service":"shop","opened_at":"2026-05-08T08:00:00Z"}
      {"id":"R-2","kind":"incident","service":"shop","opened_at":"2026-05-08T08:00:00Z"}
      {"case":"R-2","at":"+15h","event":"note"}

      """
    let measured = try MeasuredLog.lived(MeasuredLog.engine(rules), lines)
    #expect(measured.cases.map(\.length) == [15, 15].map { $0 * Int64(MeasuredLog.hour) })
    // Of what is promised in twenty hours nobody knows yet whether it will be kept.
    #expect(measured.clocks.map(\.result) == [.notKept, .running, .notKept, .running])
  }

  @Test("a decision log is the requests that it holds, opened when they were decided")
  func decisionLog() throws {
    let engine = try MeasuredLog.engine("")
    let log = """
      {"line":1,"previous":"","log":"baton.decisions/1","rules":{},"clock":"2026-05-04T09:00:00Z","hash":"a"}
      {"line":2,"previous":"a","request_hash":"x","request":{"id":"A","kind":"incident"},"decision":{},"hash":"b"}
      {"line":3,"previous":"b","unreadable":{"line":7},"hash":"c"}
      {"line":4,"previous":"c","request":{"id":"B","kind":"incident","opened_at":"2026-05-03T08:00:00Z"},"hash":"d"}
      {"line":5,"previous":"d","closed":{"decided":2,"unreadable":1},"hash":"e"}
      {"line":6,"previous":"e","log":"baton.decisions/1","rules":{},"hash":"f"}
      {"line":7,"previous":"f","request":{"id":"C","kind":"incident"},"hash":"g"}

      """
    let measured = try MeasuredLog.lived(engine, log)
    #expect(measured.cases.map(\.id) == ["A", "B", "C"])
    // Monday 4 May 2026, 09:00; the day before, 08:00; and nobody knows when.
    #expect(
      measured.cases.map(\.opened) == [1_777_885_200_000, 1_777_795_200_000, MeasuredCase.never])
    #expect(measured.ledger.records == 4 && measured.ledger.unreadable == 1)
  }
}
