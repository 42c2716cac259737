import BatonModel
import TestSupport

/// Writes rule bases with all kinds of rules and conditions, over few fields and few values, so that
/// rules and requests meet often; and the requests.
struct RuleGenerator {
  typealias Clause = GeneratedRules.Clause
  typealias Rule = GeneratedRules.Rule

  var random: SeededNumbers
  var functions: FunctionGenerator
  private var count = 0
  private var bases = 0
  /// Rules without functions and labels read nothing of a request but its fields.
  var readsFieldsOnly = false

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
    functions = FunctionGenerator(seed: seed ^ 0x5EED)
  }

  /// One of these pieces of source; a function only where functions may be.
  mutating func pick(_ sources: [String]) -> String {
    random.pick(readsFieldsOnly ? sources.filter { !$0.hasPrefix("function") } : sources)
  }

  // MARK: Rule bases

  mutating func rules() -> GeneratedRules {
    var rules = begin()
    // Mostly few rules, so that many pairs are compared in little time.
    let most = random.isOne(in: 8) ? 3 : 1
    for _ in 0...random.below(most) where !random.isOne(in: 3) { rules.append(classify()) }
    for _ in 0..<random.below(3) { rules.append(decisionTable()) }
    for _ in 0...random.below(most) where !random.isOne(in: 3) { rules.append(priority()) }
    for _ in 0..<1 + random.below(3 * most) { rules.append(route()) }
    if !readsFieldsOnly, random.isOne(in: 5) { rules.append(labelTree()) }
    if random.isOne(in: 5) { rules.append(overriding()) }
    if random.isOne(in: 4) { rules.append(approval()) }
    for _ in 0..<random.below(most + 1) { rules.append(policy()) }
    if !random.isOne(in: 4) { rules.append(fallback()) }
    return GeneratedRules(rules: rules)
  }

  /// Many routes, most with a range of their own: several blocks, and more ends of ranges than have
  /// rows.
  mutating func manyRules() -> GeneratedRules {
    var rules = begin() + [classify(), priority(), policy()]
    for _ in 0..<600 + random.below(500) {
      var conditions: [Clause] = []
      if !random.isOne(in: 3) {
        let low = random.below(3000)
        conditions.append(
          .text("size = between(\(low), \(low + random.below(900)).\(random.below(10)))"))
      }
      for part in entries(1 + random.below(3)) where !part.source.hasPrefix("size") {
        conditions.append(part)
      }
      rules.append(
        Rule(
          word: "route", name: name(),
          parts: [.list("when = ", conditions), .text("to = \"\(target())\"")]))
    }
    rules.append(fallback())
    return GeneratedRules(rules: rules)
  }

  /// What the rules begin with: one rule base in ten has a condition with more boxes than a condition
  /// may have.
  private mutating func begin() -> [Rule] {
    count = 0
    bases += 1
    guard bases % 10 == 1 else { return [] }
    let boxes = (0..<20).map { Clause.text("{ size = \($0), cost = above(\($0 / 2)) }") }
    return [
      Rule(
        word: "route", name: name(),
        parts: [.list("when = ", [.list("any_of ", boxes)]), .text("to = \"\(target())\"")])
    ]
  }

  mutating func name() -> String {
    count += 1
    return "r\(count)"
  }

  private mutating func fallback() -> Rule {
    Rule(word: "route", name: "rest", parts: [.text("to = \"fuji/depot\"")])
  }

  private mutating func classify() -> Rule {
    var set: [Clause] = []
    for field in ["category", "service", "note", "impact", "cost"] where random.isOne(in: 3) {
      let value: String =
        switch field {
        case "category": random.pick(["\"a\"", "\"UK\"", "\"\""])
        case "service": random.pick(["\"payroll\"", "\"printing\""])
        case "note":
          pick([
            "\"é\"", "\"x\"", "function(request) return request.summary end",
            "function(request) return request.summary .. \"x\" end",
          ])
        case "impact": "\"high\""
        default: pick(["7", "2.5", "function(request) return request.size + 1 end"])
        }
      set.append(.text("\(field) = \(value)"))
    }
    if set.isEmpty { set = [.text("category = \"a\"")] }
    var parts = head() + [.list("set = ", set)]
    if random.isOne(in: 3) { parts.append(.text("overwrite = true")) }
    return Rule(word: "classify", name: name(), parts: parts)
  }

  private mutating func priority() -> Rule {
    var parts = head()
    switch random.below(5) {
    case 0: parts.append(.text("not_below = \(1 + random.below(4))"))
    case 1: parts.append(.text("not_above = \(1 + random.below(4))"))
    case 2: parts.append(.text("set = \(1 + random.below(4)), not_below = 2"))
    case 3:
      parts.append(
        .text(
          "set = "
            + pick([
              "function(request) return request.reopened end",
              "function(request) if request.vip then return 1 end end", "2",
            ])))
    default: parts.append(.text("set = \(1 + random.below(4))"))
    }
    return Rule(word: "priority", name: name(), parts: parts)
  }

  private mutating func route() -> Rule {
    if random.isOne(in: 7) { return table() }
    var parts = head() + [.text("to = \(outcome())")]
    if random.isOne(in: 4) {
      parts.append(.text("level = \"\(random.pick(["segment", "customer", "service"]))\""))
    }
    if random.isOne(in: 6) {
      for _ in 0...random.below(3) { parts.append(child(depth: 2)) }
    }
    return Rule(word: "route", name: name(), parts: parts)
  }

  private mutating func child(depth: Int) -> Clause {
    var parts = head()
    if !random.isOne(in: 4) { parts.append(.text("to = \(outcome())")) }
    if random.isOne(in: 3) { parts.append(.text("continue = true")) }
    if depth > 0, random.isOne(in: 3) { parts.append(child(depth: depth - 1)) }
    return .list("route \"\(name())\" ", parts)
  }

  /// A tree over labels, whose names need not be declared.
  private mutating func labelTree() -> Rule {
    var tree = label(depth: 2)
    tree.parts.append(.text("labels = true"))
    return tree
  }

  private mutating func label(depth: Int) -> Rule {
    var names = ["team", "env", "category", "size"]
    let tests = (0..<random.below(3)).map { _ in
      let name = names.remove(at: random.below(names.count))
      return Clause.text("\(name) = \(pick(Self.texts))")
    }
    var parts = [Clause.list("when = ", tests), .text("to = \"\(target())\"")]
    if depth < 2, random.isOne(in: 3) { parts.append(.text("continue = true")) }
    for _ in 0..<(depth > 0 ? random.below(3) : 0) {
      let child = label(depth: depth - 1)
      parts.append(.list("route \"\(child.name)\" ", child.parts))
    }
    return Rule(word: "route", name: name(), parts: parts)
  }

  /// A rule in the place of one of ``GeneratedRules/included``.
  private mutating func overriding() -> Rule {
    var rule = random.isOne(in: 2) ? policy() : route()
    while rule.word == "route_table" { rule = route() }
    rule.parts.append(.text("overrides = \"included \(rule.word)\""))
    return rule
  }

  private mutating func table() -> Rule {
    let columns = ["\"kind\", \"size\"", "\"customer.region\", \"cost\"", "\"category\", \"size\""]
    var parts = head()
    parts.append(.text("hit = \"\(random.pick(["first", "unique", "any", "collect"]))\""))
    let column = random.below(columns.count)
    parts.append(.text("columns = { \(columns[column]), \"-> to\" }"))
    for _ in 0...random.below(4) {
      let first = random.pick(
        [
          ["\"incident\"", "\"change\"", "\"-\""], ["\"UK\"", "'not(\"UK\")'", "\"-\""],
          ["\"a\"", "\"UK\"", "\"-\""],
        ][column])
      let second = random.pick(["\"< 10\"", "\"[0..100]\"", "3", "\"-\"", "\"> 2.5\""])
      parts.append(.text("{ \(first), \(second), \"\(target())\" }"))
    }
    return Rule(word: "route_table", name: name(), parts: parts)
  }

  private mutating func approval() -> Rule {
    Rule(word: "approval", name: name(), parts: head() + [.text("by = { \"boss\" }")])
  }

  private mutating func policy() -> Rule {
    let word = random.pick(["forbid = ", "require = "])
    var parts = head() + [.list(word, entries(1 + random.below(3)))]
    if random.isOne(in: 4), !parts.contains(where: { $0.source.hasPrefix("mode") }) {
      parts.append(.text("mode = \"advisory\""))
    }
    return Rule(word: "policy", name: name(), parts: parts)
  }

  private mutating func target() -> String {
    random.pick(["acme/desk", "acme/l3", "fuji/depot"])
  }

  private mutating func outcome() -> String {
    pick([
      "\"acme/desk\"", "\"acme/l3\"", "\"fuji/depot\"", "\"acme/desk\"",
      "first_open { \"acme/desk\", \"acme/l3\" }", "on_call \"line\"",
      "least_loaded { \"acme/desk\", \"fuji/depot\" }",
      "first_free { \"acme/desk\", \"acme/l3\" }",
      "function(request) return request.vip and \"acme/l3\" or nil end",
      "function(request, its) return its.service.provider end",
    ])
  }

  /// `when`, mode and dates.
  mutating func head() -> [Clause] {
    var parts: [Clause] = [.list("when = ", entries(1 + random.below(4)))]
    if random.isOne(in: 12) { parts.append(.text("mode = \"shadow\"")) }
    if random.isOne(in: 10) {
      parts.append(.text("from_date = \"2026-0\(1 + random.below(9))-01\""))
    }
    if random.isOne(in: 12) {
      parts.append(.text("until_date = \"2026-0\(1 + random.below(9))-28\""))
    }
    return parts
  }

  // MARK: Conditions

  /// Tests of different fields, now and then whole conditions among them.
  private mutating func entries(_ count: Int, depth: Int = 2) -> [Clause] {
    var fields = Array(Self.fields)
    var result: [Clause] = []
    for _ in 0..<count {
      if depth > 0, random.isOne(in: 8) {
        result.append(whole(depth))
      } else if !readsFieldsOnly, random.isOne(in: 5) {
        result.append(.text(function()))
      } else {
        let field = fields.remove(at: random.below(fields.count))
        result.append(.text("\(field.name) = \(test(field))"))
      }
    }
    return result
  }

  private mutating func whole(_ depth: Int) -> Clause {
    let word = random.pick(["any_of ", "all_of ", "not_any_of "])
    // Now and then so many alternatives that they are not told apart any more.
    let count = random.isOne(in: 8) ? 5 + random.below(14) : 1 + random.below(3)
    return .list(
      word, (0..<count).map { _ in .list("", entries(1 + random.below(2), depth: depth - 1)) })
  }

  private mutating func function() -> String {
    switch random.below(3) {
    case 0, 1: return functions.plainFunction().source
    default:
      let field = random.pick(["cost", "size", "reopened", "priority"])
      // A call of `string.format` is not understood; it raises where there is no whole number.
      return "function(request) return string.format(\"%d\", request.\(field)) "
        + "\(random.pick(["<", ">"])) \"\(random.below(5))\" end"
    }
  }

  private struct Field {
    let name: String
    let tests: [String]
  }

  private mutating func test(_ field: Field) -> String {
    let test = pick(field.tests)
    switch random.below(12) {
    case 0: return "present"
    case 1: return "absent"
    case 2 where !test.hasPrefix("is_not") && !test.hasPrefix("none_of") && !test.hasPrefix("{"):
      return "is_not(\(test))"
    default: return test
    }
  }

  private static let numbers = [
    "0", "3", "100", "2.5", "-1", "{ 0, 3, 100 }", "{ 2.5, 3 }", "above(3)", "below(3)",
    "at_least(3)", "at_most(100)", "between(0, 3)", "between(2.5, 100)", "above(2.5)",
    "above(9007199254740992)", "9007199254740993", "at_most(9007199254740993)",
    "between(9007199254740991, 9007199254740993)", "is_not(above(3))", "none_of { 0, 3 }",
    "{ above(100), 0 }", "at_least(0.1)", "function(v) return v > 3 end",
    "function(v) for i = 1, 2 do if v == 3 then return true end end end",
  ]

  private static let texts = [
    "\"UK\"", "\"\"", "\"é\"", "\"e\u{301}\"", "\"K\"", "\"payroll\"", "\"a\"", "\"10\"",
    "{ \"UK\", \"é\", \"a\" }", "contains \"pay\"", "contains_any { \"pay\", \"É\", \"k\" }",
    "starts_with \"PAY\"", "ends_with \"a.\"", "contains_word \"pay\"", "contains_word \"a\"",
    "matches \"^pa?y\"", "matches \"[éK]\"", "{ starts_with \"a\", ends_with \"l\" }",
    "is_not \"UK\"", "none_of { \"UK\", \"a\" }", "contains_any { \"a\", \"ab\" }",
    "function(v) return v == \"UK\" end", "function(v) return #v > 2 end",
  ]

  private static let fields = [
    Field(
      name: "kind",
      tests: ["\"incident\"", "\"change\"", "{ \"incident\", \"problem\" }", "is_not \"change\""]),
    Field(
      name: "service",
      tests: [
        "\"payroll\"", "\"printing\"", "{ \"payroll\", \"printing\" }", "is_not \"printing\"",
        "{ criticality = \"vital\" }", "{ provider = \"acme\" }", "{ provider = { cost = 3 } }",
        "{ criticality = { \"vital\", \"low\" }, provider = is_not \"fuji\" }",
        "part_of \"payroll\"", "{ value = above(3) }",
        "{ criticality = absent }",
        "{ { criticality = \"vital\" }, { provider = \"fuji\" } }",
      ]),
    Field(
      name: "customer",
      tests: [
        "{ region = \"UK\" }", "{ region = { \"UK\", \"é\" } }", "{ limit = above(50) }",
        "{ limit = 2.5 }", "{ vip = true }", "\"c-9\"", "\"c-8\"", "{ segment = absent }",
        "{ region = is_not \"UK\" }", "{ region = starts_with \"u\" }", "{ limit = absent }",
        "{ since = during \"office\" }", "{ since = is_not(during \"nights\") }",
        "{ region = contains \"É\" }", "{ limit = between(0.5, 100), region = present }",
      ]),
    Field(name: "summary", tests: texts), Field(name: "note", tests: texts),
    Field(name: "category", tests: texts),
    Field(name: "cost", tests: numbers), Field(name: "size", tests: numbers),
    Field(name: "reopened", tests: ["0", "3", "above(0)", "at_most(2)", "{ 0, 2 }"]),
    Field(
      name: "priority", tests: ["1", "{ 1, 2 }", "more_urgent_than(3)", "less_urgent_than(2)", "3"]),
    Field(name: "vip", tests: ["true", "false", "{ true, false }"]),
    Field(name: "flag", tests: ["true", "false"]),
    Field(
      name: "seen",
      tests: [
        "earlier_than \"2026-01-01\"", "later_than \"2026-05-08T13:59:59Z\"",
        "\"2026-05-08T14:00:00Z\"", "function(v) return v < \"2027\" end",
        "during \"office\"", "during \"nights\"", "is_not(during \"office\")",
        "during(\"office\", \"nights\")",
        "{ during \"office\", earlier_than \"2000-01-01\" }",
      ]),
    Field(
      name: "tags",
      tests: [
        "\"a\"", "\"UK\"", "{ \"a\", \"é\" }", "is_not \"a\"", "none_of { \"a\", \"é\" }",
        "contains \"a\"", "is_not(starts_with \"A\")", "matches \"é\"",
      ]),
    Field(name: "impact", tests: ["\"high\"", "{ \"high\", \"low\" }", "is_not \"low\""]),
    Field(name: "urgency", tests: ["\"high\"", "\"low\""]),
  ]
}
