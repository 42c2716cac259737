import BatonTime

/// Lays stretches of work over the hours of a grid, within the hours of a unit.
///
/// Exact, in whole milliseconds: a stretch is laid at its two ends, and between them counts as one more in
/// every hour, so that a stretch of a year costs no more than one of an hour.
struct HourLedger {
  private let grid: WeekGrid
  private let calendar: BusinessCalendar?
  /// By hour: milliseconds of stretches that begin or end in it.
  private var partial: [Int64]
  /// By hour: how many more stretches fill it than the hour before.
  private var steps: [Int64]

  /// - Parameter calendar: nil: all time counts.
  init(_ grid: WeekGrid, _ calendar: BusinessCalendar?) {
    self.grid = grid
    self.calendar = calendar
    partial = Array(repeating: 0, count: grid.hours)
    steps = Array(repeating: 0, count: grid.hours + 1)
  }

  /// Adds a stretch, as far as it lies in the grid. O(1), and two questions to the calendar.
  mutating func add(_ start: Int64, _ end: Int64) {
    let from = max(start, grid.from)
    let until = min(end, grid.until)
    guard from < until, let first = grid.hour(of: from), let last = grid.hour(of: until - 1) else {
      return
    }
    if first == last {
      partial[first] += open(from, until)
      return
    }
    partial[first] += open(from, grid.borders[first + 1])
    partial[last] += open(grid.borders[last], until)
    steps[first + 1] += 1
    steps[last] -= 1
  }

  /// Milliseconds by hour.
  func sums() -> [Int64] {
    var running: Int64 = 0
    return partial.indices.map { hour in
      running += steps[hour]
      if running == 0 { return partial[hour] }
      return partial[hour] + running * open(grid.borders[hour], grid.borders[hour + 1])
    }
  }

  private func open(_ from: Int64, _ until: Int64) -> Int64 {
    calendar?.workingTime(
      from: Instant(milliseconds: from), to: Instant(milliseconds: until)) ?? until - from
  }
}
