import Baton
import BatonLogs
import BatonModel
import BatonTime
import Testing

@testable import BatonWorkbench

/// What a report says beside deviations: what customers say, what was agreed, who has a case, and what
/// a log may lack.
@Suite struct ConformanceReportTests {
  /// As designed is what the process says, as expected what the customer says: one does not follow from
  /// the other.
  @Test func asDesignedAndAsExpected() throws {
    let checked = try CheckedLog(
      """
      process "it" {
        states = { new = { to = { "done" } }, done = { to = { "closed", "new" } },
          closed = { to = { "new" }, final = true } },
        limit "once" { events_of = "ask", at_most = 1 } }
      """,
      // Confirmed, and not as designed.
      CheckedLog.line(1, 8, "ask") + CheckedLog.line(1, 9, "ask")
        + CheckedLog.line(1, 10, "confirm")
        // As designed, and nobody is content: confirmed, and complained about all the same.
        + CheckedLog.line(2, 8, "ask") + CheckedLog.line(2, 9, "confirm")
        + CheckedLog.line(2, 10, "complaint")
        // Nothing is known.
        + CheckedLog.line(3, 8, "ask")
        // Comes back from its end, which nobody has to call reopening.
        + CheckedLog.line(4, 8, "end", set: CheckedLog.state("closed"))
        + CheckedLog.line(4, 9, "more", set: CheckedLog.state("new"))
        + CheckedLog.line(4, 10, "confirm")
        // Called a reopening where nothing had ended.
        + CheckedLog.line(5, 8, "reopen"))
    let report = checked.report
    // None of the cases ends but the last; that one leaves its end again.
    #expect([report.expectedCases, report.unexpectedCases] == [1, 3])
    #expect([report.reopenings, report.casesReopened] == [2, 2])
    #expect(report.designedCases == report.cases - report.violatedCases)
    #expect(
      ConformanceText.summary(report).contains {
        $0.hasSuffix(
          "; as expected 1 of 4 (25.0 %), of 1 it is not known")
      })
    let process = try #require(report.processes.first)
    #expect([process.events, process.mostEvents] == [11, 3])
  }

  /// Each agreement with the cases it excused, and the share of cases that went a provider's own way.
  @Test func agreementsAndTagsHaveTheirEvidence() throws {
    let checked = try CheckedLog(
      """
      process "it" {
        variation "quick" { skips = "answered" },
        constraint "answered" { "ask", followed_by = "answer", owner = "desk lead",
          tags = { "DSS02.04", "DSS02" } },
        limit "once" { events_of = "ask", at_most = 1, tags = { "DSS02" } },
        constraint "never asked" { "x", followed_by = "y" } }
      adaptation "fuji is quick" { process = "it", provider = "fuji", uses = "quick", cost = 1200.5,
        requested_on = "2026-01-31", until_date = "2026-12-31", because = "annex C" }
      waiver "move" { process = "it", constraint = "once", until_date = "2026-12-31",
        because = "a move" }
      """,
      CheckedLog.line(1, 8, "ask", "fuji") + CheckedLog.line(2, 8, "ask", "fuji")
        + CheckedLog.line(2, 9, "ask", "fuji")
        + CheckedLog.line(3, 8, "ask") + CheckedLog.line(3, 9, "answer"))
    let process = try #require(checked.report.processes.first)
    #expect(process.agreements.map(\.info.about.name) == ["fuji is quick", "move"])
    #expect(process.agreements.map(\.cases) == [2, 1])
    #expect(process.adaptedCases == 2)
    #expect(checked.report.tags.map(\.name) == ["DSS02", "DSS02.04"])
    #expect(checked.report.tags.map(\.rules) == [2, 1])
    #expect(checked.report.tags.map(\.excused) == [3, 2])
    #expect(checked.report.tags.map(\.deviations) == [0, 0])
    #expect(checked.report.tags.map(\.activations) == [4, 4])
    let page = ConformanceText(checked.report, in: .utc).page
    #expect(page.contains("  adapted: 2 of 3 (66.7 %) cases"))
    #expect(page.contains("  never asked for: never asked"))
    #expect(
      page.contains {
        $0.contains("fuji is quick (adaptation)") && $0.hasSuffix("2026-12-31  1200.5")
      }, "\(page)")
    let lead = try #require(checked.constraint("answered")?.rule.about)
    #expect(lead.owner == "desk lead")
  }

  /// What customers do hands nothing over; and the field `provider` says with whom a case is, whoever
  /// writes it down.
  @Test func customersHaveNoCaseAndTheFieldSaysWhoHasIt() throws {
    let rules = """
      source "log" { log = { case = "case", activity = "event", at = "at", party = "by" },
        fields = { provider = optional("with") } }
      process "it" {
        limit "stays" { handoffs_of = "provider", at_most = 1 },
        same "one contact" { "call", "call", equal_in = "person" },
        constraint "taken" { "assign", followed_by = "take", within = hours(1) } }
      waiver "move" { process = "it", provider = "acme", constraint = "taken",
        until_date = "2026-12-31", because = "a move" }
      """
    func csv(_ rows: String...) -> String { "case,at,event,by,with\n" + rows.joined() }
    func row(_ hour: Int, _ event: String, _ by: String, _ with: String = "") -> String {
      "1,2026-03-02T1\(hour):00:00Z,\(event),\(by),\(with)\n"
    }
    let calm = try CheckedLog(
      rules,
      csv(
        row(0, "open", "integrator"), row(1, "look", "acme"), row(2, "ask", "customer"),
        row(3, "answer", "acme"), row(4, "thank", "customer")))
    #expect(calm.lines == [] && calm.report.handovers == 1 && calm.report.returns == 0)
    // To acme, to fuji, to acme again; and acme is late, whoever it was that gave it the case.
    let busy = try CheckedLog(
      rules,
      csv(
        row(0, "assign", "integrator", "acme"), row(2, "take", "fuji", "fuji"),
        row(3, "look", "acme", "acme")))
    #expect(
      busy.lines.sorted() == [
        "1 1: \"taken\": \"assign\" is followed by \"take\", within 1 h: time is up (tolerated, by \"move\")",
        "1 3: \"stays\": handoffs of party: 2, and at most 1",
      ], "\(busy.lines)")
    #expect(busy.samples.contains { $0.deviation.standing == .waived(by: "move") })
  }

  /// Names that are new in every event are found again beyond those that have a place in a table.
  @Test func manyNamesMeanWhatTheySay() throws {
    let names = (0..<1500).map { "e\($0)" }
    let log = (names + [names[1400], names[3]]).map { CheckedLog.line(1, 8, $0) }.joined()
    let checked = try CheckedLog(
      "process \"it\" { constraint \"once\" { \"e1400\", at_most = 1 }, "
        + "constraint \"never\" { never = \"e3\", after = \"e1400\" } }", log)
    #expect(
      checked.samples.map { "\($0.deviation.rule ?? "") \($0.deviation.position)" }
        == ["once 1501", "never 1502"])
  }

  /// Who is compared with themselves is told once.
  @Test func aPairOfOneEventIsToldOnce() throws {
    let checked = try CheckedLog(
      "process \"it\" { same \"one contact\" { \"call\", \"call\", equal_in = \"party\" } }",
      CheckedLog.line(1, 8, "call") + CheckedLog.line(1, 9, "call", "fuji")
        + CheckedLog.line(1, 10, "call", "fuji"))
    #expect(checked.samples.map(\.deviation.position) == [2, 3])
  }

  /// A table need not have a column for everything that rules may read.
  @Test func aColumnOfValuesMayBeMissing() throws {
    let checked = try CheckedLog(
      """
      process "it" { states = { new = { to = { "done" } }, done = { final = true } },
        constraint "urgent" { "ask", followed_by = "answer", when = { impact = "high" } } }
      """, "case,event,at\n1,ask,2026-03-02T10:00:00Z\n")
    #expect(checked.failure == nil && checked.report.events == 1)
    #expect(checked.faults.map(\.cause.kind) == [.noColumn, .noColumn])
    #expect(
      checked.faults.map(\.description) == [
        "line 1: there is no column \"impact\", which rules read: it counts as empty",
        "line 1: there is no column \"state\", which rules read: it counts as empty",
      ])
  }
}
