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
      "main.lua": SmallRules.main + "\ninclude \"fairs\"\n",
      "fairs.lua": """
      plan "Fairs" { when = { tags = { "fair" } }, task "stand" { to = "acme" },
        task "light" { to = "acme", after = "stand" } }

      """,
      "tests/a.lua": """
      scenario "A fair" {
        given = { tags = { "fair" }, priority = 3 },
        expect = { plan = "Fairs", tasks = { "stand", "light" } },
      }
      scenario "No fair" {
        given = { priority = 3 },
        expect = { plan = "Fairs" },
      }

      """,
    ])
    let run = try Tool.run(["test", rules.path])
    #expect(
      run.output == """
        failed: No fair
          decided: P3, to acme/desk
          tests/a.lua:7: plan
            expected  "Fairs"
            got       nothing
            no rule decided it
            "Fairs" (fairs.lua:1) does not match: tags is missing, wanted "fair"

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
      scenario "a wrong value is expected to count as none" {
        given = { kind = "incident", summary = "x", impact = "huge", urgency = "low", priority = 4 },
        expect = { to = "acme/desk", impact = false } }
      """
    ])
    let run = try Tool.run("test", rules.path)
    #expect(run.status == 1)
    #expect(run.output.contains("failed: unexpected"))
    #expect(run.output.hasSuffix("2 passed, 1 failed\n"))
  }

  @Test func aWrongValueFailsAScenarioThatDoesNotExpectIt() throws {
    let rules = try Folder([
      "main.lua": """
      provider "acme" { default = "desk", groups = { desk = {} } }
      field "spent" { type = "number", of = "request" }
      route "All" { to = "acme" }
      scenario "kind" { given = { kind = "incidnt" }, expect = { to = "acme/desk" } }
      scenario "number" { given = { spent = "abc" }, expect = { to = "acme/desk" } }
      scenario "service" { given = { service = "nope" }, expect = { to = "acme/desk" } }
      scenario "time" { given = { opened_at = "2026-13-45T99:00:00Z" }, expect = { rule = "All" } }
      scenario "expected" { given = { kind = "incidnt" },
        expect = { to = "acme/desk", errors = { "did you mean" } } }
      scenario "as missing" { given = { kind = "incidnt" },
        expect = { to = "acme/desk", kind = false } }
      cases "Rows" { columns = { "case", "spent", "-> to" },
        { "a comma", "4,5", "acme/desk" }, { "a number", 4, "acme/desk" } }
      """
    ])
    let run = try Tool.run("test", rules.path)
    #expect(run.status == 1)
    #expect(run.output.hasSuffix("3 passed, 5 failed\n"), "\(run.output)")
    #expect(
      run.output.contains(
        """
          main.lua:4: errors
            expected  none
            got       kind: "incidnt" is not one of 
        """), "\(run.output)")
    #expect(run.output.contains("service: unknown service \"nope\""), "\(run.output)")
  }

  @Test func boundsAtTheEndOfAllNumbersHaveTests() throws {
    let rules = try Folder([
      "main.lua": """
      provider "p" { default = "a", groups = { a = {}, b = {}, c = {} } }
      field "n" { type = "number", of = "request" }
      route "A" { when = { n = at_least(9223372036854775807) }, to = "p/a" }
      route "B" { when = { n = at_most(-9223372036854775807 - 1) }, to = "p/b" }
      route "C" { to = "p/c" }
      """
    ])
    let generated = try Tool.run("test", rules.path, "--generate")
    #expect(generated.status == 0, "\(generated.errors)")
    #expect(generated.output.contains("9223372036854775807"), "\(generated.output)")
    let mutated = try Tool.run("test", rules.path, "--mutate")
    #expect(mutated.output.contains("mutation: "), "\(mutated.errors)")
    let request = #"{"n":9223372036854775806}"#
    let whyNot = try Tool.run("explain", rules.path, "--why-not", "p/a", input: request)
    #expect(whyNot.output.contains("9223372036854775807"), "\(whyNot.output)\(whyNot.errors)")
  }

  @Test func aFileThatIsThereIsNamedBeforeAnythingIsRun() throws {
    let rules = try SmallRules.folder(adding: ["tests/a.lua": Self.scenarios])
    let run = try Tool.run("test", rules.path, "--mutate", "--save-tests", rules.path("main.lua"))
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("main.lua\" is there already"), "\(run.errors)")
  }

  @Test func goldenDecisionsAreWrittenAndThenKept() throws {
    let rules = try SmallRules.folder(adding: [
      "tests/a.lua": "golden \"May\" { requests = \"r.ndjson\", decisions = \"d.ndjson\" }\n",
      "r.ndjson": SmallRules.requests,
    ])
    let before = try Tool.run("test", rules.path)
    #expect(before.status == 1 && before.output.contains("no file \"d.ndjson\""))
    let update = try Tool.run("test", rules.path, "--update")
    #expect(update.status == 0 && update.output == "d.ndjson: 3 decisions moved, 3 written\n")
    let after = try Tool.run("test", rules.path)
    #expect(after.status == 0 && after.output == "3 passed, 0 failed\n")
    let again = try Tool.run("test", rules.path, "--update")
    #expect(again.output == "d.ndjson: as before\n")
  }

  @Test func tooLittleCoverageFailsAndThePageIsWritten() throws {
    let rules = try SmallRules.folder(adding: [
      "tests/a.lua": """
      scenario "One" { given = { kind = "problem", priority = 2, summary = "x" },
        expect = { to = "acme/desk" } }

      """
    ])
    let run = try Tool.run([
      "test", rules.path, "--min-coverage", "90", "--coverage-html", rules.path("page.html"),
    ])
    #expect(run.status == 1)
    #expect(run.output.contains("main.lua:10: classify \"Shop words\" never matches"))
    #expect(run.errors.contains("at least 90"))
    let page = try String(contentsOf: rules.url.appending(path: "page.html"), encoding: .utf8)
    #expect(page.contains("route &quot;Majors&quot;: never matches"))
    #expect(try Tool.run("test", rules.path, "--min-coverage", "5").status == 0)
  }

  @Test func missingTestsAreSavedAndThenNothingIsMissing() throws {
    let rules = try Folder([
      "main.lua": """
      provider "acme" { default = "desk", groups = { ["desk"] = {}, ["major"] = {} } }
      route "Majors" { when = { kind = "incident", major = true }, to = "acme/major" }
      route "The rest" { to = "acme/desk" }

      """
    ])
    let file = rules.path("tests/missing.lua")
    try rules.write("tests/none.lua", "")
    let first = try Tool.run("test", rules.path, "--mutate", "--save-tests", file)
    #expect(first.status == 1)
    #expect(first.output.contains("mutation: 8 mutants, 0 noticed, 0 proven equal, 8 not noticed"))
    let second = try Tool.run("test", rules.path, "--mutate")
    #expect(second.status == 0, "\(second.output)")
    #expect(second.output.contains("8 noticed, 0 proven equal, 0 not noticed"))
    #expect(try Tool.run("test", rules.path, "--generate", "--save-tests", file).status == 2)
  }

  @Test func watchingGoesOnAfterAMistake() throws {
    let rules = try SmallRules.folder(adding: ["tests/a.lua": Self.scenarios])
    let run = try Tool.shell(
      """
      "$0" test "$1" --watch > "$1/.out" 2> "$1/.errors" & watcher=$!
      wait_for() { for _ in $(seq 200); do grep -q "$2" "$1" && return; sleep 0.05; done; }
      wait_for "$1/.out" "1 failed"
      echo 'scenario "half' > "$1/tests/b.lua"
      wait_for "$1/.errors" "cannot be used"
      echo 'scenario "Whole" { given = { priority = 1 }, expect = { to = "acme/desk" } }' \
        > "$1/tests/b.lua"
      wait_for "$1/.out" "2 passed"
      wait_for() { for _ in $(seq 200); do [ "$(grep -c "$2" "$1")" = "$3" ] && return; sleep 0.05; done; }
      wait_for "$1/.errors" "waiting" 3
      kill $watcher; (for _ in $(seq 400); do sleep 0.05; done; kill -9 $watcher) & wait $watcher; echo $?; kill -9 $!
      grep -c "failed" "$1/.out"; grep -c "waiting" "$1/.errors"
      """, rules.path)
    // Ended by the signal; two runs with a failure and its count each, and three rounds.
    #expect(run.output == "143\n4\n3\n", "\(run.output) \(run.errors)")
  }
}
