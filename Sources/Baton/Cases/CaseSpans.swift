import BatonModel
package import BatonTime

/// Tells a case's stretches of time as spans: what was worked on or waited outside the unit's hours is
/// told apart.
struct CaseSpans {
  let rules: CaseRules

  func spans(of state: Case, until end: Instant) -> [CaseSpan] {
    var spans: [CaseSpan] = []
    forEachStretch(of: state, until: end) { split($0, until: $1, into: &spans) }
    return spans
  }

  /// The same in as few parts as there are stretches, each with how much of it lay in the unit's hours.
  func held(of state: Case, until end: Instant) -> [HeldSpan] {
    var spans: [HeldSpan] = []
    forEachStretch(of: state, until: end) { stretch, until in
      let open = calendar(of: stretch)?.workingTime(from: stretch.from, to: until)
      spans.append(HeldSpan(stretch: stretch, until: until, open: open))
    }
    return spans
  }

  private func forEachStretch(
    of state: Case, until end: Instant, _ body: (Stretch, Instant) -> Void
  ) {
    for (index, stretch) in state.stretches.enumerated() {
      let next = index + 1 < state.stretches.count ? state.stretches[index + 1].from : end
      let until = min(next, end)
      guard stretch.from < until else { continue }
      body(stretch, until)
    }
  }

  private func split(_ stretch: Stretch, until: Instant, into spans: inout [CaseSpan]) {
    guard stretch.kind.isWork, let calendar = calendar(of: stretch) else {
      add(stretch, stretch.kind, stretch.from, until, &spans)
      return
    }
    var from = stretch.from
    while from < until {
      let opening = min(calendar.nextOpening(notBefore: from) ?? until, until)
      add(stretch, .closedHours, from, opening, &spans)
      let closing = min(calendar.nextClosing(notBefore: opening) ?? until, until)
      add(stretch, stretch.kind, opening, closing, &spans)
      from = closing
    }
  }

  private func calendar(of stretch: Stretch) -> BusinessCalendar? {
    guard let group = stretch.group else { return nil }
    return rules.calendar(ofUnit: "\(stretch.party.name)/\(group)")
  }

  private func add(
    _ stretch: Stretch, _ kind: Stretch.Kind, _ from: Instant, _ until: Instant,
    _ spans: inout [CaseSpan]
  ) {
    guard from < until else { return }
    spans.append(
      CaseSpan(party: stretch.party, group: stretch.group, kind: kind, from: from, until: until))
  }
}

/// A stretch of a case's time with its end. A year of waiting is one, however many nights it has.
package struct HeldSpan: Sendable, Hashable {
  package let stretch: Stretch
  package let until: Instant
  /// Milliseconds in the hours of the unit that had it; nil for one without hours, whose time is all
  /// of it.
  package let open: Int64?
}

extension Stretch.Kind {
  /// Whether the unit's hours divide it: nobody works on it or has it wait while they are closed.
  package var isWork: Bool { self == .waiting || self == .working }
}

extension CaseRules {
  /// The hours of a unit, `provider/group`; nil if it has none.
  func calendar(ofUnit unit: String) -> BusinessCalendar? {
    clocks.hours[unit].flatMap { clocks.calendars[$0] }
  }
}
