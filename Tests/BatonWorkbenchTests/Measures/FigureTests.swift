import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

/// The figures of measures, worked out by hand.
@Suite struct FigureTests {
  /// Ten cases of the shop, opened hour by hour on 1 May, solved after 1, 2, … 10 hours; the last is
  /// mail's, opened in June, and open.
  private static let lines: String = {
    var lines = ""
    for number in 1...10 {
      let hour = number < 10 ? "0\(number)" : "\(number)"
      lines += """
        {"id":"R-\(number)","kind":"incident","service":"shop","cost":\(number),"opened_at":"2026-05-01T\(hour):00:00Z"}
        {"case":"R-\(number)","at":"+5m","event":"accept","by":{"party":"acme"}}
        {"case":"R-\(number)","at":"+\(number)h","event":"resolve","by":{"party":"acme"}}
        {"case":"R-\(number)","at":"+\(number + 1)h","event":"close","by":{"party":"customer"}}

        """
    }
    return lines + """
      {"id":"R-11","kind":"incident","service":"mail","opened_at":"2026-06-01T00:00:00Z"}
      {"case":"R-11","at":"+30m","event":"accept","by":{"party":"fuji"}}

      """
  }()

  private func figures(_ rules: String, _ lines: String = FigureTests.lines) throws -> [Figure] {
    let engine = try MeasuredLog.engine(rules)
    let measured = try MeasuredLog.lived(engine, lines)
    return Report(of: measured, by: engine, named: "cases").figures
  }

  private static func hours(_ figure: Figure?) -> Double? {
    figure?.value.map { $0 / Double(MeasuredLog.hour) }
  }

  @Test(
    "percentiles are by nearest rank: one of the values",
    arguments: [
      ("percentile(90)", 9.0), ("percentile(91)", 10), ("percentile(1)", 1),
      ("percentile(100)", 10),
      ("percentile(10)", 1), ("percentile(10.5)", 2), ("\"median\"", 5), ("\"mean\"", 5.5),
      ("\"minimum\"", 1), ("\"maximum\"", 10), ("\"sum\"", 55),
    ])
  func aggregations(_ aggregation: String, _ hours: Double) throws {
    let figures = try figures(
      "measure \"m\" { of = \"time_to_resolve\", as = \(aggregation) }")
    #expect(Self.hours(figures.first) == hours)
    // R-11 is not resolved: it has no value, and is told.
    #expect(figures.count == 1 && figures.first?.sample == 10 && figures.first?.missing == 1)
  }

  @Test("cases are told apart by fields, by who has them and by the calendar")
  func dimensions() throws {
    let figures = try figures(
      """
      measure "m" { of = "cases", per = { "service", "month" } }
      measure "who" { of = "cost", as = "sum", per = "provider" }
      measure "rate" { of = "cases", as = "rate", per = "month", dated = "resolved" }
      """)
    #expect(figures.prefix(2).map(\.keys) == [["mail", "2026-06"], ["shop", "2026-05"]])
    #expect(figures.prefix(2).map(\.value) == [1, 10])
    // Fuji's case says no cost.
    let who = figures.filter { $0.measure == 1 }
    #expect(who.map(\.keys) == [["acme"], ["fuji"]])
    #expect(who.map(\.value) == [55, 0] && who.map(\.missing) == [0, 1])
    // Ten in the 31 days of May; what is not resolved has no month, and comes last.
    let rate = figures.filter { $0.measure == 2 }
    #expect(rate.map(\.keys) == [["2026-05"], [nil]])
    #expect(rate.first?.value == 10.0 / 31)
  }

  @Test("each party has its own part of the time")
  func parties() throws {
    let figures = try figures(
      "measure \"m\" { of = \"lead_time\", as = \"sum\", per = \"party\" }")
    // The integrator has each for five minutes, until Acme accepts; R-11 is not closed.
    #expect(figures.map(\.keys) == [["acme"], ["service_integrator"]])
    let minutes = figures.map { ($0.value ?? 0) / 60_000 }
    #expect(minutes == [65.0 * 60 - 50, 50])
  }

  @Test("targets are kept at the border, and small samples are marked")
  func targets() throws {
    let figures = try figures(
      """
      measure "in time" { of = "time_to_resolve", as = percentile(90), target = hours(9),
        small_sample = 10 }
      measure "too late" { of = "time_to_resolve", as = percentile(90), target = hours(8.9),
        small_sample = 11 }
      measure "at once" { of = "first_contact", target = "100%" }
      measure "how many" { of = "cases", at_least = 12 }
      measure "of nobody" { when = { service = "mail" }, of = "time_to_resolve", target = hours(1) }
      """)
    #expect(figures.map(\.isMet) == [true, false, true, false, nil])
    #expect(figures.map(\.isSmall) == [false, true, true, true, true])
    #expect(figures.last?.value == nil && figures.last?.missing == 1)
  }

  @Test("a measure may hold from a day on, of the cases that were opened then")
  func dates() throws {
    let figures = try figures(
      "measure \"m\" { of = \"cases\", from_date = \"2026-06-01\" }")
    #expect(figures.first?.value == 1)
  }

  @Test("of an event log conditions ask for its fields, and what the rules derive of them")
  func logs() throws {
    let rules = """
      source "tool" { timezone = "UTC",
        log = { case = "id", activity = "what", at = "at", party = "who",
          counts_as = { Work = "working", Done = "end" } },
        fields = { service = optional("service"), impact = optional("impact"),
          urgency = optional("urgency"), cost = optional("cost") } }
      measure "shop" { when = { service = "shop" }, of = "lead_time", as = "sum" }
      measure "urgent" { when = { priority = 1 }, of = "cost", as = "sum", per = "provider" }
      measure "kinds" { of = "working_time", as = "mean" }
      measure "process" { of = "violations", as = "sum" }
      """
    let engine = try MeasuredLog.engine(rules)
    let measured = try MeasuredLog.logged(
      engine,
      """
      id,what,at,who,service,impact,urgency,cost
      1,Work,2026-05-08T10:00:00Z,acme,shop,high,low,
      1,Done,2026-05-08T12:00:00Z,acme,,,high,7.5
      2,Work,2026-05-08T10:00:00Z,fuji,mail,high,high,2
      2,Done,2026-05-08T11:00:00Z,fuji,,,,
      3,Look,2026-05-08T10:00:00Z,fuji,shop,low,low,
      3,Done,2026-05-08T13:00:00Z,fuji,,,,

      """)
    let figures = Report(of: measured, by: engine, named: "log").figures
    // Fields add up: of case 1 the last event says that it is urgent, and what it cost.
    #expect(figures.map(\.keys) == [[], ["acme"], ["fuji"], [], []])
    #expect(Self.hours(figures[0]) == 5)
    #expect(figures[1].value == 7.5 && figures[2].value == 2)
    // What was done in case 3 nobody says, and there is no process that could be left.
    #expect(Self.hours(figures[3]) == 1.5 && figures[3].missing == 1)
    #expect(figures[4].value == 0 && figures[4].missing == 3)
  }

  @Test("sums that no number can hold are the largest there is")
  func largestSums() {
    #expect(Int64.max.plus(1) == .max && Int64(2).plus(3) == 5)
    #expect(Int64(nearest: 1e300) == .max && Int64(nearest: 2.5) == 3)
  }

  @Test("work costs what its hours cost, and each party's part adds up to the whole")
  func workCost() throws {
    // A group of beta has a rate of its own, the other has that of beta, and gamma says none.
    let rules = """
      provider "beta" { default = "a", rate = 60,
        groups = { a = {}, b = { rate = 90 } } }
      provider "gamma" { default = "a", groups = { a = {} } }
      measure "each" { of = "work_cost", as = "mean" }
      measure "all" { of = "work_cost", as = "sum" }
      measure "parts" { of = "work_cost", as = "sum", per = { "party" } }
      """
    // A: an hour at 60, then two and a half at 90. B: by somebody without a rate. C: waits, and costs nothing.
    let lines = """
      {"id":"A","kind":"incident","opened_at":"2026-05-04T09:00:00Z"}
      {"case":"A","at":"+0h","event":"assign","by":"service_integrator","to":"beta/a"}
      {"case":"A","at":"+0h","event":"accept","by":"beta"}
      {"case":"A","at":"+1h","event":"assign","by":"beta","to":"beta/b"}
      {"case":"A","at":"+2h","event":"pause","by":"beta","reason":"customer"}
      {"case":"A","at":"+5h","event":"resume","by":"customer"}
      {"case":"A","at":"+390m","event":"resolve","by":"beta"}
      {"case":"A","at":"+390m","event":"close","by":"customer"}
      {"id":"B","kind":"incident","opened_at":"2026-05-04T09:00:00Z"}
      {"case":"B","at":"+0h","event":"assign","by":"service_integrator","to":"gamma/a"}
      {"case":"B","at":"+0h","event":"accept","by":"gamma"}
      {"case":"B","at":"+1h","event":"close","by":"gamma"}
      {"id":"C","kind":"incident","opened_at":"2026-05-04T09:00:00Z"}
      {"case":"C","at":"+1h","event":"cancel","by":"customer"}

      """
    let figures = try figures(rules, lines)
    #expect(figures[0].value == 142.5)
    #expect(figures[0].sample == 2 && figures[0].missing == 1)
    #expect(figures[1].value == 285)
    #expect(figures[2].keys == ["beta"] && figures[2].value == 285)
  }

  @Test("the measures that come ready-made need nothing else")
  func readyMade() throws {
    let lines = """
      {"id":"A","kind":"incident","service":"mail","opened_at":"2026-05-04T00:00:00Z"}
      {"case":"A","at":"+1h","event":"accept","by":{"party":"fuji"}}
      {"case":"A","at":"+1h","event":"respond","by":{"party":"fuji"}}
      {"case":"A","at":"+3h","event":"resolve","by":{"party":"fuji"}}
      {"case":"A","at":"+4h","event":"close","by":{"party":"customer"}}
      {"id":"B","kind":"incident","service":"mail","channel":"provider","opened_at":"2026-05-04T00:00:00Z"}
      {"case":"B","at":"+1h","event":"accept","by":{"party":"fuji"}}
      {"case":"B","at":"+2h","event":"complaint","by":{"party":"customer"}}
      {"case":"B","at":"+6h","event":"work_log","by":{"party":"fuji"}}

      """
    let engine = try MeasuredLog.engine("include \"standard/measures\"\n")
    let report = Report(of: try MeasuredLog.lived(engine, lines), by: engine, named: "cases")
    let table = try #require(report.table("measures"))
    let values = Dictionary(
      table.rows.map { ($0.cells[0], $0.cells[2]) }, uniquingKeysWith: { first, _ in first })
    let hour = Int64(MeasuredLog.hour)
    #expect(values[.text("Time to restore")] == .duration(3 * hour))
    #expect(values[.text("First response")] == .duration(hour))
    #expect(values[.text("Lead time")] == .duration(4 * hour))
    // Two of its four hours are work.
    #expect(values[.text("Flow efficiency")] == .share(0.5))
    #expect(values[.text("Age of the backlog")] == .duration(6 * hour))
    #expect(values[.text("Complaints")] == .share(0.5))
    #expect(values[.text("Solved at first contact")] == .share(1))
    #expect(values[.text("Went past the desk")] == .count(1))
  }

  @Test("weeks are those of ISO 8601, and belong to the year of their Thursday")
  func weeks() {
    let days = ReportDays(.utc)
    // 2027-01-01 is a Friday, 2024-12-30 a Monday.
    let names = [1_798_761_600_000, 1_735_516_800_000, 1_735_430_400_000].map {
      days.name(of: $0, by: .week)
    }
    #expect(names == ["2026-W53", "2025-W01", "2024-W52"])
  }

  @Test("promises, flow and rework are measured case by case")
  func quantities() throws {
    let rules = """
      sla "Two hours" { metric = "time_to_resolve", within = hours(2) }
      measure "met" { of = "agreement_met", agreement = "Two hours" }
      measure "breaches" { of = "breaches", as = "sum" }
      measure "reopened" { of = "reopened", as = "count" }
      measure "handoffs" { of = "handoffs", as = "sum" }
      measure "flow" { of = "flow_efficiency", as = "minimum" }
      measure "backlog" { of = "backlog_age", as = "maximum" }
      measure "complaints" { of = "complaints", as = "count" }
      """
    let lines = """
      {"id":"A","kind":"incident","service":"mail","opened_at":"2026-05-04T00:00:00Z"}
      {"case":"A","at":"+1h","event":"accept","by":{"party":"fuji"}}
      {"case":"A","at":"+2h","event":"resolve","by":{"party":"fuji"}}
      {"case":"A","at":"+4h","event":"close","by":{"party":"customer"}}
      {"id":"B","kind":"incident","service":"mail","opened_at":"2026-05-04T00:00:00Z"}
      {"case":"B","at":"+1h","event":"accept","by":{"party":"fuji"}}
      {"case":"B","at":"+2h","event":"assign","by":{"party":"fuji"},"to":"acme/l3"}
      {"case":"B","at":"+3h","event":"accept","by":{"party":"acme"}}
      {"case":"B","at":"+4h","event":"resolve","by":{"party":"acme"}}
      {"case":"B","at":"+5h","event":"reopen","by":{"party":"customer"}}
      {"case":"B","at":"+6h","event":"complaint","by":{"party":"customer"}}
      {"id":"C","kind":"incident","service":"mail","opened_at":"2026-05-04T05:00:00Z"}

      """
    let values = try figures(rules, lines).map(\.value)
    // A is solved just in time; an hour of its four is work. The log ends at six.
    #expect(
      values == [0.5, 1, 1, 1, 0.25, Double(6 * MeasuredLog.hour), 1])
  }
}
