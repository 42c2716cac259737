/// A point on the time line: milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored.
///
/// An instant has no zone and no calendar; ``Zone`` turns it into a local time. One `Int64` of
/// milliseconds spans 292 million years on either side, so arithmetic on real times never overflows.
public struct Instant: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
  public var milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The instant a whole number of seconds after 1970-01-01T00:00:00Z, at the end of the time line
  /// if the number is beyond it.
  public init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }

  /// Whole seconds since 1970-01-01T00:00:00Z, rounded towards the past.
  public var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1000 : ~(~milliseconds / 1000)
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

/// An instant is coded as its milliseconds, a bare integer.
extension Instant: Codable {
  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
