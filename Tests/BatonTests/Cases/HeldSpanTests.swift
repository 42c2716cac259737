import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// A case's time in parts: whatever happens to it, the parts are all of its time and nothing else.
@Suite struct HeldSpanTests {
  @Test("spans follow each other from the opening to the end, and hours divide them without rest")
  func partition() throws {
    var random = SeededNumbers()
    for round in 0..<60 {
      let generated = GeneratedCase(&random)
      let engine = try CaseScript.engine(generated.rules)
      let what: Comment = "round \(round), seed \(random.seed)"
      var state = engine.open(generated.request, at: generated.opened).case
      for (event, at) in generated.events {
        state = engine.advance(state, with: event, at: at).case
      }
      for end in [state.now, state.now.adding(400_000_000)] {
        let held = engine.heldSpans(of: state, until: end)
        var last = state.openedAt
        for span in held {
          #expect(span.stretch.from == last && span.until > span.stretch.from, what)
          let length = span.until.milliseconds - span.stretch.from.milliseconds
          #expect(span.open.map { (0...length).contains($0) } ?? true, what)
          last = span.until
        }
        #expect(held.isEmpty ? end == state.openedAt : last == end, what)
        try #require(Self.sums(held) == Self.sums(engine.spans(of: state, until: end)), what)
      }
    }
  }

  /// Milliseconds by party and kind, where the hours divide what is work.
  private static func sums(_ held: [HeldSpan]) -> [String: Int64] {
    var sums: [String: Int64] = [:]
    for span in held {
      let length = span.until.milliseconds - span.stretch.from.milliseconds
      let open = span.stretch.kind.isWork ? span.open ?? length : length
      sums["\(span.stretch.party) \(span.stretch.kind)", default: 0] += open
      sums["\(span.stretch.party) closedHours", default: 0] += length - open
    }
    return sums.filter { $0.value != 0 }
  }

  /// The same from spans that are divided at each closing, one by one.
  private static func sums(_ spans: [CaseSpan]) -> [String: Int64] {
    var sums: [String: Int64] = [:]
    for span in spans { sums["\(span.party) \(span.kind)", default: 0] += span.milliseconds }
    return sums.filter { $0.value != 0 }
  }
}
