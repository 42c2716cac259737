import BatonModel
import BatonTime

extension TimeCourse {
  /// When a clock is due, for every start in a stretch of time.
  /// - Parameters:
  ///   - calendar: nil where all time counts.
  ///   - last: the last start; what is due after it is never due.
  init(
    _ limit: ClockTerms.Limit, by calendar: BusinessCalendar?,
    _ boundary: BusinessCalendar.Boundary, from first: Int64, until last: Int64
  ) {
    self.init(until: last)
    switch (limit, calendar) {
    case (.elapsed(let length), _), (.working(let length), nil):
      append(from: first, endingAt: first + length, rises: true)
    case (.workingDays(let count), nil):
      append(from: first, endingAt: first + Int64(count) * 86_400_000, rises: true)
    case (.working(let length), let calendar?):
      add(working: length, calendar, boundary, from: first)
    case (.workingDays(let count), let calendar?):
      add(days: count, calendar, from: first)
    }
  }

  /// The end of so much working time is found by counting: the working time before a start and the
  /// length give the working time before its end, and both only grow.
  private mutating func add(
    working length: Int64, _ calendar: BusinessCalendar, _ boundary: BusinessCalendar.Boundary,
    from first: Int64
  ) {
    let open = calendar.openStretches(
      from: Instant(milliseconds: first), until: Instant(milliseconds: last)
    ).map { (open: $0.lowerBound.milliseconds, close: $0.upperBound.milliseconds) }
    var before: [Int64] = [0]
    for stretch in open { before.append(before[before.count - 1] + stretch.close - stretch.open) }
    // Working time that is used up exactly at a closing belongs to the stretch that closes, or to
    // the one that opens next.
    let belongsToNext: Int64 = boundary == .nextOpening ? 0 : 1
    var place = 0
    func end(_ working: Int64, _ place: inout Int) -> Int64 {
      while place < open.count, before[place + 1] + belongsToNext <= working { place += 1 }
      return place < open.count ? open[place].open + working - before[place] : Self.never
    }

    var closed = first
    for (index, stretch) in open.enumerated() {
      let due = end(before[index] + length, &place)
      if closed < stretch.open { append(from: closed, endingAt: due, rises: false) }
      var start = stretch.open
      while start <= stretch.close {
        let working = before[index] + start - stretch.open + length
        let due = end(working, &place)
        append(from: start, endingAt: due, rises: true)
        guard place < open.count else { break }
        start += before[place + 1] + belongsToNext - working
      }
      closed = stretch.close + 1
    }
    if closed <= last { append(from: closed, endingAt: Self.never, rises: false) }
  }

  /// The same local time on a later day: between the times of day at which some day opens or closes
  /// nothing changes, but on days on which the zone's clocks do, where each minute is looked at.
  private mutating func add(days count: Int, _ calendar: BusinessCalendar, from first: Int64) {
    let hours = calendar.hours
    let minutes = Self.minutes(of: hours)
    func due(_ start: Int64) -> Int64 {
      let due = calendar.due(from: Instant(milliseconds: start), afterWorkingDays: count)
      return due.map { $0.milliseconds <= last ? $0.milliseconds : Self.never } ?? Self.never
    }
    var closed = first
    for stretch in calendar.openStretches(
      from: Instant(milliseconds: first), until: Instant(milliseconds: last))
    {
      let (open, close) = (stretch.lowerBound.milliseconds, stretch.upperBound.milliseconds)
      if closed < open { append(from: closed, endingAt: due(open), rises: false) }
      var starts: Set<Int64> = [open, close]
      for day in Self.days(of: stretch, in: hours.zone) {
        let begin = hours.zone.startOfDay(day).milliseconds
        if Self.isIrregular(begin, due(max(begin, open)), hours.zone) {
          for minute in 0..<27 * 60 { starts.insert(begin + Int64(minute) * 60_000) }
        } else {
          for minute in minutes { starts.insert(begin + Int64(minute) * 60_000) }
        }
      }
      let inside = Set(starts.flatMap { [$0 - 1, $0, $0 + 1] })
        .filter { (open...close).contains($0) }
      for start in inside.sorted() {
        let end = due(start)
        let rises =
          end != Self.never && start < close && !inside.contains(start + 1)
          && due(start + 1) == end + 1
        append(from: start, endingAt: end, rises: rises)
      }
      closed = close + 1
    }
    if closed <= last { append(from: closed, endingAt: Self.never, rises: false) }
  }

  /// The minutes of the day at which a calendar ever opens or closes.
  private static func minutes(of hours: BusinessHours) -> Set<Int> {
    let weeks = [hours.week] + hours.laterWeeks.values
    let times = weeks.flatMap { $0.values.flatMap(\.self) } + hours.overrides.values.flatMap(\.self)
    return Set(times.flatMap { [$0.open % 1440, $0.close % 1440] } + [0])
  }

  private static func days(of stretch: Range<Instant>, in zone: Zone) -> [CivilDate] {
    let last = zone.local(at: stretch.upperBound).date
    var day = zone.local(at: stretch.lowerBound).date
    var days = [day]
    while day < last {
      day = day.next
      days.append(day)
    }
    return days
  }

  /// Whether clocks are put forward or back within a day or so of a start or of its end.
  private static func isIrregular(_ start: Int64, _ end: Int64, _ zone: Zone) -> Bool {
    [start, end].contains { instant in
      guard instant != never else { return false }
      let day: Int64 = 86_400_000
      return zone.offset(at: Instant(milliseconds: instant - 2 * day))
        != zone.offset(at: Instant(milliseconds: instant + 2 * day))
    }
  }
}
