/// What a wall clock and a wall calendar show, without a zone; a ``Zone`` turns it into an instant.
public struct LocalDateTime: Sendable, Hashable, Comparable {
  public let date: CivilDate
  /// Milliseconds since midnight as the clock shows it, 0 to 86,399,999.
  public let millisecondOfDay: Int

  public init(date: CivilDate, millisecondOfDay: Int = 0) {
    precondition((0..<86_400_000).contains(millisecondOfDay), "a day has 86,400,000 milliseconds")
    self.date = date
    self.millisecondOfDay = millisecondOfDay
  }

  /// A local time from what the clock shows; nil if no clock shows that.
  public init?(date: CivilDate, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      (0...999).contains(millisecond)
    else { return nil }
    self.init(
      date: date, millisecondOfDay: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
  }

  public var hour: Int { millisecondOfDay / 3_600_000 }
  public var minute: Int { millisecondOfDay / 60_000 % 60 }
  public var second: Int { millisecondOfDay / 1000 % 60 }
  public var millisecond: Int { millisecondOfDay % 1000 }

  /// The instant at which a clock so many seconds ahead of UTC shows this.
  public func instant(offsetSeconds: Int) -> Instant {
    let milliseconds = date.daysSince1970 * 86_400_000 + millisecondOfDay - offsetSeconds * 1000
    return Instant(milliseconds: Int64(milliseconds))
  }

  /// What a clock so many seconds ahead of UTC shows at an instant; an end of the calendar beyond it.
  public init(_ instant: Instant, offsetSeconds: Int) {
    let (shifted, overflow) = Int(instant.milliseconds)
      .addingReportingOverflow(offsetSeconds * 1000)
    let local = overflow ? Int(instant.milliseconds) : shifted
    let dayLength = 86_400_000
    let millisecondOfDay = (local % dayLength + dayLength) % dayLength
    let days = local / dayLength - (local < 0 && millisecondOfDay > 0 ? 1 : 0)
    self.init(date: CivilDate(daysSince1970: days), millisecondOfDay: millisecondOfDay)
  }

  public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
    (left.date, left.millisecondOfDay) < (right.date, right.millisecondOfDay)
  }
}
