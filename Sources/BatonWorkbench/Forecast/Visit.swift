import BatonModel

/// A case at a unit: from when it came until the unit was done with it.
///
/// A case is a chain of visits with delays between them, which nobody of ours can work on: that is what
/// a forecast lets happen again, with other hours, other capacities or another provider.
package struct Visit: Sendable, Hashable {
  /// The unit, or the party of a history that knows no units: a number of ``MeasuredCases/names``.
  package var unit: UInt32
  /// When it was offered or assigned, or came back from a delay. Milliseconds since 1970.
  package var came: Int64
  /// When somebody began to work on it; ``MeasuredCase/never`` if nobody did.
  package var began = MeasuredCase.never
  /// When the unit was done with it, or handed it on; ``MeasuredCase/never`` of one that went on when the
  /// history ended.
  package var ended = MeasuredCase.never
  /// Milliseconds of work, in the hours of the unit.
  package var work: Int64 = 0
  /// Milliseconds between the end of the visit before, or the opening of the case, and ``came``:
  /// what customers, third parties, disputes and pauses with a reason took.
  package var delay: Int64 = 0
  /// Whether it went on when the history ended: its work is what is known of it.
  package var isCut: Bool { ended == MeasuredCase.never }

  /// Milliseconds for which it waited for somebody to begin, or to hand it on.
  package var queued: Int64 {
    let until = began == MeasuredCase.never ? ended : began
    return until == MeasuredCase.never ? 0 : until - came
  }
}

/// The visits of many cases, in the order of the cases.
package struct CaseVisits: Sendable {
  package private(set) var all: [Visit] = []
  /// By the position among the cases that were asked for.
  package private(set) var ranges: [Range<Int>] = []
  /// By the same position: when the last visit was over; ``MeasuredCase/never`` of a case that is open.
  package private(set) var ends: [Int64] = []
  package let cases: [Int32]

  /// O(spans of the cases).
  /// - Parameter cases: positions of those that have a time; others have no visits.
  package init(_ measured: MeasuredCases, of cases: [Int32]) {
    self.cases = cases
    ranges.reserveCapacity(cases.count)
    for index in cases {
      let start = all.count
      var reader = VisitReader(measured, measured.cases[Int(index)])
      reader.read(into: &all)
      ranges.append(start..<all.count)
      ends.append(reader.end)
    }
  }
}

/// Reads the visits of one case out of its spans.
private struct VisitReader {
  private let measured: MeasuredCases
  private let one: MeasuredCase
  private var visit: Visit?
  private(set) var end = MeasuredCase.never
  private var delay: Int64 = 0
  /// Who gets what is handed over, up to the span where that is settled: a case may be offered and
  /// rejected a hundred thousand times.
  private var received: (before: Int, by: UInt32)?

  init(_ measured: MeasuredCases, _ one: MeasuredCase) {
    self.measured = measured
    self.one = one
  }

  mutating func read(into visits: inout [Visit]) {
    let spans = measured.spans(of: one)
    // What is solved waits for the customer's word; what somebody works on all the same counts.
    let worked = spans.last { $0.kind == .working }?.until ?? one.opened
    let until =
      one.resolved == MeasuredCase.never ? one.end : min(max(one.resolved, worked), one.end)
    for place in spans.indices where spans[place].from < until {
      let span = spans[place]
      let unit = span.kind == .handoff ? receiver(of: place, in: spans) : span.place
      guard unit != NameTable.none, !Self.isAway(span) else {
        finish(at: span.from, into: &visits)
        delay += min(span.until, until) - span.from
        continue
      }
      if visit?.unit != unit || (visit?.began ?? MeasuredCase.never) != MeasuredCase.never,
        !goesOn(span, unit)
      {
        finish(at: span.from, into: &visits)
        visit = Visit(unit: unit, came: span.from, delay: delay)
        delay = 0
      }
      guard span.kind == .working else { continue }
      if visit?.began == MeasuredCase.never { visit?.began = span.from }
      visit?.work += span.worked
    }
    let isDone = one.ending == .closed || one.resolved != MeasuredCase.never
    if isDone || one.ending == .untold { return finish(at: until, into: &visits) }
    end = MeasuredCase.never
    if spans.isEmpty {
      // It was opened at the very end of the history.
      let unit = one.offered == NameTable.none ? one.unit : one.offered
      if unit != NameTable.none { visit = Visit(unit: unit, came: one.opened) }
    }
    if let visit { visits.append(visit) }
  }

  /// Whether a span is more work of the visit in hand.
  private func goesOn(_ span: MeasuredSpan, _ unit: UInt32) -> Bool {
    visit?.unit == unit && span.kind == .working
  }

  private mutating func finish(at instant: Int64, into visits: inout [Visit]) {
    guard var done = visit else { return }
    done.ended = instant
    visits.append(done)
    visit = nil
    end = instant
  }

  /// Whether nobody of ours could have gone on: what waits for a reason waits for that.
  private static func isAway(_ span: MeasuredSpan) -> Bool {
    if span.isSolved { return span.kind != .working }
    return switch span.kind {
    case .customer, .dispute, .thirdParty, .unknown: true
    case .waiting: span.reason != nil
    case .handoff, .closedHours, .working: false
    }
  }

  /// Whoever has a case after it was handed over was waited for meanwhile.
  private mutating func receiver(
    of place: Int, in spans: ArraySlice<MeasuredSpan>
  ) -> UInt32 {
    if let known = received, place < known.before { return known.by }
    let next = spans[(place + 1)...].firstIndex { $0.kind != .handoff }
    // A delay in the middle of a handover ends what nobody has taken.
    let unit = next.map { Self.isAway(spans[$0]) ? NameTable.none : spans[$0].place }
    received = (before: next ?? spans.endIndex, by: unit ?? one.offered)
    return unit ?? one.offered
  }
}
