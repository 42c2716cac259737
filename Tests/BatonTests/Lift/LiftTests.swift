import BatonModel
import Testing

@testable import Baton

/// What is understood of functions, and what that says of the requests they can be true for.
@Suite struct LiftTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let function: String
    /// What `possible` says, in a short notation.
    let possible: String
    let isExact: Bool

    init(_ function: String, _ possible: String, exact: Bool = false) {
      self.function = function
      self.possible = possible
      isExact = exact
    }

    var testDescription: String { function }
  }

  static let cases = [
    Case("request.kind == 'incident'", "kind = incident", exact: true),
    Case("'incident' == request.kind", "kind = incident", exact: true),
    Case("request.kind ~= 'incident'", "not kind = incident", exact: true),
    Case("request.size == nil", "size absent", exact: true),
    Case("request.size", "size present", exact: true),
    Case("request.vip", "vip = true", exact: true),
    Case("not request.vip", "(vip absent or vip = false)", exact: true),
    // A comparison with nil raises: the rule has to be asked.
    Case("request.size >= 10", "(size absent or size >= 10)"),
    Case("10 <= request.size", "(size absent or size >= 10)"),
    Case("request.size and request.size < 10", "size < 10", exact: true),
    Case("request.size ~= nil and request.size > 2.5", "size > 2.5", exact: true),
    Case(
      "request.kind == 'incident' and request.size >= 10",
      "(kind = incident and (size absent or size >= 10))"),
    Case(
      "request.kind == 'incident' or request.kind == 'change'", "kind in change, incident",
      exact: true),
    Case("request.kind == 'incident' and request.kind == 'change'", "never", exact: true),
    Case("request.size == 3.0", "size = 3", exact: true),
    Case("request.size == 'x'", "never", exact: true),
    Case("request.kind == 3", "never", exact: true),
    // Tests of texts are Unicode's, Lua's are of bytes: a Kelvin sign is a K to one of them.
    Case("request.note == 'K'", "note = K"),
    Case("request.note == 'é'", "note = é"),
    Case("request.note ~= 'K'", "always"),
    // Integers that doubles do not tell apart are no matter for tests.
    Case("request.size == 9007199254740993", "always"),
    Case("request.size and request.size > 9007199254740993", "size present"),
    Case(
      "its.service.criticality == 'vital'",
      "(service.criticality absent or service.criticality = vital)"),
    Case(
      "its.service and its.service.criticality == 'vital'",
      "(service.criticality absent or service.criticality = vital)"),
    // What the request calls a provider may be an object to functions.
    Case("its.service.provider == 'acme'", "always"),
    Case("request.seen", "seen present", exact: true),
    Case("request.seen == '2026-05-08T16:00:00Z'", "always"),
    Case("request.summary:lower() == 'x'", "always"),
    Case("request.kind == 'incident' and request.summary:find('x')", "kind = incident"),
    Case("request.kind == 'incident' and request.size * 2 > 7", "kind = incident"),
    Case("true", "always", exact: true),
    Case("error('no')", "always"),
    Case("request.attributes.x == 'y'", "always"),
  ]

  @Test("possible and exact", arguments: cases)
  func possible(testCase: Case) throws {
    let rules = LiftedRules(["function(request, its) return \(testCase.function) end"])
    let lifted = try #require(rules.functions.first?.lifted, "\(rules.rules.functions)")
    #expect(words(lifted.possible, rules.rules.columns) == testCase.possible)
    #expect(lifted.isExact == testCase.isExact)
  }

  @Test(
    "statements, constants from outside and helpers are seen through",
    arguments: [
      "local kind = request.kind return kind == 'incident'",
      "if request.kind == 'incident' then return true end return false",
      "if request.kind ~= 'incident' then return false else return true end",
      "local wanted = KIND return request.kind == wanted",
      "return is(request, 'incident')",
      "return request.kind == FIXED",
      "return request.kind == NAMES.first",
      "for _, name in ipairs(LIST) do if request.kind == name then return true end end",
      "local function same(a, b) return a == b end return same(request.kind, KIND)",
      "local r = request local k <const> = 'incident' return r.kind == k",
      "return request['kind'] == 'inci' .. 'dent' or request.kind == 'incident'",
    ])
  func seenThrough(body: String) throws {
    let before = """
      local KIND, FIXED <const> = "incident", "incident"
      local NAMES, LIST = { first = "incident" }, { "incident" }
      local function is(request, kind) return request.kind == kind end

      """
    let rules = LiftedRules(["function(request) \(body) end"], before: before)
    let lifted = try #require(rules.functions.first?.lifted, "\(rules.rules.functions)")
    let holds = { (kind: String) in
      lifted.formula.holds(in: rules.bind([("kind", .text(kind))]), offset: 0)
    }
    #expect(holds("incident") == true)
    #expect(holds("change") == false)
    if !body.contains("..") {
      #expect(words(lifted.possible, rules.rules.columns) == "kind = incident")
      #expect(lifted.isExact)
    }
  }

  @Test("functions made by one function have each their own constants")
  func made() throws {
    let rules = LiftedRules(
      ["above(10)", "above(20)"],
      before: "local function above(n) return function(r) return r.size and r.size > n end end\n")
    #expect(
      rules.functions.compactMap { $0.lifted.map { words($0.possible, rules.rules.columns) } }
        == ["size > 10", "size > 20"])
  }

  @Test("a function that stands for a field's value gets that value first")
  func matcher() throws {
    let rules = LiftedRules(["size = function(value) return value and value > 3 end"])
    let lifted = try #require(rules.functions.first?.lifted, "\(rules.rules.functions)")
    #expect(words(lifted.possible, rules.rules.columns) == "size > 3")
    #expect(lifted.isExact)
  }

  @Test(
    "what is not understood says why",
    arguments: [
      ("while request.vip do end return true", "loops"),
      ("for _, tag in ipairs(request.tags) do if tag == 'x' then return true end end", "loops"),
      ("for i = 1, 1000 do if request.size == i then return true end end", "loops"),
      ("goto out ::out:: return true", "jumps with goto"),
      ("return again(request)", "calls itself"),
      ("return string.format('%d', request.size) == '3'", "calls `string.format`"),
      ("return pcall(function() return request.size + 1 end)", "calls `pcall`"),
      ("return request.summary:match('^INC%d+') ~= nil", "looks for a pattern"),
      ("return request.summary:find('a.c')", "looks for a pattern"),
      ("local a, b = request.summary:find('x') return b", "uses several results of one call"),
      ("return ({ request.size })[1] == 3", "makes a table"),
      ("request = nil return true", "gives \"request\" another meaning on the way"),
      ("return request[request.kind] == 1", "reads a field whose name it works out"),
      ("return request.kind == '\\xff'", "has a text that is not UTF-8"),
      ("return lower(request.kind) == 'x'", "calls `lower`"),
    ])
  func obstacles(body: String, reason: String) throws {
    let before = """
      local lower = string.lower
      local function again(request) return request.vip and again(request) end

      """
    let rules = LiftedRules(["function(request) \(body) end"], before: before)
    #expect(rules.functions.first?.lifted == nil)
    #expect(rules.rules.functions.compactMap(\.obstacle) == [reason])
  }

  @Test("a very long function is left to Lua")
  func tooLarge() {
    let long = (0..<3000).map { "request.size == \($0) + request.priority" }
    let rules = LiftedRules([
      "function(request) return \(long.prefix(900).joined(separator: " or ")) end",
      "function(request) return \(long.prefix(200).joined(separator: " or ")) end",
    ])
    #expect(rules.functions.map { $0.lifted == nil } == [true, false])
    #expect(rules.rules.functions.compactMap(\.obstacle) == ["is too long"])
  }

  @Test("texts so long that they would stop a function in Lua leave it to Lua")
  func longTexts() throws {
    let rules = LiftedRules([
      "function(request) return request.note:lower() == 'x' end",
      "function(request) return request.note == 'x' end",
      "function(request) return (request.note .. request.note):find('ab', 1, true) end",
    ])
    let bound = rules.bind([("note", .text(String(repeating: "a", count: 300_000)))])
    let answers = rules.functions.map {
      $0.lifted?.formula.holds(in: bound, offset: 0)
    }
    // Comparing makes no text, so its length stops nothing.
    #expect(answers == [nil, false, nil])
  }

  /// Lua turns the sign of a zero where it reads a constant; where it does not know it, it does not.
  @Test(arguments: ["0", "(0)", "-0", "(1 - 1)", "~-1", "0.0", "3", "y", "(1.0 - 1)"])
  func aZeroThatIsTakenAway(right: String) throws {
    let rules = LiftedRules(["function(request) local y = 0 return (-0.0) - \(right) end"])
    let function = try #require(rules.functions.first)
    let lifted = try #require(function.lifted)
    let bound = rules.bind([])
    #expect(try LiftedRules.work(lifted.formula, bound) == rules.run(function, bound))
  }

  // MARK: Conditions in words

  private func words(_ condition: Condition, _ columns: [Column]) -> String {
    switch condition {
    case .always: return "always"
    case .any(let parts) where parts.isEmpty: return "never"
    case .all(let parts):
      return "(" + parts.map { words($0, columns) }.joined(separator: " and ") + ")"
    case .any(let parts):
      return "(" + parts.map { words($0, columns) }.joined(separator: " or ") + ")"
    case .not(let inner): return "not " + words(inner, columns)
    case .function: return "function"
    case .test(let test):
      let name = columns[test.column].name
      switch test.predicate {
      case .present: return "\(name) present"
      case .absent: return "\(name) absent"
      case .equals(let value): return "\(name) = \(plain(value))"
      case .oneOf(let values):
        return "\(name) in " + values.map(plain).sorted().joined(separator: ", ")
      case .within(let range):
        let lower = range.lower.map { "\($0.inclusive ? ">=" : ">") \(plain($0.value))" }
        let upper = range.upper.map { "\($0.inclusive ? "<=" : "<") \(plain($0.value))" }
        return "\(name) " + [lower, upper].compactMap(\.self).joined(separator: " ")
      default: return "\(name) something"
      }
    }
  }

  private func plain(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .yesNo(let yes): "\(yes)"
    default: "?"
    }
  }
}
