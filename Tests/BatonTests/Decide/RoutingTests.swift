import BatonModel
import Testing

@testable import Baton

@Suite struct RoutingTests {
  @Test("the first match in order wins; the fallback takes the rest")
  func order() {
    var rules = HandMade()
    rules.route("incidents", rules.equals("kind", .text("incident")), to: "acme/l3")
    rules.route("also incidents", rules.equals("kind", .text("incident")), to: "contoso/desk")
    rules.route("rest", to: "pager")
    let decision = rules.decide([("kind", .text("incident"))])
    #expect(decision.to == .group(provider: "acme", group: "l3"))
    #expect(decision.why[.route]?.rule == "incidents")
    #expect(decision.why[.route]?.place == HandMade.place(10))
    #expect(rules.decide([("kind", .text("change"))]).to == .receiver("pager"))
    #expect(rules.decide([]).to == .receiver("pager"))
  }

  @Test("no route is an error, never silence")
  func noRoute() {
    let decision = HandMade().decide([("priority", .integer(1))])
    #expect(decision.to == nil)
    #expect(decision.errors.map(\.kind) == [.route])
  }

  @Test("negative matchers hold for a missing field")
  func negatives() {
    var rules = HandMade()
    rules.route("not UK", .not(rules.equals("customer.region", .text("UK"))), to: "acme/l3")
    rules.route("rest", to: "pager")
    #expect(rules.decide([]).why[.route]?.rule == "not UK")
    #expect(rules.decide([("customer", .text("c-9"))]).why[.route]?.rule == "rest")
  }

  @Test("the level is told when the rule base uses levels")
  func levels() {
    var rules = HandMade()
    rules.route("gold", to: .target(.receiver("pager")), level: "segment")
    #expect(rules.decide([]).why[.route]?.level == nil)
    rules.base.usesLevels = true
    #expect(rules.decide([]).why[.route]?.level == "segment")
  }

  struct TableCase: Sendable {
    let hit: HitPolicy
    let category: String
    let to: String?
    var also: [String] = []
    var error: String? = nil
  }

  static let tableCases: [TableCase] = [
    TableCase(hit: .first, category: "a", to: "acme/l3"),
    TableCase(hit: .first, category: "b", to: "acme/l3"),
    TableCase(hit: .first, category: "z", to: "pager"),
    TableCase(hit: .unique, category: "c", to: "acme/l3"),
    TableCase(
      hit: .unique, category: "a", to: "pager",
      error: "hit = \"unique\", but several rows match: row 1 (to acme/l3), "
        + "row 3 (to contoso/desk)"),
    TableCase(hit: .any, category: "b", to: "acme/l3"),
    TableCase(
      hit: .any, category: "a", to: "pager",
      error: "hit = \"any\", but the rows that match disagree: row 1 (to acme/l3), "
        + "row 3 (to contoso/desk)"),
    TableCase(hit: .collect, category: "a", to: "acme/l3", also: ["contoso/desk"]),
    TableCase(hit: .collect, category: "b", to: "acme/l3", also: ["acme/l3"]),
  ]

  @Test(
    "hit policies; a violated one is an error and the table counts as not matched",
    arguments: tableCases)
  func tables(testCase: TableCase) {
    var rules = HandMade()
    let ab = rules.test("category", .oneOf([.text("a"), .text("b")]))
    let bc = rules.test("category", .oneOf([.text("b"), .text("c")]))
    let a = rules.equals("category", .text("a"))
    rules.table(
      "table", testCase.hit,
      [
        (ab, .target(HandMade.target("acme/l3"))), (bc, .target(HandMade.target("acme/l3"))),
        (a, .target(HandMade.target("contoso/desk"))),
      ])
    rules.route("rest", to: "pager")
    let decision = rules.decide([
      ("category", .text(testCase.category)), ("priority", .integer(1)),
    ])
    #expect(decision.to?.name == testCase.to)
    #expect(decision.also.map(\.name) == testCase.also)
    #expect(decision.errors.map(\.message) == (testCase.error.map { [$0] } ?? []))
    #expect(decision.errors.allSatisfy { $0.kind == .rule && $0.rule == "table" })
  }

  @Test("a row tells its place and number")
  func rowReason() {
    var rules = HandMade()
    rules.table(
      "table", .first,
      [(.not(.always), .target(.receiver("pager"))), (.always, .target(.receiver("pager")))])
    let reason = rules.decide([]).why[.route]
    #expect(reason?.place == HandMade.place(3, "table.csv"))
    #expect(reason?.notes == ["row 2"])
  }

  @Test(
    "a tree: children first, `continue`, inheritance, the node itself at last",
    arguments: [
      ([("team", "a")], ["acme/l3"]),
      ([("team", "a"), ("env", "prod")], ["pager", "contoso/desk"]),
      ([("team", "a"), ("env", "both")], ["contoso/desk"]),
      ([("team", "b")], ["acme/payroll-desk"]), ([("team", "c")], ["acme/payroll-desk"]),
      ([], ["acme/payroll-desk"]),
    ] as [([(String, String)], [String])])
  func trees(labels: [(String, String)], targets: [String]) {
    var rules = HandMade()
    let team = rules.label("team")
    let env = rules.label("env")
    func equals(_ column: Int, _ text: String) -> Condition {
      .test(FieldTest(column: column, predicate: .equals(.text(text))))
    }
    let prod = equals(env, "prod")
    rules.route(
      "root", .always, to: .target(HandMade.target("acme/payroll-desk")),
      children: [
        HandMade.node(
          "a", equals(team, "a"), to: "acme/l3",
          [
            HandMade.node("prod pager", prod, to: "pager", continues: true),
            HandMade.node("prod", .any([prod, equals(env, "both")]), to: "contoso/desk"),
            HandMade.node("prod never", prod, to: "pager"),
          ]),
        HandMade.node("b inherits", equals(team, "b"), to: nil),
      ])
    let decision = rules.decide(labels.map { ($0.0, .text($0.1)) })
    #expect(([decision.to].compactMap(\.self) + decision.also).map(\.name) == targets)
  }

  @Test("a missing label is the empty text")
  func missingLabel() {
    var rules = HandMade()
    let team = rules.label("team")
    let empty = FieldTest(column: team, predicate: .equals(.text("")))
    rules.route("no team", .test(empty), to: "pager")
    #expect(rules.decide([]).to == .receiver("pager"))
    #expect(rules.decide([("team", .text("a"))]).to == nil)
  }

  @Test("approvals and policies see where the request goes and who answers for it")
  func laterStages() {
    var rules = HandMade()
    rules.route("rest", to: "acme/l3")
    rules.approve("by group", rules.equals("group", .text("acme/l3")), by: ["hr-director"])
    rules.approve("by provider", rules.equals("provider.kind", .text("internal")), by: ["x"])
    rules.policy("owner", violation: rules.equals("accountable", .text("desk-lead")))
    let decision = rules.decide([("impact", .text("high")), ("urgency", .text("low"))])
    #expect(decision.approvals.map(\.reason.rule) == ["by group"])
    #expect(decision.policies.map(\.reason.rule) == ["owner"])
    #expect(decision.errors.isEmpty)
  }
}

@Suite struct FunctionOutcomeTests {
  @Test(
    "a function names a target, a provider or a receiver",
    arguments: [
      ("acme/l3", "acme/l3"), ("acme", "acme/payroll-desk"), ("pager", "pager"),
    ])
  func names(returned: String, target: String) {
    var rules = HandMade()
    rules.route("function", .always, to: .function(HandMade.reference(1)))
    let decision = rules.decide([], functions: Scripted(values: [1: .text(returned)]))
    #expect(decision.to?.name == target)
  }

  @Test(
    "nil means not this rule; nobody and a fault mean so too, and are errors",
    arguments: [
      (.some(nil), nil), (.some(.text("acme/l4")), .rule), (.some(.integer(1)), .function),
      (nil, .function),
    ] as [(Value??, DecisionError.Kind?)])
  func unmatched(returned: Value??, error: DecisionError.Kind?) {
    var rules = HandMade()
    rules.route("function", .always, to: .function(HandMade.reference(1)))
    rules.route("rest", to: "pager")
    let functions = returned.map { Scripted(values: [1: $0]) } ?? Scripted()
    let decision = rules.decide([("priority", .integer(1))], functions: functions)
    #expect(decision.to == .receiver("pager"))
    #expect(decision.errors.map(\.kind) == (error.map { [$0] } ?? []))
    #expect(decision.errors.allSatisfy { $0.rule == "function" && $0.place?.line == 101 })
  }

  @Test("a condition that errs counts as not matched, and is an error with rule and place")
  func erringCondition() {
    var rules = HandMade()
    rules.route("errs", HandMade.function(7), to: "acme/l3")
    rules.route("rest", to: "pager")
    let decision = rules.decide([("priority", .integer(1))])
    #expect(decision.to == .receiver("pager"))
    #expect(
      decision.errors == [
        DecisionError(
          kind: .function, message: "boom", rule: "errs", place: HandMade.place(107))
      ])
  }

  @Test("functions of rules after the winner do not run")
  func lazy() {
    var rules = HandMade()
    rules.route("first", to: "pager")
    rules.route("second", HandMade.function(1), to: "acme/l3")
    let functions = Scripted(truths: [1: true])
    #expect(rules.decide([], functions: functions).to == .receiver("pager"))
    #expect(functions.log.asked == [])
  }

  @Test("an error in a child or a row is told with the whole's name; the rest goes on")
  func inside() {
    var rules = HandMade()
    rules.table(
      "table", .first,
      [(HandMade.function(1), .target(.receiver("pager")))])
    rules.route(
      "tree", .always, to: .target(HandMade.target("acme/l3")),
      children: [HandMade.node("child", HandMade.function(2), to: "pager")])
    let decision = rules.decide([("priority", .integer(1))])
    #expect(decision.to?.name == "acme/l3")
    #expect(decision.errors.map(\.rule) == ["table", "child"])
  }
}
