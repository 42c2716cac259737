/// When in a clock's life something happens.
public enum Threshold: Sendable, Hashable, Codable {
  /// When so much of the time is used up, in hundredths; 100 is when it is due.
  case percent(Double)
  /// So many milliseconds before the clock is due; elapsed time.
  case before(Int64)
  /// So many milliseconds after the clock was due; elapsed time.
  case past(Int64)

  /// When the clock is due.
  public static let due = Threshold.percent(100)
}
