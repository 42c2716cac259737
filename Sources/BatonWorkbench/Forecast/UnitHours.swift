import BatonTime

/// What came to a unit in each hour of some whole weeks, and how much of it was worked on in each.
struct UnitHours {
  /// How many cases came, by the hour of the grid.
  private(set) var visits: [Int64]
  /// Milliseconds of work in the unit's hours, by the hour of the grid: exactly how long each case was in
  /// work in that hour, summed up.
  private(set) var work: [Int64] = []
  /// Of visits that were done: milliseconds of work.
  private(set) var workOfVisits: [Int64] = []
  /// Of visits that somebody began with: milliseconds in the unit's hours until then.
  private(set) var waits: [Int64] = []
  /// By the hour of the day: the cases that came in it.
  private(set) var cases: [[Int32]] = Array(repeating: [], count: 24)
  private let grid: WeekGrid
  private let calendar: BusinessCalendar?

  /// - Parameters:
  ///   - stretches: from when until when somebody worked on a case, in any order.
  ///   - calendar: the unit's hours; nil if it works always.
  init(
    _ visits: [(visit: Visit, of: Int32)], _ stretches: [(from: Int64, until: Int64)],
    over grid: WeekGrid, in calendar: BusinessCalendar?
  ) {
    self.grid = grid
    self.calendar = calendar
    self.visits = Array(repeating: 0, count: grid.hours)
    var ledger = HourLedger(grid, calendar)
    for stretch in stretches { ledger.add(stretch.from, stretch.until) }
    work = ledger.sums()
    for (visit, index) in visits { take(visit, index) }
  }

  private mutating func take(_ visit: Visit, _ index: Int32) {
    guard let hour = grid.hour(of: visit.came) else { return }
    visits[hour] += 1
    if cases[hour % 24].last != index { cases[hour % 24].append(index) }
    // What was handed on without work says nothing of how soon somebody begins.
    guard visit.began != MeasuredCase.never else { return }
    waits.append(visit.waited(in: calendar))
    if !visit.isCut { workOfVisits.append(visit.work) }
  }

  /// By day of the grid: whether it is one of the unit's holidays, or of other hours than its week's.
  private var isSpecial: [Bool] {
    guard let hours = calendar?.hours else {
      return Array(repeating: false, count: grid.weeks * 7)
    }
    return (0..<grid.weeks * 7).map { day in
      let date = grid.monday.adding(days: day)
      return hours.holidays.contains(date) || hours.overrides[date] != nil
    }
  }

  /// By the hour of the week, the cases that came in each of some weeks: without special days, because
  /// they say nothing of what a usual week needs, and without the hour that a spring leaves out.
  func visitsByHour(weeks: Range<Int>) -> [[Double]] {
    byHour(weeks) { Double(visits[$0]) }
  }

  /// The same of how many cases were worked on at once.
  func workByHour(weeks: Range<Int>) -> [[Double]] {
    byHour(weeks) { Double(work[$0]) / Double(grid.length(ofHour: $0)) }
  }

  private func byHour(_ weeks: Range<Int>, _ number: (Int) -> Double) -> [[Double]] {
    let isSpecial = isSpecial
    return (0..<WeekGrid.hoursOfWeek).map { hour in
      weeks.compactMap { week in
        let place = week * WeekGrid.hoursOfWeek + hour
        return isSpecial[place / 24] || grid.length(ofHour: place) == 0 ? nil : number(place)
      }
    }
  }

  /// Sums of whole weeks.
  func byWeek(_ numbers: [Int64], weeks: Range<Int>) -> [Double] {
    weeks.map { week in
      let from = week * WeekGrid.hoursOfWeek
      return Double(numbers[from..<from + WeekGrid.hoursOfWeek].reduce(0, +))
    }
  }
}

extension Visit {
  /// Milliseconds until somebody began or handed it on, in the hours of a unit.
  func waited(in calendar: BusinessCalendar?) -> Int64 {
    calendar?.workingTime(
      from: Instant(milliseconds: came), to: Instant(milliseconds: came + queued)) ?? queued
  }
}
