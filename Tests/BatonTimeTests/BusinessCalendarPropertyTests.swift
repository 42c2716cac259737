import Foundation
import TestSupport
import Testing

@testable import BatonTime

/// Calendars against clocks that are looked at minute by minute, in every zone of the tz database.
@Suite struct BusinessCalendarPropertyTests {
  @Test("calendars agree with a clock that is looked at every minute")
  func agreement() throws {
    let environment = ProcessInfo.processInfo.environment
    let wanted = environment["BATON_QUESTIONS"].flatMap { Int($0) } ?? 100_000
    var random = SeededNumbers()
    let zones = try ZoneNames.all().map { try Zone(named: $0) }
    try #require(zones.count > 300, "the tz database's list of zones")
    var questions = 0
    var openMinutes = 0
    var round = 0
    while questions < wanted || round < zones.count {
      let zone = zones[round % zones.count]
      round += 1
      let window = MinuteWindow(zone, from: Self.start(in: zone, &random))
      let hours = Self.hours(in: zone, around: window.firstDate, &random)
      guard let calendar = try? BusinessCalendar(hours) else { continue }
      let oracle = window.open(by: hours)
      openMinutes += oracle.count { $0 }
      var sums: [Int64] = [0]
      for isOpen in oracle { sums.append(sums[sums.count - 1] + (isOpen ? 60_000 : 0)) }
      for _ in 0..<100 {
        questions += 3
        let first = Int.random(in: 0..<oracle.count, using: &random)
        let last = Int.random(in: first...oracle.count, using: &random)
        let expected = sums[last] - sums[first]
        let what: Comment = """
          \(zone.name), \(window.instant(first)) to \(window.instant(last)), \(hours.week), \
          \(hours.holidays), \(hours.overrides), \(hours.laterWeeks), seed \(random.seed)
          """
        try #require(
          calendar.isOpen(at: window.instant(first)) == oracle[first], what)
        try #require(
          calendar.workingTime(from: window.instant(first), to: window.instant(last)) == expected,
          what)
        guard expected > 0 else { continue }
        let due = calendar.due(from: window.instant(first), after: expected)
        let earliest = Self.firstIndex(of: sums, reaching: sums[last])
        try #require(due == window.instant(earliest), what)
      }
    }
    print("\(questions) questions to calendars of \(zones.count) zones, seed \(random.seed)")
    #expect(openMinutes > round)
  }

  /// Where rising sums first reach one of them.
  private static func firstIndex(of sums: [Int64], reaching sum: Int64) -> Int {
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] < sum { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A day of which half the time offsets change nearby, if they ever do.
  private static func start(in zone: Zone, _ random: inout SeededNumbers) -> CivilDate {
    // From 1973 on all offsets are whole minutes.
    let first = CivilDate(year: 1973, month: 1, day: 1)?.daysSince1970 ?? 0
    let day = first + Int.random(in: 0..<110 * 365, using: &random)
    guard Bool.random(using: &random) else { return CivilDate(daysSince1970: day) }
    func offset(_ day: Int) -> Int { zone.offset(at: Instant(seconds: Int64(day) * 86_400)) }
    let change = (day..<day + 400).first { offset($0) != offset($0 + 1) }
    return CivilDate(daysSince1970: (change ?? day) - Int.random(in: 0..<6, using: &random))
  }

  private static func hours(
    in zone: Zone, around date: CivilDate, _ random: inout SeededNumbers
  ) -> BusinessHours {
    var hours = BusinessHours(zone: zone)
    func week() -> BusinessHours.Week {
      var week: BusinessHours.Week = [:]
      for day in Weekday.allCases where Int.random(in: 0..<4, using: &random) > 0 {
        week[day] = times(&random)
      }
      return week
    }
    func near() -> CivilDate { date.adding(days: Int.random(in: -2..<9, using: &random)) }
    hours.week = week()
    for _ in 0..<Int.random(in: 0..<3, using: &random) { hours.holidays.insert(near()) }
    for _ in 0..<Int.random(in: 0..<3, using: &random) { hours.overrides[near()] = times(&random) }
    if Int.random(in: 0..<4, using: &random) == 0 { hours.laterWeeks[near()] = week() }
    return hours
  }

  private static func times(_ random: inout SeededNumbers) -> [DayTimes] {
    (0..<Int.random(in: 0..<4, using: &random)).map { _ in
      // Mostly the hours in which clocks change, and whole hours.
      let open =
        Bool.random(using: &random)
        ? Int.random(in: 0..<240, using: &random) : Int.random(in: 0..<24, using: &random) * 60
      let length =
        Bool.random(using: &random)
        ? Int.random(in: 1...120, using: &random) : Int.random(in: 1...24, using: &random) * 60
      return DayTimes(open: open, close: open + length)
    }
  }
}

/// Some days of a zone, minute by minute: what its clock shows at each.
///
/// A calendar is open at a minute if its clock has shown an opening, or a time behind it, by then,
/// and shows a time before the closing or will yet show the closing. This is the definition, said of
/// a clock's readings and not of changes of offset.
private struct MinuteWindow {
  private static let days = 4
  let firstDate: CivilDate
  private let start: Instant
  /// The latest reading up to each minute, and the earliest from it on, in minutes since 1970.
  private let latest: [Int]
  private let earliest: [Int]
  /// Minutes on either side of what is asked about.
  private static let margin = 2 * 1440

  init(_ zone: Zone, from date: CivilDate) {
    firstDate = date
    start = zone.startOfDay(date)
    let first = start.seconds / 60 - Int64(Self.margin)
    let readings = (0..<Self.days * 1440 + 2 * Self.margin).map { minute in
      let local = zone.local(at: Instant(seconds: (first + Int64(minute)) * 60))
      return local.date.daysSince1970 * 1440 + local.hour * 60 + local.minute
    }
    var latest = readings
    for index in 1..<latest.count { latest[index] = max(latest[index], latest[index - 1]) }
    var earliest = readings
    for index in (0..<earliest.count - 1).reversed() {
      earliest[index] = min(earliest[index], earliest[index + 1])
    }
    self.latest = latest
    self.earliest = earliest
  }

  func instant(_ minute: Int) -> Instant {
    Instant(seconds: start.seconds + Int64(minute) * 60)
  }

  /// Whether hours are open, for each minute.
  func open(by hours: BusinessHours) -> [Bool] {
    var intervals: [(open: Int, close: Int)] = []
    for day in firstDate.daysSince1970 - 3..<firstDate.daysSince1970 + Self.days + 4 {
      let date = CivilDate(daysSince1970: day)
      let week = hours.laterWeeks.filter { $0.key <= date }.max { $0.key < $1.key }?.value
      let usual = hours.holidays.contains(date) ? [] : (week ?? hours.week)[date.weekday] ?? []
      for times in hours.overrides[date] ?? usual {
        intervals.append((day * 1440 + times.open, day * 1440 + times.close))
      }
    }
    var isOpen: [Bool] = []
    for minute in Self.margin..<latest.count - Self.margin {
      var found = false
      for (open, close) in intervals where latest[minute] >= open {
        if earliest[minute] < close || earliest[minute + 1] <= close { found = true }
      }
      isOpen.append(found)
    }
    return isOpen
  }
}

/// The names of all zones, without the other names that links give them: tests only, the library
/// asks for one at a time.
private enum ZoneNames {
  static func all() throws -> [String] {
    let list = try String(contentsOfFile: "/usr/share/zoneinfo/tzdata.zi", encoding: .utf8)
    return list.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      if words.first == "Z", words.count > 1 { return String(words[1]) }
      return nil
    }
  }
}
