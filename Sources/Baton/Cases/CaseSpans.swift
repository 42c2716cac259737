import BatonModel
import BatonTime

/// Tells a case's stretches of time as spans: what was worked on or waited outside the unit's hours is
/// told apart.
struct CaseSpans {
  let rules: CaseRules

  func spans(of state: Case, until end: Instant) -> [CaseSpan] {
    var spans: [CaseSpan] = []
    for (index, stretch) in state.stretches.enumerated() {
      let next = index + 1 < state.stretches.count ? state.stretches[index + 1].from : end
      let until = min(next, end)
      guard stretch.from < until else { continue }
      split(stretch, until: until, into: &spans)
    }
    return spans
  }

  private func split(_ stretch: Stretch, until: Instant, into spans: inout [CaseSpan]) {
    guard stretch.kind == .waiting || stretch.kind == .working,
      let calendar = calendar(of: stretch)
    else {
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
    return rules.clocks.hours["\(stretch.party.name)/\(group)"].flatMap {
      rules.clocks.calendars[$0]
    }
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
