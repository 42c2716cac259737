/// The hours of single days.
struct DayHours: Sendable {
  private let hours: BusinessHours
  /// The later weeks' first days, rising.
  private let changes: [(from: CivilDate, week: BusinessHours.Week)]

  init(_ hours: BusinessHours) {
    self.hours = hours
    changes = hours.laterWeeks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether no day of the week that counts in the end ever closes.
  var lastWeekIsWhole: Bool {
    let week = changes.last?.week ?? hours.week
    return Weekday.allCases.allSatisfy { day in
      week[day]?.contains { $0.open <= 0 && $0.close >= 1440 } ?? false
    }
  }

  /// On how many days work begins in each week that counts in the end. Nil where hours are so short
  /// that clocks which are put forward may skip them.
  var workingDaysOfLastWeek: Int? {
    let week = changes.last?.week ?? hours.week
    let longest = week.values.map { $0.map { $0.close - $0.open }.max() ?? 0 }.filter { $0 > 0 }
    return longest.allSatisfy { $0 > Self.mostMinutesSkipped } ? longest.count : nil
  }

  /// No zone has put its clocks forward by more, but for whole days.
  private static let mostMinutesSkipped = 180

  /// The hours that begin on a date, by the local clock.
  subscript(date: CivilDate) -> [DayTimes] {
    if let own = hours.overrides[date] { return own }
    if hours.holidays.contains(date) { return [] }
    let week = changes.last { $0.from <= date }?.week ?? hours.week
    return week[date.weekday] ?? []
  }

  /// The time from opening to before closing that hours of a date mean.
  ///
  /// A local time that clocks skip is the instant at which they do. Of one that they show twice an
  /// opening takes the first and a closing the second.
  func span(_ times: DayTimes, on date: CivilDate) -> OpenSpan {
    OpenSpan(
      open: instant(times.open, on: date, preferring: .earlier),
      close: instant(times.close, on: date, preferring: .later))
  }

  /// The instant of so many minutes after a date's midnight, by the local clock.
  private func instant(
    _ minutes: Int, on date: CivilDate, preferring preference: Zone.Preference
  ) -> Instant {
    let local = LocalDateTime(
      date: date.adding(days: minutes / 1440), millisecondOfDay: minutes % 1440 * 60_000)
    return hours.zone.instant(of: local, preferring: preference)
  }
}

/// A stretch of time in which a calendar is open: from `open` to before `close`.
struct OpenSpan: Sendable, Hashable {
  let open: Instant
  let close: Instant

  /// Between clocks that skip it no time is left.
  var isEmpty: Bool { close <= open }

  func contains(_ instant: Instant) -> Bool { open <= instant && instant < close }
}
