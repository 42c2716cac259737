import BatonModel
import BatonTime

/// Moves clocks: begins, pauses, resumes and ends them, and says what happens to them when.
///
/// A clock counts from `since` to now; each pause adds what passed to `used`. So its due instant and
/// its thresholds are known as soon as it runs, and nothing has to tick.
struct ClockMachine {
  let calendars: [String: BusinessCalendar]

  // MARK: Time by a clock's terms

  /// Milliseconds that a clock of these terms counts between two instants.
  func passed(_ terms: ClockTerms, from start: Instant, to end: Instant) -> Int64 {
    passed(calendar(of: terms), from: start, to: end)
  }

  private func passed(
    _ calendar: BusinessCalendar?, from start: Instant, to end: Instant
  ) -> Int64 {
    guard start < end else { return 0 }
    guard let calendar else { return end.milliseconds - start.milliseconds }
    return calendar.workingTime(from: start, to: end)
  }

  /// The instant at which so much has passed; nil beyond the end of calendars.
  private func instant(
    _ calendar: BusinessCalendar?, from start: Instant, after milliseconds: Int64,
    boundary: BusinessCalendar.Boundary
  ) -> Instant? {
    guard milliseconds > 0 else { return start }
    guard let calendar else {
      let (sum, overflow) = start.milliseconds.addingReportingOverflow(milliseconds)
      return overflow ? nil : Instant(milliseconds: sum)
    }
    return calendar.due(from: start, after: milliseconds, boundary: boundary)
  }

  /// Nil where all time counts. Found once for all that is asked about a clock.
  private func calendar(of terms: ClockTerms) -> BusinessCalendar? {
    if case .elapsed = terms.limit { return nil }
    return terms.calendar.flatMap { calendars[$0] }
  }

  /// Milliseconds until a clock that starts then is due, and what their end at a closing means.
  private func total(
    _ terms: ClockTerms, _ calendar: BusinessCalendar?, from start: Instant
  ) -> (milliseconds: Int64, boundary: BusinessCalendar.Boundary) {
    switch terms.limit {
    case .elapsed(let milliseconds), .working(let milliseconds):
      return (milliseconds, terms.boundary)
    case .workingDays(let count):
      guard let calendar else {
        return (Int64(count) * 86_400_000, terms.boundary)
      }
      // Beyond the end of calendars nothing is due.
      guard let due = calendar.due(from: start, afterWorkingDays: count) else {
        return (.max / 2, terms.boundary)
      }
      let total = calendar.workingTime(from: start, to: due)
      // Who comes outside of hours has until an opening, not until the closing before it.
      let isAtOpening = calendar.due(from: start, after: total) != due
      return (total, isAtOpening ? .nextOpening : terms.boundary)
    }
  }

  // MARK: A clock's life

  /// A clock that begins to count.
  /// - Parameters:
  ///   - start: from when on it counts, not after `now`.
  ///   - pauses: when it would have been paused since, in order.
  ///   - used: what is used up before.
  ///   - beginning: from when days of work are counted, if not from the start.
  func begin(
    _ id: String, _ terms: ClockTerms, from start: Instant, at now: Instant,
    pauses: [PauseSpan] = [], used: Int64 = 0, countingFrom beginning: Instant? = nil
  ) -> Clock {
    let calendar = calendar(of: terms)
    let (total, boundary) = total(terms, calendar, from: beginning ?? start)
    var clock = Clock(
      id: id, terms: terms, state: .inProgress, startedAt: start, attachedAt: now,
      total: total, boundary: boundary, used: used)
    // It was used up before it began.
    if used > clock.total { clock.breachedAt = now }
    clock.since = start
    for pause in pauses where pause.from < now && (pause.until.map { $0 > start } ?? true) {
      count(&clock, calendar, until: max(pause.from, start))
      clock.since = min(pause.until ?? now, now)
    }
    count(&clock, calendar, until: now)
    let isTold = clock.breachedAt == nil || terms.notifiesIfBornBreached
    if isTold {
      clock.pending = Self.thresholds(of: terms).map { Clock.Firing(threshold: $0, at: nil) }
    } else {
      clock.fired = Self.thresholds(of: terms)
    }
    run(&clock, calendar, from: now)
    return clock
  }

  /// All thresholds of a clock, the one when it is due among them, each once.
  private static func thresholds(of terms: ClockTerms) -> [Threshold] {
    var thresholds: [Threshold] = []
    thresholds.reserveCapacity(terms.thresholds.count + 1)
    for threshold in terms.thresholds where !thresholds.contains(threshold) {
      thresholds.append(threshold)
    }
    if !thresholds.contains(.due) { thresholds.append(.due) }
    return thresholds
  }

  /// Adds what passed since it began to count.
  private func count(
    _ clock: inout Clock, _ calendar: BusinessCalendar?, until now: Instant
  ) {
    guard let since = clock.since, since < now else { return }
    let passed = passed(calendar, from: since, to: now)
    // Used up is not yet late: who stops exactly when it is due has kept it.
    if clock.breachedAt == nil, clock.used + passed >= clock.total,
      let due = due(of: clock, calendar, from: since), due < now
    {
      clock.breachedAt = due
    }
    clock.used += passed
    clock.since = now
  }

  /// Works out when the clock is due and when what is pending happens.
  private func run(_ clock: inout Clock, _ calendar: BusinessCalendar?, from now: Instant) {
    clock.since = now
    clock.due = clock.breachedAt ?? due(of: clock, calendar, from: now)
    for index in clock.pending.indices {
      clock.pending[index].at = instant(
        of: clock.pending[index].threshold, clock, calendar, now)
    }
    // Nearly always they are in order, and sorting allocates.
    if !Self.isSorted(clock.pending) { clock.pending.sort { Self.isBefore($0, $1) } }
  }

  private static func isSorted(_ firings: [Clock.Firing]) -> Bool {
    for index in firings.indices.dropFirst() where isBefore(firings[index], firings[index - 1]) {
      return false
    }
    return true
  }

  /// When a clock that counts from an instant on is due.
  private func due(
    of clock: borrowing Clock, _ calendar: BusinessCalendar?, from since: Instant
  ) -> Instant? {
    instant(calendar, from: since, after: clock.total - clock.used, boundary: clock.boundary)
  }

  /// When a threshold is reached: at once if that has been.
  private func instant(
    of threshold: Threshold, _ clock: borrowing Clock, _ calendar: BusinessCalendar?, _ now: Instant
  ) -> Instant? {
    let reached: Instant?
    switch threshold {
    case .due: reached = clock.due
    case .percent(let percent):
      let share = (Double(clock.total) * percent / 100).rounded(.up)
      guard share < 0x1p62 else { return nil }
      reached = instant(
        calendar, from: now, after: Int64(share) - clock.used, boundary: clock.terms.boundary)
    case .before(let milliseconds): reached = clock.due?.adding(-milliseconds)
    case .past(let milliseconds): reached = clock.due?.adding(milliseconds)
    }
    return reached.map { max($0, now) }
  }

  /// What happens first; of what happens at once, what is nearer to the beginning of the time.
  private static func isBefore(_ left: Clock.Firing, _ right: Clock.Firing) -> Bool {
    guard let leftAt = left.at else { return false }
    guard let rightAt = right.at else { return true }
    return (leftAt, left.threshold.order.0, left.threshold.order.1)
      < (rightAt, right.threshold.order.0, right.threshold.order.1)
  }

  func pause(_ clock: inout Clock, at now: Instant) {
    guard clock.state == .inProgress else { return }
    count(&clock, calendar(of: clock.terms), until: now)
    clock.state = .paused
    clock.since = nil
    clock.due = nil
    for index in clock.pending.indices { clock.pending[index].at = nil }
  }

  func resume(_ clock: inout Clock, at now: Instant) {
    guard clock.state == .paused else { return }
    clock.state = .inProgress
    run(&clock, calendar(of: clock.terms), from: now)
  }

  /// Ends a clock: what is used up by then stays, what is pending never happens.
  func end(_ clock: inout Clock, as state: Clock.State, at now: Instant) {
    guard clock.state.isActive else { return }
    count(&clock, calendar(of: clock.terms), until: now)
    clock.state = state
    clock.since = nil
    clock.endedAt = now
    clock.pending = []
  }

  /// Lets a clock that was completed go on: what happened before does not happen again.
  func reopen(_ clock: inout Clock, at now: Instant) {
    guard clock.state == .completed else { return }
    clock.state = .inProgress
    clock.reopenedAt = now
    clock.endedAt = nil
    clock.pending = Self.thresholds(of: clock.terms).filter { !clock.fired.contains($0) }
      .map { Clock.Firing(threshold: $0, at: nil) }
    run(&clock, calendar(of: clock.terms), from: now)
  }

  /// Milliseconds used up by an instant.
  func used(_ clock: Clock, at now: Instant) -> Int64 {
    guard let since = clock.since, since < now else { return clock.used }
    return clock.used + passed(calendar(of: clock.terms), from: since, to: now)
  }

  // MARK: What happens by itself

  /// Takes off the next thing that happens.
  /// - Precondition: there is one, and it is not after what happened already.
  func fire(_ clock: inout Clock) -> Clock.Firing {
    let firing = clock.pending.removeFirst()
    clock.fired.append(firing.threshold)
    if firing.threshold == .due, clock.breachedAt == nil { clock.breachedAt = clock.due }
    return firing
  }
}

extension Threshold {
  /// Where it lies among those that are reached at the same instant.
  fileprivate var order: (Int, Double) {
    switch self {
    case .before(let milliseconds): (0, -Double(milliseconds))
    case .percent(let percent): (1, percent)
    case .past(let milliseconds): (2, Double(milliseconds))
    }
  }
}

extension Instant {
  /// So many milliseconds later, at the end of the time line if that is beyond it.
  func adding(_ milliseconds: Int64) -> Instant {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    return Instant(milliseconds: overflow ? (milliseconds < 0 ? .min : .max) : sum)
  }
}
