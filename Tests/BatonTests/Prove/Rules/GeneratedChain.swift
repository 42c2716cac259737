import BatonModel
import TestSupport

/// A rule base of all stages, each of which asks for what those before it set, with what each rule
/// means said by hand.
struct GeneratedChain {
  /// What is known of a request at one stage, by field.
  typealias Facts = [String: Value]

  struct Rule {
    let line: Int
    let holds: (Facts) -> Bool
    /// What it sets, or where it leads.
    var sets: [String: Value] = [:]
    var overwrites = false
    var notBelow: Int?
    var notAbove: Int?
    var to: String?
  }

  struct Table {
    var rows: [Rule] = []
    var overwrites = false
    var defaults: [String: Value] = [:]
  }

  private(set) var source: String
  private(set) var classify: [Rule] = []
  private(set) var tables: [Table] = []
  private(set) var priorities: [Rule] = []
  private(set) var routes: [Rule] = []
  private var line: Int
  private var random: SeededNumbers

  private static let landscape = """
    provider "acme" { default = "desk", groups = { desk = {}, l3 = {} } }
    provider "fuji" { default = "desk", groups = { desk = {} } }
    service "payroll" { provider = "acme", criticality = "vital" }
    service "erp" { provider = "acme", criticality = "vital" }
    service "mail" { provider = "fuji", criticality = "low" }
    field "color" { type = "text", of = "request" }
    field "mark" { type = "text", of = "request" }
    field "grade" { type = "text", of = "request" }
    priority_matrix { impact = { "high", "low" }, urgency = { "high" }, { 1 }, { 2 } }

    """

  private static let values: [String: [Value]] = [
    "color": ["a", "b"].map { .text($0) }, "mark": ["x", "y"].map { .text($0) },
    "grade": ["g", "h", "k"].map { .text($0) },
    "service": ["payroll", "erp", "mail"].map { .text($0) },
    "item": ["payroll", "erp", "mail"].map { .text($0) },
    "priority": [1, 2, 3, 4].map { .integer($0) },
    "impact": ["high", "low"].map { .text($0) }, "urgency": [.text("high")],
  ]

  /// Those that rules ask for, where a request may also have another.
  private static let asked: [String: [Value]] = [
    "color": [.text("a")], "mark": [.text("x")], "grade": ["g", "h"].map { .text($0) },
    "priority": [1, 2, 3].map { .integer($0) },
  ]

  /// By impact, where the urgency is high.
  private static let matrix: [Value: Value] = [
    .text("high"): .integer(1), .text("low"): .integer(2),
  ]

  /// The fields of a request that are tried with every value, and none.
  private let fields: [String]
  /// These, and the item that may say the service.
  private let named: [String]

  init(_ random: inout SeededNumbers) {
    source = Self.landscape
    line = Self.landscape.split(separator: "\n", omittingEmptySubsequences: false).count
    self.random = random
    let more = self.random.pick(["grade", "service"])
    fields = ["color", "mark", more, "priority", "impact", "urgency"]
    named = fields + (more == "service" ? ["item"] : [])
    for number in 0..<self.random.below(4) { addClassify(number) }
    for number in 0..<self.random.below(3) { addTable(number) }
    for number in 0..<self.random.below(5) { addPriority(number) }
    for number in 0..<4 + self.random.below(4) { addRoute(number) }
    add("route \"rest\" { to = \"fuji/desk\" }")
    routes.append(Rule(line: line - 1, holds: { _ in true }, to: "fuji/desk"))
    random = self.random
  }

  private mutating func add(_ text: String) {
    source += text + "\n"
    line += 1
  }

  // MARK: Making

  private func text(_ value: Value) -> String {
    switch value {
    case .text(let text): "\"\(text)\""
    case .integer(let number): "\(number)"
    default: "?"
    }
  }

  private typealias Made = (source: String, holds: (Facts) -> Bool)

  private mutating func test(_ field: String) -> Made {
    let values = Self.asked[field] ?? Self.values[field] ?? []
    let one = random.pick(values)
    let other = random.pick(values)
    if field == "impact" || field == "urgency" { return (text(one), { $0[field] == one }) }
    switch random.below(field == "service" ? 6 : 5) {
    case 0: return ("present", { $0[field] != nil })
    case 1: return ("absent", { $0[field] == nil })
    case 2 where one != other:
      return ("{ \(text(one)), \(text(other)) }", { $0[field] == one || $0[field] == other })
    case 5:
      return (
        "{ criticality = \"vital\" }",
        { $0[field] == .text("payroll") || $0[field] == .text("erp") }
      )
    default: return (text(one), { $0[field] == one })
    }
  }

  private mutating func condition(_ fields: [String]) -> Made {
    var left = fields
    var made: [Made] = []
    for _ in 0...random.below(2) {
      let field = left.remove(at: random.below(left.count))
      let test = test(field)
      made.append(("\(field) = \(test.source)", test.holds))
    }
    let parts = made.map(\.holds)
    return (
      made.map(\.source).joined(separator: ", "), { facts in parts.allSatisfy { $0(facts) } }
    )
  }

  private var settable: [String] { fields.filter { ["mark", "grade", "service"].contains($0) } }

  private mutating func addClassify(_ number: Int) {
    let condition = condition(fields.filter { $0 != "priority" })
    let field = random.pick(settable)
    let value = random.pick(Self.values[field] ?? [])
    let overwrites = random.isOne(in: 2)
    classify.append(
      Rule(line: line, holds: condition.holds, sets: [field: value], overwrites: overwrites))
    add(
      "classify \"c\(number)\" { when = { \(condition.source) }, set = { \(field) = "
        + "\(text(value)) }\(overwrites ? ", overwrite = true" : "") }")
  }

  private mutating func addTable(_ number: Int) {
    let outputs = random.isOne(in: 2) ? settable : [random.pick(settable)]
    var table = Table(overwrites: random.isOne(in: 2))
    let inputs = ["color", random.pick(fields.filter { $0 != "color" && $0 != "priority" })]
    if random.isOne(in: 3) {
      for output in outputs { table.defaults[output] = random.pick(Self.values[output] ?? []) }
    }
    let columns = (inputs + outputs.map { "-> \($0)" }).map { "\"\($0)\"" }
    add(
      "decision_table \"t\(number)\" { hit = \"first\", "
        + (table.overwrites ? "overwrite = true, " : "")
        + (table.defaults.isEmpty
          ? ""
          : "default = { "
            + outputs.map { "\($0) = \(text(table.defaults[$0] ?? .text("")))" }
            .joined(separator: ", ")
            + " }, ") + "columns = { \(columns.joined(separator: ", ")) },")
    for _ in 0..<2 + random.below(2) {
      var cells: [String] = []
      var tests: [(String, Value)] = []
      for input in inputs {
        if random.isOne(in: 3) {
          cells.append("\"-\"")
        } else {
          let value = random.pick(Self.asked[input] ?? Self.values[input] ?? [])
          tests.append((input, value))
          cells.append(text(value))
        }
      }
      var sets: [String: Value] = [:]
      for output in outputs {
        // A row may leave one of two outputs as it is.
        if sets.count + 1 == outputs.count, outputs.count > 1, random.isOne(in: 3) {
          cells.append("\"\"")
        } else {
          let value = random.pick(Self.values[output] ?? [])
          sets[output] = value
          cells.append(text(value))
        }
      }
      let asked = tests
      table.rows.append(
        Rule(
          line: line, holds: { facts in asked.allSatisfy { facts[$0.0] == $0.1 } }, sets: sets))
      add("  { \(cells.joined(separator: ", ")) },")
    }
    add("}")
    tables.append(table)
  }

  private mutating func addPriority(_ number: Int) {
    let kind = random.below(4)
    // Whether a bound that asks for the request's own priority holds is not seen behind the stage.
    let condition = condition(kind < 2 ? fields.filter { $0 != "priority" } : fields)
    let value = 1 + random.below(4)
    var rule = Rule(line: line, holds: condition.holds)
    let end: String
    switch kind {
    case 0: (rule.notBelow, end) = (value, "not_below = \(value)")
    case 1: (rule.notAbove, end) = (value, "not_above = \(value)")
    default:
      rule.sets = ["priority": .integer(value)]
      end = "set = \(value)"
    }
    priorities.append(rule)
    add("priority \"p\(number)\" { when = { \(condition.source) }, \(end) }")
  }

  private mutating func addRoute(_ number: Int) {
    let condition = condition(fields)
    let to = random.pick(["acme/desk", "acme/l3", "fuji/desk"])
    routes.append(Rule(line: line, holds: condition.holds, to: to))
    add("route \"r\(number)\" { when = { \(condition.source) }, to = \"\(to)\" }")
  }

  // MARK: What is so

  /// Every request over the fields.
  var requests: [Facts] {
    named.reduce(into: [[:]]) { requests, field in
      requests = requests.flatMap { request in
        [request]
          + (Self.values[field] ?? []).map { value in request.merging([field: value]) { $1 } }
      }
    }
  }

  /// As a tool sends it.
  static func request(_ facts: Facts) -> Request {
    Request(
      facts.sorted { $0.key < $1.key }.map { name, value in
        name == "item"
          ? ("configuration_item", .object(Members([("id", .text("box")), ("service", value)])))
          : (name, value)
      })
  }

  struct Course {
    /// What each stage saw.
    var atTables: [Facts] = []
    var atPriorities: Facts = [:]
    var atRoutes: Facts = [:]
    /// The line of the rule that set the priority, and of the route.
    var setter: Int?
    var route: Int?
    var to: String?
  }

  /// What becomes of a request, stage by stage, as the semantics say it.
  func course(_ request: Facts, without left: Int? = nil) -> Course {
    var course = Course()
    var facts = request
    for field in settable {
      let rule = classify.first { rule in
        rule.sets[field] != nil && rule.holds(request)
          && (rule.overwrites || request[field] == nil)
      }
      if let value = rule?.sets[field] { facts[field] = value }
    }
    if facts["service"] == nil { facts["service"] = facts["item"] }
    for table in tables {
      course.atTables.append(facts)
      let seen = facts
      let row = table.rows.first { $0.line != left && $0.holds(seen) }
      for (field, value) in row?.sets ?? table.defaults
      where table.overwrites || seen[field] == nil {
        facts[field] = value
      }
    }
    course.atPriorities = facts
    let holding = priorities.filter { $0.line != left && $0.holds(facts) }
    let setter = holding.first { !$0.sets.isEmpty }
    course.setter = setter?.line
    var priority = setter?.sets["priority"]
    if priority == nil, facts["urgency"] != nil, let impact = facts["impact"] {
      priority = Self.matrix[impact]
    }
    if case .integer(var number)? = priority ?? facts["priority"] {
      number = max(number, holding.compactMap(\.notAbove).max() ?? number)
      number = min(number, holding.compactMap(\.notBelow).min() ?? number)
      facts["priority"] = .integer(number)
    }
    course.atRoutes = facts
    let route = routes.first { $0.line != left && $0.holds(facts) }
    (course.route, course.to) = (route?.line, route?.to)
    return course
  }
}
