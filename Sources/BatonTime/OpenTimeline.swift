import Synchronization

/// The open spans of a calendar for all time, of which only the years that are asked about are held.
///
/// Two facts make every question cheap. Once a year's spans are made, a question about it is a binary
/// search. And behind the last special day and the zone's last irregular change everything repeats
/// itself every 400 years, which are a whole number of weeks: an instant far ahead is looked up in
/// the first such cycle, so at most 900 years are ever held.
final class OpenTimeline: Sendable {
  private let zone: Zone
  private let days: DayHours
  /// Where the hours begin to repeat themselves.
  private let steady: Instant
  /// Whether it never closes from there on.
  private let staysOpen: Bool
  private let made: Mutex<OpenSpans?>

  /// 400 years of the Gregorian calendar.
  private static let daysOfCycle = 146_097
  private static let cycle = Int64(daysOfCycle) * 86_400_000
  private static let firstYear = BusinessHours.years.lowerBound
  private static let end = Instant(
    milliseconds: Int64(CivilDate(daysSince1970: .max).daysSince1970 + 1) * 86_400_000)
  private let beginning: Instant

  init(_ hours: BusinessHours) {
    zone = hours.zone
    days = DayHours(hours)
    staysOpen = days.lastWeekIsWhole
    let special = hours.specialDays.map(\.year).max() ?? Self.firstYear
    let year = max(special, hours.zone.lastIrregularYear) + 2
    steady = hours.zone.startOfDay(Self.newYear(year))
    beginning = hours.zone.startOfDay(Self.newYear(Self.firstYear))
    made = Mutex(nil)
  }

  private static func newYear(_ year: Int) -> CivilDate {
    CivilDate(year: year, month: 1, day: 1) ?? CivilDate(daysSince1970: .max)
  }

  /// An instant within the first cycle, and how many cycles before the one that is meant.
  private func folded(_ instant: Instant) -> (instant: Instant, cycles: Int64) {
    let clamped = min(max(instant, beginning), Self.end)
    guard clamped.milliseconds >= steady.milliseconds + Self.cycle else { return (clamped, 0) }
    let cycles = (clamped.milliseconds - steady.milliseconds) / Self.cycle
    return (Instant(milliseconds: clamped.milliseconds - cycles * Self.cycle), cycles)
  }

  private var endOfCycle: Instant { Instant(milliseconds: steady.milliseconds + Self.cycle) }

  func nextOpening(_ instant: Instant) -> Instant? {
    let (folded, cycles) = folded(instant)
    var spans = spans(covering: folded, folded)
    while true {
      let count = spans.count(openingBy: folded)
      if count > 0, folded.milliseconds < spans.closes[count - 1] {
        // What lies before the beginning opens with it.
        return max(instant, Instant(milliseconds: folded.milliseconds + cycles * Self.cycle))
      }
      if count < spans.opens.count, spans.opens[count] <= spans.covered.upperBound.milliseconds {
        return Instant(milliseconds: spans.opens[count] + cycles * Self.cycle)
      }
      // A day more than a cycle has everything that ever comes.
      guard spans.covered.upperBound <= endOfCycle.adding(days: 8) else { return nil }
      spans = self.spans(covering: folded, spans.covered.upperBound.adding(days: 1))
    }
  }

  func nextClosing(_ instant: Instant) -> Instant? {
    let (folded, cycles) = folded(instant)
    var spans = spans(covering: folded, folded)
    while true {
      let count = spans.count(openingBy: folded)
      guard count > 0, folded.milliseconds < spans.closes[count - 1] else { return instant }
      let close = spans.closes[count - 1]
      if close <= spans.covered.upperBound.milliseconds {
        return Instant(milliseconds: close + cycles * Self.cycle)
      }
      if staysOpen, spans.covered.upperBound > steady { return nil }
      guard spans.covered.upperBound <= endOfCycle.adding(days: 8) else { return nil }
      spans = self.spans(covering: folded, spans.covered.upperBound.adding(days: 1))
    }
  }

  func workingTime(from start: Instant, to end: Instant) -> Int64 {
    let (first, cyclesBefore) = folded(start)
    let (last, cyclesAfter) = folded(end)
    let cycles = cyclesAfter - cyclesBefore
    let isFar = cycles != 0
    let spans = spans(
      covering: isFar ? min(first, last, steady) : first,
      isFar ? max(first, last, endOfCycle) : last)
    let near = spans.workingTime(until: last) - spans.workingTime(until: first)
    return isFar ? near + cycles * workingTimeOfCycle(spans) : near
  }

  private func workingTimeOfCycle(_ spans: OpenSpans) -> Int64 {
    spans.workingTime(until: endOfCycle) - spans.workingTime(until: steady)
  }

  func due(from start: Instant, after milliseconds: Int64) -> Instant? {
    var (first, cycles) = folded(start)
    var spans = spans(covering: first, first)
    while true {
      let wanted = spans.workingTime(until: first).addingReportingOverflow(milliseconds)
      if wanted.overflow { return nil }
      if let found = instant(wanted.partialValue, spans) { return later(found, cycles) }
      if spans.covered.upperBound <= endOfCycle {
        spans = self.spans(covering: first, spans.covered.upperBound.adding(days: 1))
        continue
      }
      // Whole cycles are taken off until what is left is reached in the first.
      let ofCycle = workingTimeOfCycle(self.spans(covering: min(first, steady), endOfCycle))
      let beyond = wanted.partialValue - spans.workingTime(until: endOfCycle)
      guard ofCycle > 0, beyond > 0 else { return nil }
      let more = (beyond - 1) / ofCycle + 1
      cycles += more
      return instant(wanted.partialValue - more * ofCycle, spans).flatMap { later($0, cycles) }
    }
  }

  /// The earliest instant by which so much working time of some spans has passed.
  private func instant(_ workingTime: Int64, _ spans: OpenSpans) -> Instant? {
    guard let span = spans.span(reaching: workingTime) else { return nil }
    let found = Instant(
      milliseconds: spans.opens[span] + workingTime - spans.before[span])
    return found <= spans.covered.upperBound ? found : nil
  }

  private func later(_ instant: Instant, _ cycles: Int64) -> Instant? {
    let (product, isFar) = cycles.multipliedReportingOverflow(by: Self.cycle)
    let (sum, isBeyond) = instant.milliseconds.addingReportingOverflow(product)
    guard !isFar, !isBeyond, sum < Self.end.milliseconds else { return nil }
    return Instant(milliseconds: sum)
  }

  // MARK: Making spans

  /// Spans that miss nothing between two instants, both before the hours have repeated themselves;
  /// nil for others.
  func plainSpans(from start: Instant, until end: Instant) -> OpenSpans? {
    let (first, before) = folded(start)
    let (last, after) = folded(end)
    guard before == 0, after == 0, first == start, last == end else { return nil }
    return spans(covering: first, last)
  }

  /// Spans that miss nothing between two instants.
  private func spans(covering first: Instant, _ last: Instant) -> OpenSpans {
    made.withLock { made in
      if let made, made.covered.contains(first), made.covered.contains(last) { return made }
      let spans = OpenSpans(of: days, in: zone, days: range(first, last, beside: made))
      made = spans
      return spans
    }
  }

  /// The days of whole years around two instants and of what there is; at least twice as many as
  /// there were, so that a question a day does not make all anew each time.
  private func range(_ first: Instant, _ last: Instant, beside made: OpenSpans?) -> Range<Int> {
    var lower = zone.local(at: first).date.year - 1
    var upper = zone.local(at: last).date.year + 2
    if let made {
      let have =
        CivilDate(daysSince1970: made.days.lowerBound)
        .year..<CivilDate(
          daysSince1970: made.days.upperBound
        ).year
      if lower < have.lowerBound { lower = min(lower, have.lowerBound - have.count) }
      if upper > have.upperBound { upper = max(upper, have.upperBound + have.count) }
      lower = min(lower, have.lowerBound)
      upper = max(upper, have.upperBound)
    }
    lower = max(lower, Self.firstYear - 1)
    upper = min(max(upper, lower + 1), zone.local(at: endOfCycle).date.year + 2)
    return Self.newYear(lower).daysSince1970..<Self.newYear(upper).daysSince1970
  }
}

extension Instant {
  /// So many times 24 hours later; at the end of the time line if that is beyond it.
  fileprivate func adding(days: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(days * 86_400_000)
    return Instant(milliseconds: overflow ? .max : sum)
  }
}
