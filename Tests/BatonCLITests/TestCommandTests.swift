// What `test` says of scenarios.

import Foundation
import Testing

@Suite struct TestCommandTests {
  private static let scenarios = """
    scenario "A basket goes to the shop" {
      given = { kind = "incident", summary = "basket", impact = "high", urgency = "high" },
      expect = { priority = 1, service = "shop", to = "acme/major", rule = "Majors",
                 policies = {}, errors = 0 },
    }
    scenario "Wrong on purpose" {
      given = { kind = "incident", impact = "low", urgency = "low", amount = 5 },
      expect = {
        amount = 5.0, major = false,
        to = "acme/major",
        rule = "Majors",
        policies = {},
      },
    }

    """

  private func run(_ options: String...) throws -> Run {
    let rules = try SmallRules.folder(adding: ["tests/a.lua": Self.scenarios])
    return try Tool.run(["test", rules.path] + options)
  }

  @Test func aFailureSaysWhatAndWhy() throws {
    let run = try run()
    #expect(run.status == 1)
    #expect(
      run.output == """
        failed: Wrong on purpose
          decided: P5, to acme/desk
          tests/a.lua:10: to
            expected  "acme/major"
            got       "acme/desk"
            decided by "The rest" (main.lua:20)
            "Majors" (main.lua:13) does not match: priority is 5, wanted 1
          tests/a.lua:11: rule
            expected  "Majors"
            got       "The rest"
            decided by "The rest" (main.lua:20)
            "Majors" (main.lua:13) does not match: priority is 5, wanted 1
          tests/a.lua:12: policies
            expected  none
            got       "Says what it is about"

        1 passed, 1 failed

        """)
  }

  @Test func plansCanBeExpected() throws {
    let rules = try SmallRules.folder(adding: [
      "tests/a.lua": """
      plan "Fairs" { when = { tags = { "fair" } }, task "stand" { to = "acme" },
        task "light" { to = "acme", after = "stand" } }
      scenario "A fair" {
        given = { tags = { "fair" }, priority = 3 },
        expect = { plan = "Fairs", tasks = { "stand", "light" } },
      }
      scenario "No fair" {
        given = { priority = 3 },
        expect = { plan = "Fairs" },
      }

      """
    ])
    let run = try Tool.run(["test", rules.path])
    #expect(
      run.output == """
        failed: No fair
          decided: P3, to acme/desk
          tests/a.lua:9: plan
            expected  "Fairs"
            got       nothing
            no rule decided it
            "Fairs" (tests/a.lua:1) does not match: tags is missing, wanted "fair"

        1 passed, 1 failed

        """)
  }

  @Test func theFilterLooksAtNamesAndFiles() throws {
    let named = try run("BASKET")
    #expect(named.status == 0)
    #expect(named.output == "1 passed, 0 failed\n")
    #expect(try run("a.lua").output.hasSuffix("1 passed, 1 failed\n"))
    let nothing = try run("nowhere")
    #expect(nothing.status == 2)
    #expect(nothing.errors.contains("no scenario has \"nowhere\" in its name or file"))
  }

  @Test func resultsForMachines() throws {
    let json = try run("--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "baton.tests/1")
    #expect(document["passed"] as? Int == 1)
    #expect(document["failed"] as? Int == 1)
    #expect(json.status == 1)
    let junit = try run("--format", "junit")
    let xml = XMLCheck.check(junit.output)
    #expect(xml.isWellFormed)
    #expect(xml.counts == ["testsuites": 1, "testsuite": 1, "testcase": 2, "failure": 3])
    #expect(junit.status == 1)
  }

  @Test func withoutScenariosThereIsNothingToFail() throws {
    let rules = try SmallRules.folder()
    let run = try Tool.run("test", rules.path)
    #expect(run.output == "no scenarios\n")
    #expect(run.status == 0)
    #expect(try Tool.run("test", rules.path, "--fail-on-empty").status == 1)
  }

  @Test func attributesMeanTheSameInScenariosAndRequests() throws {
    let rules = try Folder([
      "main.lua": """
      provider "acme" { default = "desk", groups = { desk = {} } }
      route "Deals" { when = { function(r) return r.attributes.deal == 1 end }, to = "acme" }
      route "The rest" { to = "acme" }
      scenario "inside" { given = { kind = "incident", attributes = { deal = 1 } },
        expect = { rule = "Deals" } }
      scenario "beside" { given = { kind = "incident", deal = 1 }, expect = { rule = "Deals" } }
      """
    ])
    #expect(try Tool.run("test", rules.path).output.hasSuffix("2 passed, 0 failed\n"))
    let requests = #"{"kind":"incident","attributes":{"deal":1}}"# + "\n" + #"{"deal":1}"#
    let run = try Tool.run(
      "decide", rules.path, "--format", "csv", "--fields", "rule,attributes.deal", input: requests)
    #expect(run.lines == ["rule,attributes.deal", "Deals,1", "Deals,1"])
  }

  @Test func anErrorOfARuleFailsAScenarioThatDoesNotExpectIt() throws {
    let rules = try SmallRules.folder(adding: [
      "tests/a.lua": """
      scenario "unexpected" {
        given = { kind = "change", summary = "x", impact = "low", urgency = "low" },
        expect = { to = "acme/desk" } }
      scenario "expected" {
        given = { kind = "change", summary = "x", impact = "low", urgency = "low" },
        expect = { to = "acme/desk", errors = { "index" } } }
      scenario "a wrong value is no error of a rule" {
        given = { kind = "incident", summary = "x", impact = "huge", urgency = "low", priority = 4 },
        expect = { to = "acme/desk", impact = false } }
      """
    ])
    let run = try Tool.run("test", rules.path)
    #expect(run.status == 1)
    #expect(run.output.contains("failed: unexpected"))
    #expect(run.output.hasSuffix("2 passed, 1 failed\n"))
  }
}
