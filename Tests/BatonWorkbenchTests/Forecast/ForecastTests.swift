import Baton
import BatonModel
import Testing

@testable import BatonWorkbench

/// Forecasts of histories that anybody can foresee.
@Suite struct ForecastTests {
  private static let rules = """
    provider "north" { default = "desk", groups = { desk = { hours = "office", capacity = 1 } } }
    provider "south" { default = "night", groups = { night = { capacity = 2 } } }
    service "till" { provider = "north" }
    route "Tills" { when = { service = "till" }, to = "north", level = "service" }
    """

  /// From Monday 5 January 2026 on, each week at 09:10 of Monday one or, in odd weeks, two cases, each
  /// with half an hour of work that begins at once.
  private static func history(weeks: Int) -> String {
    var lines = ""
    for week in 0..<weeks {
      for number in 0...week % 2 {
        let id = "C-\(week)-\(number)"
        lines += """
          {"id":"\(id)","kind":"incident","service":"till","opened_at":"\(date(5 + week * 7))T09:10:00Z"}
          {"case":"\(id)","at":"+0m","event":"accept","by":"north"}
          {"case":"\(id)","at":"+30m","event":"resolve","by":"north"}
          {"case":"\(id)","at":"+31m","event":"close","by":"customer"}

          """
      }
    }
    return lines
  }

  /// A day of 2026, counted from the 1st of January.
  private static func date(_ day: Int) -> String {
    var (month, left) = (0, day)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while left > lengths[month] {
      left -= lengths[month]
      month += 1
    }
    return "2026-\(month < 9 ? "0" : "")\(month + 1)-\(left < 10 ? "0" : "")\(left)"
  }

  private func forecast(
    weeks: Int = 20, _ rules: String = rules, history: String? = nil,
    _ change: (inout Forecast.Question) -> Void = { _ in }
  ) throws -> Forecast {
    let engine = try MeasuredLog.engine(rules)
    let measured = try MeasuredLog.lived(engine, history ?? Self.history(weeks: weeks))
    var question = Forecast.Question()
    change(&question)
    return try Forecast(of: measured, by: engine, named: "cases", question)
  }

  @Test("an hour has what it had week by week, with bounds; the others have nothing")
  func hours() throws {
    // The last week is not whole: its Monday is the last day of the history.
    let forecast = try forecast(weeks: 20)
    let unit = try #require(forecast.workload.units.first)
    #expect(unit.name == "north/desk" && forecast.workload.grid.weeks == 19)
    let hour = try #require(unit.hours[9])
    // Ten weeks with one case, nine with two, half an hour each.
    #expect(hour.visits == Expected(Array(repeating: 1, count: 10) + Array(repeating: 2, count: 9)))
    #expect((hour.work.low, hour.work.high) == (0.5, 1))
    #expect(unit.busiest == 9)
    for (number, hour) in unit.hours.enumerated() where number != 9 {
      #expect(hour?.visits.high == 0 && hour?.work.high == 0)
    }
    let rows = try #require(forecast.table("hours")).rows
    #expect(rows.count == 1)
    let cells: [ReportTable.Cell] = [.count(19), .number(28.0 / 19), .number(1), .number(2)]
    #expect(Array(rows[0].cells[3...6]) == cells)
    let atOnce: Double = 14.0 / 19
    #expect(rows[0].cells[7] == .number(atOnce))
  }

  @Test("a report has the workload, or says why it has none")
  func report() throws {
    func report(weeks: Int) throws -> Report {
      let engine = try MeasuredLog.engine(Self.rules)
      let measured = try MeasuredLog.lived(engine, Self.history(weeks: weeks))
      return Report(of: measured, by: engine, named: "cases")
    }
    // The history ends on the Monday of its last week.
    let (none, one) = (try report(weeks: 1), try report(weeks: 2))
    #expect(none.table("workload") == nil && one.table("workload") != nil)
    let why =
      "nothing is said of the work to expect: the history goes from 2026-01-05 to 2026-01-05"
    #expect(none.foot.contains { $0.hasPrefix(why) })
    #expect(!one.foot.contains { $0.contains("work to expect") })
  }

  @Test("a holiday says nothing of a usual week")
  func holiday() throws {
    let rules = Self.rules.replacing(
      "hours = \"office\", capacity", with: "hours = \"holidays\", capacity")
    let calendar =
      "calendar \"holidays\" { timezone = \"UTC\", monday_to_friday = \"09:00-17:00\", "
      + "holidays = { \"2026-01-12\" } }\n"
    let hour = try forecast(calendar + rules).workload.units.first?.hours[9]
    #expect(hour?.visits.count == 18)
  }

  @Test("what the last weeks were, held against what those before said of them")
  func trial() throws {
    let trial = try #require(try forecast(weeks: 21).workload.trial)
    // Twenty weeks: fifteen to learn from, five to try. One hour has anything, and always lies between.
    #expect((trial.learned, trial.held) == (0..<15, 15..<20))
    #expect((trial.visits.held, trial.visits.all) == (5, 5))
    #expect(try forecast(weeks: 12).workload.trial == nil)
  }

  // MARK: Queues

  @Test("of two cases at once one waits for the other, if the group works on one at a time")
  func queue() throws {
    let forecast = try forecast { $0.plan.runs = 30 }
    let queues = try #require(forecast.queues)
    let course = try #require(queues.courses.first)
    let number = try #require(course.variant.station(named: "north/desk"))
    for summary in course.summaries {
      let station = summary.stations[number]
      // In weeks with two the second waits half an hour, and the share of such weeks is by chance.
      #expect(station.longWait == 0 || station.longWait == 1_800_000)
      #expect(station.medianWait == 0 && station.growth == 0)
      #expect(station.most == 1 || station.most == 2)
      #expect(summary.unfinished == 0)
    }
    #expect(course.summaries.contains { $0.stations[number].longWait == 1_800_000 })
  }

  @Test("another provider, capacity, hours or less work: only what it is about changes")
  func whatIf() throws {
    func waits(_ changes: String...) throws -> [Double?] {
      let forecast = try forecast { $0.changes = changes }
      let course = try #require(forecast.queues?.courses.last)
      let names = course.variant.model.stations.map(\.name)
      return try course.summaries.map { summary in
        try #require(summary.stations.first).longWait
      } + [Double(names.count)]
    }
    let declared = try waits()
    #expect(declared.contains(1_800_000))
    #expect(try waits("north/desk:work=100%") == declared)
    // Two at once, in one group or with another provider: nobody waits.
    #expect(try Set(waits("north/desk:capacity=2").dropLast()) == [0])
    #expect(try Set(waits("north=south").dropLast()) == [0])
    #expect(try Set(waits("north/desk=south/night").dropLast()) == [0])
    // A tenth of the work: the second waits three minutes.
    #expect(try Set(waits("north/desk:work=10%").dropLast()).subtracting([0]) == [180_000])
    // Never any place.
    #expect(try Set(waits("north/desk:capacity=0").dropLast()) == [.infinity])
  }

  @Test("with and without a change the same weeks are drawn")
  func sameWeeks() throws {
    let forecast = try forecast { $0.changes = ["north/desk:hours=always"] }
    let courses = try #require(forecast.queues).courses
    #expect(courses.count == 2)
    #expect(
      courses[0].summaries.map { $0.stations[0].visits }
        == courses[1].summaries.map { $0.stations[0].visits })
    // At 09:10 the desk is open anyway, so nothing else differs either.
    for row in try #require(forecast.table("differences")).rows {
      #expect(row.cells[1] == .duration(0))
    }
  }

  @Test("the same seed gives the same bytes on however many threads; another seed gives others")
  func seeds() throws {
    func bytes(_ seed: UInt64, jobs: Int) throws -> [UInt8] {
      ReportCSV.bytes(
        try forecast {
          $0.plan.seed = seed
          $0.plan.jobs = jobs
        })
    }
    #expect(try bytes(1, jobs: 1) == bytes(1, jobs: 4))
    #expect(try bytes(1, jobs: 1) != bytes(2, jobs: 1))
  }

  @Test("without a capacity nothing is simulated, and the forecast says how to")
  func noCapacity() throws {
    let rules = Self.rules.replacing(", capacity = 1", with: "").replacing("capacity = 2", with: "")
    let forecast = try forecast(rules)
    #expect(forecast.queues == nil && forecast.table("queues") == nil)
    #expect(forecast.sentences.contains { $0.contains("no group has a capacity") })
  }

  @Test("what is never done counts as never, not as quick")
  func never() throws {
    let forecast = try forecast { $0.changes = ["north/desk:capacity=0"] }
    let rows = try #require(forecast.table("differences")).rows.map(\.cells)
    let median = try #require(rows.first { $0[0] == .text("time of a case, median") })
    #expect(median[1] == .text("never") && median[5] == .count(0))
    #expect(rows.contains { $0[0] == .text("cases never done") && $0[5] == .count(0) })
  }

  @Test("two providers may swap what they have")
  func swap() throws {
    let more = Self.history(weeks: 20).replacing("\"till\"", with: "\"shop\"")
      .replacing("C-", with: "S-").replacing("\"north\"}", with: "\"acme\"}")
    let forecast = try forecast(history: Self.history(weeks: 20) + more) {
      $0.changes = [
        "north/desk=acme/desk", "acme/desk=north/desk", "acme/desk:capacity=1",
        "north/desk:hours=always",
      ]
    }
    let variant = try #require(forecast.queues?.courses.last).variant
    #expect(variant.heir(of: "north/desk") == "acme/desk")
    #expect(variant.heir(of: "acme/desk") == "north/desk")
    #expect(variant.model.stations.count == 2)
  }

  @Test("the hours of the week add up to the week, however rare a case is")
  func addsUp() throws {
    var lines = ""
    // One case in fifteen weeks comes at eleven instead of at ten.
    for week in 0..<31 {
      let hour = week == 7 || week == 22 ? "11" : "10"
      lines += """
        {"id":"R-\(week)","kind":"incident","service":"till","opened_at":"\(Self.date(5 + week * 7))T\(hour):00:00Z"}
        {"case":"R-\(week)","at":"+0m","event":"accept","by":"north"}
        {"case":"R-\(week)","at":"+20m","event":"resolve","by":"north"}

        """
    }
    let forecast = try forecast(history: lines)
    let rows = try #require(forecast.table("hours")).rows
    func sum(_ column: Int) -> Double {
      rows.reduce(0) { sum, row in
        if case .number(let number) = row.cells[column] { sum + number } else { sum }
      }
    }
    #expect(rows.count == 2)
    #expect(abs(sum(4) - 1) < 1e-9 && abs(sum(7) - 1.0 / 3) < 1e-9)
  }

  @Test("a case around the clock is one at once, also while clocks are put on and back")
  func clocksChange() throws {
    for days in [("2026-03-15", "2026-04-13"), ("2026-10-11", "2026-11-09")] {
      let lines = """
        {"id":"A","kind":"incident","service":"mail","opened_at":"\(days.0)T00:00:00Z"}
        {"case":"A","at":"+0m","event":"accept","by":"fuji"}
        {"case":"A","at":"\(days.1)T00:00:00Z","event":"resolve","by":"fuji"}

        """
      let engine = try MeasuredLog.engine("", zone: "Europe/Paris")
      let forecast = try Forecast(
        of: try MeasuredLog.lived(engine, lines), by: engine, named: "cases")
      let unit = try #require(forecast.workload.units.first)
      // Where spring leaves an hour out there is a week less to learn from.
      #expect(unit.hours.allSatisfy { $0?.work.low == 1 && $0?.work.high == 1 })
    }
  }

  @Test("a period takes weeks, and what was opened before is worked on in them")
  func period() throws {
    let lines = """
      {"id":"A","kind":"incident","service":"mail","opened_at":"2026-03-02T00:00:00Z"}
      {"case":"A","at":"+0m","event":"accept","by":"fuji"}
      {"case":"A","at":"2026-06-08T00:00:00Z","event":"resolve","by":"fuji"}

      """
    let engine = try MeasuredLog.engine("")
    let forecast = try Forecast(
      of: try MeasuredLog.lived(engine, lines), by: engine, named: "cases",
      in: ReportPeriod("2026-05", in: engine.zone))
    #expect(forecast.workload.grid.weeks == 4)
    let whole: Double = 168 * 3_600_000
    #expect(forecast.workload.units.first?.workOfWeek.mean == whole)
  }

  // MARK: What cannot be forecast

  @Test(
    "a change that cannot be made says why and how it is written",
    arguments: [
      ("nonsense", "\"nonsense\" is no change: write acme=contoso"),
      ("north=", "\"north=\" is no change"),
      ("nort=south", "the rules know no provider and no group \"nort\": did you mean \"north\"?"),
      ("north=sout", "no provider and no group \"sout\": did you mean \"south\"?"),
      ("north=north", "\"north\" cannot take over from itself"),
      ("north/desk:capacity=some", "\"some\" is no capacity: write a whole number from 0 up"),
      ("north/desk:capacity=-1", "\"-1\" is no capacity"),
      ("north/desk:hours=ofice", "no calendar \"ofice\": did you mean \"office\"?"),
      ("north/desk:work=half", "\"half\" is no part of the work: write 80% or 150%"),
      ("north/desk:colour=red", "is no change: write acme=contoso"),
      ("north/desk:work=0x10%", "\"0x10%\" is no part of the work"),
      ("south/night:capacity=3", "\"south/night:capacity=3\" touches nobody"),
      ("north=fuji", "\"fuji/depot\" would let cases wait is not known, for it has no capacity"),
    ])
  func mistakes(change: String, says: String) throws {
    let failure = #expect(throws: Forecast.Failure.self) {
      try forecast { $0.changes = [change] }
    }
    #expect("\(try #require(failure))".contains(says))
  }

  @Test("a history without a whole week, without times, or of groups nobody knows")
  func unusable() throws {
    #expect(throws: Forecast.Failure.noWholeWeek(from: "2026-01-05", until: "2026-01-05")) {
      try forecast(weeks: 1)
    }
    #expect(throws: Forecast.Failure.noTime) {
      try forecast(history: #"{"id":"A","kind":"incident","service":"till"}"# + "\n")
    }
    let empty = Forecast.Failure.notIn("2030")
    #expect(throws: empty) {
      let engine = try MeasuredLog.engine(Self.rules)
      let measured = try MeasuredLog.lived(engine, Self.history(weeks: 4))
      _ = try Forecast(
        of: measured, by: engine, named: "cases", in: ReportPeriod("2030", in: engine.zone))
    }
    #expect(throws: Forecast.Failure.unknownGroup("norht", nearest: "north")) {
      try forecast { $0.group = "norht" }
    }
  }

  @Test("every case of the history is in the foot, whether it counts or not")
  func foot() throws {
    let lines =
      Self.history(weeks: 3) + #"{"id":"X","kind":"incident","service":"till"}"# + "\n"
    let forecast = try forecast(history: lines)
    // The third week has only its Monday.
    #expect(
      forecast.foot.first
        == "5 cases: 3 opened in these weeks, 0 before, 1 after, 1 without a time")
  }
}
