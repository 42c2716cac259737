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

  private static func rules(_ routes: [String]) -> String {
    var rules = "provider \"p\" { default = \"g0\", groups = { g0 = {}, g1 = {}, g2 = {} } }\n"
    for field in fields {
      rules += "field \"\(field)\" { type = one_of { \"x\", \"y\", \"z\" }, of = \"request\" }\n"
    }
    for (number, route) in routes.enumerated() { rules += "route \"r\(number)\" \(route)\n" }
    return rules + "route \"rest\" { to = \"p/g0\" }\n"
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
      isOutlined: true)
  }

  /// Whether any of the 64 requests, with and without each field, goes elsewhere.
  private static func differ(_ old: Engine, _ new: Engine) -> Bool {
    (0..<64).contains { number in
      let request = Request(
        fields.indices.compactMap { position in
          let value = number >> (2 * position) & 3
          return value == 3 ? nil : (fields[position], Value.text(values[value]))
        })
      return old.decide(request).to != new.decide(request).to
    }
  }

  @Test func whatIsProvenIsSoAndWhatIsShownDiffers() throws {
    var numbers = SeededNumbers()
    print("differences of rule bases: BATON_SEED=\(numbers.seed)")
    var equal = 0
    for _ in 0..<60 {
      var routes = (0..<numbers.below(4) + 1).map { _ in Self.route(&numbers) }
      let old = Self.load(Self.rules(routes))
      switch numbers.below(3) {
      case 0: routes.append(Self.route(&numbers))
      case 1: routes.remove(at: numbers.below(routes.count))
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
    func rules(_ last: String) -> String {
      Self.rules([]).replacing(
        "route \"rest\"",
        with: """
          route_table "t" { hit = "any", columns = { "a", "b", "-> to" },
            { "x", "-", "p/g1" }, { "-", "y", "p/g1" } }
          \(last)
          route "rest"
          """)
    }
    let shown = try Self.shown(
      rules("route \"u\" { when = { c = \"x\" }, to = \"p/g2\" }"),
      rules("route \"u\" { when = { c = { \"x\" } }, to = \"p/g2\" }"))
    #expect(
      shown.certainty
        == .notDecided("\"t\" counts as not matched where rows disagree"))
  }
}
