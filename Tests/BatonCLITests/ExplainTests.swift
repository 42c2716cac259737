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

  /// What it gives and costs with all that it stands on, and what nobody declared of that.
  @Test func aServiceIsToldEndToEnd() throws {
    let rules = try Folder([
      "main.lua": """
      provider "acme" { default = "desk", groups = { desk = {} } }
      service "network" { provider = "acme", availability = "99.5%" }
      service "payroll" { availability = "99.9%", promised_availability = "99%", monthly_cost = 1200.5,
        depends_on = { "network" } }
      service "portal" { depends_on = { "payroll", "mail" } }
      service "mail" {}
      route "The rest" { to = "acme" }
      """
    ])
    let payroll = try Tool.run(["explain", rules.path, "--service", "payroll"])
    #expect(
      payroll.output.hasSuffix(
        """
        What does it give, and what does it cost?
          stands on network
          promised to customers: there for 99 % of the time
          there for at least 99.4 %, if its parts fail one after another
          there for 99.4005 %, if they fail independently of each other
          there for at most 99.5 %, if they fail together
          costs 1200.5 a month, without network, whose cost is not known
          its own part: gives 99.9 %, costs 1200.5 a month
          network (acme): gives 99.5 %

        """), "\(payroll.output)")
    let portal = try Tool.run(["explain", rules.path, "--service", "portal"])
    #expect(
      portal.lines.contains(
        "  there for 99.5 % at most; nothing is sure, because nothing is known of portal and mail"))
    let mail = try Tool.run(["explain", rules.path, "--service", "mail"])
    #expect(!mail.output.contains("What does it give"), "nothing is declared of it")
    let json = try Tool.run(["explain", rules.path, "--service", "payroll", "--format", "json"])
    #expect(
      json.output.contains(
        "\"end_to_end\":{\"promised_availability\":0.99,\"availability\":{\"at_least\":0.994,"
          + "\"if_independent\":0.994005,\"at_most\":0.995,\"not_known_of\":[]},"
          + "\"monthly_cost\":{\"known\":1200.5,\"not_known_of\":[\"network\"]},"
          + "\"parts\":[{\"service\":\"payroll\",\"availability\":0.999,\"monthly_cost\":1200.5},"
          + "{\"service\":\"network\",\"provider\":\"acme\",\"availability\":0.995}]}"),
      "\(json.output)")
    let docs = try Tool.run("docs", rules.path)
    for cell in [
      "99.9 %", "99.4 %", "99 %", "1200.5", "cost: network",
      "availability: portal and mail; cost: portal, mail and network",
    ] {
      #expect(docs.output.contains(">\(cell)<"), "\(cell)")
    }
    // Others are not told what things cost.
    let told = try Tool.run("docs", rules.path, "--audience", "provider:acme")
    #expect(told.status == 0 && !told.output.contains("1200.5"), "\(told.errors)")
    let customer = try Tool.run("docs", rules.path, "--audience", "customer")
    #expect(customer.output.contains(">promised to be there<"))
    #expect(customer.output.contains(">99 %<") && !customer.output.contains("1200.5"))
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
