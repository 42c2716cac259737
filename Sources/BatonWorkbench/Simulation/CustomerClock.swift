import BatonModel
import BatonTime

/// The clock that a customer sees: all time that passes, but for the time in which the customer was
/// waited for.
enum CustomerClock {
  /// Milliseconds between two instants.
  static func passed(in state: Case, from start: Instant, to end: Instant) -> Int64 {
    guard start < end else { return 0 }
    var passed = end.milliseconds - start.milliseconds
    for pause in state.pauses where pause.reason == .customer {
      let from = max(pause.from, start)
      let until = min(pause.until ?? end, end)
      if from < until { passed -= until.milliseconds - from.milliseconds }
    }
    return passed
  }
}
