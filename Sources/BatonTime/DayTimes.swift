/// Opening hours of a day as a calendar declares them, from opening to before closing: "09:00-17:30".
///
/// Times are minutes of the wall clock after the midnight with which the opening's day starts. An
/// interval that crosses midnight belongs to the day on which it opens and closes beyond 24 hours.
public struct DayTimes: Sendable, Hashable {
  /// 0 to 1439.
  public let open: Int
  /// More than `open`, at most a day later.
  public let close: Int

  /// From midnight to midnight.
  public static let wholeDay = DayTimes(open: 0, close: 1440)

  /// What is wrong with a text. The wording is in `TimeMessages.swift`.
  public enum Mistake: Error, Sendable, Hashable {
    /// Not two times with a hyphen between them.
    case form(String)
    /// No clock shows this time.
    case noSuchTime(String)
  }

  /// Reads "09:00-17:30". The closing may be 24:00; one that is not after the opening is on the next
  /// day.
  public static func parse(_ text: String) throws(Mistake) -> DayTimes {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .form(text) }
    let open = try minutes(parts[0], of: text)
    let close = try minutes(parts[1], of: text)
    if open == 1440 { throw .noSuchTime("24:00") }
    return DayTimes(open: open, close: close <= open ? close + 1440 : close)
  }

  private static func minutes(_ part: Substring, of text: String) throws(Mistake) -> Int {
    var reader = DigitReader(String(part))
    while reader.take(" ") {}
    guard let hour = reader.number(digits: 1, to: 2), reader.take(":"),
      let minute = reader.number(digits: 2)
    else { throw .form(text) }
    while reader.take(" ") {}
    guard reader.isAtEnd else { throw .form(text) }
    let minutes = hour * 60 + minute
    guard minute <= 59, minutes <= 1440 else {
      throw .noSuchTime("\(Digits.padded(hour, to: 2)):\(Digits.padded(minute, to: 2))")
    }
    return minutes
  }
}
