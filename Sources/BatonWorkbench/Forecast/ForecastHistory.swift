import Baton
import BatonModel
import BatonTime

/// What of a history a forecast is made from: its last whole weeks, and the visits in them.
struct ForecastHistory {
  let measured: MeasuredCases
  /// The cases that have a time.
  let timed: [Int32]
  let grid: WeekGrid
  let visits: CaseVisits
  let workload: Workload
  /// The hours of units by their numbers.
  let calendars: [UInt32: BusinessCalendar]

  init(
    _ measured: MeasuredCases, in period: ReportPeriod?, _ engine: Engine, mostWeeks: Int
  ) throws(Forecast.Failure) {
    self.measured = measured
    timed = measured.cases.indices.filter { measured.cases[$0].hasTime }.map { Int32($0) }
    let zone = engine.zone
    guard !timed.isEmpty else { throw .noTime }
    var (first, last) = (Int64.max, measured.end)
    for one in measured.cases where one.hasTime {
      first = min(first, one.opened)
      last = max(last, one.end)
    }
    // A period takes weeks, not cases: what was opened before is worked on in it as well.
    if let period {
      first = max(first, period.from.milliseconds)
      last = min(last, period.until.milliseconds)
      if first >= last { throw .notIn(period.name) }
    }
    guard
      let grid = WeekGrid(zone: zone, from: first, until: last, most: max(1, mostWeeks))
    else {
      throw .noWholeWeek(from: Self.day(first, zone), until: Self.day(last, zone))
    }
    self.grid = grid
    visits = CaseVisits(measured, of: timed)
    var calendars: [UInt32: BusinessCalendar] = [:]
    var seen: Set<UInt32> = []
    for visit in visits.all where seen.insert(visit.unit).inserted {
      calendars[visit.unit] = measured.names[visit.unit].flatMap { engine.hours(ofUnit: $0) }
    }
    self.calendars = calendars
    workload = Workload(measured, visits, over: grid, calendars: calendars)
    guard workload.units.contains(where: { $0.visitsOfWeek.mean > 0 || $0.workOfWeek.mean > 0 })
    else {
      throw .noVisits(
        from: "\(grid.monday)", until: "\(grid.monday.adding(days: grid.weeks * 7 - 1))")
    }
  }

  static func day(_ milliseconds: Int64, _ zone: Zone) -> String {
    "\(zone.local(at: Instant(milliseconds: milliseconds)).date)"
  }

  /// Cases that were opened in the weeks; before them; and after.
  var openings: (within: Int, before: Int, after: Int) {
    var counts = (within: 0, before: 0, after: 0)
    for index in timed {
      let opened = measured.cases[Int(index)].opened
      if opened < grid.from {
        counts.before += 1
      } else if opened < grid.until {
        counts.within += 1
      } else {
        counts.after += 1
      }
    }
    return counts
  }

  /// Milliseconds of work in a week that nobody's hours allow for.
  var workOutside: Double {
    var outside: Int64 = 0
    for index in timed {
      for span in measured.spans(of: measured.cases[Int(index)])
      where span.kind == .working && span.from >= grid.from && span.until <= grid.until {
        outside = outside.plus(span.length - span.worked)
      }
    }
    return Double(outside) / Double(grid.weeks)
  }

  /// Weeks in which no case was opened.
  var emptyWeeks: Int {
    var isEmpty = Array(repeating: true, count: grid.weeks)
    for index in timed {
      if let hour = grid.hour(of: measured.cases[Int(index)].opened) {
        isEmpty[hour / WeekGrid.hoursOfWeek] = false
      }
    }
    return isEmpty.count { $0 }
  }
}
