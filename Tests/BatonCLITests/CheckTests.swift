// What `check` prints.

import Foundation
import Testing

@Suite struct CheckTests {
  @Test func aRuleBaseInOrderIsSummed() throws {
    let rules = try SmallRules.folder()
    let run = try Tool.run("check", rules.path)
    // No word of the only rule that says a service needs be in a request.
    #expect(
      run.lines.first == "a request may be about no known service: {\"kind\":\"incident\"}")
    #expect(
      run.lines.last
        == "small 7: no problems; 1 classify rule, 5 routes, 1 policy, 0 scenarios; "
        + "1 function, understood")
    #expect(run.errors.isEmpty)
    #expect(run.status == 0)
  }

  private static let promises = """
    rulebase { name = "two", timezone = "Europe/Istanbul" }
    calendar "istanbul" { timezone = "Europe/Istanbul", monday_to_friday = "09:00-17:00" }
    calendar "tokyo" { timezone = "Asia/Tokyo", every_day = { "08:00-12:00", "15:00-19:00" } }
    provider "acme" { default = "desk", groups = { desk = { hours = "istanbul" } } }
    provider "fuji" { default = "noc", groups = { noc = { hours = "tokyo" } } }
    service "network" { provider = "fuji" }
    service "payroll" { provider = "acme", depends_on = { "network" } }
    route "All" { to = "acme" }
    sla "Payroll works again" { when = { service = "payroll" }, metric = "time_to_restore",
      within = hours(8) }
    sla "In a week" { when = { service = "payroll" }, metric = "time_to_restore",
      within = days(7) }
    for _, provider in ipairs { "acme", "fuji" } do
      ola(provider .. " restores") { with = provider, metric = "time_to_restore",
        within = business_hours(4), supports = { "Payroll works again", "In a week" } }
    end
    """

  @Test func targetsThatCannotBeKeptAreToldWithTheirChain() throws {
    let rules = try Folder(["main.lua": Self.promises])
    let run = try Tool.run("check", rules.path, "--now", "2026-11-20")
    #expect(run.status == 0, "a warning does not fail")
    #expect(
      run.output.contains(
        """
        warning: sla "Payroll works again" cannot be kept: two targets of 4 h are 85 h of the \
        customer's time from Friday 2026-11-20 17:00, and it allows 8 h
          --> main.lua:9:5
        9 | sla "Payroll works again" { when
        """), "\(run.output)")
    // 7 x 24 h less 85 h.
    #expect(
      run.lines.contains(
        "1 target can be kept from any start from 2026-11-20 to 2028-11-19: tightest margin 83 h "
          + "(\"In a week\"); 1 cannot be kept"), "\(run.output)")
  }

  @Test func proofsAsADocument() throws {
    let rules = try Folder(["main.lua": Self.promises])
    let run = try Tool.run("check", rules.path, "--now", "2026-11-20", "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let proofs = try #require(document["proofs"] as? [String: Any])
    #expect(proofs["from"] as? String == "2026-11-20T00:00:00+03:00")
    let targets = try #require(proofs["targets"] as? [[String: Any]])
    #expect(targets.map { $0["verdict"] as? String } == ["infeasible", "proven"])
    #expect(targets.map { $0["margin_seconds"] as? Int } == [(8 - 85) * 3600, 83 * 3600])
    #expect(targets[0]["worst_start"] as? String == "2026-11-20T17:00:00+03:00")
    #expect(targets[0]["tightest_link"] as? String == "acme restores")
    let chain = try #require(targets[0]["chain"] as? [[String: Any]])
    #expect(chain.map { $0["provider"] as? String } == ["acme", "fuji"])
    #expect(chain[1]["until"] as? String == "2026-11-24T06:00:00+03:00")
    let witness = try #require(targets[0]["witness"] as? [String: Any])
    #expect(witness["service"] as? String == "payroll")
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
    #expect(run.lines.last?.hasPrefix("small 7: no problems") == true)
  }

  @Test func functionsThatRunInLuaSayWhy() throws {
    let loop = """
      route "Odd" { to = "acme/night", when = { function(request)
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
