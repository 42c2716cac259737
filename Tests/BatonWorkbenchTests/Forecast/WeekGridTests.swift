import BatonTime
import TestSupport
import Testing

@testable import BatonWorkbench

/// Hours of whole weeks, as long as they really were.
@Suite struct WeekGridTests {
  private static let hour: Int64 = 3_600_000

  private func grid(_ monday: (Int, Int, Int), weeks: Int = 1, _ zone: String = "Europe/Paris")
    throws -> WeekGrid
  {
    WeekGrid(
      zone: try Zone(named: zone),
      monday: try #require(CivilDate(year: monday.0, month: monday.1, day: monday.2)), weeks: weeks)
  }

  @Test("the hour that spring leaves out lasts nothing, the one that autumn repeats lasts two")
  func clocksChange() throws {
    let spring = try grid((2026, 3, 23))
    let autumn = try grid((2026, 10, 19))
    let sunday = 6 * 24
    func lengths(_ grid: WeekGrid) -> [Int64] {
      (sunday..<sunday + 5).map { grid.length(ofHour: $0) / Self.hour }
    }
    #expect(lengths(spring) == [1, 1, 0, 1, 1])
    #expect(lengths(autumn) == [1, 1, 2, 1, 1])
    #expect((spring.until - spring.from) / Self.hour == 167)
    #expect((autumn.until - autumn.from) / Self.hour == 169)
  }

  @Test("an instant lies in the hour that the wall clock shows")
  func hours() throws {
    var numbers = SeededNumbers()
    for name in ["Europe/Paris", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"] {
      let grid = try grid((2026, 3, 2), weeks: 40, name)
      for _ in 0..<500 {
        let at = grid.from + Int64(numbers.below(Int(grid.until - grid.from)))
        let hour = try #require(grid.hour(of: at))
        let local = grid.zone.local(at: Instant(milliseconds: at))
        #expect(grid.borders[hour] <= at && at < grid.borders[hour + 1])
        #expect(
          grid.monday.adding(days: hour / 24) == local.date
            && hour % 24 == local.millisecondOfDay / 3_600_000,
          "\(name) \(at), seed \(numbers.seed)")
      }
      #expect(grid.hour(of: grid.from - 1) == nil && grid.hour(of: grid.until) == nil)
    }
  }

  @Test(
    "only whole weeks count, the days at both ends as whole ones",
    arguments: [
      // Monday afternoon to Sunday noon.
      ("2026-03-02T15:00:00Z", "2026-03-08T12:00:00Z", "2026-03-02", 1),
      // From Tuesday on the week is not whole.
      ("2026-03-03T00:00:00Z", "2026-03-15T12:00:00Z", "2026-03-09", 1),
      ("2026-03-02T15:00:00Z", "2026-03-14T23:00:00Z", "2026-03-02", 1),
      // Up to midnight of a Monday is up to the end of Sunday.
      ("2026-03-02T00:00:00Z", "2026-03-16T00:00:00Z", "2026-03-02", 2),
    ])
  func whole(start: String, end: String, monday: String, weeks: Int) throws {
    let grid = try #require(try self.grid(from: start, until: end, most: 52))
    #expect("\(grid.monday)" == monday && grid.weeks == weeks)
  }

  @Test("of many weeks the last are kept; of none there is none")
  func mostAndNone() throws {
    let kept = try #require(
      try grid(from: "2026-01-05T00:00:00Z", until: "2026-03-01T12:00:00Z", most: 2))
    #expect("\(kept.monday)" == "2026-02-16" && kept.weeks == 2)
    #expect(try grid(from: "2026-03-03T00:00:00Z", until: "2026-03-09T09:00:00Z", most: 52) == nil)
    #expect(try grid(from: "2026-03-03T00:00:00Z", until: "2026-03-03T00:00:00Z", most: 52) == nil)
  }

  private func grid(from start: String, until end: String, most: Int) throws -> WeekGrid? {
    let zone = try Zone(named: "UTC")
    let from = try #require(ISO8601.parse(start, in: zone)).instant
    let until = try #require(ISO8601.parse(end, in: zone)).instant
    return WeekGrid(zone: zone, from: from.milliseconds, until: until.milliseconds, most: most)
  }

  /// Every minute looked at by itself.
  @Test("work is laid over the hours exactly, within a calendar and without")
  func ledger() throws {
    var numbers = SeededNumbers()
    let grid = try grid((2026, 3, 23), weeks: 2)
    let minute: Int64 = 60_000
    let calendars: [BusinessCalendar?] = [
      nil,
      try BusinessCalendar(
        BusinessHours(
          zone: grid.zone,
          week: [
            .mon: [try .parse("09:30-17:00")], .tue: [try .parse("08:00-12:15")],
            .sat: [try .parse("22:00-02:30")], .sun: [try .parse("02:30-10:00")],
          ])),
    ]
    for calendar in calendars {
      var ledger = HourLedger(grid, calendar)
      var slow = Array(repeating: Int64(0), count: grid.hours)
      for _ in 0..<40 {
        let begin = grid.from / minute + Int64(numbers.below(15 * 1440)) - 720
        let end = begin + Int64(numbers.below(numbers.isOne(in: 3) ? 20_000 : 200))
        ledger.add(begin * minute, end * minute)
        for now in begin..<max(begin, end) {
          guard let hour = grid.hour(of: now * minute) else { continue }
          if calendar?.isOpen(at: Instant(milliseconds: now * minute)) ?? true {
            slow[hour] += minute
          }
        }
      }
      #expect(ledger.sums() == slow, "seed \(numbers.seed)")
    }
  }
}
