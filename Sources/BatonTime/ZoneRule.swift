/// A zone's rule for every year, as POSIX writes it in `TZ`: "CET-1CEST,M3.5.0,M10.5.0/3".
///
/// Source: IEEE Std 1003.1, section 8.3, with the extension of RFC 9636 that a change's time may be
/// from -167 to 167 hours.
struct ZoneRule: Sendable {
  private let standardOffset: Int
  private let summer: Summer?

  private struct Summer: Sendable {
    let offset: Int
    let start: Change
    let end: Change
  }

  private struct Change: Sendable {
    let day: Day
    /// Seconds after midnight of the day, by the clock before the change.
    let time: Int
  }

  private enum Day: Sendable {
    /// The n-th (5: last) weekday (0: Sunday) of a month.
    case weekday(month: Int, week: Int, weekday: Int)
    /// 1 to 365; February 29 is never counted.
    case julian(Int)
    /// 0 to 365; February 29 is counted.
    case ordinal(Int)
  }

  /// A rule from its text, or nil if it is not well formed.
  init?(_ text: String) {
    var reader = RuleReader(text)
    guard reader.skipAbbreviation(), let west = reader.time() else { return nil }
    standardOffset = -west
    if reader.isAtEnd {
      summer = nil
      return
    }
    guard reader.skipAbbreviation() else { return nil }
    var offset = standardOffset + 3600
    if reader.next != UInt8(ascii: ",") {
      guard let west = reader.time() else { return nil }
      offset = -west
    }
    guard let start = Self.change(&reader), let end = Self.change(&reader), reader.isAtEnd else {
      return nil
    }
    summer = Summer(offset: offset, start: start, end: end)
  }

  private static func change(_ reader: inout RuleReader) -> Change? {
    guard reader.take(",") else { return nil }
    let day: Day
    if reader.take("M") {
      guard let month = reader.number(in: 1...12), reader.take("."),
        let week = reader.number(in: 1...5), reader.take("."),
        let weekday = reader.number(in: 0...6)
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if reader.take("J") {
      guard let number = reader.number(in: 1...365) else { return nil }
      day = .julian(number)
    } else {
      guard let number = reader.number(in: 0...365) else { return nil }
      day = .ordinal(number)
    }
    if !reader.take("/") { return Change(day: day, time: 7200) }
    return reader.time().map { Change(day: day, time: $0) }
  }

  /// The changes of the year of an instant and of the years beside it, in order, with the offset
  /// from each on. A rule without changes gives one, at the beginning of time.
  func changes(around second: Int64) -> [(at: Int64, offset: Int)] {
    guard let summer else { return [(.min, standardOffset)] }
    let year = LocalDateTime(Instant(seconds: second), offsetSeconds: standardOffset).date.year
    return (year - 1...year + 1).flatMap { year in
      [
        (Self.second(of: summer.start, year, offset: standardOffset), summer.offset),
        (Self.second(of: summer.end, year, offset: summer.offset), standardOffset),
      ]
    }.sorted { $0.0 < $1.0 }
  }

  private static func second(of change: Change, _ year: Int, offset: Int) -> Int64 {
    let day = daysSince1970(of: change.day, year)
    return Int64(day * 86_400 + change.time - offset)
  }

  private static func daysSince1970(of day: Day, _ year: Int) -> Int {
    let clamped = min(max(year, CivilDate.years.lowerBound), CivilDate.years.upperBound)
    let newYear = daysSince1970(clamped, 1)
    switch day {
    case .ordinal(let number): return newYear + number
    case .julian(let number):
      return newYear + number - (CivilDate.isLeap(clamped) && number >= 60 ? 0 : 1)
    case .weekday(let month, let week, let weekday):
      let first = daysSince1970(clamped, month)
      // 1970-01-01 was a Thursday, 4 with Sunday as 0.
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var number = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if number >= CivilDate.days(inMonth: month, year: clamped) { number -= 7 }
      return first + number
    }
  }

  private static func daysSince1970(_ year: Int, _ month: Int) -> Int {
    CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0
  }
}

/// Reads the pieces of a rule's text.
private struct RuleReader {
  private var digits: DigitReader

  init(_ text: String) { digits = DigitReader(text) }

  var isAtEnd: Bool { digits.isAtEnd }
  var next: UInt8? { digits.next }
  mutating func take(_ character: Unicode.Scalar) -> Bool { digits.take(character) }

  mutating func number(in range: ClosedRange<Int>) -> Int? {
    guard let number = digits.number(digits: 1, to: 3), range.contains(number) else { return nil }
    return number
  }

  /// Three letters or more, or anything in `<…>`.
  mutating func skipAbbreviation() -> Bool {
    if take("<") {
      while let byte = next, byte != UInt8(ascii: ">") { digits.skip() }
      return take(">")
    }
    var count = 0
    while let byte = next, Unicode.Scalar(byte).properties.isAlphabetic {
      digits.skip()
      count += 1
    }
    return count >= 3
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time() -> Int? {
    let isNegative = next == UInt8(ascii: "-")
    if isNegative || next == UInt8(ascii: "+") { digits.skip() }
    guard let hours = number(in: 0...167) else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where take(":") {
      guard let part = digits.number(digits: 2), part <= 59 else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }
}
