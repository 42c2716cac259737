// The five things that can stop a script. The clock is a backstop: the others count work, so they
// stop the same script at the same place every time.

/// What stopped a script.
package enum LuaMeter: String, Sendable, CaseIterable {
  /// Instructions, bytes and elements worked on.
  case fuel
  /// Bytes alive at once.
  case live
  /// Bytes of one value.
  case block
  /// Bytes asked for, freed or not.
  case churn
  /// Seconds on the wall clock.
  case clock

  init?(code: Int32) {
    switch code {
    case 1: self = .fuel
    case 2: self = .live
    case 3: self = .block
    case 4: self = .churn
    case 5: self = .clock
    default: return nil
    }
  }
}
