// What a party may not see is in no output: marks are planted in everything that is withheld.

import Foundation
import Testing

@Suite struct AudienceTests {
  /// Every kind of rule, with a mark in each name, text, place and value that a customer may not see.
  private static let secrets = """
    rulebase { name = "told", version = "1" }
    provider "acme" { name = "Acme", default = "desk",
      groups = { ["desk"] = { cost = 20, satisfaction = 4 }, ["SECRETgroup"] = {} } }
    provider "SECRETloser" { default = "desk", groups = { ["desk"] = { cost = 30, satisfaction = 5 } } }
    role "owner" { party = "customer" }
    role "SECRETboss" { party = "service_integrator", authority = 3 }
    receiver "SECRETreceiver" {}
    service "shop" { provider = "acme", accountable = "owner" }
    field "margin" { type = "text", of = "request" }
    classify "SECRET classification" {
      when = { summary = contains "basket" }, set = { service = "shop", margin = "SECRETmargin" },
      because = "SECRET because of classification" }
    priority "SECRET priority" { when = { service = "shop" }, set = 2, because = "SECRET because of priority" }
    route "SECRET function" {
      when = { kind = "incident", function(request) error("SECRET error " .. request.summary) end },
      to = "SECRETloser" }
    route "SECRET shadow" { mode = "shadow", when = { kind = "incident" }, to = "SECRETloser",
      because = "SECRET because of shadow" }
    route "SECRET route" { when = { kind = "incident", service = "shop" },
      to = best { among = { "acme/desk", "SECRETloser/desk" }, by = { cost = -2, satisfaction = 1 } },
      because = "SECRET because of route" }
    route "SECRET rest" { to = "SECRETloser", because = "SECRET because of rest" }
    approval "SECRET approval" { when = { kind = "incident" }, by = { "owner" }, needs = 1,
      because = "SECRET because of approval" }
    policy "SECRET policy" { forbid = { kind = "incident" }, severity = "warning",
      message = "SECRET message", because = "SECRET because of policy" }
    plan "SECRET plan" { when = { kind = "incident" }, because = "SECRET because of plan",
      task "SECRET task" { to = "SECRETloser/desk", within = hours(2), because = "SECRET because of task" },
      task "repair" { to = "acme/desk", within = hours(1), after = "SECRET task" } }
    sla "Shop works again in four hours" { when = { kind = "incident" }, metric = "time_to_restore",
      within = hours(4), because = "SECRET because of sla" }
    ola "SECRET ola" { with = "acme", when = { kind = "incident" }, metric = "time_to_acknowledge",
      within = minutes(30), because = "SECRET because of ola" }
    underpinning_contract "SECRET contract" { with = "SECRETloser", when = { kind = "incident" },
      metric = "time_to_restore", start_from = "opened_at", within = hours(3) }
    escalation "SECRET ladder" { on = "Shop works again in four hours",
      at("50%", { functional = "SECRETloser/desk" }),
      at("100%", { hierarchical = "SECRETboss", notify = { "SECRETreceiver" } }) }
    reply "SECRET reply" { template = "SECRETtemplate", tone = "SECRET tone", sender = "SECRETloser/desk",
      because = "SECRET because of reply" }
    knowledge "SECRET article" { link = "https://SECRET.example", owner = "SECRETboss" }
    """

  private static let request = """
    {"id":"R-1","kind":"incident","summary":"basket","impact":"high","urgency":"high",\
    "opened_at":"2026-05-04T09:00:00Z","margin":7,"internal":"SECRET attribute"}

    """

  /// The file's name is a mark, too: it is in every place.
  private func rules(adding more: String = "") throws -> Folder {
    try Folder([
      "main.lua": "include \"SECRETfile\"", "SECRETfile.lua": Self.secrets + "\n" + more,
    ])
  }

  private static let outputs: [[String]] = [
    ["explain"], ["explain", "--all"], ["explain", "--format", "json"],
    ["decide"], ["decide", "--format", "json"], ["decide", "--format", "table"],
    ["decide", "--format", "csv"], ["decide", "--explain"], ["decide", "--nearest", "9"],
    ["decide", "--apply"],
  ]

  private static let fields =
    "request,priority,to,provider,group,accountable,also,why,rule,because,at,level,plan,tasks,targets,"
    + "escalations,reply,reply.tone,reply.sender,reply.compliance,knowledge,approvals,policies,shadows,"
    + "notes,errors,rules"

  private func run(
    _ command: [String], _ rules: Folder, for audience: String, request: String = Self.request
  ) throws -> Run {
    try Tool.run(
      [command[0], rules.path, "-"] + command.dropFirst() + ["--audience", audience], input: request
    )
  }

  private func isHidden(_ mark: String, _ output: String) -> Bool { !output.contains(mark) }

  /// Without an audience every mark is somewhere, else the tests below would show nothing.
  @Test func everyMarkIsInTheWholeDecision() throws {
    let rules = try rules()
    let whole = try Tool.run("decide", rules.path, "-", "--explain", input: Self.request).output
    for mark in [
      "SECRET classification", "SECRETmargin", "SECRET priority", "SECRET error", "SECRET shadow",
      "SECRET route", "SECRETloser", "SECRET approval", "SECRET policy", "SECRET message",
      "SECRET plan", "SECRET task", "SECRET ola", "SECRET ladder", "SECRETboss",
      "SECRETreceiver", "SECRET reply", "SECRETtemplate", "SECRET tone", "SECRET article",
      "https://SECRET.example", "SECRETfile.lua", "SECRET because of route",
      "SECRET because of classification", "scores",
    ] {
      #expect(whole.contains(mark), "\(mark)\n\(whole)")
    }
  }

  @Test(
    arguments: outputs + [
      ["decide", "--fields", fields], ["decide", "--format", "csv", "--fields", fields],
    ])
  func aCustomerSeesNoMark(_ command: [String]) throws {
    let run = try run(command, try rules(), for: "customer")
    #expect(isHidden("SECRET", run.output), "\(command) \(run.output)")
    #expect(isHidden("scores", run.output), "\(command) \(run.output)")
    #expect(isHidden("SECRET", run.errors), "\(command) \(run.errors)")
    #expect(run.output.contains("acme/desk"))
    #expect(run.output.contains("withheld") || run.output.contains("may not see"))
    // The function's error is still a finding.
    #expect(run.status == 1)
  }

  @Test func whatACustomerSees() throws {
    let output = try run(["decide"], try rules(), for: "customer").output
    let decision = try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(decision["to"] as? String == "acme/desk")
    #expect(decision["priority"] as? Int == 2)
    #expect(decision["accountable"] as? String == "owner")
    let targets = try #require(decision["targets"] as? [[String: Any]])
    #expect(targets.map { $0["agreement"] as? String } == ["Shop works again in four hours"])
    #expect(targets.map { $0["due"] as? String } == ["2026-05-04T13:00:00Z"])
    let withheld = try #require(decision["withheld"] as? [String])
    #expect(
      withheld == [
        "classification", "rules", "reasons", "plan", "contracts", "escalations", "policies",
        "reply",
        "knowledge", "other_rules", "errors",
      ])
    let text = try run(["explain"], try rules(), for: "customer").output
    #expect(text.hasPrefix("R-1: to acme/desk, priority 2, accountable: owner\n"))
    #expect(text.contains("by a rule that you may not see"))
    #expect(text.contains("  withheld\n    classification, rules, reasons,"))
  }

  /// A provider sees its own contract and task, and no mark of anybody else.
  @Test(arguments: outputs, ["provider", "provider:acme"])
  func aProviderSeesWhatConcernsIt(_ command: [String], _ audience: String) throws {
    let own = Self.secrets.replacing("\"SECRET ola\"", with: "\"OWN ola\"")
      .replacing("margin = \"SECRETmargin\"", with: "margin = \"OWN\"")
    let rules = try Folder([
      "main.lua": "include \"SECRETfile\"", "SECRETfile.lua": own,
    ])
    let run = try run(command, rules, for: audience)
    #expect(isHidden("SECRET", run.output), "\(command) \(run.output)")
    #expect(isHidden("scores", run.output), "\(command) \(run.output)")
    #expect(run.output.contains("acme/desk"))
    if command == ["decide"] {
      #expect(run.output.contains("OWN ola"))
      #expect(run.output.contains("\"task\":\"repair\""))
    }
  }

  @Test(arguments: outputs + [["decide", "--fields", "summary,margin,attributes.internal"]])
  func aProviderThatHasNothingToDoWithItSeesNothing(_ command: [String]) throws {
    let rules = try rules(
      adding: "provider \"other\" { default = \"x\", groups = { [\"x\"] = {} } }")
    let run = try run(command, rules, for: "provider:other")
    for mark in ["SECRET", "scores", "acme", "owner", "2026-05-04", "basket", "Shop works"] {
      #expect(isHidden(mark, run.output), "\(command): \(mark) in \(run.output)")
    }
    if !command.contains("--fields") { #expect(run.output.contains("withheld")) }
  }

  @Test(arguments: outputs)
  func theIntegratorSeesEverything(_ command: [String]) throws {
    let rules = try rules()
    let whole = try Tool.run(
      [command[0], rules.path, "-"] + command.dropFirst(), input: Self.request)
    let told = try run(command, rules, for: "integrator")
    #expect(told.output == whole.output)
    #expect(told.status == whole.status)
  }

  @Test func theRuleBaseSaysOtherwise() throws {
    let rules = try Folder([
      "main.lua": """
      provider "acme" { default = "desk", groups = { ["desk"] = {} } }
      role "owner" { party = "customer" }
      service "shop" { provider = "acme", accountable = "owner" }
      field "margin" { type = "number", of = "request" }
      audience "customer" {
        shows = { "classification", "policies" }, hides = { "priority", "accountable" },
        shows_rules_tagged = { "public" }, hides_fields = { "margin" },
      }
      audience "integrator" { hides = { "reasons" } }
      classify "Hidden" { set = { category = "hardware", margin = 40, service = "shop" } }
      policy "Seen policy" { forbid = { kind = "incident" }, severity = "warning",
        message = "seen message", tags = { "public" }, because = "seen because" }
      route "Seen route" { to = "acme", tags = { "public", "x" }, because = "because everybody may know" }
      """
    ])
    let output = try run(["decide"], rules, for: "customer").output
    #expect(output.contains(#""classified":{"category":"hardware","service":"shop"}"#))
    #expect(
      output.contains(#""rule":"Seen route","at":"main.lua:13","because":"because everybody"#))
    #expect(output.contains("seen message"))
    #expect(output.contains(#""accountable":"withheld""#))
    #expect(!output.contains("\"priority\":1"))
    #expect(!output.contains("Hidden"))
    #expect(!output.contains("margin"))
    let fields = try run(["decide", "--fields", "margin,kind,to"], rules, for: "customer").output
    #expect(fields == #"{"kind":"incident","to":"acme/desk"}"# + "\n")
    let integrator = try run(["decide"], rules, for: "integrator").output
    #expect(integrator.contains("Hidden"))
    #expect(!integrator.contains("because everybody"))
  }

  @Test func mistakesInTheRulesAreTold() throws {
    let rules = try Folder([
      "main.lua": """
      provider "acme" { default = "desk", groups = { ["desk"] = {} } }
      route "All" { to = "acme", tags = { "public" } }
      audience "custommer" {}
      audience "customer" { shows = { "reson" }, shows_rules_tagged = { "pubic" }, hides_fields = { "sumary" } }
      audience "provider" { show = { "reasons" } }
      """
    ])
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 1)
    for words in [
      "\"audience\" cannot be \"custommer\"", "did you mean \"customer\"?",
      "\"shows\" cannot be \"reson\"", "unknown tag \"pubic\"", "did you mean \"public\"?",
      "did you mean \"summary\"?", "did you mean \"shows\"?",
    ] {
      #expect((run.output + run.errors).contains(words), "\(words)\n\(run.output)\(run.errors)")
    }
  }

  @Test func whatTellsOfOtherRulesIsRefused() throws {
    let rules = try rules()
    for arguments in [["--why-not", "acme"], ["--service", "shop"]] {
      let run = try run(["explain"] + arguments, rules, for: "customer")
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("may not see"))
      #expect(try self.run(["explain"] + arguments, rules, for: "integrator").status == 0)
    }
    #expect(try run(["explain"], rules, for: "everybody").status == 2)
    let wrong = try run(["explain"], rules, for: "provider:acm")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("did you mean \"acme\"?"))
  }

  /// The operating model has marks in everything that is withheld, for whomever it is written.
  @Test(arguments: ["customer", "provider:acme"])
  func theOperatingModelWithholdsWhatDecisionsDo(_ audience: String) throws {
    let rules = try rules()
    let run = try Tool.run("docs", rules.path, "--audience", audience)
    #expect(run.status == 0)
    // An agreement of its own is no secret to a provider.
    let told =
      audience == "customer" ? run.output : run.output.replacing("SECRET ola", with: "")
    #expect(!told.contains("SECRET"), "\(told)")
    for name in ["shop", "owner", "Shop works again in four hours", "Withheld"] {
      #expect(told.contains(name), "\(name)")
    }
  }

  @Test func whoseOperatingModelIsSaid() throws {
    let rules = try rules()
    let nameless = try Tool.run("docs", rules.path, "--audience", "provider")
    #expect(nameless.status == 2 && nameless.errors.contains("--audience provider:NAME"))
    let whole = try Tool.run("docs", rules.path, "--audience", "integrator")
    #expect(whole.output.contains("SECRET because of route"))
    #expect(whole.output == (try Tool.run("docs", rules.path)).output)
    let shown = try self.rules(
      adding: """
        audience "customer" { shows = { "reasons" }, hides = { "promises" },
          shows_rules_tagged = { "public" } }
        policy "Ours" { forbid = { vip = true }, tags = { "public" }, because = "it is fair" }
        """)
    let told = try Tool.run("docs", shown.path, "--audience", "customer").output
    #expect(told.contains("Ours") && told.contains("it is fair"))
    #expect(!told.contains("Shop works again"))
  }
}
