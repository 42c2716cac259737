public import BatonTime

/// One event of a batch: 40 bytes, nothing to release.
@frozen
public struct LogEvent: BitwiseCopyable, Sendable {
  /// Since 1970, as ``BatonTime/Instant`` counts; `Int64.min` is no time.
  public var milliseconds: Int64 = .min
  public var activity = LogName.none
  public var party = LogName.none
  public var unit = LogName.none
  public var person = LogName.none
  /// Where it starts in the log, from 1; the highest number in lines beyond it.
  public var line: UInt32 = 0
  /// Which event of its trace, or of its case's line, it is, from 1; of other logs 0.
  public var number: UInt32 = 0

  @inlinable public init() {}

  @inlinable public var instant: Instant? {
    milliseconds == .min ? nil : Instant(milliseconds: milliseconds)
  }
}
