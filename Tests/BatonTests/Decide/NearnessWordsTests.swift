import BatonModel
import TestSupport
import Testing

@testable import Baton

/// Words for what came near are made when they are read, from facts that a worker works on with: what
/// a decision keeps must stay its own.
@Suite struct NearnessWordsTests {
  /// Rules whose words tell of what requests say and of what stages changed.
  private static func rules() -> HandMade {
    var rules = HandMade()
    rules.classify(
      "place", rules.equals("category", .text("a")),
      set: [("location", .constant(.text("London")))], overwrites: true)
    rules.classify(
      "other", rules.equals("category", .text("never")),
      set: [("language", .constant(.text("de")))])
    rules.prioritise("vip", rules.equals("vip", .yesNo(true)), set: .constant(1))
    rules.prioritise("usual", set: .constant(3))
    let summary = rules.equals("summary", .text("printer"))
    let urgent = rules.equals("priority", .integer(1))
    rules.route("far", .all([summary, rules.equals("channel", .text("x"))]), to: "acme/l3")
    rules.route("summary", summary, to: "acme/l3")
    rules.route("urgent", urgent, to: "pager")
    rules.route("place", rules.equals("location", .text("Paris")), to: "contoso/desk")
    rules.route("region", rules.equals("customer.region", .text("UK")), to: "contoso/desk")
    rules.route("rest", to: "acme/l3")
    rules.route("behind", rules.equals("category", .text("a")), to: "pager")
    rules.policy("cost", violation: rules.equals("cost", .integer(4)))
    return rules
  }

  private static func request(_ random: inout SeededNumbers) -> Request {
    var members: [(String, Value?)] = [
      ("category", .text(random.pick(["a", "b", "c"]))),
      // Of its own, so that its text lies with the facts.
      ("summary", .text("summary \(random.below(1_000_000))")),
      ("cost", .integer(random.below(5))), ("vip", .yesNo(random.isOne(in: 3))),
    ]
    if random.isOne(in: 2) { members.append(("location", .text("place \(random.below(999))"))) }
    if random.isOne(in: 2) {
      let said: [(String, Value?)] = [
        ("id", .text("c-9")), ("region", .text("region \(random.below(999))")),
      ]
      members.append(("customer", .object(Members(said))))
    }
    return Request(Members(members))
  }

  /// The words of one decision that were asked for, and those that a fresh worker has for its
  /// request.
  private struct Reading {
    let isOutranked: Bool
    let decision: Decision
    let expected: [Verdict]

    var words: [Verdict] { isOutranked ? decision.outranked : decision.nearest }
  }

  @Test("decisions of one worker that are kept keep their words, in whatever order they are read")
  func kept() {
    var random = SeededNumbers()
    print("seed \(random.seed)")
    let engine = Engine(Self.rules().base, sources: [], program: nil, warnings: [])
    var worker = engine.makeWorker()
    var outranked = 0
    var nearest = 0
    for _ in 0..<100 {
      var readings: [Reading] = []
      for _ in 0..<3 {
        // Some are not kept, so that what they had is used again; some have no words.
        for _ in 0..<random.below(3) {
          _ = worker.decide(Self.request(&random), explain: .nearest(4))
        }
        if random.isOne(in: 3) { _ = worker.decide(Self.request(&random)) }
        let request = Self.request(&random)
        let decision = worker.decide(request, explain: .nearest(4))
        var fresh = engine.makeWorker()
        let expected = fresh.decide(request, explain: .nearest(4))
        readings += [
          Reading(isOutranked: true, decision: decision, expected: expected.outranked),
          Reading(isOutranked: false, decision: decision, expected: expected.nearest),
        ]
      }
      for reading in readings.shuffled(using: &random) {
        #expect(reading.words == reading.expected, "seed \(random.seed)")
        if reading.isOutranked {
          outranked += reading.expected.count
        } else {
          nearest += reading.expected.count
        }
      }
    }
    // Every decision has misses, most of them several; one in three has an outranked rule.
    #expect(outranked > 30)
    #expect(nearest > 600)
  }

  @Test("the words are those of the facts that each stage saw")
  func words() {
    let engine = Engine(Self.rules().base, sources: [], program: nil, warnings: [])
    var worker = engine.makeWorker()
    func request(_ summary: String, _ category: String) -> Request {
      Request([("summary", .text(summary)), ("category", .text(category))])
    }
    let first = worker.decide(request("one", "a"), explain: .nearest(4))
    let second = worker.decide(request("two", "b"), explain: .nearest(4))
    let third = worker.decide(request("three", "a"), explain: .nearest(4))
    func found(_ decision: Decision, _ rule: String, _ stage: Stage) -> String? {
      let verdict = decision.nearest.first { $0.rule == rule && $0.stage == stage }
      guard case .failed(let failures)? = verdict?.outcome else { return nil }
      return failures.first?.found
    }
    for (decision, summary) in [(third, "three"), (first, "one"), (second, "two")] {
      #expect(found(decision, "summary", .route) == "\"\(summary)\"")
    }
    #expect(found(second, "place", .classify) == "\"b\"")
    #expect(found(first, "place", .route) == "\"London\"")
    #expect(found(third, "place", .route) == "\"London\"")
    #expect(first.outranked.map(\.rule) == ["behind"])
    #expect(second.outranked.isEmpty)
  }
}
