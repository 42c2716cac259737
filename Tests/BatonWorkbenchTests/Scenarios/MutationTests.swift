import Baton
import BatonModel
import Foundation
import TestSupport
import Testing

@testable import BatonWorkbench

/// Mutants, against what running everything on everything says.
@Suite struct MutationTests {
  @Test func eachMistakeIsNamedWithItsRule() throws {
    let (engine, _) = try TestedRules(TestedRules.desk).loaded()
    let changes = MutationStudy(engine).mutants.map { "\($0.place): \($0.rule): \($0.change)" }
    #expect(
      changes == [
        "main.lua:4: route \"Majors\": left out",
        "main.lua:4: route \"Majors\": without `kind is \"incident\"`",
        "main.lua:4: route \"Majors\": `kind is \"incident\"` negated",
        "main.lua:4: route \"Majors\": without `major is true`",
        "main.lua:4: route \"Majors\": `major is true` negated",
        "main.lua:4: route \"Majors\": to = \"acme/orders\"",
        "main.lua:5: route \"Orders\": left out",
        "main.lua:5: route \"Orders\": without `kind is \"service_request\"`",
        "main.lua:5: route \"Orders\": `kind is \"service_request\"` negated",
        "main.lua:5: route \"Orders\": without `amount is above 100`",
        "main.lua:5: route \"Orders\": `amount is above 100` negated",
        "main.lua:5: route \"Orders\": `amount is above 100` made `amount is at least 100`",
        "main.lua:5: route \"Orders\": before route \"Majors\"",
        "main.lua:5: route \"Orders\": to = \"acme/desk\"",
        "main.lua:7: route \"The rest\": left out",
        "main.lua:7: route \"The rest\": to = \"acme/major\"",
      ])
  }

  /// A table that sets fields: its rows, what they set, and their order.
  static let levels = """
    provider "acme" { default = "desk", groups = { ["desk"] = {}, ["gold"] = {} } }
    decision_table "Levels" { hit = "first", when = { kind = "incident" },
      columns = { "effort", "-> subcategory" }, { "> 9", "gold" }, { "> 5", "silver" } }
    route "Gold" { when = { subcategory = "gold" }, to = "acme/gold" }
    route "The rest" { to = "acme/desk" }

    """

  @Test func tablesThatSetFieldsHaveMutants() throws {
    let (engine, _) = try TestedRules(Self.levels).loaded()
    let changes = MutationStudy(engine).mutants.filter { $0.place.line < 4 }
      .map { "\($0.rule): \($0.change)" }
    #expect(
      changes == [
        "decision_table \"Levels\": left out",
        "decision_table \"Levels\": without `kind is \"incident\"`",
        "decision_table \"Levels\": `kind is \"incident\"` negated",
        "row 1 of \"Levels\": left out",
        "row 1 of \"Levels\": without `effort is above 9`",
        "row 1 of \"Levels\": `effort is above 9` negated",
        "row 1 of \"Levels\": `effort is above 9` made `effort is at least 9`",
        "row 1 of \"Levels\": subcategory = \"silver\"",
        "row 2 of \"Levels\": left out",
        "row 2 of \"Levels\": without `effort is above 5`",
        "row 2 of \"Levels\": `effort is above 5` negated",
        "row 2 of \"Levels\": `effort is above 5` made `effort is at least 5`",
        "row 2 of \"Levels\": subcategory = \"gold\"",
        "row 2 of \"Levels\": before row 1 of \"Levels\"",
      ])
    let report = MutationRun(engine).run([], jobs: 1)
    let again = MutationRun(engine).run(report.tests, jobs: 1)
    #expect(again.unnoticed == 0)
  }

  @Test func withoutScenariosAllThatIsMissingIsWritten() throws {
    let (engine, _) = try TestedRules(TestedRules.desk).loaded()
    let report = MutationRun(engine).run([], jobs: 1)
    #expect(report.noticed == 0 && report.mutants == 16)
    // The two routes have no request in common.
    #expect(report.equal == 1)
    #expect(report.survivors.allSatisfy { if case .open = $0.verdict { false } else { true } })
    let again = MutationRun(engine).run(report.tests, jobs: 2)
    #expect(again.unnoticed == 0 && again.noticed == 15)
  }

  @Test func whatIsWrittenIsLuaThatPasses() throws {
    let (engine, _) = try TestedRules(TestedRules.desk).loaded()
    let tests = SuiteGenerator(engine).suite(jobs: 1).scenarios
    let (again, scenarios) = try TestedRules(TestedRules.desk + TestText.lua(tests)).loaded()
    #expect(scenarios.count == tests.count && !tests.isEmpty)
    let run = ScenarioRunner(again).runCovering(scenarios)
    #expect(run.results.allPass)
    #expect(run.coverage.gaps.isEmpty)
    #expect(MutationRun(again).run(scenarios, jobs: 1).unnoticed == 0)
  }

  @Test func textsAreQuotedAsLuaReadsThem() throws {
    let name = "A \"name\" with \\ and \n and \u{1} and é"
    let scenario = Scenario(
      name: name, place: Place(file: "x", line: 1),
      given: Members([("kind", Value.text("change")), ("end", .list([.text("é"), .integer(1)]))]),
      world: Members(), expect: Members([("to", Value.text("acme/desk"))]))
    let load = try TestedRules(TestedRules.desk + TestText.lua(scenario)).load()
    let read = try #require(load.scenarios.first)
    #expect(read.name == name && read.given == scenario.given && read.expect == scenario.expect)
  }

  /// Against counting every row again each time.
  @Test func theCoverTakesWhatAddsMost() {
    var numbers = SeededNumbers()
    print("seed \(numbers.seed)")
    for _ in 0..<200 {
      let rows = (0...numbers.below(20)).map { _ in
        (0..<2).map { _ in UInt64(1) << UInt64(numbers.below(12)) | UInt64(numbers.below(99)) }
      }
      var rest = rows
      var taken: [Int] = []
      func size(_ row: Int) -> Int { rest[row].reduce(0) { $0 + $1.nonzeroBitCount } }
      while let best = rest.indices.max(by: { size($0) < size($1) }), size(best) > 0 {
        taken.append(best)
        let own = rest[best]
        for row in rest.indices {
          for word in own.indices { rest[row][word] &= ~own[word] }
        }
      }
      #expect(GreedyCover.rows(of: rows) == taken)
    }
  }

  /// A table of which each row may be in the way of another, and a condition with more alternatives than
  /// could be written down.
  @Test func largeRulesGetASuiteThatReachesThem() throws {
    let parts = (0..<20).map { "{ any_of { { two = is_not \"v\($0)\" }, { one = \"v\($0)\" } } }" }
    let rows = (0..<40).map { "{ \"v\($0)\", \"acme/\($0 % 2 == 0 ? "a" : "b")\" }" }
    let fields = """
      provider "acme" { default = "a", groups = { ["a"] = {}, ["b"] = {} } }
      field "one" { type = "text", of = "request" }
      field "two" { type = "text", of = "request" }

      """
    let ways = (0..<60).map { "{ one = \"v\($0)\", two = \"w\($0)\" }" }
    let rules = [
      "route \"R\" { when = { one = \"v50\", any_of { \(ways.joined(separator: ", ")) } }, "
        + "to = \"acme/b\" }\n",
      "route \"R\" { when = { all_of { \(parts.joined(separator: ", ")) } }, to = \"acme/b\" }\n",
      "route_table \"R\" { hit = \"first\", columns = { \"one\", \"-> to\" }, "
        + rows.joined(separator: ", ") + " }\n",
    ]
    for text in rules {
      let rest = "route \"Rest\" { to = \"acme/a\" }\n"
      let (engine, _) = try TestedRules(fields + text + rest).loaded()
      var steps: Set<String> = []
      let tests = SuiteGenerator(engine).suite(jobs: 2) { steps.insert($0) }.scenarios
      #expect(steps.isSuperset(of: ["rules looked into", "mistakes looked into"]))
      let run = ScenarioRunner(engine).runCovering(tests)
      #expect(run.results.allPass)
      #expect(run.coverage.rules.filter { $0.name == "R" && !$0.hasDecided }.isEmpty)
    }
  }

  @Test func whatTheBudgetLeavesOutIsCounted() throws {
    let (engine, _) = try TestedRules(TestedRules.desk).loaded()
    let all = MutationStudy(engine).mutants.count
    let report = MutationRun(engine).run([], jobs: 2, mostWork: 1)
    #expect(report.mutants == 1)
    #expect(report.left == all - 1)
    #expect(MutationRun(engine).run([], jobs: 2).left == 0)
  }

  @Test func lettingSomeScenariosBeLosesNothing() throws {
    var numbers = SeededNumbers()
    print("seed \(numbers.seed)")
    let bases = ProcessInfo.processInfo.environment["BATON_PAIRS"].flatMap { Int($0) } ?? 200
    for _ in 0..<max(bases / 100, 1) { try check(randomRules(&numbers)) }
  }

  /// What is noticed is what running every scenario on every mutant notices, and what is said to be equal
  /// differs on no request of a small world.
  private func check(_ rules: String) throws {
    let (engine, _) = try TestedRules(rules).loaded()
    let study = MutationStudy(engine)
    let maker = MadeTest(engine: engine)
    let world = Self.requests.enumerated().map { maker.scenario("\($0)", $1) }
    let few = world.enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
    let report = MutationRun(engine).run(few, jobs: 2)
    #expect(report.mutants == study.mutants.count)
    var unnoticed: Set<String> = []
    for mutant in study.mutants {
      let runner = ScenarioRunner(study.engine(of: mutant))
      if few.allSatisfy({ runner.run($0).isPassed }) {
        unnoticed.insert("\(mutant.rule) \(mutant.change)")
      }
    }
    #expect(
      Set(report.survivors.map { "\($0.mutant.rule) \($0.mutant.change)" }) == unnoticed, "\(rules)"
    )
    for survivor in report.survivors {
      let runner = ScenarioRunner(study.engine(of: survivor.mutant))
      switch survivor.verdict {
      case .equal: #expect(world.allSatisfy { runner.run($0).isPassed }, "\(rules)")
      case .test(let number):
        #expect(!runner.run(report.tests[number]).isPassed)
        #expect(ScenarioRunner(engine).run(report.tests[number]).isPassed)
      case .open: break
      }
    }
  }

  private static let requests: [Members] = ["incident", "change"].flatMap { kind in
    [true, false, nil].flatMap { major in
      [nil, 9, 10, 11, 20].flatMap { (amount: Int?) in
        ["a", "b", nil].map { category in
          Members([
            ("kind", Value?.some(.text(kind))), ("major", major.map { .yesNo($0) }),
            ("amount", amount.map { .integer($0) }), ("category", category.map { .text($0) }),
            ("impact", .text("low")), ("urgency", .text("low")),
          ])
        }
      }
    }
  }

  private func randomRules(_ numbers: inout SeededNumbers) -> String {
    let tests = [
      "kind = \"incident\"", "major = true", "major = is_not(true)", "amount = above(10)",
      "amount = at_most(10)", "amount = between(10, 20)", "category = { \"a\", \"b\" }",
      "category = \"a\"", "any_of { { major = true }, { category = \"b\" } }",
    ]
    func when(_ numbers: inout SeededNumbers) -> String {
      let chosen = (0...numbers.below(3)).map { _ in numbers.pick(tests) }
      var names: Set<String> = []
      return chosen.filter { names.insert(String($0.prefix(4))).inserted }.joined(separator: ", ")
    }
    var text = """
      provider "acme" { default = "a", groups = { ["a"] = {}, ["b"] = {}, ["c"] = {} } }
      field "amount" { type = "number", of = "request" }

      """
    for number in 0..<4 {
      let to = numbers.pick(["a", "b", "c"])
      text += "route \"R\(number)\" { when = { \(when(&numbers)) }, to = \"acme/\(to)\" }\n"
    }
    text += "priority \"P\" { when = { \(when(&numbers)) }, not_below = 2 }\n"
    text += "policy \"F\" { when = { \(when(&numbers)) }, forbid = { \(when(&numbers)) } }\n"
    text += "classify \"C\" { when = { \(when(&numbers)) }, set = { subcategory = \"s\" } }\n"
    return text + "route \"The rest\" { to = \"acme/a\" }\n"
  }
}
