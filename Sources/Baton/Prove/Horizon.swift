import BatonTime

/// The stretch of time for which something is proven, and how far beyond it is looked for its end.
struct Horizon: Sendable, Hashable {
  /// The first start, and the first that is not looked at any more.
  let from: Instant
  let until: Instant
  /// A year before the last start.
  let lastYear: Instant
  /// What is not done by then counts as never done.
  let end: Instant

  private static let years = 2

  /// From the beginning of a day for two years; two more in which to come to an end.
  init(around now: Instant, in zone: Zone) {
    let today = zone.local(at: now).date
    func later(_ years: Int) -> Instant {
      let date =
        CivilDate(year: today.year + years, month: today.month, day: today.day)
        ?? CivilDate(year: today.year + years, month: 3, day: 1)
      return zone.startOfDay(date ?? today)
    }
    from = zone.startOfDay(today)
    until = later(Self.years)
    lastYear = later(Self.years - 1)
    end = later(2 * Self.years)
  }

  /// Milliseconds of all starts.
  var starts: ClosedRange<Int64> {
    from.milliseconds...max(from.milliseconds, until.milliseconds - 1)
  }
}
