// What is said of two rule bases without requests, beside all requests that there are.

import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton
@testable import BatonWorkbench

@Suite struct ShownDifferenceTests {
  private static let fields = ["a", "b", "c"]
  private static let values = ["x", "y", "z"]
  private static let now = Instant(seconds: 1_800_000_000)

  private static func rules(_ routes: [String], more: String = "") -> String {
    var rules = "provider \"p\" { default = \"g0\", groups = { g0 = {}, g1 = {}, g2 = {} } }\n"
    for field in fields {
      rules += "field \"\(field)\" { type = one_of { \"x\", \"y\", \"z\" }, of = \"request\" }\n"
    }
    for (number, route) in routes.enumerated() { rules += "route \"r\(number)\" \(route)\n" }
    return rules + more + "route \"rest\" { to = \"p/g0\" }\n"
  }

  private static func route(_ numbers: inout SeededNumbers) -> String {
    let needed = numbers.pick(fields)
    let tests = fields.compactMap { field -> String? in
      guard field == needed || numbers.isOne(in: 2) else { return nil }
      let left = numbers.pick(values)
      return numbers.isOne(in: 3) ? "\(field) = is_not \"\(left)\"" : "\(field) = \"\(left)\""
    }
    return "{ when = { \(tests.joined(separator: ", ")) }, to = \"p/g\(numbers.below(3))\" }"
  }

  private static func load(_ rules: String) -> RuleBaseLoad {
    RuleBaseLoad(
      folder: RuleFolder(contents: ["main.lua": rules]), main: "main.lua", more: [],
      outlining: .values)
  }

  /// Whether any of the 64 requests, with and without each field, goes elsewhere.
  private static func differ(_ old: Engine, _ new: Engine, at now: Instant = now) -> Bool {
    let world = World(now: now)
    return (0..<64).contains { number in
      let request = Request(
        fields.indices.compactMap { position in
          let value = number >> (2 * position) & 3
          return value == 3 ? nil : (fields[position], Value.text(values[value]))
        })
      let (before, after) = (old.decide(request, in: world), new.decide(request, in: world))
      return before.to != after.to || before.also != after.also
    }
  }

  @Test func whatIsProvenIsSoAndWhatIsShownDiffers() throws {
    var numbers = SeededNumbers()
    print("differences of rule bases: BATON_SEED=\(numbers.seed)")
    var equal = 0
    for _ in 0..<100 {
      var routes = (0..<numbers.below(7) + 1).map { _ in Self.route(&numbers) }
      let old = Self.load(Self.rules(routes))
      switch numbers.below(4) {
      case 0: routes.append(Self.route(&numbers))
      case 1: routes.remove(at: numbers.below(routes.count))
      case 2: routes.shuffle(using: &numbers)
      default: routes.swapAt(0, routes.count - 1)
      }
      let new = Self.load(Self.rules(routes))
      guard let before = old.engine, let after = new.engine, let one = old.outline,
        let other = new.outline
      else { continue }
      let shown = ShownDifference(
        (before, one), (after, other), RuleChanges(from: one, to: other), at: Self.now)
      let differ = Self.differ(before, after)
      #expect(shown.certainty == (differ ? .differs : .equal), "\(routes)")
      if !differ { equal += 1 }
      for example in shown.examples {
        #expect(before.decide(example.request).to != after.decide(example.request).to)
      }
    }
    #expect(equal > 0)
  }

  /// A route, a table or a tree, with functions and days among them.
  private static func mixed(_ name: String, _ numbers: inout SeededNumbers) -> String {
    func condition() -> String { "\(numbers.pick(fields)) = \"\(numbers.pick(values))\"" }
    func target() -> String { "\"p/g\(numbers.below(3))\"" }
    func cell() -> String { numbers.isOne(in: 2) ? "\"-\"" : "\"\(numbers.pick(values))\"" }
    switch numbers.below(6) {
    case 0:
      let hit = numbers.pick(["first", "unique", "any", "collect"])
      let rows = (0..<numbers.below(3) + 1).map { _ in
        "{ \(cell()), \"\(numbers.pick(values))\", \(target()) }"
      }
      return "route_table \"\(name)\" { hit = \"\(hit)\", columns = { \"a\", \"b\", \"-> to\" }, "
        + rows.joined(separator: ", ") + " }\n"
    case 1:
      let nodes = (0..<2).map { number in
        "route \"\(name) \(number)\" { when = { \(condition()) }, to = \(target()), "
          + "continue = \(numbers.isOne(in: 2)) }"
      }
      return "route \"\(name)\" { when = { \(condition()) }, to = \(target()), "
        + nodes.joined(separator: ", ") + " }\n"
    case 2:
      return "route \"\(name)\" { when = { \(condition()), function(request) "
        + "return #(request.\(numbers.pick(fields)) or \"xy\") == 1 end }, to = \(target()) }\n"
    case 3:
      let day = numbers.pick(["2020-01-01", "2090-01-01"])
      return "route \"\(name)\" { when = { \(condition()) }, to = \(target()), "
        + "from_date = \"\(day)\" }\n"
    default:
      return "route \"\(name)\" { when = { \(condition()) }, to = \(target()) }\n"
    }
  }

  /// Nothing wrong is said of rules that boxes do not tell all of, and mostly something is.
  @Test func whatIsSaidOfTablesTreesAndFunctionsIsSo() throws {
    var numbers = SeededNumbers()
    print("differences of all kinds of routes: BATON_SEED=\(numbers.seed)")
    var said: [SemanticDifference.Certainty: Int] = [:]
    for _ in 0..<150 {
      var routes = (0..<numbers.below(5) + 2).map { Self.mixed("n\($0)", &numbers) }
      let old = Self.load(Self.rules([], more: routes.joined()))
      switch numbers.below(4) {
      case 0: routes.insert(Self.mixed("new", &numbers), at: numbers.below(routes.count))
      case 1: routes.remove(at: numbers.below(routes.count))
      case 2: routes.swapAt(0, routes.count - 1)
      default: routes.swapAt(0, 1)
      }
      let new = Self.load(Self.rules([], more: routes.joined()))
      guard let before = old.engine, let after = new.engine, let one = old.outline,
        let other = new.outline
      else {
        Issue.record("\(routes)")
        continue
      }
      let shown = ShownDifference(
        (before, one), (after, other), RuleChanges(from: one, to: other), at: Self.now)
      switch shown.certainty {
      case .equal:
        said[.equal, default: 0] += 1
        for day in [Self.now, Instant(seconds: 0), Instant(seconds: 4_000_000_000)] {
          #expect(!Self.differ(before, after, at: day), "\(routes)")
        }
      case .differs:
        said[.differs, default: 0] += 1
        #expect(!shown.examples.isEmpty)
      case .notDecided: break
      }
    }
    #expect(said[.equal, default: 0] > 15)
    #expect(said[.differs, default: 0] > 15)
  }

  // MARK: Many routes

  /// Routes over four names and three numbers, as they come.
  private static func many(_ count: Int, _ numbers: inout SeededNumbers) -> [String] {
    (0..<count).map { number in
      var tests: [String] = []
      for field in ["f0", "f2"] where numbers.isOne(in: 2) {
        tests.append("\(field) = { \"v\(numbers.below(4))\", \"v\(4 + numbers.below(4))\" }")
      }
      for field in ["f1", "f3", "f5"] where numbers.isOne(in: 2) || tests.isEmpty {
        let low = numbers.below(900)
        tests.append("\(field) = between(\(low), \(low + 20 + numbers.below(280)))")
      }
      return "route \"r\(number)\" { when = { \(tests.joined(separator: ", ")) }, "
        + "to = \"p/g\(numbers.below(10))\" }\n"
    }
  }

  private static func whole(_ routes: [String]) -> String {
    let names = (0..<8).map { "\"v\($0)\"" }.joined(separator: ", ")
    return "provider \"p\" { default = \"g0\", groups = { "
      + (0..<10).map { "g\($0) = {}" }.joined(separator: ", ") + " } }\n"
      + ["f0", "f2"].map { "field \"\($0)\" { type = one_of { \(names) } }\n" }.joined()
      + ["f1", "f3", "f5"].map { "field \"\($0)\" { type = \"number\" }\n" }.joined()
      + routes.joined() + "route \"rest\" { to = \"p/g0\" }\n"
  }

  @Test func ofAThousandRoutesTheFewThatMovedAreLookedAt() throws {
    var numbers = SeededNumbers()
    print("many routes: BATON_SEED=\(numbers.seed)")
    var routes = Self.many(1000, &numbers)
    // Two that no request is in both of, and two that lead to the same, one behind the other.
    routes[300] = "route \"one\" { when = { f0 = \"v1\", f1 = above(500) }, to = \"p/g1\" }\n"
    routes[301] = "route \"two\" { when = { f0 = \"v1\", f1 = at_most(500) }, to = \"p/g2\" }\n"
    routes[302] = "route \"three\" { when = { f2 = \"v1\", f1 = below(9) }, to = \"p/g2\" }\n"
    let old = Self.whole(routes)
    var same = routes
    same.swapAt(301, 302)
    #expect(try Self.shown(old, Self.whole(same)).certainty == .equal)
    same = routes
    same.swapAt(300, 301)
    #expect(try Self.shown(old, Self.whole(same)).certainty == .equal)
    // Far apart, with all between: whatever it is, it is known.
    var far = routes
    far.swapAt(20, 900)
    if case .notDecided(let reason) = try Self.shown(old, Self.whole(far)).certainty {
      Issue.record("not decided: \(reason)")
    }
    // The first route of all and one behind it that it meets, whose receivers differ: what both take
    // goes elsewhere.
    routes[0] = "route \"first\" { when = { f0 = \"v1\" }, to = \"p/g1\" }\n"
    routes[1] = "route \"second\" { when = { f1 = below(5) }, to = \"p/g2\" }\n"
    var swapped = routes
    swapped.swapAt(0, 1)
    #expect(try Self.shown(Self.whole(routes), Self.whole(swapped)).certainty == .differs)
  }

  @Test func nothingIsProvenWhereMoreThanRoutesDiffers() throws {
    let old = Self.load(Self.rules([]))
    let new = Self.load(
      Self.rules([]) + "policy \"Never\" { forbid = { summary = \"never so\" } }\n")
    let (one, other) = (try #require(old.outline), try #require(new.outline))
    let shown = ShownDifference(
      (try #require(old.engine), one), (try #require(new.engine), other),
      RuleChanges(from: one, to: other), at: Self.now)
    #expect(shown.examples.isEmpty)
    guard case .notDecided(let reason) = shown.certainty else {
      Issue.record("it is said to be \(shown.certainty)")
      return
    }
    #expect(reason.hasPrefix("policy declarations differ"))
  }

  private static func shown(_ old: String, _ new: String) throws -> ShownDifference {
    let (old, new) = (load(old), load(new))
    let (one, other) = (try #require(old.outline), try #require(new.outline))
    return ShownDifference(
      (try #require(old.engine), one), (try #require(new.engine), other),
      RuleChanges(from: one, to: other), at: now)
  }

  @Test func anotherTimeZoneIsToldAndNothingIsProven() throws {
    let rules = """
      provider "p" { default = "a", groups = { a = {}, b = {} } }
      priority "Early" { when = { opened_at = earlier_than "2026-06-01T00:00:00" }, set = 1 }
      route "Urgent" { when = { priority = 1 }, to = "p/a" }
      route "Rest" { to = "p/b" }
      """
    let old = "rulebase { name = \"x\", version = \"1\", timezone = \"UTC\" }\n" + rules
    let new =
      "rulebase { name = \"y\", version = \"2\", timezone = \"Pacific/Auckland\" }\n" + rules
    let changes = RuleChanges(
      from: try #require(Self.load(old).outline), to: try #require(Self.load(new).outline))
    #expect(changes.changed.map(\.title) == ["rulebase"])
    #expect(changes.changed.flatMap(\.parts).map(\.key) == ["timezone"])
    #expect(try Self.shown(old, new).certainty != .equal)
    // A name and a version decide nothing.
    let named = new.replacing("Pacific/Auckland", with: "UTC")
    #expect(try Self.shown(old, named).certainty == .equal)
  }

  @Test func whatIsSoAsTheCatalogueSaysIsToldSo() throws {
    let landscape = """
      provider "p" { default = "a", groups = { a = {}, b = {} } }
      service "s" { provider = "p", criticality = "vital" }
      service "t" { provider = "p", criticality = "low" }

      """
    func rules(_ condition: String) -> String {
      landscape + "route \"a\" { when = { \(condition) }, to = \"p/a\" }\n"
        + "route \"rest\" { to = \"p/b\" }\n"
    }
    let named = try Self.shown(
      rules("service = { criticality = \"vital\" }"), rules("service = \"s\""))
    #expect(named.certainty == .equal)
    #expect(named.sentence.contains("if it says nothing else of a declared service"))
    let same = try Self.shown(rules("service = \"s\""), rules("service = { \"s\" }"))
    #expect(same.sentence == "proven: every request goes to the same receivers")
  }

  @Test func aTableWhoseRowsMayDisagreeIsTheReason() throws {
    func rules(_ table: String) -> String {
      Self.rules(
        [],
        more: """
          route_table "t" { hit = "any", columns = { "a", "b", "-> to" },
            { "x", "-", "p/g1" }, { "-", "y", "p/g2" }, \(table) }

          """)
    }
    // What the third row leads to follows without it, but the first two may disagree.
    let shown = try Self.shown(rules("{ \"z\", \"x\", \"p/g0\" }"), rules(""))
    #expect(
      shown.certainty
        == .notDecided("\"t\" counts as not matched where rows disagree"))
  }

  @Test func aTableThatStaysIsNoReason() throws {
    func rules(_ last: String) -> String {
      Self.rules(
        [],
        more: """
          route_table "t" { hit = "any", columns = { "a", "b", "-> to" },
            { "x", "-", "p/g1" }, { "-", "y", "p/g1" } }
          \(last)

          """)
    }
    let shown = try Self.shown(
      rules("route \"u\" { when = { c = { \"x\", \"y\" } }, to = \"p/g2\" }"),
      rules("route \"u\" { when = { c = { \"y\", \"x\" } }, to = \"p/g2\" }"))
    #expect(shown.certainty == .equal)
  }

  @Test func aFunctionBelowANodeThatChangedIsAnotherOne() throws {
    func rules(_ number: Int) -> String {
      Self.rules(
        [],
        more: """
          route "tree" { when = { a = "x" }, to = "p/g1",
            route "node" { when = { b = "x" }, to = function(request)
              return #(request.c or "") == \(number) and "p/g1" or "p/g2" end } }

          """)
    }
    // No request is made with the field that the function reads.
    #expect(try Self.shown(rules(1), rules(7)).certainty != .equal)
  }
}
