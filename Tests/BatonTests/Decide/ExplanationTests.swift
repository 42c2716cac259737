import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct ExplanationTests {
  static func outcome(_ decision: Decision, _ rule: String) -> Verdict.Outcome? {
    decision.verdicts.first { $0.rule == rule }?.outcome
  }

  @Test("every rule of every stage gets a verdict; none without asking")
  func verdicts() {
    var rules = HandMade()
    let uk = rules.test("customer.region", .oneOf([.text("UK"), .text("IE")]))
    let vital = rules.equals("service.criticality", .text("vital"))
    rules.prioritise("floor", vital, notBelow: 2)
    rules.route("elsewhere", .all([vital, .not(uk)]), to: "acme/l3")
    rules.route("errs", HandMade.function(9), to: "acme/l3")
    rules.route("says no", HandMade.function(2), to: "acme/l3")
    rules.route("winner", uk, to: "pager")
    rules.route("loser", to: "acme/l3")
    rules.route("closed", HandMade.function(1), to: "acme/l3")
    rules.route("shadow", .always, to: .target(.receiver("pager")), mode: .shadow)
    rules.policy("kept", violation: .not(uk))
    let members: [(String, Value)] = [
      ("service", .text("printing")), ("customer", .text("c-9")), ("priority", .integer(3)),
    ]
    let functions = Scripted(truths: [1: true, 2: false])
    #expect(rules.decide(members, functions: functions).verdicts == [])
    let decision = rules.decide(members, explain: .full, functions: functions)
    #expect(decision.verdicts.count == 9)
    #expect(
      Self.outcome(decision, "floor")
        == .failed([
          .init(field: "service.criticality", wanted: "\"vital\"", found: "\"low\"")
        ]))
    #expect(
      Self.outcome(decision, "elsewhere")
        == .failed([
          .init(field: "service.criticality", wanted: "\"vital\"", found: "\"low\""),
          .init(
            field: "customer.region", wanted: "not one of \"IE\", \"UK\"", found: "\"UK\""),
        ]))
    #expect(Self.outcome(decision, "errs") == .error("boom"))
    #expect(
      Self.outcome(decision, "says no")
        == .failed([
          .init(field: "function at main.lua:102", wanted: "true", found: "false")
        ]))
    #expect(Self.outcome(decision, "winner") == .won)
    #expect(Self.outcome(decision, "loser") == .outranked(by: "winner"))
    #expect(Self.outcome(decision, "closed") == .opaque("function at main.lua:101"))
    #expect(Self.outcome(decision, "shadow") == .shadow(matched: true))
  }

  @Test("the nearest misses have the fewest failed columns; what comes later is outranked")
  func nearest() {
    var rules = HandMade()
    let uk = rules.equals("customer.region", .text("UK"))
    let vital = rules.equals("service.criticality", .text("vital"))
    let incident = rules.equals("kind", .text("incident"))
    rules.route("three columns", .all([.not(uk), vital, incident]), to: "acme/l3")
    rules.route("one column", .all([uk, vital]), to: "acme/l3")
    rules.route("two columns", .all([vital, incident]), to: "acme/l3")
    rules.route("errs", HandMade.function(9), to: "acme/l3")
    rules.route("says no", HandMade.function(2), to: "acme/l3")
    rules.route("winner", uk, to: "pager")
    rules.route("closed", HandMade.function(1), to: "acme/l3")
    rules.route("also one", .not(uk), to: "acme/l3")
    rules.route("shadow", .always, to: .target(.receiver("pager")), mode: .shadow)
    rules.route("loser", to: "acme/l3")
    let members: [(String, Value)] = [
      ("service", .text("printing")), ("customer", .text("c-9")), ("priority", .integer(3)),
      ("kind", .text("change")),
    ]
    let functions = Scripted(truths: [1: true, 2: false])
    func near(_ count: Int) -> Decision {
      rules.decide(members, explain: .nearest(count), functions: functions)
    }
    let decision = near(3)
    #expect(decision.nearest.map(\.rule) == ["one column", "says no", "also one"])
    #expect(near(9).nearest.map(\.rule).suffix(2) == ["two columns", "three columns"])
    #expect(near(0).nearest == [])
    #expect(near(0).outranked == decision.outranked)
    #expect(
      decision.nearest.first?.outcome
        == .failed([
          .init(field: "service.criticality", wanted: "\"vital\"", found: "\"low\"")
        ]))
    #expect(decision.outranked.map(\.rule) == ["loser"])
    #expect(decision.outranked.first?.outcome == .outranked(by: "winner"))
    #expect(rules.decide(members, functions: functions).nearest == [])
    #expect(
      decision.json.contains(
        #""outranked":[{"stage":"route","rule":"loser","at":"main.lua:19","outcome":"outranked","by":"winner"}]"#
      ))
  }

  @Test("explaining changes nothing in the decision")
  func same() {
    var rules = HandMade()
    rules.route("function", HandMade.function(1), to: "pager")
    rules.route("rest", to: "acme/l3")
    let functions = Scripted(truths: [1: false])
    let plain = rules.decide([], functions: functions)
    let asked = functions.log.asked
    var full = rules.decide([], explain: .full, functions: functions)
    #expect(functions.log.asked == asked + asked)
    full.verdicts = []
    #expect(full == plain)
  }

  @Test("a rule that is not in force, and a classify rule that had nothing to fill")
  func others() {
    var rules = DateTests.rules()
    rules.classify("idle", set: [("category", .constant(.text("a")))])
    let world = World(now: HandMade.day(2027, 1, 1))
    let decision = rules.decide([("category", .text("mine"))], in: world, explain: .full)
    #expect(Self.outcome(decision, "dated") == .notInForce)
    #expect(Self.outcome(decision, "idle") == .outranked(by: "request"))
  }

  @Test("context that nobody knows is told, but only when a rule asks for it")
  func unknownContext() {
    var rules = HandMade()
    #expect(rules.decide([], explain: .full).notes == [])
    rules.policy("contacts", violation: rules.equals("contacts_of_requester", .integer(9)))
    let known = World(requesters: ["u-1": RequesterContext(contacts: 1)])
    let members: [(String, Value)] = [("requester", .text("u-1"))]
    #expect(rules.decide(members, in: known, explain: .full).notes == [])
    #expect(rules.decide(members).notes == [])
    #expect(
      rules.decide(members, explain: .full).notes == [
        "contacts_of_requester: the world says nothing about this requester"
      ])
  }

  static let priority = FieldType.priority
  static let wordings: [(Predicate, FieldType, String)] = [
    (.equals(.number(0.999)), .share, "\"99.9%\""),
    (
      .within(ValueRange(lower: .init(value: .number(0.9950), inclusive: true), upper: nil)),
      .share,
      "at least \"99.5%\""
    ),
    (.present, .text, "a value"), (.absent, .text, "no value"),
    (.equals(.yesNo(true)), .yesNo, "true"),
    (.oneOf([.integer(2), .integer(1)]), .number, "one of 1, 2"),
    (PredicateTests.above(.integer(50000)), .number, "above 50000"),
    (PredicateTests.above(.integer(5), inclusive: true), .number, "at least 5"),
    (PredicateTests.between(.integer(1), .number(2.5)), .number, "between 1 and 2.5"),
    (PredicateTests.above(.integer(3)), .priority, "less urgent than 3"),
    (
      .within(ValueRange(lower: nil, upper: .init(value: .integer(3), inclusive: false))),
      .priority, "more urgent than 3"
    ),
    (
      .within(ValueRange(lower: nil, upper: .init(value: .integer(3), inclusive: false))),
      .number, "below 3"
    ),
    (
      .within(
        ValueRange(
          lower: .init(value: .integer(1), inclusive: false),
          upper: .init(value: .integer(3), inclusive: true))), .number, "above 1 and at most 3"
    ),
    (
      PredicateTests.above(.instant(Instant(milliseconds: 0))), .instant,
      "later than 1970-01-01T00:00:00Z"
    ),
  ]

  @Test("predicates in words", arguments: wordings)
  func words(predicate: Predicate, type: FieldType, words: String) {
    #expect(ConditionWording.words(predicate, of: type) == words)
  }
}

@Suite struct DecisionJSONTests {
  @Test("the shape that integrators read")
  func shape() {
    var rules = HandMade()
    rules.classify("words", set: [("service", .constant(.text("payroll")))])
    rules.route("desk", to: "acme/payroll-desk")
    rules.base.approvals = [
      ApprovalRule(
        head: HandMade.head("board", line: 7), condition: .always, by: ["hr-director"], needs: 1,
        within: DurationSpan(2, .businessDays))
    ]
    rules.policy("summary", violation: .not(rules.test("summary", .present)))
    let decision = rules.decide([
      ("id", .text("R-1")), ("impact", .text("high")), ("urgency", .text("low")),
      ("vip", .text("so-so")),
    ])
    #expect(
      decision.json == """
        {"request":"R-1","classified":{"service":"payroll"},"priority":3,"provider":"acme",\
        "group":"payroll-desk","accountable":"hr-director","to":"acme/payroll-desk",\
        "why":{"classify":{"rule":"words","at":"main.lua:1"},"priority":{"rule":"priority matrix"},\
        "route":{"rule":"desk","at":"main.lua:10"},"approval":{"rule":"board","at":"main.lua:7"},\
        "policy":{"rule":"summary","at":"main.lua:1"}},\
        "approvals":[{"rule":"board","at":"main.lua:7","by":["hr-director"],"needs":1,\
        "within":{"business_days":2}}],\
        "policies":[{"rule":"summary","at":"main.lua:1","severity":"violation","enforced":true}],\
        "errors":[{"kind":"value","message":"wants true or false, found \\"so-so\\"",\
        "field":"vip"}],"rules":{"name":"hand-made","version":"1","hash":"00"}}
        """)
  }

  @Test("what is missing is left out; the three lists are always there")
  func missing() {
    let json = HandMade().decide([]).json
    #expect(json.contains("\"approvals\":[],\"policies\":[],\"errors\":[{"))
    for name in ["request", "priority", "to", "also", "shadows", "notes", "explain"] {
      #expect(!json.contains("\"\(name)\":"))
    }
  }

  @Test("verdicts are told under explain")
  func verdicts() {
    var rules = HandMade()
    rules.route("uk", rules.equals("customer.region", .text("UK")), to: "pager")
    rules.route("rest", to: "pager")
    let json = rules.decide([], explain: .full).json
    #expect(
      json.hasSuffix(
        """
        "explain":[{"stage":"route","rule":"uk","at":"main.lua:10","outcome":"failed",\
        "failed":[{"field":"customer.region","wanted":"\\"UK\\""}]},\
        {"stage":"route","rule":"rest","at":"main.lua:11","outcome":"won"}]}
        """))
  }

  @Test("instants have the request's offset")
  func instants() {
    var rules = HandMade()
    rules.classify(
      "closed", set: [("closed_at", .constant(.instant(Instant(milliseconds: 0))))])
    let json = rules.decide([("opened_at", .text("2026-05-08T16:00:00+02:00"))]).json
    #expect(json.contains("\"closed_at\":\"1970-01-01T02:00:00+02:00\""))
  }
}
