/// What a calendar's declaration says: a zone, the week's opening hours, and the days on which other
/// hours count.
///
/// All hours are local: what a clock on the wall of the zone shows. ``BusinessCalendar`` answers
/// questions about them.
public struct BusinessHours: Sendable, Hashable {
  /// The opening hours of each day of the week, in any order; overlapping ones count once.
  public typealias Week = [Weekday: [DayTimes]]

  public var zone: Zone
  public var week: Week
  /// Days without hours.
  public var holidays: Set<CivilDate>
  /// Days with hours of their own, which replace those of the week and win over a holiday.
  public var overrides: [CivilDate: [DayTimes]]
  /// Other weeks, each from a day on and until the next of them.
  public var laterWeeks: [CivilDate: Week]

  public init(
    zone: Zone, week: Week = [:], holidays: Set<CivilDate> = [],
    overrides: [CivilDate: [DayTimes]] = [:], laterWeeks: [CivilDate: Week] = [:]
  ) {
    self.zone = zone
    self.week = week
    self.holidays = holidays
    self.overrides = overrides
    self.laterWeeks = laterWeeks
  }

  /// Open at every instant, in UTC.
  public static let always = BusinessHours(
    zone: .utc,
    week: Dictionary(
      uniqueKeysWithValues: Weekday.allCases.map { ($0, [DayTimes.wholeDay]) }))

  /// The years that special days may lie in.
  public static let years = 1900...2399

  /// What makes hours no calendar. The wording is in `TimeMessages.swift`.
  public enum Mistake: Error, Sendable, Hashable {
    /// Nobody ever works.
    case noWorkingTime
    /// A holiday, an override or a later week is not in ``years``.
    case dateOutOfRange(CivilDate)
  }

  /// The first mistake, if there is one.
  var mistake: Mistake? {
    if let date = specialDays.filter({ !Self.years.contains($0.year) }).min() {
      return .dateOutOfRange(date)
    }
    let weeks = [week] + laterWeeks.values
    let isEmpty = weeks.allSatisfy { $0.values.allSatisfy(\.isEmpty) }
    return isEmpty && overrides.values.allSatisfy(\.isEmpty) ? .noWorkingTime : nil
  }

  /// Every day from which or on which something else counts than the week before.
  var specialDays: [CivilDate] {
    Array(holidays) + Array(overrides.keys) + Array(laterWeeks.keys)
  }
}
