import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

/// The same history under two rule bases: what differs, case by case.
@Suite struct OtherRulesTests {
  private static let measure = """
    measure "To solve" { of = "time_to_resolve", as = "median", per = "provider" }

    """
  private static let old =
    measure + "sla \"Solved\" { metric = \"time_to_resolve\", within = hours(2) }\n"
  /// Less time for it, and mail goes to another group.
  private static let new =
    measure + """
      sla "Solved" { metric = "time_to_resolve", within = hours(1) }
      route "Mail before all" { when = { service = "mail" }, to = "acme/l3", level = "customer" }

      """

  /// Ten of the shop, which is solved after 90 minutes, and two of mail, after half an hour.
  private static let lines: String = {
    var lines = ""
    for number in 1...12 {
      let isMail = number > 10
      lines += """
        {"id":"R-\(number)","kind":"incident","service":"\(isMail ? "mail" : "shop")","opened_at":"2026-05-04T10:00:00Z"}
        {"case":"R-\(number)","at":"+5m","event":"accept"}
        {"case":"R-\(number)","at":"+\(isMail ? 30 : 90)m","event":"resolve","by":{"party":"acme"}}
        {"case":"R-\(number)","at":"+100m","event":"close","by":{"party":"customer"}}

        """
    }
    return lines
  }()

  private func report(scope: Report.Scope = Report.Scope()) throws -> Report {
    let (old, new) = (try MeasuredLog.engine(Self.old), try MeasuredLog.engine(Self.new))
    let before = try MeasuredLog.lived(old, Self.lines, measuredBy: new)
    return Report(
      of: try MeasuredLog.lived(new, Self.lines), by: new, named: "cases", scope: scope,
      beside: .rules(before, old.identity))
  }

  private func row(_ what: String, _ report: Report) throws -> ReportTable.Row {
    let table = try #require(report.table("before_and_after"))
    return try #require(table.rows.first { $0.cells[0] == .text(what) }, "\(what)")
  }

  @Test("the cases are the same, and the promises are not")
  func promises() throws {
    let report = try report()
    #expect(try row("cases", report).cells[1...2] == [.count(12), .count(12)])
    let kept = try row("promises kept", report)
    #expect(kept.cells[1] == .share(1) && kept.cells[2] == .share(2.0 / 12))
    // Ten of ten differ one way: two of the 1024 ways that coins may fall.
    #expect(kept.cells[7] == .share(2.0 / 1024) && kept.cells[8] == .text("more than chance"))
    // What happened is the same under both.
    let median = try row("from opening to closing, median", report)
    #expect(median.cells[1] == median.cells[2] && median.cells[7] == .none)
  }

  @Test("a measure by provider is that of who has it under either rules")
  func groups() throws {
    let report = try report()
    let fuji = try row("To solve: fuji", report)
    #expect(fuji.cells[1] == .duration(1_800_000) && fuji.cells[2] == .none)
    #expect(fuji.before == [10, 11] && fuji.cases.isEmpty)
  }

  @Test("which cases differ, and how")
  func cases() throws {
    let table = try #require(report().table("changed_cases"))
    let told = table.rows.map { row in
      row.cells.map { if case .text(let text) = $0 { text } else { "" } }.joined(separator: " ")
    }
    #expect(
      told
        == (1...10).map { "R-\($0) \"Solved\" kept not kept" }
        + (11...12).map { "R-\($0) had it last fuji/depot acme/l3" })
    #expect(table.rows.map(\.cases) == (0..<12).map { [Int32($0)] })
  }

  @Test("a provider's case under either rules is compared under both")
  func provider() throws {
    let report = try report(scope: Report.Scope(provider: "fuji"))
    #expect(report.counted.isEmpty)
    #expect(try row("cases", report).cells[1...2] == [.count(2), .count(2)])
    #expect(report.table("changed_cases")?.rows.count == 2)
  }
}
