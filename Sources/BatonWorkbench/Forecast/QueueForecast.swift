import Baton
import BatonModel
import BatonTime

/// How long work will wait, simulated: weeks of the history are drawn by chance, one after another, and
/// their cases go once more through the units with their declared capacities and hours.
///
/// Work and delays of a case are what they were; only how long it waits for somebody comes from the
/// queues. A unit of which no capacity is known lets cases wait as long as they did, in its hours. With and
/// without a change the same weeks are drawn, so that a difference is a difference of the change.
package struct QueueForecast: Sendable {
  /// How a simulation is made.
  package struct Plan: Sendable {
    package var runs = 20
    package var seed: UInt64 = 1
    /// Milliseconds that a visit is thought to need where the history knows of no work; nil: none.
    package var work: Int64?
    package var jobs = 1

    package init() {}
  }

  package struct Course: Sendable {
    package let variant: QueueVariant
    /// By run.
    let summaries: [QueueSummary]
    /// Of stations that a change is about, by their position, in the last course: how many are worked on
    /// at once, by the hour of the week, the mean of all runs.
    let work: [Int: [Double]]
  }

  /// No longer than a quarter: what is farther away nobody plans by it.
  static let mostWeeks = 13

  /// As declared; then, if somebody thinks about something, with that.
  package let courses: [Course]
  /// The weeks that are simulated: those after the history.
  package let grid: WeekGrid
  /// Visits that are thought to need as much as others of their unit, because they were not done.
  package let estimated: Int
  package let runs: Int
  /// Whether any case has a priority.
  package let hasPriorities: Bool

  /// A case as it came in its week.
  private struct Prototype: Sendable {
    let day: Int
    let millisecondOfDay: Int
    let priority: Int32
    let steps: Range<Int>
  }

  init(
    _ measured: MeasuredCases, _ visits: CaseVisits, _ workload: Workload, by engine: Engine,
    calendars: [UInt32: BusinessCalendar], changes: [WhatIf], _ plan: Plan
  ) throws(Forecast.Failure) {
    let history = workload.grid
    var known: [UInt32: (work: Int64?, wait: Int64)] = [:]
    for unit in workload.units {
      let wait = unit.waits.isEmpty ? 0 : Sample.percentile(50, of: unit.waits)
      known[unit.number] = (unit.medianWork.map { Int64(nearest: $0) }, Int64(nearest: wait))
    }
    let units = workload.units.map(\.number)
    var variants = [QueueVariant("as declared", [], units: units, measured, engine)]
    if !changes.isEmpty {
      let name = "with " + changes.map(\.text).joined(separator: ", ")
      variants.append(QueueVariant(name, changes, units: units, measured, engine))
      let names = Set(workload.units.map(\.name))
      for change in changes where !variants[1].isTouched(by: change, in: names) {
        throw .touchesNobody(change.text)
      }
      if let heir = variants[1].heirWithoutCapacity(variants[0]) { throw .noCapacity(of: heir) }
    }
    var estimated = 0
    var weeks: [[Prototype]] = Array(repeating: [], count: history.weeks)
    var steps = 0
    for (position, index) in visits.cases.enumerated() {
      let one = measured.cases[Int(index)]
      guard let hour = history.hour(of: one.opened) else { continue }
      let start = steps
      for visit in visits.all[visits.ranges[position]] {
        var work = visit.work
        var wait = visit.waited(in: calendars[visit.unit])
        if visit.isCut {
          estimated += 1
          work = max(work, known[visit.unit]?.work ?? plan.work ?? 0)
          if visit.began == MeasuredCase.never { wait = known[visit.unit]?.wait ?? 0 }
        }
        if work == 0, let assumed = plan.work, known[visit.unit]?.work ?? 0 == 0 { work = assumed }
        for place in variants.indices { variants[place].add(visit, work: work, wait: wait) }
        steps += 1
      }
      guard steps > start else { continue }
      let local = history.zone.local(at: Instant(milliseconds: one.opened))
      weeks[hour / WeekGrid.hoursOfWeek].append(
        Prototype(
          day: hour / 24 % 7, millisecondOfDay: local.millisecondOfDay, priority: one.priority,
          steps: start..<steps))
    }
    self.estimated = estimated
    runs = plan.runs
    hasPriorities = visits.cases.contains { measured.cases[Int($0)].priority > 0 }
    let length = min(history.weeks, Self.mostWeeks)
    let grid = WeekGrid(
      zone: history.zone, monday: history.monday.adding(days: 7 * history.weeks), weeks: length)
    self.grid = grid
    let (fixed, drawn) = (variants, weeks)
    let parts = ParallelStretches.map(plan.runs, jobs: plan.jobs) { runs in
      var part = Part(courses: fixed.count)
      for run in runs {
        let arrivals = Self.arrivals(of: drawn, over: grid, seed: plan.seed, run: run)
        for (place, variant) in fixed.enumerated() {
          let course = QueueRun(variant.model, arrivals)
          let summary = QueueSummary(course, variant.model, arrivals, over: grid)
          part.summaries[place].append(summary)
          if place > 0 { part.add(course, variant, over: grid) }
        }
      }
      return part
    }
    courses = variants.enumerated().map { place, variant in
      Course(
        variant: variant, summaries: parts.flatMap { $0.summaries[place] },
        work: place == 0 ? [:] : Part.work(parts, over: grid, runs: plan.runs))
    }
  }

  /// What some of the runs come to.
  private struct Part: Sendable {
    var summaries: [[QueueSummary]]
    /// Milliseconds by the hour of the grid: whole numbers, so that it does not matter in which order runs
    /// are added up.
    var work: [Int: [Int64]] = [:]

    init(courses: Int) { summaries = Array(repeating: [], count: courses) }

    mutating func add(_ run: borrowing QueueRun, _ variant: QueueVariant, over grid: WeekGrid) {
      var ledgers: [Int: HourLedger] = [:]
      for number in variant.touched {
        ledgers[number] = HourLedger(grid, variant.model.stations[number].hours)
      }
      for visit in run.visits where visit.began != MeasuredCase.never {
        let ended = visit.ended == MeasuredCase.never ? Int64.max : visit.ended
        ledgers[visit.station]?.add(visit.began, ended)
      }
      for (number, ledger) in ledgers {
        let sums = ledger.sums()
        let known = work[number] ?? Array(repeating: 0, count: sums.count)
        work[number] = zip(known, sums).map { $0.plus($1) }
      }
    }

    static func work(_ parts: [Part], over grid: WeekGrid, runs: Int) -> [Int: [Double]] {
      var all: [Int: [Int64]] = [:]
      for part in parts { all.merge(part.work) { zip($0, $1).map { $0.plus($1) } } }
      return all.mapValues { sums in
        (0..<WeekGrid.hoursOfWeek).map { hour in
          let places = (0..<grid.weeks).map { $0 * WeekGrid.hoursOfWeek + hour }
          let time = places.reduce(Int64(0)) { $0.plus(grid.length(ofHour: $1)) }
          let work = places.reduce(Int64(0)) { $0.plus(sums[$1]) }
          return time == 0 ? 0 : Double(work) / Double(time) / Double(runs)
        }
      }
    }
  }

  /// Cases of weeks drawn by chance: one week before those that count, so that these do not begin with
  /// empty queues.
  private static func arrivals(
    of weeks: [[Prototype]], over grid: WeekGrid, seed: UInt64, run: Int
  ) -> [QueueModel.Arrival] {
    var draws = ForecastDraws(seed: seed, run: run)
    var arrivals: [QueueModel.Arrival] = []
    for week in -1..<grid.weeks {
      for one in weeks[draws.below(weeks.count)] {
        let date = grid.monday.adding(days: week * 7 + one.day)
        let opened = grid.zone.instant(
          of: LocalDateTime(date: date, millisecondOfDay: one.millisecondOfDay),
          preferring: .earlier)
        arrivals.append(
          QueueModel.Arrival(
            opened: opened.milliseconds, priority: one.priority, steps: one.steps))
      }
    }
    return arrivals
  }
}
