// What `check` prints.

import Foundation
import Testing

@Suite struct CheckTests {
  @Test func aRuleBaseInOrderIsSummed() throws {
    let rules = try SmallRules.folder()
    let run = try Tool.run("check", rules.path)
    #expect(
      run.output
        == "small 7: no problems; 1 classify rule, 5 routes, 1 policy, 0 scenarios; "
        + "1 function, understood\n")
    #expect(run.errors.isEmpty)
    #expect(run.status == 0)
  }

  @Test func rulesWithTooManyAlternativesAreNamed() throws {
    let cases = { (field: String) in
      "any_of { "
        + (1...5).map { "{ \(field) = \"a\($0)\", vip = true }" }
        .joined(separator: ", ") + " }"
    }
    let rules = try SmallRules.folder(adding: [
      "main.lua": SmallRules.main.replacing(
        "route \"The rest\"",
        with: """
          route "Wide" { when = { \(cases("category")), \(cases("subcategory")) }, to = "acme/desk" }
          route "The rest"
          """)
    ])
    let run = try Tool.run("check", rules.path)
    #expect(
      run.output.contains(
        "rule \"Wide\" (main.lua:20): more than 16 alternatives, tested one by one\n"))
    #expect(run.status == 0)
    let json = try Tool.run("check", rules.path, "--format", "json").output
    #expect(json.contains(#""wide":[{"rule":"Wide","file":"main.lua","line":20,"#))
  }

  // Before the fallback, behind which no rule is reached: on lines 20 and 21.
  private static let mistakes = SmallRules.main.replacing(
    "route \"The rest\"",
    with: """
      route "One" { when = { service = "shpo" }, to = "acme/desk" }
      route "Two" { when = { kind = "incident" }, to = "acme/dsk" }
      route "The rest"
      """)

  @Test func mistakesAreShownTogetherWithACaret() throws {
    let rules = try SmallRules.folder(adding: ["main.lua": Self.mistakes])
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 1)
    #expect(
      run.output.contains(
        """
        error: unknown service "shpo"
          --> main.lua:20:34
        20 | route "One" { when = { service = "shpo" }, to = "acme/desk" }
           |                                  ^^^^^^
           = did you mean "shop"?
        """), "\(run.output)")
    #expect(run.output.contains("--> main.lua:21:"))
    #expect(run.lines.last == "2 errors")
    #expect(!run.output.contains("\u{1B}"), "colour in a pipe")
  }

  @Test func mistakesAsADocument() throws {
    let rules = try SmallRules.folder(adding: ["main.lua": Self.mistakes])
    let run = try Tool.run("check", rules.path, "--format", "json")
    #expect(run.status == 1)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "baton.diagnostics/1")
    let diagnostics = try #require(document["diagnostics"] as? [[String: Any]])
    #expect(diagnostics.count == 2)
    #expect(diagnostics[0]["severity"] as? String == "error")
    #expect(diagnostics[0]["code"] as? String == "unknown-name")
    #expect(diagnostics[0]["file"] as? String == "main.lua")
    #expect(diagnostics[0]["line"] as? Int == 20)
    #expect(diagnostics[0]["column"] as? Int == 34)
    #expect(diagnostics[0]["length"] as? Int == 6)
    #expect(diagnostics[0]["help"] as? String == "did you mean \"shop\"?")
  }

  @Test func testsAreCheckedToo() throws {
    let rules = try SmallRules.folder(adding: [
      "tests/one.lua": "scenario \"s\" { given = { knd = \"incident\" }, expect = { to = \"x\" } }"
    ])
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 1)
    #expect(run.output.contains("--> tests/one.lua:1:"))
    #expect(run.output.contains("did you mean \"kind\"?"))
  }

  @Test func oneFileIsARuleBase() throws {
    let rules = try SmallRules.folder()
    let run = try Tool.run("check", rules.path("main.lua"))
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("small 7: no problems"))
  }

  @Test func functionsThatRunInLuaSayWhy() throws {
    let loop = """
      route "Odd" { to = "acme/desk", when = { function(request)
        for _, tag in ipairs(request.tags) do if tag == "odd" then return true end end
      end } }
      route "The rest"
      """
    let rules = try SmallRules.folder(adding: [
      "main.lua": SmallRules.main.replacing("route \"The rest\"", with: loop)
    ])
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 0)
    #expect(run.lines.first == "function at main.lua:20 runs in Lua: it loops (main.lua:21)")
    #expect(run.lines.last?.hasSuffix("; 2 functions, 1 understood") == true)
    let json = try Tool.run("check", rules.path, "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let functions = try #require(document["functions"] as? [[String: Any]])
    #expect(functions.map { $0["line"] as? Int } == [17, 20])
    #expect(functions.map { $0["understood"] as? Bool } == [true, false])
    #expect(functions.map { $0["because"] as? String } == [nil, "loops"])
    #expect((functions[1]["at"] as? [String: Any])?["line"] as? Int == 21)
  }
}
