import Baton
import BatonModel

/// What each group has to expect, as tables: by group, by the hour for people, and each hour with its
/// bounds.
struct WorkloadTables {
  private let units: [UnitWorkload]
  private let engine: Engine
  private let counts: (Int32) -> Bool

  /// - Parameters:
  ///   - isAsked: whether a group is among those that somebody asked for.
  ///   - counts: whether a case may stand behind a row.
  init(
    _ workload: Workload, _ engine: Engine, isAsked: (String) -> Bool,
    counts: @escaping (Int32) -> Bool = { _ in true }
  ) {
    units = workload.units.filter { isAsked($0.name) }
    self.engine = engine
    self.counts = counts
  }

  /// By the hour of the week: what comes, and what is worked on at once.
  var weeks: [ReportTable] { [arrivals, work] }

  /// Those of a history of which anything can be expected.
  /// - Throws: why nothing can: most of all because the history has no whole week.
  static func tables(_ makers: ReportMakers) throws(Forecast.Failure) -> [ReportTable] {
    let history = try ForecastHistory(
      makers.measured, in: makers.scope.period, makers.engine, mostWeeks: 52)
    let provider = makers.scope.provider
    let tables = WorkloadTables(
      history.workload, makers.engine,
      isAsked: { unit in provider.map { Forecast.isOf(unit, $0) } ?? true },
      counts: { makers.counts[Int($0)] })
    return [tables.groups] + tables.weeks
  }

  // MARK: By group

  var groups: ReportTable {
    var table = ReportTable(
      "workload", "what each group has to expect",
      [
        .init("group", .text), .init("visits", .number, "cases a week"),
        .init("visits_low", .number, "from"), .init("visits_high", .number, "to"),
        .init("visits_last", .number, "last 4 weeks"), .init("work", .duration, "work a week"),
        .init("work_low", .duration, "from"), .init("work_high", .duration, "to"),
        .init("work_last", .duration, "last 4 weeks"),
        .init("work_of_visit", .duration, "a visit takes"),
        .init("wait", .duration, "until begun"), .init("wait_p90", .duration, "90 %"),
        .init("busiest", .text), .init("at_once", .number),
        .init("at_once_high", .number, "up to"), .init("capacity", .count),
      ])
    for unit in units {
      let busiest = unit.busiest
      let most = busiest.flatMap { unit.hours[$0] }
      let (visits, work) = (unit.visitsOfWeek, unit.workOfWeek)
      // Work that nobody knows of is not none.
      func told(_ milliseconds: Double) -> ReportTable.Cell {
        unit.hasWork ? Self.duration(milliseconds) : .none
      }
      table.add(
        [
          .text(unit.name), .number(visits.mean), .number(visits.low), .number(visits.high),
          .number(unit.lastVisits), told(work.mean), told(work.low), told(work.high),
          told(unit.lastWork),
          unit.medianWork.map(Self.duration) ?? .none, Self.rank(50, of: unit.waits),
          Self.rank(90, of: unit.waits), ReportTable.Cell(busiest.map(WeekGrid.name(ofHour:))),
          most.map { .number($0.work.mean) } ?? .none, most.map { .number($0.work.high) } ?? .none,
          engine.capacity(ofGroup: unit.name).map { .count($0) } ?? .none,
        ], cases: Set(unit.cases.joined()).filter(counts).sorted())
    }
    table.notes = [
      "until begun: the median in the group's hours; busiest: the hour of the week in which most is "
        + "worked on at once, in a usual week and up to; a week has its holidays, hours leave them out"
    ]
    return table
  }

  /// What is only expected is told in minutes; what takes less than ten, in seconds.
  static func duration(_ milliseconds: Double) -> ReportTable.Cell {
    let unit = abs(milliseconds) < 600_000 ? 1000.0 : 60_000
    return .duration(Int64(nearest: (milliseconds / unit).rounded() * unit))
  }

  static func rank(_ percent: Double, of sorted: [Double]) -> ReportTable.Cell {
    sorted.isEmpty ? .none : duration(Sample.percentile(percent, of: sorted))
  }

  // MARK: By the hour

  /// Rows of the hours of the day, columns of the days of the week.
  private func week(
    _ name: String, _ title: String, hasCases: Bool,
    _ value: (UnitWorkload.Hour) -> Double
  ) -> ReportTable {
    var table = ReportTable(name, title, Self.weekColumns)
    for unit in units {
      for clock in 0..<24 {
        let numbers = (0..<7).map { unit.hours[$0 * 24 + clock].map(value) }
        guard numbers.contains(where: { ($0 ?? 0) > 0 }) else { continue }
        table.add(
          [.text(unit.name), .text(WeekGrid.clock(clock))]
            + numbers.map { $0.map { .number($0) } ?? .none },
          cases: hasCases ? unit.cases[clock].filter(counts) : [])
      }
    }
    return table
  }

  static let weekColumns: [ReportTable.Column] =
    [.init("group", .text), .init("hour", .text)]
    + (0..<7).map { day in
      let name = WeekGrid.day(ofHour: day * 24)
      return ReportTable.Column(name.lowercased(), .number, name)
    }

  private var arrivals: ReportTable {
    var table = week("arrivals", "how many cases come, by the hour", hasCases: true) {
      $0.visits.mean
    }
    table.notes = [
      "the mean of the weeks, without holidays of the group; the hour is that in which it begins"
    ]
    return table
  }

  private var work: ReportTable {
    var table = week(
      "work", "how many cases are worked on at once, by the hour", hasCases: false
    ) { $0.work.mean }
    table.notes = ["the mean of the weeks, without holidays of the group"]
    return table
  }

  /// Every hour in which anything comes or is worked on, with its bounds.
  var hours: ReportTable {
    var table = ReportTable(
      Self.detailed, "every hour of the week, with its bounds",
      [
        .init("group", .text), .init("day", .text), .init("hour", .text), .init("weeks", .count),
        .init("visits", .number, "cases"), .init("visits_low", .number, "from"),
        .init("visits_high", .number, "to"), .init("work", .number, "at once"),
        .init("work_low", .number, "from"), .init("work_high", .number, "to"),
      ])
    for unit in units {
      for (number, hour) in unit.hours.enumerated() {
        guard let hour, hour.visits.mean > 0 || hour.work.mean > 0 else { continue }
        let (visits, work) = (hour.visits, hour.work)
        table.add([
          .text(unit.name), .text(WeekGrid.day(ofHour: number)), .text(WeekGrid.clock(number)),
          .count(visits.count), .number(visits.mean), .number(visits.low), .number(visits.high),
          .number(work.mean), .number(work.low), .number(work.high),
        ])
      }
    }
    return table
  }

  /// The table that is too long to be read by people unless they ask for it.
  static let detailed = "hours"

  // MARK: The trial

  static func trial(_ trial: ForecastTrial?) -> ReportTable {
    var table = ReportTable(
      "trial", "how this forecast would have done",
      [
        .init("what", .text), .init("learned", .count, "weeks before"),
        .init("tried", .count, "weeks after"), .init("all", .count, "numbers"),
        .init("held", .count, "between"), .init("share", .share),
      ])
    guard let trial else { return table }
    for (what, score) in [
      ("cases by the hour", trial.visits), ("work by the hour", trial.work),
      ("work of a week", trial.workOfWeeks),
    ] where score.all > 0 {
      table.add([
        .text(what), .count(trial.learned.count), .count(trial.held.count), .count(score.all),
        .count(score.held), .part(score.held, of: score.all),
      ])
    }
    table.notes = [
      "of all groups, the last weeks against what those before them said: \(ReportCell.percent(Expected.level)) or "
        + "more should lie between; much less means that weeks are not like those before"
    ]
    return table
  }
}
