/// Instants as text: ISO 8601 in the forms that systems exchange.
public enum ISO8601 {
  /// A time as it was written: what the clock showed and, if the text said so, its offset.
  public struct Time: Sendable, Hashable {
    public let local: LocalDateTime
    /// Seconds ahead of UTC; nil if the text has no offset.
    public let offsetSeconds: Int?
  }

  /// Reads a text whose offset may be missing.
  ///
  /// The date is `2026-05-08`; behind it may come `T` or a space, hours and minutes, seconds, a
  /// fraction of which milliseconds are kept, and an offset as `Z`, `+02:00`, `+0200` or `+02`. A
  /// date alone is its midnight. Nil for anything else: a month 13, 24:00, a leap second.
  public static func parseTime(_ text: String) -> Time? {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"),
      let day = reader.number(digits: 2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    if reader.isAtEnd { return Time(local: LocalDateTime(date: date), offsetSeconds: nil) }
    guard reader.take("T") || reader.take("t") || reader.take(" "),
      let hour = reader.number(digits: 2), reader.take(":"), let minute = reader.number(digits: 2)
    else { return nil }
    var second = 0
    var millisecond = 0
    if reader.take(":") {
      guard let whole = reader.number(digits: 2) else { return nil }
      second = whole
      if reader.take(".") || reader.take(",") {
        guard let fraction = fraction(&reader) else { return nil }
        millisecond = fraction
      }
    }
    guard
      let local = LocalDateTime(
        date: date, hour: hour, minute: minute, second: second, millisecond: millisecond)
    else { return nil }
    if reader.isAtEnd { return Time(local: local, offsetSeconds: nil) }
    guard let offset = offset(&reader), reader.isAtEnd else { return nil }
    return Time(local: local, offsetSeconds: offset)
  }

  /// Reads an instant and the offset it was written with; without one the zone's counts, and of a
  /// local time that occurs twice the first is meant.
  public static func parse(
    _ text: String, in zone: Zone = .utc
  ) -> (instant: Instant, offsetSeconds: Int?)? {
    guard let time = parseTime(text) else { return nil }
    if let offset = time.offsetSeconds {
      return (time.local.instant(offsetSeconds: offset), offset)
    }
    return (zone.instant(of: time.local, preferring: .earlier), nil)
  }

  /// "2026-05-08T16:00:00+02:00": milliseconds only if there are any, `Z` for an offset of 0. An
  /// offset's odd seconds, which only old local times have, are rounded to the minute below.
  public static func format(_ instant: Instant, offsetSeconds: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(29)
    append(instant, offsetSeconds: offsetSeconds, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same, onto the end of an array of bytes.
  package static func append(_ instant: Instant, offsetSeconds: Int, to bytes: inout [UInt8]) {
    let minutes = Int((Double(offsetSeconds) / 60).rounded(.down))
    let local = LocalDateTime(instant, offsetSeconds: minutes * 60)
    local.date.write(to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    Digits.append(local.hour, to: &bytes, width: 2)
    bytes.append(UInt8(ascii: ":"))
    Digits.append(local.minute, to: &bytes, width: 2)
    bytes.append(UInt8(ascii: ":"))
    Digits.append(local.second, to: &bytes, width: 2)
    if local.millisecond != 0 {
      bytes.append(UInt8(ascii: "."))
      Digits.append(local.millisecond, to: &bytes, width: 3)
    }
    if minutes == 0 {
      bytes.append(UInt8(ascii: "Z"))
    } else {
      bytes.append(UInt8(ascii: minutes < 0 ? "-" : "+"))
      Digits.append(abs(minutes) / 60, to: &bytes, width: 2)
      bytes.append(UInt8(ascii: ":"))
      Digits.append(abs(minutes) % 60, to: &bytes, width: 2)
    }
  }

  /// The digits behind the decimal point as milliseconds, what is finer cut off.
  private static func fraction(_ reader: inout DigitReader) -> Int? {
    guard let first = reader.number(digits: 1) else { return nil }
    var milliseconds = first * 100
    if let second = reader.number(digits: 1) { milliseconds += second * 10 }
    if let third = reader.number(digits: 1) { milliseconds += third }
    while reader.number(digits: 1) != nil {}
    return milliseconds
  }

  private static func offset(_ reader: inout DigitReader) -> Int? {
    if reader.take("Z") || reader.take("z") { return 0 }
    let isNegative = reader.next == UInt8(ascii: "-")
    guard reader.take("+") || reader.take("-"), let hours = reader.number(digits: 2),
      hours <= 23
    else { return nil }
    var minutes = 0
    if !reader.isAtEnd {
      _ = reader.take(":")
      guard let written = reader.number(digits: 2), written <= 59 else { return nil }
      minutes = written
    }
    let seconds = (hours * 60 + minutes) * 60
    return isNegative ? -seconds : seconds
  }
}
