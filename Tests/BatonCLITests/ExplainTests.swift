// Why a request is decided so: as a page and as JSON.

import Foundation
import Testing

@Suite struct ExplainTests {
  private func explain(_ options: String...) throws -> Run {
    let rules = try SmallRules.folder()
    return try Tool.run(["explain", rules.path] + options, input: SmallRules.requests)
  }

  @Test func aPageSaysWhoWonAndWhoDidNot() throws {
    let run = try explain("--request", "R-1", "--now", "2026-06-01")
    #expect(
      run.output == """
        R-1: to acme/major, priority 1, accountable: owner
          classify
            service = "shop", by "Shop words" (main.lua:10)
          priority
            priority 1, by priority matrix
          route
            to acme/major, by "Majors" (main.lua:13)
              because one team leads
            "In winter" (main.lua:19) is not in force on this day
            "The rest" (main.lua:20) matches, but "Majors" comes first
            not matched:
              "Orders are shared" (main.lua:15): kind is "incident", wanted "service_request"
              "Odd amounts" (main.lua:17): kind is "incident", wanted "change"
          policy
            nothing
            not matched:
              "Says what it is about" (main.lua:21): summary is "basket", wanted no value

        """)
    #expect(run.status == 0)
  }

  @Test func everyRequestHasAPageAndErrorsAreFindings() throws {
    let run = try explain()
    #expect(run.output.split(separator: "\n\n").count == 3)
    #expect(run.output.contains("\n  errors\n    impact: "))
    #expect(run.status == 1)
  }

  @Test func asJSONTheVerdictsComeWithTheDecision() throws {
    let run = try explain("--format", "json", "--request", "R-2")
    let decision = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let verdicts = try #require(decision["explain"] as? [[String: Any]])
    let majors = try #require(verdicts.first { $0["rule"] as? String == "Majors" })
    #expect(majors["outcome"] as? String == "failed")
    #expect((majors["failed"] as? [[String: String]])?.first?["field"] == "priority")
  }

  @Test func aRequestThatIsNotThere() throws {
    let run = try explain("--request", "R-9")
    #expect(run.status == 2)
    #expect(run.errors.contains("no request has the id \"R-9\""))
  }

  /// Of a service: what coordinates it, who is responsible, what may be adapted; and nothing of others.
  @Test func aServiceIsExplained() throws {
    let rules = try Folder([
      "main.lua": """
      rulebase { name = "small" }
      role "boss" { party = "customer" }
      provider "acme" { default = "desk", groups = { desk = {} } }
      provider "fuji" { default = "desk", groups = { desk = {} } }
      service "payroll" { provider = "acme", accountable = "boss" }
      service "network" { provider = "fuji" }
      route "Payroll" { when = { service = "payroll" }, to = "acme" }
      route "The rest" { to = "fuji" }
      sla "Networks work" { when = { service = "network" }, metric = "time_to_restore", within = hours(2) }
      process "it" { of = { service = { provider = "acme" } }, variation "quick" { skips = "c" },
        constraint "c" { "a", before = "b" },
        raci { a = { responsible = "provider", accountable = "service_owner" } } }
      adaptation "acme is quick" { process = "it", provider = "acme", uses = "quick", cost = 12,
        until_date = "2027-06-30", because = "annex" }
      """
    ])
    let payroll = try Tool.run(["explain", rules.path, "--service", "payroll"])
    #expect(payroll.status == 0)
    #expect(
      payroll.output == """
        payroll: run by acme

        Which mechanism coordinates its requests?
          routed to acme/desk [main.lua:7]
          goes the way of process "it" [main.lua:10]

        Who is responsible?
          accountable for it: boss (customer)
          a: provider, accountable boss

        What may be adapted?
          at "quick" [main.lua:10]
          acme: adaptation "acme is quick" [main.lua:13: annex], until 2027-06-30, for 12 a year

        """)
    let network = try Tool.run(["explain", rules.path, "--service", "network", "--format", "json"])
    #expect(network.output.contains("\"routes\":[{\"at\":\"main.lua:8\",\"to\":[\"fuji/desk\"]}]"))
    #expect(network.output.hasPrefix("{\"schema\":\"baton.service/1\",\"service\":\"network\""))
    #expect(network.output.contains("\"processes\":[]"))
    #expect(network.output.contains("\"within\":\"2 h\""))
    let unknown = try Tool.run(["explain", rules.path, "--service", "payrol"])
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean \"payroll\"?"))
  }

  /// What is known of the service is no condition any more; all else is said.
  @Test func routesOfAServiceAreToldWithTheirConditions() throws {
    let rules = try Folder([
      "main.lua": """
      provider "acme" { default = "desk", groups = { desk = {}, night = {} } }
      service "payroll" { provider = "acme", criticality = "vital" }
      route "Majors" { when = { service = { criticality = "vital" }, kind = "incident",
        any_of { { priority = 1 }, { vip = true, impact = is_not "low" } } }, to = "acme/night" }
      route "Others" { when = { service = "payroll", summary = contains "tax" }, to = "acme/night" }
      route "The rest" { to = "acme" }
      """
    ])
    let text = try Tool.run(["explain", rules.path, "--service", "payroll"])
    for line in [
      "  routed to acme/night if kind is \"incident\" and (priority is 1 or "
        + "(vip is true and impact is not \"low\")) [main.lua:3]",
      "  else to acme/night if summary contains \"tax\" [main.lua:5]",
      "  else to acme/desk [main.lua:6]",
    ] {
      #expect(text.lines.contains(line), "\(text.output)")
    }
    let json = try Tool.run(["explain", rules.path, "--service", "payroll", "--format", "json"])
    #expect(
      json.output.contains(
        "{\"at\":\"main.lua:5\",\"when\":\"summary contains \\\"tax\\\"\",\"to\":[\"acme/night\"]}")
    )
    let docs = try Tool.run("docs", rules.path)
    #expect(docs.output.contains("else to acme/night if summary contains"))
  }
}
