import Baton
import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

/// Cases before and after a change of rules. What must come out is counted by hand.
@Suite struct BeforeAndAfterTests {
  private static let rules = """
    sla "In seven hours" { metric = "time_to_resolve", within = hours(7) }
    measure "Cost" { of = "cost", as = "mean", per = { "service", "month" } }
    measure "Quick" { of = "first_contact", at_least = "50%" }
    measure "Cases a day" { of = "cases", as = "rate" }

    """

  /// Five cases of 1 to 5 hours on the first days of May, and five of 6 to 10 hours from the 8th on,
  /// which go to Fuji too; the last is open.
  private static let lines: String = {
    var lines = ""
    for number in 1...10 {
      let day = number <= 5 ? number : number + 2
      let date = day < 10 ? "0\(day)" : "\(day)"
      lines += """
        {"id":"R-\(number)","kind":"incident","service":"shop","cost":\(number <= 5 ? 1 : 3),"opened_at":"2026-05-\(date)T08:00:00Z"}
        {"case":"R-\(number)","at":"+10m","event":"accept","by":{"party":"acme"}}

        """
      if number > 5 {
        lines += """
          {"case":"R-\(number)","at":"+30m","event":"assign","by":{"party":"acme"},"to":"fuji/depot"}
          {"case":"R-\(number)","at":"+40m","event":"accept","by":{"party":"fuji"}}

          """
      }
      lines += """
        {"case":"R-\(number)","at":"+\(number)h","event":"resolve","by":{"party":"acme"}}
        {"case":"R-\(number)","at":"+\(number)h","event":"close","by":{"party":"customer"}}

        """
    }
    return lines + """
      {"id":"R-11","kind":"incident","service":"mail","opened_at":"2026-05-18T08:00:00Z"}

      """
  }()

  private func report(
    _ comparison: String = "2026-05-08", scope: Report.Scope = Report.Scope()
  ) throws -> Report {
    let engine = try MeasuredLog.engine(Self.rules)
    let measured = try MeasuredLog.lived(engine, Self.lines)
    let beside = try #require(ReportComparison(opened: comparison, in: engine.zone))
    return Report(of: measured, by: engine, named: "cases", scope: scope, beside: beside)
  }

  private func row(_ what: String, _ report: Report) throws -> ReportTable.Row {
    let table = try #require(report.table("before_and_after"))
    return try #require(table.rows.first { $0.cells[0] == .text(what) }, "\(what)")
  }

  private static func hours(_ hours: Double) -> ReportTable.Cell {
    .duration(Int64(hours * 3_600_000))
  }

  @Test("a day parts the cases by when they were opened")
  func byDay() throws {
    let report = try report()
    let cases = try row("cases", report)
    #expect(cases.cells[1] == .count(5) && cases.cells[2] == .count(6))
    #expect(cases.before == [0, 1, 2, 3, 4] && cases.cases == [5, 6, 7, 8, 9, 10])
    let handovers = try row("handovers for each case", report)
    #expect(handovers.cells[1] == .number(0) && handovers.cells[2] == .number(5.0 / 6))
    #expect(handovers.before.count == 5 && handovers.cases.count == 6)
  }

  @Test("promises, shares and measures stand beside each other too")
  func figures() throws {
    let report = try report()
    // Under seven hours: all before, and of five after.
    let kept = try row("promises kept", report)
    #expect(kept.cells[1] == .share(1) && kept.cells[2] == .share(0.4))
    let quick = try row("Quick", report)
    #expect(quick.cells[1] == .share(1) && quick.cells[2] == .share(0))
    guard case .share(let chance) = quick.cells[7] else {
      Issue.record("nobody says whether it is chance")
      return
    }
    #expect(abs(chance - 2.0 / 252) < 1e-12)
    // Months are no groups here; mail's case has no cost, and no case of mail was before.
    let cost = try row("Cost: shop", report)
    #expect(cost.cells[1] == .number(1) && cost.cells[2] == .number(3))
    let names = try #require(report.table("before_and_after")).rows.map { $0.cells[0] }
    #expect(!names.contains(.text("Cost: shop, 2026-05")) && !names.contains(.text("Cost: mail")))
    // Five from the 1st at 8 to the 8th, six from then to the 18th at 8: nobody can say by chance.
    let rate = try row("Cases a day", report)
    let (before, after): (Double, Double) = (5 / (160.0 / 24), 6 / (248.0 / 24))
    #expect(rate.cells[1] == .number(before) && rate.cells[2] == .number(after))
    #expect(rate.cells[7] == .none && rate.cells[8] == .none)
  }

  @Test("of cases that are all done, the chance is counted out")
  func times() throws {
    let period = ReportPeriod("2026-05-01..2026-05-17", in: .utc)
    let median = try row(
      "from opening to closing, median", report(scope: Report.Scope(period: period)))
    #expect(median.cells[1] == Self.hours(3) && median.cells[2] == Self.hours(8))
    #expect(median.cells[3] == .text("▲ 5 h"))
    #expect(median.cells[4] == .count(5) && median.cells[5] == .count(5))
    // All five behind all five: 2 of the 252 ways to deal ten cases out. That would be rare for one figure.
    #expect(median.cells[7] == .share(2.0 / 252))
    #expect(median.cells[8] == .text("could be chance, of so many figures"))
    #expect(median.cells[6] == .yesNo(true))
  }

  @Test("open cases count as longer than they have lasted")
  func openCases() throws {
    let report = try report()
    let median = try row("from opening to closing, median", report)
    #expect(median.cells[5] == .count(6) && median.cases == [5, 6, 7, 8, 9, 10])
    #expect(median.cells[2] == Self.hours(8) && median.cells[8] == .text("too few cases to tell"))
    let notes = try #require(report.table("before_and_after")).notes
    #expect(
      notes.contains {
        $0.hasPrefix("open are 0 % of the cases before and 16.7 % of those after")
      })
    let empty = try #require(self.report("2027-01-01").table("before_and_after"))
    #expect(empty.notes.contains { $0.hasPrefix("there is nothing to compare") })
    #expect(empty.rows.allSatisfy { $0.cells[7] == .none && $0.cases.isEmpty })
  }

  @Test("with many more open after than before, only times are judged")
  func tooEarly() throws {
    // Sixty that take two days and are handed over on the second; of the last thirty 19 are open when
    // the history ends, and of these some are not handed over yet.
    var lines = ""
    for number in 1...60 {
      let hour = 24 * (number <= 30 ? 1 : 60) + number
      lines += """
        {"id":"R-\(number)","kind":"incident","service":"shop","opened_at":"\(Self.instant(hour))"}
        {"case":"R-\(number)","at":"+10m","event":"accept","by":{"party":"acme"}}

        """
      guard hour + 40 < 1530 else { continue }
      lines += """
        {"case":"R-\(number)","at":"+40h","event":"assign","by":{"party":"acme"},"to":"fuji/depot"}

        """
      guard hour + 48 < 1530 else { continue }
      lines += """
        {"case":"R-\(number)","at":"+48h","event":"resolve","by":{"party":"fuji"}}
        {"case":"R-\(number)","at":"+48h","event":"close","by":{"party":"customer"}}

        """
    }
    let engine = try MeasuredLog.engine("")
    let report = Report(
      of: try MeasuredLog.lived(engine, lines), by: engine, named: "cases",
      beside: ReportComparison(opened: "2026-02-15", in: engine.zone))
    let median = try row("from opening to closing, median", report)
    // Of those after eleven are done, all in two days as before: nothing has changed.
    #expect(median.cells[1] == Self.hours(48) && median.cells[2] == Self.hours(48))
    #expect(median.cells[8] == .text("none"))
    let handovers = try row("handovers for each case", report)
    #expect(handovers.cells[8] == .text("too many are still open to tell"))
    #expect(try row("done by the end", report).cells[7] == .none)
    #expect(
      report.table("before_and_after")?.notes.contains { $0.contains("it is too early to say") }
        == true)
  }

  /// So many hours after the year began.
  private static func instant(_ hour: Int) -> String {
    ISO8601.format(
      Instant(milliseconds: 1_767_225_600_000 + Int64(hour) * 3_600_000), offsetSeconds: 0)
  }

  @Test("a period and a provider leave cases out on both sides")
  func scope() throws {
    let engine = try MeasuredLog.engine(Self.rules)
    let period = try #require(ReportPeriod("2026-05-04..2026-05-09", in: engine.zone))
    let few = try report(scope: Report.Scope(period: period))
    #expect(try row("cases", few).cells[1...2] == [.count(2), .count(2)])
    let fuji = try report(scope: Report.Scope(provider: "fuji"))
    #expect(try row("cases", fuji).cells[1...2] == [.count(0), .count(5)])
  }

  @Test("an instant parts them within a day, and what is neither is refused")
  func instants() throws {
    #expect(try row("cases", report("2026-05-03T08:00:00Z")).cells[1] == .count(2))
    #expect(try row("cases", report("2026-05-03T08:00:01Z")).cells[1] == .count(3))
    // In the rule base's zone, whose midnight it is.
    let paris = try Zone(named: "Europe/Paris")
    guard case .opened(_, let from)? = ReportComparison(opened: "2026-05-08", in: paris) else {
      Issue.record("no day")
      return
    }
    #expect(ISO8601.format(from, offsetSeconds: 0) == "2026-05-07T22:00:00Z")
    for text in ["", "May", "2026-13-01", "2026-05", "2026-05-08..2026-05-09", "yesterday"] {
      #expect(ReportComparison(opened: text, in: .utc) == nil, "\(text)")
    }
  }
}
