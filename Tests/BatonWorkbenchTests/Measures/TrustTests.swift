import Baton
import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

/// Broken trust, complaints and those who had to ask again, worked out by hand.
@Suite struct TrustTests {
  private static let rules = """
    sla "Two hours" { metric = "time_to_resolve", within = hours(2) }
    trust_period "Regain" { after_breach_of = "Two hours", of = "customer", lasts = days(7) }
    escalation "Complaints" {
      when = { event = "complaint" }, after(hours(1), { hierarchical = "owner" }) }
    """

  /// A was late, so that the week after it is one of regaining trust. B was in time in it and C was not; D
  /// came after it. The south was never kept waiting.
  private static let lines =
    one("A", "05-04", hours: 3, "north")
      + """
      {"case":"A","at":"+4h","event":"complaint","by":"customer"}
      {"case":"A","at":"+5h","event":"update","by":"customer"}
      {"case":"A","at":"+6h","event":"update","by":"acme"}

      """ + one("B", "05-05", hours: 1, "north") + one("C", "05-06", hours: 3, "north")
    + one("E", "05-07", hours: 1, "south") + one("D", "05-20", hours: 1, "north")
      + """
      {"case":"D","at":"+2h","event":"complaint","by":"customer"}

      """

  private static func one(
    _ id: String, _ day: String, hours: Int, _ customer: String, requester: String? = nil,
    service: String = "shop", fuji: Bool = false
  ) -> String {
    let who = requester.map { "\"requester\":\"\($0)\"," } ?? ""
    let handsOver = """
      {"case":"\(id)","at":"+6m","event":"assign","by":"acme","to":"fuji/depot"}
      {"case":"\(id)","at":"+7m","event":"accept","by":"fuji"}

      """
    return """
      {"id":"\(id)","kind":"incident","service":"\(service)","customer":"\(customer)",\(who)"opened_at":"2026-\(day)T00:00:00Z"}
      {"case":"\(id)","at":"+5m","event":"accept","by":"\(service == "mail" ? "fuji" : "acme")"}

      """ + (fuji ? handsOver : "") + """
        {"case":"\(id)","at":"+\(hours)h","event":"resolve","by":"\(fuji ? "fuji" : "acme")"}

        """
  }

  private func report(_ lines: String = Self.lines) throws -> Report {
    let engine = try MeasuredLog.engine(Self.rules)
    return Report(of: try MeasuredLog.lived(engine, lines), by: engine, named: "cases")
  }

  @Test("what was kept while trust was to be regained stands beside what was kept otherwise")
  func regained() throws {
    let report = try report()
    let table = try #require(report.table("trust"))
    let row = try #require(table.rows.first)
    #expect(table.rows.count == 1)
    // B was kept and C was not; otherwise A was not and D was. C was broken at two o'clock.
    #expect(
      row.cells.dropLast() == [
        .text("Regain"), .text("north"), .count(1),
        .instant(try instant("2026-05-06T02:00:00Z")), .count(1), .count(2), .count(1), .count(1),
        .share(0.5), .share(0.5),
      ])
    #expect(Set(row.cases.map { report.cases.cases[Int($0)].id }) == ["A", "B", "C"])
  }

  private func instant(_ text: String) throws -> Int64 {
    let zone = try Zone(named: "UTC")
    return try #require(ISO8601.parse(text, in: zone)).instant.milliseconds
  }

  @Test("a time of regaining trust that never began is told, too")
  func neverBegan() throws {
    let table = try #require(try report(Self.one("B", "05-05", hours: 1, "north")).table("trust"))
    #expect(table.rows.count == 1)
    #expect(table.rows.first?.cells.prefix(3) == [.text("Regain"), .none, .count(0)])
  }

  @Test("complaints that nobody followed up come first; customers do not answer themselves")
  func complaints() throws {
    let table = try #require(try report().table("complaints"))
    let hour: Int64 = 3_600_000
    #expect(
      table.rows.map(\.cells) == [
        [
          .text("D"), .text("complaint"), .instant(try instant("2026-05-20T02:00:00Z")),
          .text("acme"), .yesNo(false), .none, .none, .none, .none, .none,
        ],
        [
          .text("A"), .text("complaint"), .instant(try instant("2026-05-04T04:00:00Z")),
          .text("acme"), .yesNo(true), .duration(2 * hour), .text("acme"), .duration(hour),
          .text("owner"), .none,
        ],
      ])
    let report = try report()
    #expect(
      ReportHighlights(report).items.map(\.words).contains("1 complaint was never followed up"))
  }

  @Test("a case that comes back is answered by work")
  func returns() throws {
    let lines =
      Self.one("A", "05-04", hours: 1, "north") + """
        {"case":"A","at":"+2h","event":"reopen","by":"customer"}
        {"case":"A","at":"+5h","event":"restore","by":"acme"}

        """
    let rows = try #require(try report(lines).table("complaints")).rows
    #expect(rows.count == 1)
    #expect(rows.first?.cells[1] == .text("came back"))
    #expect(rows.first?.cells[5] == .duration(3 * 3_600_000))
  }

  @Test("who came to two providers with the same thing, or again, was their own integrator")
  func ownIntegrators() throws {
    let lines = [
      // To two providers within a month; to two, but months apart; about two things.
      Self.one("A", "05-04", hours: 1, "north", requester: "u-1"),
      Self.one("B", "04-01", hours: 1, "north", requester: "u-2"),
      Self.one("C", "05-04", hours: 1, "north", requester: "u-3"),
      Self.one("D", "05-05", hours: 1, "north", requester: "u-3", service: "mail", fuji: true),
      Self.one("E", "05-06", hours: 1, "north", requester: "u-4"),
      "{\"case\":\"E\",\"at\":\"+2h\",\"event\":\"reopen\",\"by\":\"customer\"}\n",
      Self.one("F", "06-02", hours: 1, "north", requester: "u-1", fuji: true),
      Self.one("G", "06-02", hours: 1, "north", requester: "u-2", fuji: true),
    ]
    let table = try #require(try report(lines.joined()).table("own_integrators"))
    #expect(
      table.rows.map { Array($0.cells.prefix(5)) } == [
        [.text("u-1"), .text("shop"), .count(2), .text("acme, fuji"), .count(0)],
        [.text("u-4"), .text("shop"), .count(1), .none, .count(1)],
      ])
  }

  @Test("a log tells complaints by its events, and says so if it tells no answers")
  func logged() throws {
    let engine = try MeasuredLog.engine(
      """
      source "tool" {
        timezone = "UTC", log = { case = "id", activity = "what", at = "at", party = "who" } }
      """)
    let header = "id,what,at,who\n"
    let complaint = """
      A,work_log,2026-05-04T08:00:00Z,acme
      A,complaint,2026-05-04T09:00:00Z,customer
      A,respond,2026-05-04T09:10:00Z,customer

      """
    let silent = Report(
      of: try MeasuredLog.logged(engine, header + complaint), by: engine, named: "log")
    let unknown = try #require(silent.table("complaints"))
    #expect(unknown.rows.first?.cells[4] == ReportTable.Cell.none)
    let answered = Report(
      of: try MeasuredLog.logged(
        engine, header + complaint + "A,respond,2026-05-04T10:30:00Z,acme\n"),
      by: engine, named: "log")
    let known = try #require(answered.table("complaints"))
    let row = try #require(known.rows.first)
    #expect(row.cells[4] == .yesNo(true))
    #expect(row.cells[5] == .duration(5_400_000) && row.cells[6] == .text("acme"))
  }
}
