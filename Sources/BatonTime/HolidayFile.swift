import CHolidays

/// The holidays of an iCalendar file (RFC 5545): the dates of its events that last whole days, with
/// what repeats them and takes them out.
///
///     let file = HolidayFile(bytes)
///     hours.holidays.formUnion(file.names.keys)
///
/// What cannot be read is among the problems, with its line; all else counts. Events that are
/// cancelled are none. Read by libical; a file of some thousand events takes milliseconds.
public struct HolidayFile: Sendable, Hashable {
  /// The dates in ``BusinessHours/years``, each with the title of its (first) event.
  public private(set) var names: [CivilDate: String] = [:]
  /// What is wrong, in the order of the lines.
  public private(set) var problems: [Problem] = []

  /// Something that gives no holiday.
  public struct Problem: Sendable, Hashable {
    public let kind: Kind
    /// Where the event begins, counted from 1.
    public let line: Int
  }

  /// What may be wrong. The wording is in `TimeMessages.swift`.
  public enum Kind: Sendable, Hashable {
    /// Of the whole file: it is no iCalendar file.
    case notACalendar
    /// Something begins and does not end, or is nested without sense.
    case broken
    case noStart
    /// Part of an event is not iCalendar; what could be read of it counts.
    case unreadable
    /// An event begins or ends within a day, and is left out.
    case partOfDay
    /// A repetition goes by hours or less, and is left out.
    case repeatsWithinDay
    /// There are more than 200,000 days; those behind are left out.
    case tooManyDays
  }

  public init(_ bytes: [UInt8]) {
    let years = BusinessHours.years
    guard
      let file = cholidays_read(
        bytes, bytes.count, Int32(years.lowerBound), Int32(years.upperBound))
    else {
      problems = [Problem(kind: .tooManyDays, line: 1)]
      return
    }
    defer { cholidays_free(file) }
    for number in 0..<cholidays_day_count(file) {
      let day = cholidays_day_at(file, number)
      guard let date = CivilDate(year: Int(day.year), month: Int(day.month), day: Int(day.day))
      else { continue }
      if names[date] == nil { names[date] = String(cString: cholidays_name(file, day.event)) }
    }
    for number in 0..<cholidays_problem_count(file) {
      let found = cholidays_problem_at(file, number)
      if let kind = Kind(found.kind) { problems.append(Problem(kind: kind, line: Int(found.line))) }
    }
    problems.sort { $0.line < $1.line }
  }
}

extension HolidayFile.Kind {
  fileprivate init?(_ kind: cholidays_kind) {
    switch kind {
    case cholidays_not_a_calendar: self = .notACalendar
    case cholidays_broken: self = .broken
    case cholidays_no_start: self = .noStart
    case cholidays_unreadable: self = .unreadable
    case cholidays_part_of_day: self = .partOfDay
    case cholidays_repeats_within_day: self = .repeatsWithinDay
    case cholidays_too_many: self = .tooManyDays
    default: return nil
    }
  }
}
