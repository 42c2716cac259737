public import BatonTime

extension Case {
  /// The customer's clock, which runs beside every contractual one: milliseconds that pass between two
  /// instants, but for those in which the customer was waited for. No provider can pause it.
  ///
  /// O(pauses). 0 if the end is not after the start.
  public func customerTime(from start: Instant, to end: Instant) -> Int64 {
    guard start < end else { return 0 }
    var passed = end.milliseconds - start.milliseconds
    for pause in pauses where pause.reason == .customer {
      let from = max(pause.from, start)
      let until = min(pause.until ?? end, end)
      if from < until { passed -= until.milliseconds - from.milliseconds }
    }
    return passed
  }
}
