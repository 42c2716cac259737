import BatonModel
import BatonTime
import Foundation
import TestSupport
import Testing

@testable import Baton

/// Courses against clocks that are asked about every end of a piece and about instants between them.
@Suite struct TimeCourseTests {
  private static let minute: Int64 = 60_000
  private static let days = 6

  /// A random limit with its calendar, and the first instant that is asked about.
  private struct Promise {
    let limit: ClockTerms.Limit
    let calendar: BusinessCalendar?
    let boundary: BusinessCalendar.Boundary

    init(around day: CivilDate, zone: Zone, _ random: inout SeededNumbers) {
      let hours = Promise.hours(around: day, zone, &random)
      let calendar = (try? BusinessCalendar(hours)) ?? .always
      let minutes = Int64(1 + random.below(700))
      boundary = random.isOne(in: 3) ? .nextOpening : .earliest
      switch random.below(6) {
      case 0:
        limit = .elapsed(minutes * minute)
        self.calendar = nil
      case 1, 2:
        limit = .workingDays(1 + random.below(3))
        self.calendar = calendar
      default:
        limit = .working(minutes * minute)
        self.calendar = calendar
      }
    }

    private static func hours(
      around day: CivilDate, _ zone: Zone, _ random: inout SeededNumbers
    ) -> BusinessHours {
      var hours = BusinessHours(zone: zone)
      for weekday in Weekday.allCases where !random.isOne(in: 4) {
        hours.week[weekday] = times(&random)
      }
      for _ in 0..<random.below(3) { hours.holidays.insert(day.adding(days: random.below(days))) }
      for _ in 0..<random.below(3) {
        hours.overrides[day.adding(days: random.below(days))] = times(&random)
      }
      return hours
    }

    private static func times(_ random: inout SeededNumbers) -> [DayTimes] {
      (0..<1 + random.below(3)).compactMap { _ in
        let open = random.isOne(in: 3) ? random.below(1440) : random.below(24) * 60
        let close = (open + 30 + random.below(600)) % 1440
        return try? DayTimes.parse("\(Self.clock(open))-\(Self.clock(close))")
      }
    }

    private static func clock(_ minutes: Int) -> String {
      String(1_0000 + minutes / 60 * 100 + minutes % 60).dropFirst().enumerated()
        .map { ($0 == 2 ? ":" : "") + String($1) }.joined()
    }

    /// What a clock that began then says: the slow truth.
    func due(_ start: Int64) -> Int64 {
      let start = Instant(milliseconds: start)
      switch (limit, calendar) {
      case (.workingDays(let count), let calendar?):
        return calendar.due(from: start, afterWorkingDays: count)?.milliseconds ?? .max
      case (.working(let length), let calendar?):
        return calendar.due(from: start, after: length, boundary: boundary)?.milliseconds ?? .max
      case (.elapsed(let length), _), (.working(let length), nil):
        return start.milliseconds + length
      case (.workingDays, nil): return .max
      }
    }

    func course(from first: Int64, until last: Int64) -> TimeCourse {
      TimeCourse(limit, by: calendar, boundary, from: first, until: last)
    }
  }

  @Test("courses, chains and their worst starts agree with the clocks themselves")
  func agreement() throws {
    var random = SeededNumbers()
    print("time courses, seed \(random.seed)")
    let zones = try ["UTC", "Europe/Paris", "Asia/Tokyo", "America/New_York"]
      .map { try Zone(named: $0) }
    let first = CivilDate(year: 2026, month: 1, day: 1)?.daysSince1970 ?? 0
    // More and closer: BATON_COURSES=500 BATON_COURSE_MINUTES=1.
    let rounds = Self.number("BATON_COURSES") ?? 2
    let step = Self.number("BATON_COURSE_MINUTES") ?? 97
    for _ in 0..<rounds {
      // Mostly about a change of the clocks.
      let day = CivilDate(
        daysSince1970: first + (random.isOne(in: 3) ? random.below(360) : 80 + random.below(8)))
      let promises = (0..<3).map { _ in
        Promise(around: day, zone: random.pick(zones), &random)
      }
      let begin = random.pick(zones).startOfDay(day).milliseconds
      let end = begin + Int64(Self.days) * 24 * 60 * Self.minute
      let far = end + 10 * 24 * 60 * Self.minute
      let courses = promises.map { $0.course(from: begin, until: far) }
      let starts = begin...end
      let chain = courses[0].then(courses[1]).of(starts)
      let target = courses[2]
      let (sooner, later) = (courses[0].sooner(target), courses[0].later(target))
      let worst = try #require(chain.worst(against: target))
      /// What the clocks say; never, of what is beyond what courses look at.
      func due(_ promise: Int, _ start: Int64) -> Int64 {
        if start > far { return TimeCourse.never }
        let due = promises[promise].due(start)
        return due > far && promises[promise].calendar != nil ? TimeCourse.never : due
      }
      func overrun(_ start: Int64) -> Int64 {
        WorstStart(start: start, done: due(1, due(0, start)), due: due(2, start)).overrun
      }
      var greatest = Int64.min
      // Within a piece nothing changes: what can be wrong is wrong about its ends.
      let ends = Set((courses + [chain, sooner, later]).flatMap { $0.pieces.map(\.start) })
        .filter { starts.contains($0) }.sorted().shuffled(using: &random).prefix(60)
      let minutes = stride(
        from: begin + Int64(random.below(step)) * Self.minute, to: end,
        by: step * Int(Self.minute))
      for instant in Array(ends) + minutes {
        for start in [instant - 1, instant, instant + 1] where starts.contains(start) {
          let (first, last) = (due(0, start), due(2, start))
          let isRight =
            courses[0].end(from: start) == first && courses[1].end(from: start) == due(1, start)
            && target.end(from: start) == last && chain.end(from: start) == due(1, first)
            && sooner.end(from: start) == min(first, last)
            && later.end(from: start) == max(first, last)
          if !isRight { Issue.record("from \(start), seed \(random.seed), \(promises)") }
          try #require(isRight)
          greatest = max(greatest, overrun(start))
        }
      }
      // No start is worse, and the one that is told is as bad as is said.
      try #require(worst.overrun >= greatest, "\(worst), seed \(random.seed), \(promises)")
      try #require(
        overrun(worst.start) == worst.overrun && starts.contains(worst.start),
        "\(worst), seed \(random.seed), \(promises)")
    }
  }

  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  private static func clock(_ text: String) throws -> Int64 {
    try #require(ISO8601.parse(text)).instant.milliseconds
  }

  private static func office(_ times: String...) throws -> BusinessCalendar {
    var hours = BusinessHours(zone: .utc)
    for day in Weekday.allCases.prefix(5) {
      hours.week[day] = try times.map { try DayTimes.parse($0) }
    }
    return try BusinessCalendar(hours)
  }

  @Test("a course of four hours in the office has a piece for each way that a day goes")
  func pieces() throws {
    // Monday to the end of Tuesday.
    let (first, last) = (try Self.clock("2026-11-23T00:00Z"), try Self.clock("2026-11-25T00:00Z"))
    let course = TimeCourse(
      .working(4 * 3_600_000), by: try Self.office("09:00-17:00"), .earliest, from: first,
      until: last)
    let expected: [(String, String, Bool)] = [
      ("2026-11-23T00:00Z", "2026-11-23T13:00Z", false),
      ("2026-11-23T09:00Z", "2026-11-23T13:00Z", true),
      ("2026-11-23T13:00:00.001Z", "2026-11-24T09:00:00.001Z", true),
      ("2026-11-23T17:00:00.001Z", "2026-11-24T13:00Z", false),
      ("2026-11-24T09:00Z", "2026-11-24T13:00Z", true),
    ]
    for (piece, (start, end, rises)) in zip(course.pieces, expected) {
      #expect(piece.start == (try Self.clock(start)))
      #expect(piece.end == (try Self.clock(end)))
      #expect(piece.rises == rises)
    }
    #expect(course.end(from: try Self.clock("2026-11-24T13:00:00.001Z")) == TimeCourse.never)
  }

  @Test("of equally bad starts the last instant of the first stretch is told")
  func plateau() throws {
    let (first, last) = (try Self.clock("2026-11-23T00:00Z"), try Self.clock("2026-12-07T00:00Z"))
    let due = TimeCourse(
      .working(4 * 3_600_000), by: try Self.office("09:00-17:00"), .earliest, from: first,
      until: last)
    let elapsed = TimeCourse(.elapsed(0), by: nil, .earliest, from: first, until: last)
    // From Friday 13:00, just missed, until 17:00 it takes 68 hours, which is the most.
    let worst = try #require(
      due.of(first...(last - 8 * 86_400_000)).worst(against: elapsed))
    #expect(worst.start == (try Self.clock("2026-11-27T17:00Z")))
    #expect(worst.overrun == 68 * 3_600_000)
  }
}
