/// When a party works: hours of the week in a time zone, with holidays and days of other hours.
///
/// Working time is the time that really passes while the calendar is open, so a day on which clocks
/// are put forward has an hour less. Hours that overlap count once. A calendar is closed before 1900
/// and has no end.
///
///     let calendar = try BusinessCalendar(
///       BusinessHours(zone: try Zone(named: "Europe/Paris"), week: [.mon: [.parse("09:00-17:00")]]))
///     let due = calendar.due(from: friday, after: 8 * 3_600_000)
///
/// Questions are binary searches over the open spans of the years around, which are made when first
/// asked for: about 0.1 us then, and some 0.3 ms for each year that is new. Safe to share between
/// threads.
public struct BusinessCalendar: Sendable {
  // One reference, because calendars are looked up and handed on all the time.
  private let storage: Storage

  private final class Storage: Sendable {
    let hours: BusinessHours
    let days: DayHours
    let timeline: OpenTimeline
    /// Behind the last day that is not as its week has it.
    let steady: CivilDate
    /// How many days of each week work begins on from there on; nil where that may differ.
    let workingDaysOfWeek: Int?

    init(_ hours: BusinessHours) {
      self.hours = hours
      days = DayHours(hours)
      timeline = OpenTimeline(hours)
      steady = hours.specialDays.max()?.next ?? CivilDate(daysSince1970: 0)
      workingDaysOfWeek = days.workingDaysOfLastWeek
    }
  }

  public var hours: BusinessHours { storage.hours }
  /// In whose time the hours are.
  public var zone: Zone { storage.hours.zone }
  private var days: DayHours { storage.days }
  var timeline: OpenTimeline { storage.timeline }

  /// A calendar of hours that have working time.
  public init(_ hours: BusinessHours) throws(BusinessHours.Mistake) {
    if let mistake = hours.mistake { throw mistake }
    storage = Storage(hours)
  }

  /// Open at every instant, in UTC.
  public static let always: BusinessCalendar = {
    let hours = BusinessHours.always
    return BusinessCalendar(valid: hours)
  }()

  private init(valid hours: BusinessHours) {
    storage = Storage(hours)
  }

  /// Whether the calendar is open at an instant. At a closing it is closed.
  public func isOpen(at instant: Instant) -> Bool { timeline.nextOpening(instant) == instant }

  /// The first instant at which the calendar is open, not before `instant`; nil if it never opens
  /// again.
  public func nextOpening(notBefore instant: Instant) -> Instant? { timeline.nextOpening(instant) }

  /// The first instant at which the calendar is closed, not before `instant`; nil if it never closes
  /// again.
  public func nextClosing(notBefore instant: Instant) -> Instant? { timeline.nextClosing(instant) }

  /// Milliseconds of working time between two instants; 0 if the end is not after the start.
  public func workingTime(from start: Instant, to end: Instant) -> Int64 {
    start < end ? timeline.workingTime(from: start, to: end) : 0
  }

  /// What is meant where working time is used up exactly at a closing.
  public enum Boundary: String, Sendable, Hashable, Codable, CaseIterable {
    /// The closing.
    case earliest
    /// The next opening.
    case nextOpening = "next_open"
  }

  /// The earliest instant by which so much working time has passed.
  ///
  /// - Parameters:
  ///   - start: need not be in working time.
  ///   - milliseconds: of working time. Of 0 or less the start itself is due.
  /// - Returns: nil if there is not so much working time before the year 10000.
  public func due(
    from start: Instant, after milliseconds: Int64, boundary: Boundary = .earliest
  ) -> Instant? {
    guard milliseconds > 0 else { return start }
    guard let due = timeline.due(from: start, after: milliseconds) else { return nil }
    return boundary == .earliest ? due : timeline.nextOpening(due)
  }

  /// Whether work begins on a date by the local clock.
  public func isWorkingDay(_ date: CivilDate) -> Bool { !spans(on: date).isEmpty }

  /// The same local time on the n-th working day after a start, or that day's last closing if
  /// the calendar is closed then. A start outside working time counts as the next opening. Hours
  /// over midnight belong to the day on which they open.
  ///
  /// Looks at every day until the calendar's last special one, some 50 ns each, and goes on by weeks.
  /// - Parameter count: of 0 or less the start itself is due.
  /// - Returns: nil if there are not so many working days before the year 10000.
  public func due(from start: Instant, afterWorkingDays count: Int) -> Instant? {
    guard count > 0 else { return start }
    guard let opening = nextOpening(notBefore: start) else { return nil }
    let local = hours.zone.local(at: opening)
    // What opened the day before may still be open.
    let isOwnDay = spans(on: local.date).contains { $0.contains(opening) }
    var day = isOwnDay ? local.date : local.date.adding(days: -1)
    let daysLater = isOwnDay ? 0 : 1

    var left = count
    while left > 0 {
      if day >= storage.steady, let ofWeek = storage.workingDaysOfWeek, left > ofWeek {
        guard ofWeek > 0 else { return nil }
        let weeks = (left - 1) / ofWeek
        day = day.adding(days: 7 * weeks)
        left -= weeks * ofWeek
      }
      guard day < Self.lastDay else { return nil }
      day = day.next
      if isWorkingDay(day) { left -= 1 }
    }
    let spans = spans(on: day)
    let same = hours.zone.instant(
      of: LocalDateTime(
        date: day.adding(days: daysLater), millisecondOfDay: local.millisecondOfDay),
      preferring: .earlier)
    return spans.contains { $0.contains(same) } ? same : spans.map(\.close).max()
  }

  private static let lastDay = CivilDate(daysSince1970: .max)

  /// The spans that open on a date.
  private func spans(on date: CivilDate) -> [OpenSpan] {
    days[date].map { days.span($0, on: date) }.filter { !$0.isEmpty }
  }
}

extension BusinessCalendar: Hashable {
  public static func == (left: BusinessCalendar, right: BusinessCalendar) -> Bool {
    left.storage === right.storage || left.hours == right.hours
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(hours) }
}
