import BatonModel
import BatonRecords
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// Outcomes against decisions: a run that is reused, and output that is copied from prepared pieces,
/// must give what a fresh run and a plain writing of the decision give.
@Suite struct OutcomeTests {
  /// One rule base in which everything that a decision can carry comes up.
  static func rules() -> HandMade {
    var rules = HandMade()
    rules.base.identity = RuleBaseIdentity(name: "say \"hi\"", version: nil, hash: "ff")
    rules.base.usesLevels = true
    let isChange = rules.equals("kind", .text("change"))
    let isIncident = rules.equals("kind", .text("incident"))
    rules.classify(
      "one", rules.equals("category", .text("a")),
      set: [("service", .constant(.text("payroll"))), ("language", .constant(.text("\u{7}é\\")))])
    rules.classify(
      "two", .always,
      set: [
        ("location", .constant(.text("London"))), ("service", .function(HandMade.reference(5))),
      ])
    rules.classify(
      "over", isChange, set: [("kind", .constant(.text("incident")))], overwrites: true)
    rules.classify("shadow", set: [("state", .constant(.text("x")))], mode: .shadow)
    rules.prioritise("set", rules.equals("category", .text("b")), set: .constant(4))
    rules.prioritise(
      "computed", rules.equals("category", .text("c")), set: .function(HandMade.reference(6)))
    rules.prioritise("floor", rules.equals("service.criticality", .text("vital")), notBelow: 2)
    rules.prioritise("cap", rules.equals("customer.region", .text("UK")), notAbove: 3)
    rules.prioritise("later", isIncident, set: .constant(1), mode: .shadow)
    rules.base.priorities.append(
      PriorityRule(
        head: HandMade.head(
          "dated", from: HandMade.date(2026, 1, 1), until: HandMade.date(2026, 6, 30)),
        condition: .always, set: .constant(5), notBelow: nil, notAbove: nil))

    let targets = ["acme/l3", "contoso/desk", "pager"].map(HandMade.target)
    rules.route("lua", HandMade.function(0), to: "pager")
    rules.route(
      "tree", rules.equals("category", .text("a")), to: nil,
      children: [
        HandMade.node("child \"one\"", isIncident, to: "acme/l3", continues: true),
        HandMade.node("child two", rules.equals("language", .text("de")), to: "pager"),
        HandMade.node("child three", .always, to: nil),
      ], level: "segment")
    rules.route(
      "loaded", rules.equals("category", .text("b")), to: .chooser(.leastLoaded(targets)))
    rules.route("turns", rules.equals("category", .text("c")), to: .chooser(.roundRobin(targets)))
    rules.table(
      "rows", .collect, guarded: rules.equals("category", .text("d")),
      [
        (.always, .target(targets[0])), (isIncident, .target(targets[2])),
        (isChange, .function(HandMade.reference(7))),
      ])
    rules.table(
      "unique", .unique, guarded: rules.equals("category", .text("e")),
      [(.always, .target(targets[0])), (isIncident, .target(targets[1]))])
    rules.route("hidden", to: .target(targets[1]), mode: .shadow)
    rules.route("rest\n", rules.equals("vip", .yesNo(false)), to: "contoso/desk")
    rules.approve("ask", rules.equals("priority", .integer(2)), by: ["hr-director", "desk-lead"])
    rules.approve("ask more", rules.equals("accountable", .text("hr-director")), by: ["desk-lead"])
    rules.policy("must", violation: rules.equals("provider", .text("acme")))
    rules.policy("lua", violation: HandMade.function(1))
    rules.policy("quiet", violation: .always, mode: .shadow)
    return rules
  }

  static func request(_ number: Int, using source: inout SeededNumbers) -> Request {
    var members: [(String, Value)] = []
    func maybe() -> Bool { Bool.random(using: &source) }
    func one(_ texts: String...) -> Value { .text(texts.randomElement(using: &source) ?? "") }
    if maybe() { members.append(("id", maybe() ? .integer(number) : .text("R-\"\(number)\" é"))) }
    if maybe() { members.append(("kind", one("incident", "change", "nothing"))) }
    if maybe() { members.append(("category", one("a", "b", "c", "d", "e", "f"))) }
    if maybe() { members.append(("service", one("payroll", "printing", "nowhere"))) }
    if maybe() { members.append(("impact", one("high", "medium", "low"))) }
    if maybe() { members.append(("urgency", one("high", "medium", "low"))) }
    if maybe() { members.append(("priority", .integer(Int.random(in: 0...6, using: &source)))) }
    if maybe() { members.append(("configuration_item", one("pc-1", "pc-2", "pc-3", "pc-4"))) }
    if maybe() { members.append(("customer", one("c-9", "c-8"))) }
    if maybe() { members.append(("language", one("de", "fr"))) }
    if maybe() { members.append(("vip", .yesNo(maybe()))) }
    if maybe() {
      members.append(
        (
          "opened_at",
          one("2026-01-01T01:00:00+02:00", "2026-06-30T23:00:00Z", "2027-01-01T00:00:00Z", "?")
        ))
    }
    if maybe() {
      members.append(
        (
          "service",
          .object(Members([("id", one("payroll")), ("accountable", one("hr-director", "nobody"))]))
        ))
    }
    return Request(members)
  }

  static var functions: Scripted {
    Scripted(
      truths: [1: true], values: [5: .text("printing"), 6: .integer(2), 7: .text("acme")])
  }
  static let world = World(load: ["acme/l3": 2], counters: ["turns": 4])

  @Test("a reused run decides as a fresh one, and both forms are written alike")
  func agreement() {
    let decider = Decider(Self.rules().base)
    var run = DecisionRun(decider, Self.functions)
    let seed = SeededNumbers.anySeed()
    print("outcomes against decisions: seed \(seed)")
    var source = SeededNumbers(seed: seed)
    var whole = OutcomeWriter(decider, fields: nil)
    let lists: [[DecisionField]] = [
      [.own(.request), .own(.priority), .own(.to), .own(.why)],
      [.own(.level), .own(.because), .own(.at), .own(.rule), .own(.provider), .own(.group)],
      [.own(.accountable), .own(.rules)], [.own(.because)],
      [
        .own(.also), .own(.approvals), .own(.policies), .own(.shadows), .own(.notes), .own(.errors),
      ],
      [.request("service"), .own(.to), .attribute("category")],
    ]
    var writers = lists.map { OutcomeWriter(decider, fields: $0) }
    var seen: Set<String> = []
    for number in 0..<3000 {
      let request = Self.request(number, using: &source)
      let explain: Explanation = number.isMultiple(of: 10) ? .full : .winners
      let fresh = decider.decide(
        request, in: Self.world, explain: explain, functions: Self.functions)
      run.decide(request, in: Self.world, explain: explain)
      let decision = Decision(run.outcome, of: decider)
      #expect(decision == fresh, "\(request), seed \(seed)")

      whole.bytes = []
      whole.write(run.outcome, of: request)
      #expect(
        String(decoding: whole.bytes, as: UTF8.self) == decision.json + "\n",
        "\(request), seed \(seed)")
      for index in lists.indices {
        var plain = JSONWriter()
        plain.write(decision, fields: lists[index], of: request)
        plain.endLine()
        writers[index].bytes = []
        writers[index].write(run.outcome, of: request)
        #expect(writers[index].bytes == plain.bytes, "\(request), seed \(seed)")
      }
      seen.formUnion(decision.parts)
    }
    // The corpus is as varied as it is meant to be.
    let missing = Decision.allParts.subtracting(seen)
    #expect(missing.isEmpty)
  }

  @Test("an id that is JSON already is written as it is")
  func quotedID() {
    let decider = Decider(Self.rules().base)
    var run = DecisionRun(decider, Self.functions)
    run.decide(Request([("id", .text("é"))]), in: World())
    run.outcome.quotedRequest = ByteArena(Array(#""\u00e9""#.utf8))
    for fields in [nil, [DecisionField.own(.request)]] {
      var writer = OutcomeWriter(decider, fields: fields)
      writer.write(run.outcome, of: nil)
      #expect(String(decoding: writer.bytes, as: UTF8.self).hasPrefix(#"{"request":"\u00e9""#))
    }
  }

  @Test("a pool gives each call a run of its own and keeps nothing of the last request")
  func pool() {
    let pool = WorkerPool(Decider(Self.rules().base))
    let first = pool.decide(Request([("id", .text("R-1")), ("priority", .text("x"))]), in: World())
    let second = pool.decide(Request([]), in: World())
    #expect(first.request == "R-1")
    #expect(first.errors.contains { $0.field == "priority" })
    #expect(second.request == nil)
    #expect(!second.errors.contains { $0.field == "priority" })
  }

  @Test("reasons are told in the order of the stages")
  func reasons() {
    var reasons = StageReasons()
    #expect(Array(reasons).isEmpty)
    reasons[.policy] = Reason(rule: "p")
    reasons[.classify] = Reason(rule: "c")
    reasons[.route] = Reason(rule: "r")
    #expect(reasons.map(\.stage) == [.classify, .route, .policy])
    #expect(reasons.map(\.reason.rule) == ["c", "r", "p"])
    reasons[.route] = nil
    #expect(reasons.map(\.reason.rule) == ["c", "p"])
  }

  @Test("what a stage passes over follows the dates, forwards and backwards")
  func skips() {
    let base = HandMade().base
    let schema = FactSchema(base)
    var freezer = RouteFreezer(
      book: DecisionBook(base, schema), schema: schema, zone: .utc, numbers: 0,
      isReference: false)
    let rules: [(head: RuleHead, condition: Condition)] = [
      (HandMade.head("always"), .always),
      (HandMade.head("from", from: HandMade.date(2026, 1, 10)), .always),
      (HandMade.head("until", until: HandMade.date(2026, 1, 20)), .always),
      (HandMade.head("hidden", mode: .shadow), .always),
    ]
    let stage = StageRules(.route, rules, settled: [0], &freezer)
    var skips = Skips(stages: freezer.numbers)
    let expected: [(Instant?, [Int])] = [
      (HandMade.day(2026, 1, 9), [1, 3]), (HandMade.day(2026, 1, 10), [3]),
      (HandMade.day(2026, 1, 20), [3]), (HandMade.day(2026, 1, 21), [2, 3]), (nil, [1, 2, 3]),
    ]
    for (now, ranks) in expected + expected.reversed() {
      skips.prepare(stage, at: now)
      #expect((0..<4).filter { skips[stage].contains($0) } == ranks)
      #expect((0..<4).filter { skips[settled: stage].contains($0) } == [0] + ranks)
    }
  }
}

extension Decision {
  /// Which parts of a decision are there.
  fileprivate var parts: Set<String> {
    let parts: [(String, Bool)] = [
      ("classified", !classified.isEmpty), ("priority", priority != nil), ("to", to != nil),
      ("receiver", to != nil && to?.provider == nil), ("also", !also.isEmpty),
      ("approvals", !approvals.isEmpty), ("two approvals", approvals.count > 1),
      ("policies", !policies.isEmpty), ("shadows", !shadows.isEmpty), ("errors", !errors.isEmpty),
      ("notes", !notes.isEmpty), ("effects", !effects.isEmpty), ("verdicts", !verdicts.isEmpty),
      ("no route", to == nil), ("no priority", priority == nil), ("no request", request == nil),
      ("level", why[.route]?.level != nil),
    ]
    let remarked = Stage.allCases.filter { !(why[$0]?.notes.isEmpty ?? true) }
    return Set(parts.filter(\.1).map(\.0) + remarked.map { "notes of \($0.rawValue)" })
  }

  fileprivate static let allParts: Set<String> = [
    "classified", "priority", "to", "receiver", "also", "approvals", "two approvals", "policies",
    "shadows", "errors", "notes", "effects", "verdicts", "no route", "no priority", "no request",
    "level", "notes of classify", "notes of priority", "notes of route",
  ]
}
