import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct ClassifyTests {
  @Test("for each field the first rule that sets it wins")
  func first() {
    var rules = HandMade()
    rules.classify("one", set: [("category", .constant(.text("a")))])
    rules.classify(
      "two", set: [("category", .constant(.text("b"))), ("subcategory", .constant(.text("c")))])
    let decision = rules.decide([])
    #expect(decision.classified.map(\.field) == ["category", "subcategory"])
    #expect(decision.classified.map(\.value) == [.text("a"), .text("c")])
    #expect(decision.classified.map(\.reason.rule) == ["one", "two"])
    #expect(decision.why[.classify]?.rule == "one")
  }

  @Test("only missing fields are filled, unless the rule overwrites")
  func overwrite() {
    var rules = HandMade()
    rules.classify("fills", set: [("category", .constant(.text("a")))])
    #expect(rules.decide([("category", .text("mine"))]).classified == [])
    rules.classify("overwrites", set: [("category", .constant(.text("b")))], overwrites: true)
    let decision = rules.decide([("category", .text("mine"))])
    #expect(decision.classified.map(\.value) == [.text("b")])
  }

  @Test("rules of a stage see its input, later stages see what it set")
  func visibility() {
    var rules = HandMade()
    rules.classify("one", set: [("category", .constant(.text("a")))])
    rules.classify(
      "two", rules.equals("category", .text("a")), set: [("subcategory", .constant(.text("b")))])
    rules.route("a", rules.equals("category", .text("a")), to: "pager")
    let decision = rules.decide([])
    #expect(decision.classified.map(\.field) == ["category"])
    #expect(decision.to == .receiver("pager"))
  }

  @Test("a computed value must fit its field; nil leaves the field to the next rule")
  func computed() {
    var rules = HandMade()
    rules.classify("wrong", set: [("service", .function(HandMade.reference(1)))])
    rules.classify("nothing", set: [("service", .function(HandMade.reference(2)))])
    rules.classify("right", set: [("service", .function(HandMade.reference(3)))])
    rules.classify("idle", HandMade.function(4), set: [("service", .constant(.text("printing")))])
    let functions = Scripted(values: [1: .text("payrol"), 2: nil, 3: .text("payroll")])
    let decision = rules.decide([], functions: functions)
    #expect(decision.classified.map(\.reason.rule) == ["right"])
    #expect(decision.errors.first?.rule == "wrong")
    #expect(
      decision.errors.first?.message
        == "function at main.lua:101 returned what does not fit: unknown service \"payrol\", did you mean \"payroll\"?"
    )
    #expect(functions.log.asked == [1, 2, 3])
  }

  @Test(
    "an item's service; its fallback when the item is doubtful or old",
    arguments: [
      ("pc-1", "payroll", 0), ("pc-2", "printing", 1), ("pc-3", nil, 1), ("pc-9", nil, 0),
    ] as [(String, String?, Int)])
  func items(item: String, service: String?, notes: Int) {
    let rules = HandMade()
    let world = World(now: HandMade.day(2026, 5, 2))
    let decision = rules.decide([("configuration_item", .text(item))], in: world)
    #expect(decision.classified.map(\.value) == (service.map { [.text($0)] } ?? []))
    #expect(decision.classified.allSatisfy { $0.reason.rule == "configuration item" })
    #expect(decision.notes.count == notes)
  }

  @Test("365 days old is not too old; a request that has its service keeps it")
  func itemLimits() {
    let rules = HandMade()
    let fresh = rules.decide(
      [("configuration_item", .text("pc-3"))], in: World(now: HandMade.day(2026, 5, 1)))
    #expect(fresh.classified.map(\.value) == [.text("payroll")])
    let own = rules.decide([
      ("configuration_item", .text("pc-1")), ("service", .text("printing")),
    ])
    #expect(own.classified.isEmpty)
  }
}

@Suite struct PrioritiseTests {
  static let high: [(String, Value)] = [("impact", .text("high")), ("urgency", .text("medium"))]

  @Test("a rule, else the matrix, else the request's own, else an error")
  func sources() {
    var rules = HandMade()
    rules.prioritise("major", rules.equals("major", .yesNo(true)), set: .constant(1))
    rules.prioritise("vip", rules.equals("vip", .yesNo(true)), set: .constant(4))
    let both = rules.decide(
      [("major", .yesNo(true)), ("vip", .yesNo(true)), ("priority", .integer(5))] + Self.high)
    #expect(both.priority == 1)
    #expect(both.why[.prioritise]?.rule == "major")
    let matrix = rules.decide([("priority", .integer(5))] + Self.high)
    #expect(matrix.priority == 2)
    #expect(matrix.why[.prioritise]?.rule == "priority matrix")
    let own = rules.decide([("priority", .integer(5)), ("impact", .text("high"))])
    #expect(own.priority == 5)
    #expect(own.why[.prioritise]?.rule == "request")
    let none = rules.decide([("impact", .text("high"))])
    #expect(none.priority == nil)
    #expect(none.errors.map(\.kind).contains(.priority))
  }

  @Test(
    "floors and caps in urgency; the strictest counts, the floor wins a conflict",
    arguments: [
      (2, nil, 5, 2), (2, nil, 1, 1), (nil, 3, 1, 3), (nil, 3, 4, 4), (2, 4, 1, 2), (2, 4, 5, 2),
      (2, 4, 3, 2),
    ] as [(Int?, Int?, Int, Int)])
  func limits(notBelow: Int?, notAbove: Int?, base: Int, priority: Int) {
    var rules = HandMade()
    rules.prioritise("limits", notBelow: notBelow, notAbove: notAbove)
    rules.prioritise("laxer", notBelow: notBelow.map { $0 + 1 }, notAbove: notAbove.map { $0 - 1 })
    #expect(rules.decide([("priority", .integer(base))]).priority == priority)
  }

  @Test("what a floor changed is told with its name")
  func notes() {
    var rules = HandMade()
    rules.prioritise("vital", notBelow: 2)
    #expect(
      rules.decide([("priority", .integer(4))]).why[.prioritise]?.notes == [
        "raised to 2 by \"vital\" (main.lua:1)"
      ])
    #expect(rules.decide([("priority", .integer(2))]).why[.prioritise]?.notes == [])
  }

  @Test(
    "a function sets a priority; anything else counts as not matched and is an error",
    arguments: [(.integer(3), 3, 0), (.integer(0), 4, 1), (.text("1"), 4, 1), (.number(1.5), 4, 1)]
      as [(Value, Int, Int)])
  func computed(value: Value, priority: Int, errors: Int) {
    var rules = HandMade()
    rules.prioritise("function", set: .function(HandMade.reference(1)), notBelow: 3)
    rules.route("rest", to: "pager")
    let decision = rules.decide(
      [("priority", .integer(4))], functions: Scripted(values: [1: value]))
    #expect(decision.priority == priority)
    #expect(decision.errors.count == errors)
  }

  @Test("later stages see the priority")
  func visibility() {
    var rules = HandMade()
    rules.route("two", rules.equals("priority", .integer(2)), to: "pager")
    #expect(rules.decide(Self.high).to == .receiver("pager"))
  }
}

@Suite struct AccountabilityTests {
  @Test(
    "the service's owner, else the service integrator's first role",
    arguments: [
      ("payroll", "hr-director"), ("printing", "desk-lead"), (nil, "desk-lead"),
    ] as [(String?, String)])
  func owners(service: String?, role: String) {
    let members = service.map { [("service", Value.text($0))] } ?? []
    #expect(HandMade().decide(members).accountable == role)
  }
}

@Suite struct PolicyTests {
  @Test("a policy is about requests that match, and `require` fails for a missing field")
  func required() {
    var rules = HandMade()
    let summary = rules.test("summary", .present)
    rules.policy("summary", rules.equals("kind", .text("incident")), violation: .not(summary))
    rules.policy("advice", violation: .not(summary), mode: .advisory)
    let decision = rules.decide([("kind", .text("incident"))])
    #expect(decision.policies.map(\.reason.rule) == ["summary", "advice"])
    #expect(decision.policies.map(\.enforced) == [true, false])
    #expect(
      rules.decide([("kind", .text("change"))]).policies.map(\.reason.rule) == ["advice"])
    #expect(rules.decide([("summary", .text("x"))]).policies == [])
  }

  @Test("shadow rules decide nothing and are reported")
  func shadows() {
    var rules = HandMade()
    rules.prioritise("p", set: .constant(1), mode: .shadow)
    rules.classify("c", set: [("category", .constant(.text("a")))], mode: .shadow)
    rules.route("r", .always, to: .target(HandMade.target("acme/l3")), mode: .shadow)
    rules.route("rest", to: "pager")
    rules.route("late", .always, to: .target(HandMade.target("acme/l3")), mode: .shadow)
    rules.policy("v", violation: .always, mode: .shadow)
    rules.policy("not", violation: .not(.always), mode: .shadow)
    let decision = rules.decide([("priority", .integer(3))])
    #expect(decision.priority == 3)
    #expect(decision.to == .receiver("pager"))
    #expect(decision.policies.isEmpty && decision.classified.isEmpty && decision.errors.isEmpty)
    #expect(decision.shadows.map(\.reason.rule) == ["c", "p", "r", "late", "v"])
    #expect(
      decision.shadows.map(\.would) == [
        "set category to \"a\"", "set priority 1", "to acme/l3",
        "nothing: \"rest\" comes first", "report a violation",
      ])
  }
}

@Suite struct DateTests {
  static func rules() -> HandMade {
    var rules = HandMade()
    let head = HandMade.head(
      "dated", from: HandMade.date(2026, 5, 8),
      until: HandMade.date(2026, 5, 9))
    let rule = RouteRule(
      head: head, condition: .always, outcome: .target(.receiver("pager")), children: [],
      continues: false)
    rules.base.routes.append(RouteEntry(kind: .rule(rule), level: "global"))
    rules.route("rest", to: "acme/l3")
    return rules
  }

  @Test(
    "both days are whole and included",
    arguments: [
      (-1, "rest"), (0, "dated"), (2 * 86_400_000 - 1, "dated"), (2 * 86_400_000, "rest"),
    ] as [(Int64, String)])
  func days(after: Int64, rule: String) {
    let start = HandMade.day(2026, 5, 8).milliseconds
    let world = World(now: Instant(milliseconds: start + after))
    #expect(Self.rules().decide([], in: world).why[.route]?.rule == rule)
  }

  @Test("the world's now counts, else opened_at, else no dated rule is in force and a note says so")
  func clocks() {
    let rules = Self.rules()
    let opened: [(String, Value)] = [("opened_at", .text("2026-05-10T00:00:00Z"))]
    #expect(rules.decide(opened).why[.route]?.rule == "rest")
    let world = World(now: HandMade.day(2026, 5, 8))
    #expect(rules.decide(opened, in: world).why[.route]?.rule == "dated")
    let timeless = rules.decide([])
    #expect(timeless.why[.route]?.rule == "rest")
    #expect(timeless.notes == [DecisionWording.noClock])
  }
}
