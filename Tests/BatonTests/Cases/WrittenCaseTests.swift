import BatonModel
import BatonTime
import Foundation
import Testing

@testable import Baton

/// Cases as they were written: by this version, by older ones, by a newer one, and by rules that have
/// changed since.
@Suite struct WrittenCaseTests {
  /// The least that the first form had. It must be read for ever.
  private static let oldest = """
    {"schema":1,"id":"R-7","rules":{"name":"cases","version":"1","hash":"00"},
     "openedAt":1777877400000,"now":1777881000000,"phase":"open",
     "request":{"id":"R-7","kind":"incident","priority":1,"summary":"till"},
     "routed":"acme/desk","priority":1,"accountable":"lead",
     "holder":{"party":"acme","group":"desk","since":1777877400000},
     "clocks":[{"id":"p1","state":"in_progress","startedAt":1777877400000,"attachedAt":1777877400000,
       "total":14400000,"used":0,"since":1777877400000,"due":1777891800000,"boundary":"earliest",
       "pending":[{"threshold":{"percent":{"_0":100}},"at":1777891800000}],"fired":[],
       "terms":{"agreement":"p1","kind":"sla","metric":"time_to_restore","providers":[],
         "limit":{"elapsed":{"_0":14400000}},"boundary":"earliest","pausedBy":[],
         "notifiesIfBornBreached":true,"thresholds":[]}}],
     "somethingNew":true}
    """

  @Test("the oldest form is read and lives on")
  func oldest() throws {
    let state = try JSONDecoder().decode(Case.self, from: Data(Self.oldest.utf8))
    #expect(state.inForceAt == state.openedAt)
    #expect(state.handoffs.isEmpty && state.seen.isEmpty && state.plan == nil)
    let engine = try CaseScript.engine(
      #"sla "p1" { when = { priority = 1 }, metric = "time_to_restore", within = hours(4) }"#)
    // Opened 2026-05-04 06:50 UTC, due four hours later.
    let step = engine.advance(state, to: Instant(milliseconds: 1_777_891_800_000))
    #expect(step.actions.contains { $0.kind == .breach(clock: "p1") })
    #expect(step.case.clocks[0].breachedAt == Instant(milliseconds: 1_777_891_800_000))
  }

  @Test("a form of the future is refused, with both numbers")
  func newer() {
    let text = Self.oldest.replacing("\"schema\":1", with: "\"schema\":2")
    do {
      _ = try JSONDecoder().decode(Case.self, from: Data(text.utf8))
      Issue.record("it is read")
    } catch DecodingError.dataCorrupted(let context) {
      #expect(
        context.debugDescription == "the case is of form 2, and no newer one than 1 is known")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("a clock whose rule is gone goes on by the terms that it began with")
  func ruleGone() throws {
    let state = try JSONDecoder().decode(Case.self, from: Data(Self.oldest.utf8))
    let engine = try CaseScript.engine("")
    let at = Instant(milliseconds: 1_777_885_000_000)
    let later = engine.advance(state, with: CaseEvent("work_log", at: at), at: at).case
    #expect(later.clocks[0].isActive)
    #expect(later.clocks[0].due == Instant(milliseconds: 1_777_891_800_000))
    let done = engine.advance(later, with: CaseEvent("restore", at: at), at: at).case
    #expect(done.clocks[0].state == .completed)
    #expect(done.rules == engine.identity)
  }
}
