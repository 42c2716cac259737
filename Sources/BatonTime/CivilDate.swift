/// A day of the proleptic Gregorian calendar, without time or zone.
///
/// Days are counted with the algorithms of Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms": a year is taken to start in March, so that the leap day is its last. Years 1 to 9999.
public struct CivilDate: Sendable, Hashable {
  // Four bytes in all: every rule has two dates.
  private let shortYear: UInt16
  private let shortMonth: UInt8
  private let shortDay: UInt8

  public var year: Int { Int(shortYear) }
  /// 1 to 12.
  public var month: Int { Int(shortMonth) }
  /// 1 to the month's last.
  public var day: Int { Int(shortDay) }

  private init(validYear year: Int, month: Int, day: Int) {
    shortYear = UInt16(year)
    shortMonth = UInt8(month)
    shortDay = UInt8(day)
  }

  /// A date, or nil if there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(validYear: year, month: month, day: day)
  }

  /// The years that a date may have.
  public static let years = 1...9999

  /// The date that is so many days after 1970-01-01, at the ends of the calendar if it is beyond.
  public init(daysSince1970 days: Int) {
    let first = -719_162
    let last = 2_932_896
    let shifted = min(max(days, first), last) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      validYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Days since 1970-01-01, negative before it.
  public var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear % 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let sinceMonday = (daysSince1970 % 7 + 7 + 3) % 7
    return Weekday.allCases[sinceMonday]
  }

  /// The date so many days later.
  public func adding(days: Int) -> CivilDate {
    CivilDate(daysSince1970: daysSince1970 + days)
  }

  /// The day after this one.
  public var next: CivilDate { adding(days: 1) }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// How many days a month (1 to 12) has.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: Comparable {
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// "2026-05-08"
  public var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(to bytes: inout [UInt8]) {
    Digits.append(year, to: &bytes, width: 4)
    bytes.append(UInt8(ascii: "-"))
    Digits.append(month, to: &bytes, width: 2)
    bytes.append(UInt8(ascii: "-"))
    Digits.append(day, to: &bytes, width: 2)
  }
}
