import Baton
import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import BatonWorkbench

/// Availability as it was: down is down once, whatever is down, in whichever month.
@Suite struct AvailabilityMeasureTests {
  private static let parts = """
    service "net" { provider = "fuji" }
    service "pay" { provider = "acme", depends_on = { "shop", "net" } }

    """

  private static func measure(_ more: String) -> String {
    "measure \"There\" { when = { kind = \"incident\", impact = \"high\" }, of = \"availability\""
      + "\(more) }\n"
  }

  private func report(
    _ rules: String, _ lines: String, period: String? = nil, provider: String? = nil
  ) throws -> Report {
    let engine = try MeasuredLog.engine(Self.parts + rules)
    let measured = try MeasuredLog.lived(engine, lines)
    let scope = Report.Scope(
      period: try period.map { try #require(ReportPeriod($0, in: engine.zone)) }, provider: provider
    )
    return Report(of: measured, by: engine, named: "cases", scope: scope)
  }

  /// Hours that were down, by the keys of the figures: of 100 hours.
  private static func down(_ report: Report, of hours: Double) -> [String: Double] {
    Dictionary(
      report.figures.map { figure in
        (
          figure.keys.map { $0 ?? "-" }.joined(separator: " "),
          (((1 - (figure.value ?? .nan)) * hours) * 1000).rounded() / 1000
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// A case with high impact from an hour of May 2026 on, restored after some hours.
  private static func outage(
    _ id: String, _ service: String?, from hour: Int, hours: Int?, impact: String = "high"
  ) -> String {
    let opened = Instant(milliseconds: 1_777_593_600_000 + Int64(hour) * 3_600_000)
    let about = service.map { "\"service\":\"\($0)\"," } ?? ""
    let opening =
      "{\"id\":\"\(id)\",\"kind\":\"incident\",\(about)\"impact\":\"\(impact)\","
      + "\"opened_at\":\"\(ISO8601.format(opened, offsetSeconds: 0))\"}\n"
    guard let hours else { return opening }
    return opening
      + "{\"case\":\"\(id)\",\"at\":\"+\(hours)h\",\"event\":\"restore\",\"by\":\"acme\"}\n"
  }

  /// From the first of May on, for 100 hours.
  private static let lines =
    outage("first", "mail", from: 0, hours: 1, impact: "low")
    + outage("A", "net", from: 10, hours: 10)
    + outage("B", "shop", from: 15, hours: 10)
    + outage("C", "shop", from: 17, hours: 2)
    + outage("D", "mail", from: 90, hours: nil)
    + outage("last", "mail", from: 99, hours: 1, impact: "low")

  @Test("a service is down with what it stands on, and two outages at once count once")
  func union() throws {
    let report = try report(Self.measure(", per = \"service\", at_least = \"90%\""), Self.lines)
    // Network 10 to 20, the shop 15 to 25: pay 10 to 25. What is open is down until the end.
    #expect(Self.down(report, of: 100) == ["net": 10, "shop": 10, "pay": 15, "mail": 10])
    let samples = Dictionary(uniqueKeysWithValues: report.figures.map { ($0.keys[0], $0.sample) })
    #expect(samples == ["net": 1, "shop": 2, "pay": 3, "mail": 1])
    let isMet = Dictionary(uniqueKeysWithValues: report.figures.map { ($0.keys[0], $0.isMet) })
    #expect(isMet == ["net": true, "shop": true, "pay": false, "mail": true])
    #expect(report.figures.allSatisfy { !$0.isSmall })
  }

  @Test("without services it is the time in which nothing was down")
  func allServices() throws {
    #expect(Self.down(try report(Self.measure(""), Self.lines), of: 100) == ["": 25])
  }

  @Test("services about which the measure can have no case are left out")
  func onlyWhatIsMeant() throws {
    let report = try report(
      "measure \"There\" { when = { service = { \"net\", \"mail\" } }, of = \"availability\", "
        + "per = \"service\" }", Self.outage("A", "net", from: 0, hours: 10))
    // Of mail nothing was down; the shop stands on neither.
    #expect(Self.down(report, of: 10) == ["net": 10, "pay": 10, "mail": 0])
  }

  @Test("an outage across a month's border lies in both months, whenever its case was opened")
  func months() throws {
    let lines =
      Self.outage("A", "net", from: 31 * 24 - 6, hours: 10)
      + Self.outage("Z", "mail", from: 61 * 24, hours: 0, impact: "low")
    let report = try report(Self.measure(", per = { \"service\", \"month\" }"), lines)
    let figures = report.figures.filter { $0.keys[0] == "pay" }
    #expect(figures.map { $0.keys[1] } == ["2026-05", "2026-06"])
    // The history begins with the outage: all of its six hours of May are down.
    #expect(figures[0].value == 0 && figures[0].sample == 1)
    #expect(figures[1].value == 716.0 / 720 && figures[1].sample == 1)
    let june = try self.report(Self.measure(", per = \"service\""), lines, period: "2026-06")
    #expect(june.figures.first { $0.keys[0] == "pay" }?.value == 716.0 / 720)
    #expect(june.table("measures")?.notes.first?.contains("2026-06-01T00:00:00Z") == true)
    // All of June was there but for that; what the period has beyond the history is told.
    let wide = try self.report(
      Self.measure(", per = \"service\""), lines, period: "2026-06..2026-07")
    #expect(wide.table("measures")?.notes.contains { $0.hasPrefix("the history tells of") } == true)
  }

  @Test("cases without a service are nobody's, and unknown services are their own")
  func odd() throws {
    let lines =
      Self.outage("first", "mail", from: 0, hours: 1, impact: "low")
      + Self.outage("A", nil, from: 2, hours: 3)
      + Self.outage("last", "mail", from: 9, hours: 1, impact: "low")
    let report = try report(Self.measure(", per = \"service\""), lines)
    let down = Self.down(report, of: 10)
    #expect(down["-"] == 3 && down["pay"] == 0 && down["mail"] == 0)
    #expect(report.figures.last?.keys == [nil])
  }

  @Test("between a solution and a reopening nothing was down")
  func reopened() throws {
    let lines =
      Self.outage("A", "net", from: 0, hours: 1) + """
        {"case":"A","at":"+2h","event":"resolve","by":"acme"}
        {"case":"A","at":"+456h","event":"reopen","by":"customer"}
        {"case":"A","at":"+457h","event":"resolve","by":"acme"}

        """ + Self.outage("Z", "mail", from: 31 * 24, hours: 0, impact: "low")
    let report = try report(Self.measure(", per = \"service\""), lines, period: "2026-05")
    // An hour from the opening, and one from the reopening on day 20: of 744 hours of May.
    let net = try #require(report.figures.first { $0.keys == ["net"] })
    #expect(net.value == 742.0 / 744)
    #expect(net.sample == 2 && net.cases.count == 1, "two outages of one case")
  }

  @Test("a log that says only what happened knows each outage, too")
  func loggedReopenings() throws {
    let engine = try MeasuredLog.engine(
      Self.parts + """
        source "tool" { timezone = "UTC",
          log = { case = "id", activity = "what", at = "at", party = "who" },
          fields = { opened_at = optional("opened") } }
        measure "There" { of = "availability" }
        """)
    let log = """
      id,what,at,who,opened
      A,note,2026-05-01T02:00:00Z,acme,2026-05-01T00:00:00Z
      A,restore,2026-05-01T03:00:00Z,acme,
      A,resolve,2026-05-01T04:00:00Z,acme,
      A,reopen,2026-05-02T00:00:00Z,acme,
      A,resolve,2026-05-02T02:00:00Z,acme,
      A,close,2026-05-02T10:00:00Z,acme,
      A,reopen,2026-05-03T00:00:00Z,acme,
      B,note,2026-05-05T04:00:00Z,acme,
      B,resolve,2026-05-05T04:00:00Z,acme,

      """
    let measured = try MeasuredLog.logged(engine, log)
    let start = 1_777_593_600_000
    let outages = measured.outages(of: measured.cases[0], until: measured.end).map {
      [$0.lowerBound, $0.upperBound].map { (Int($0) - start) / MeasuredLog.hour }
    }
    #expect(outages == [[0, 3], [24, 26], [48, 100]])
    let report = Report(of: measured, by: engine, named: "log")
    #expect(Self.down(report, of: 100) == ["": 57])
  }

  @Test("no history has no availability")
  func nothing() throws {
    let report = try report(Self.measure(", at_least = \"99%\""), "")
    #expect(report.figures.map(\.value) == [nil] && report.figures.map(\.isMet) == [nil])
  }

  @Test("one provider is told of what it runs, and of what its cases brought down")
  func oneProvider() throws {
    let lines =
      Self.outage("B", "shop", from: 0, hours: 5)
      + Self.outage("M", "mail", from: 1, hours: nil) + """
        {"case":"M","at":"+1h","event":"accept","by":"fuji"}
        {"case":"M","at":"+9h","event":"restore","by":"fuji"}

        """
    let portal = "service \"portal\" { provider = \"acme\", depends_on = { \"mail\" } }\n"
    let report = try report(
      portal + Self.measure(", per = \"service\""), lines, provider: "fuji")
    // Net and mail are its own, the portal stands on mail; the shop's outage was not fuji's.
    #expect(Self.down(report, of: 10) == ["net": 0, "mail": 9, "portal": 9])
  }

  @Test("it is said to digits that matter, and never rounded up")
  func digits() {
    func words(_ share: Double) -> String { ReportCell.finePercent(share) }
    #expect(words(1) == "100 %" && words(0) == "0 %" && words(0.995) == "99.5 %")
    #expect(words(0.99999) == "99.999 %" && words(0.9999934) == "99.99934 %")
    #expect(words(0.99497) == "99.49 %", "what is not kept does not look as if it was")
    #expect(words(0.98945) == "98.94 %" && words(0.5) == "50 %" && words(0.05) == "5 %")
    #expect(words(1e-9) == "< 0.01 %" && words(1 - 1e-12) == "99.9999999 %")
  }

  @Test("an experience agreement counts it, service by service")
  func inAnExperienceAgreement() throws {
    let report = try report(
      Self.measure(", per = \"service\"")
        + "xla \"Content\" { weights = { There = 1 }, per = \"service\", at_least = 80 }",
      Self.lines)
    let table = try #require(report.table("experience"))
    let place = try #require(table.columns.firstIndex { $0.kind == .number })
    let values = Dictionary(
      table.rows.map { ($0.cells[1], $0.cells[place]) }, uniquingKeysWith: { first, _ in first })
    #expect(values[.text("shop")] == .number(90), "\(table.rows.map(\.cells))")
  }

  @Test("before and after a day each has its own time, and what was down across it counts in both")
  func beforeAndAfter() throws {
    let engine = try MeasuredLog.engine(Self.parts + Self.measure(", per = \"service\""))
    let lines =
      Self.outage("first", "mail", from: 0, hours: 1, impact: "low")
      + Self.outage("A", "net", from: 36, hours: 24)
      + Self.outage("last", "mail", from: 143, hours: 1, impact: "low")
    let measured = try MeasuredLog.lived(engine, lines)
    // Of the first 48 hours 12 were down, of the 96 behind them 12.
    let comparison = try #require(ReportComparison(opened: "2026-05-03", in: engine.zone))
    let report = Report(of: measured, by: engine, named: "cases", beside: comparison)
    let table = try #require(report.table("before_and_after"))
    let row = try #require(table.rows.first { $0.cells[0] == .text("There: pay") })
    #expect(row.cells[1] == .fineShare(0.75) && row.cells[2] == .fineShare(0.875))
    #expect(row.cells[3] == .text("▲ 12.5 points"))
  }

  @Test("very many figures are not made, and that is told")
  func tooMany() throws {
    // A day of 1826 and one of 2026 are far apart: 200 years of days, for each of five services.
    let lines = """
      {"id":"old","kind":"incident","impact":"high","service":"net","opened_at":"1826-05-01T00:00:00Z"}
      {"case":"old","at":"+2d","event":"restore","by":"acme"}
      {"id":"new","kind":"incident","impact":"low","service":"net","opened_at":"2026-05-01T00:00:00Z"}

      """
    let report = try report(Self.measure(", per = { \"service\", \"day\" }"), lines)
    // Two days of the net, and of what stands on it.
    #expect(report.figures.count == 4)
    #expect(report.table("measures")?.notes.contains { $0.contains("left out") } == true)
  }

  // MARK: Against minutes

  private struct Made {
    var opened: Int
    /// Minutes from which and until which it was down; nil for what is not over.
    var outages: [(from: Int, until: Int?)] = []
    /// Of its last event.
    var last: Int
    var service: Int
    var counts: Bool
  }

  /// Beside the slow truth: each minute of each service is looked at.
  @Test func eachMinuteIsCountedOnce() throws {
    var random = SeededNumbers()
    for _ in 0..<25 {
      let what = "seed \(random.seed)"
      let count = 1 + random.below(5)
      let parts = (0..<count).map { number in (0..<number).filter { _ in random.isOne(in: 2) } }
      var rules = ""
      for (number, parts) in parts.enumerated() {
        let names = parts.map { "\"s\($0)\"" }.joined(separator: ", ")
        rules += "service \"s\(number)\" { \(names.isEmpty ? "" : "depends_on = { \(names) }") }\n"
      }
      rules += Self.measure(", per = { \"service\", \"month\" }")
      rules += Self.measure("").replacing("There", with: "All")
      // Two days on either side of a month's border.
      let start: Int64 = 1_777_593_600_000 - 2 * 86_400_000
      let (cases, lines) = Self.history(&random, services: count, start)
      let isPeriod = random.isOne(in: 2)
      let report = try report(rules, lines, period: isPeriod ? "2026-04-30..2026-05-01" : nil)
      let (begin, end) = (
        cases.map(\.opened).min() ?? 0, cases.map(\.last).max() ?? 0
      )
      let (first, last) = isPeriod ? (1440, 3 * 1440) : (begin, end)
      // Of a time of which the history says nothing there is no figure.
      guard end > begin, begin < last, first < end else {
        #expect(report.figures.allSatisfy { $0.value == nil }, "\(what)")
        continue
      }
      func isDown(_ minute: Int, _ services: Set<Int>) -> Bool {
        cases.contains {
          $0.counts && services.contains($0.service)
            && $0.outages.contains { $0.from <= minute && minute < $0.until ?? last }
        }
      }
      func there(_ minutes: Range<Int>, _ services: Set<Int>) -> Double {
        Double(minutes.count { !isDown($0, services) }) / Double(minutes.count)
      }
      for service in 0..<count {
        var chain: Set = [service]
        for _ in 0..<count { for one in chain { chain.formUnion(parts[one]) } }
        let border = min(max(2880, first), last)
        for (month, days) in [("2026-04", first..<border), ("2026-05", border..<last)]
        where !days.isEmpty {
          let figure = report.figures.first {
            $0.measure == 0 && $0.keys == ["s\(service)", month]
          }
          #expect(
            figure?.value == there(days, chain), "\(what) s\(service) \(month)\n\(rules)\(lines)")
        }
      }
      let all = report.figures.first { $0.measure == 1 }
      #expect(all?.value == there(first..<last, Set(0..<count)), "\(what)\n\(lines)")
    }
  }

  private static func history(
    _ random: inout SeededNumbers, services: Int, _ start: Int64
  ) -> (cases: [Made], lines: String) {
    var cases: [Made] = []
    var lines = ""
    for number in 0..<(1 + random.below(14)) {
      var one = Made(
        opened: random.below(4 * 1440), last: 0, service: random.below(services),
        counts: !random.isOne(in: 4))
      one.last = one.opened
      let instant = Instant(milliseconds: start + Int64(one.opened) * 60_000)
      lines +=
        "{\"id\":\"C-\(number)\",\"kind\":\"incident\",\"service\":\"s\(one.service)\","
        + "\"impact\":\"\(one.counts ? "high" : "low")\","
        + "\"opened_at\":\"\(ISO8601.format(instant, offsetSeconds: 0))\"}\n"
      func tell(_ event: String, after minutes: Int) {
        one.last += minutes
        lines +=
          "{\"case\":\"C-\(number)\",\"at\":\"+\(one.last - one.opened)m\","
          + "\"event\":\"\(event)\",\"by\":\"acme\"}\n"
      }
      while true {
        let from = one.last
        let lasts = random.below(random.isOne(in: 3) ? 2000 : 300)
        let how = random.pick(["restore", "workaround", "resolve", "cancel", "none"])
        one.outages.append((from, how == "none" ? nil : from + lasts))
        if how == "none" { break }
        tell(how, after: lasts)
        if one.outages.count > 3 || random.isOne(in: 2) { break }
        // What works again is solved later, and until then nothing is down.
        if how == "restore" || how == "workaround" { tell("resolve", after: random.below(300)) }
        tell("reopen", after: random.below(600))
      }
      cases.append(one)
    }
    return (cases, lines)
  }
}
