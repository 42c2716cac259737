extension BusinessCalendar {
  /// The stretches in which the calendar is open between two instants, in order, cut off at both.
  ///
  /// Some 10 ns for each, once the years are made.
  package func openStretches(from start: Instant, until end: Instant) -> [Range<Instant>] {
    timeline.openStretches(from: start, until: end)
  }
}

extension OpenTimeline {
  func openStretches(from start: Instant, until end: Instant) -> [Range<Instant>] {
    guard start < end else { return [] }
    var stretches: [Range<Instant>] = []
    guard let spans = plainSpans(from: start, until: end) else {
      // Beyond the first cycle of 400 years: one by one.
      var now = start
      while now < end, let open = nextOpening(now), open < end {
        let close = min(nextClosing(open) ?? end, end)
        stretches.append(open..<close)
        now = close
      }
      return stretches
    }
    var index = max(0, spans.count(openingBy: start) - 1)
    while index < spans.opens.count, spans.opens[index] < end.milliseconds {
      let open = max(spans.opens[index], start.milliseconds)
      let close = min(spans.closes[index], end.milliseconds)
      if open < close {
        stretches.append(Instant(milliseconds: open)..<Instant(milliseconds: close))
      }
      index += 1
    }
    return stretches
  }
}
