import BatonModel
import BatonTime
import Foundation
import TestSupport
import Testing

@testable import Baton

/// What holds for every case, whatever its rules and whatever happens to it.
@Suite struct CaseLawTests {
  private static let encoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()

  private static func bytes(_ state: Case) throws -> String {
    String(decoding: try encoder.encode(state), as: UTF8.self)
  }

  /// What differs by right: when to call again, and up to when was waited before what was sent twice.
  private static func isAboutCalling(_ action: Action) -> Bool {
    switch action.kind {
    case .timer: true
    case .doubt(let text): text.contains("taken in already")
    default: false
    }
  }

  /// A case as it is at the end, and all that was to be done.
  private struct Life {
    var state: Case
    var actions: [Action] = []

    mutating func take(_ step: CaseStep) {
      state = step.case
      actions += step.actions.filter { !CaseLawTests.isAboutCalling($0) }
    }
  }

  /// - Parameter pause: what is done before each event, with the instant before which it lies.
  private static func live(
    _ engine: Engine, _ generated: GeneratedCase, between: (inout Life, Instant) throws -> Void
  ) rethrows -> Life {
    let opening = engine.open(generated.request, at: generated.opened)
    var life = Life(state: opening.case)
    life.actions = opening.actions.filter { !isAboutCalling($0) }
    for (index, (event, at)) in generated.events.enumerated() {
      // No further than what still comes: a late event counts from where the case has got.
      let earliest = generated.events[index...].map { min($0.event.at, $0.at) }.min() ?? at
      try between(&life, earliest)
      life.take(engine.advance(life.state, with: event, at: at))
    }
    // What was sent twice takes no time, but who waited for it has waited.
    let last = generated.events.map { max($0.event.at, $0.at) }.max() ?? generated.opened
    life.take(engine.advance(life.state, to: last.adding(1)))
    return life
  }

  @Test("moved on where it lies a case is what it is by value, and a copy stays as it was")
  func inPlace() throws {
    var random = SeededNumbers()
    for round in 0..<10 {
      let generated = GeneratedCase(&random)
      let engine = try CaseScript.engine(generated.rules)
      let what: Comment = "round \(round), seed \(random.seed)"
      var state = engine.open(generated.request, at: generated.opened).case
      for (event, at) in generated.events {
        let copy = state
        let step = engine.advance(copy, with: event, at: at)
        var effects: [World.Effect] = []
        let actions = engine.advance(&state, with: event, at: at, changing: &effects)
        #expect(actions == step.actions && effects == step.effects, what)
        #expect(state == step.case, what)
        #expect(engine.advance(copy, with: event, at: at) == step, what)
        let later = state.now.adding(3_600_000)
        let wait = engine.advance(state, to: later)
        effects = []
        let late = engine.advance(&state, to: later, changing: &effects)
        #expect(late == wait.actions && effects == wait.effects, what)
        #expect(state == wait.case, what)
      }
    }
  }

  @Test("in any pieces, written down between them, a history gives the same case")
  func pieces() throws {
    var random = SeededNumbers()
    var waits = 0
    for round in 0..<40 {
      let generated = GeneratedCase(&random)
      let engine = try CaseScript.engine(generated.rules)
      let what: Comment = "round \(round), seed \(random.seed)"
      let whole = Self.live(engine, generated) { _, _ in }
      let pieces = try Self.live(engine, generated) { life, next in
        for _ in 0..<random.below(3) where life.state.now < next {
          let room = next.milliseconds - life.state.now.milliseconds
          let until = life.state.now.milliseconds + Int64(random.below(Int(room)))
          life.take(engine.advance(life.state, to: Instant(milliseconds: until)))
          waits += 1
        }
        let written = try Self.encoder.encode(life.state)
        life.state = try JSONDecoder().decode(Case.self, from: written)
      }
      try #require(try Self.bytes(whole.state) == Self.bytes(pieces.state), what)
      try #require(whole.actions == pieces.actions, what)
      // Again from the start: the same to the byte.
      let again = Self.live(engine, generated) { _, _ in }
      try #require(try Self.bytes(again.state) == Self.bytes(whole.state), what)
      try #require(again.actions == whole.actions, what)
    }
    // Usually some 300.
    print("\(waits) waits, seed \(random.seed)")
    #expect(waits > 10)
  }

  @Test(
    "a case's spans have no gaps and sum to its time; somebody answers for it; nothing fires twice")
  func invariants() throws {
    var random = SeededNumbers()
    var (spans, firings, handoffs) = (0, 0, 0)
    for round in 0..<40 {
      let generated = GeneratedCase(&random)
      let engine = try CaseScript.engine(generated.rules)
      let what: Comment = "round \(round), seed \(random.seed)"
      var life = Self.live(engine, generated) { _, _ in }
      let last = life.state.now.milliseconds + Int64(random.below(3_000)) * 60_000
      life.take(engine.advance(life.state, to: Instant(milliseconds: last)))
      let state = life.state

      let parts = engine.spans(of: state, until: state.now)
      var at = state.openedAt
      for part in parts {
        try #require(part.from == at && part.from < part.until, what)
        at = part.until
      }
      try #require(at == state.now, what)
      try #require(
        parts.reduce(0) { $0 + $1.milliseconds }
          == state.now.milliseconds - state.openedAt.milliseconds, what)
      spans += parts.count

      try #require(state.accountable != nil, what)
      try #require(state.handoffs.count(where: \.isOpen) <= 1, what)
      handoffs += state.handoffs.count
      var fired: Set<String> = []
      var previous = Instant(milliseconds: .min)
      for action in life.actions {
        try #require(action.at >= previous, what)
        previous = action.at
        switch action.kind {
        case .breach(let clock):
          firings += 1
          try #require(fired.insert(clock).inserted, what)
        case .warning(let clock, let threshold):
          firings += 1
          try #require(fired.insert("\(clock) \(threshold)").inserted, what)
        default: break
        }
      }
      for clock in state.clocks {
        try #require(clock.used >= 0 && clock.startedAt <= clock.attachedAt, what)
        try #require((clock.endedAt == nil) == clock.isActive, what)
        try #require(clock.isActive || clock.pending.isEmpty, what)
      }
    }
    print("\(spans) spans, \(firings) firings, \(handoffs) handoffs, seed \(random.seed)")
    #expect(spans >= 40 && firings > 20 && handoffs >= 40)
  }

  @Test("a pause moves what is due by as much as it takes of open time, and by nothing else")
  func pauses() throws {
    var random = SeededNumbers()
    let rules = """
      sla "working" { metric = "time_to_restore", within = business_hours(12), calendar = "office",
        pause_on = { "customer" } }
      sla "elapsed" { metric = "time_to_resolve", within = hours(30), pause_on = { "customer" } }
      """
    let engine = try CaseScript.engine(rules)
    let office = try #require(engine.decider.rules.calendars["office"])
    let opened = Instant(milliseconds: 1_774_594_800_000)
    for _ in 0..<150 {
      var state = engine.open(Request([("id", .text("R-1"))]), at: opened).case
      let before = state.clocks.map(\.due)
      let from = Instant(milliseconds: opened.milliseconds + Int64(random.below(1000)) * 60_000)
      let until = Instant(milliseconds: from.milliseconds + Int64(random.below(4000)) * 60_000)
      let wait = CaseEvent("pause", at: from, reason: "customer")
      state = engine.advance(state, with: wait, at: from).case
      state = engine.advance(state, with: CaseEvent("resume", at: until), at: until).case
      let what: Comment = "paused from \(from) to \(until), seed \(random.seed)"
      // Both clocks still run at the pause: 1,000 minutes are less than either is given.
      let open = office.workingTime(from: from, to: until)
      let moved = open == 0 ? before[0] : office.due(from: try #require(before[0]), after: open)
      try #require(state.clocks[0].due == moved, what)
      let elapsed = until.milliseconds - from.milliseconds
      try #require(state.clocks[1].due == before[1]?.adding(elapsed), what)
    }
  }
}
