import BatonModel
import Testing

@testable import Baton

/// One service from the promise to the customer down to who is called at night, as a process owner would
/// write it: it loads without a complaint, and its parts find each other.
@Suite struct ServiceExampleTests {
  private static let catalogue = """
    calendar "uk-office" { timezone = "Europe/London", monday_to_friday = "09:00-17:30" }
    provider "acme" { kind = "external", default = "payroll-desk", groups = {
      ["payroll-desk"] = { hours = "uk-office" }, ["payroll-l3"] = { hours = "always" } } }
    provider "contoso" { groups = { identity = { hours = "uk-office" } } }
    provider "fuji" { groups = { depot = { hours = "uk-office" } } }
    provider "integrator" { default = "service-desk", groups = { ["service-desk"] = {} } }
    service "payroll" { provider = "acme", accountable = "hr-director", criticality = "vital" }
    role "hr-director" { party = "customer" }
    role "service-delivery-manager" { party = "service_integrator", authority = 2 }
    role "cio" { party = "customer", authority = 3 }

    """

  private static let rules = """
    include "catalogue"

    sla "Vital services are restored in four hours" {
      when = { kind = "incident", service = { criticality = "vital" }, priority = 1 },
      metric = "time_to_restore", within = hours(4),
      pause_on = { "customer" }, stop_when = { state = { "resolved", "closed" } },
      on_change = "carry_elapsed", warn_at = { "50%", "75%", "90%" } }

    ola "Acme acknowledges in half an hour" {
      with = "acme", supports = "Vital services are restored in four hours",
      metric = "time_to_acknowledge", within = minutes(30) }

    rota "payroll at night" { timezone = "Europe/London", layers = {
      { people = { "acme/payroll-l3", "integrator/service-desk" }, handover = "mon 09:00",
        from_date = "2026-01-05" } } }

    escalation "Vital ladder" {
      on = "Vital services are restored in four hours",
      at("50%",  { functional = on_call "payroll at night" }),
      at("75%",  { hierarchical = "service-delivery-manager" }),
      at("100%", { hierarchical = "cio", notify = { "customer" } }),
      after(minutes(30), { hierarchical = "cio" }), repeat_times = 2 }

    handoff "Payroll is handed over with its period" {
      to = "acme", needs = { "pay_period" }, acknowledge_within = minutes(30),
      bounces_at_most = 0, within = hours(24), otherwise = "integrator" }
    field "pay_period" { type = "text" }

    plan "New starter" {
      when = { kind = "service_request", catalogue_item = "new-starter" },
      task "account" { to = "contoso/identity", within = business_hours(4) },
      task "laptop"  { to = "fuji/depot",       within = business_days(3) },
      task "payroll" { to = "acme/payroll-desk", within = business_days(1), after = "account" },
      task "welcome" { to = "integrator/service-desk",
        after = { "account", "laptop", "payroll" } } }

    route "Payroll at night" {
      when = { service = "payroll", opened_at = is_not(during "uk-office") },
      to = on_call "payroll at night" }
    route "Everything else" { to = first_open { "acme/payroll-desk", "integrator" } }

    """

  @Test("the example loads without a complaint, and everything in it is there")
  func loads() throws {
    let files = MarkedRules(["main.lua": Self.rules, "catalogue.lua": Self.catalogue])
    #expect(files.load.diagnostics.isEmpty, "\(files.load.diagnostics)")
    let engine = try #require(files.load.engine)
    let base = engine.decider.rules
    #expect(base.agreements[1].supports == [base.agreements[0].head.name])
    #expect(base.ladders[0].on == [base.agreements[0].head.name])
    #expect(base.ladders[0].steps[0].kind == .functional(.onCall(base.rotas[0].name)))
    #expect(base.ladders[0].repeatAfter == 1_800_000)
    #expect(base.plans[0].tasks[3].after == [0, 1, 2])
    #expect(base.handoffs[0].within == 86_400_000)
    let counts = engine.ruleCounts.filter { $0.count > 0 }.map { "\($0.count) \($0.noun)" }
    #expect(
      counts == [
        "2 route", "1 plan", "2 agreement", "1 escalation", "1 handoff rule", "1 rota",
      ])
  }

  @Test("the same in shadow mode, with reasons and dates, as any other rule")
  func heads() throws {
    let rules = try TimedRules(
      ["sla", "escalation", "handoff", "plan"].map { word in
        let parts =
          switch word {
          case "sla": "metric = \"time_to_own\", within = hours(1)"
          case "escalation": "after(hours(1), { notify = \"boss\" })"
          case "handoff": "needs = \"summary\""
          default: "task \"a\" { to = \"acme\" }"
          }
        return """
          \(word) "x" { \(parts), mode = "shadow", because = "trial", owner = "me",
            from_date = "2026-01-01", until_date = "2026-02-01", tags = "t" }
          """
      }.joined(separator: "\n"))
    let base = rules.base
    let heads =
      base.agreements.map(\.head) + base.ladders.map(\.head) + base.handoffs.map(\.head)
      + base.plans.map(\.head)
    #expect(heads.count == 4)
    for head in heads {
      #expect(head.mode == .shadow && head.because == "trial" && head.owner == "me")
      #expect(head.from?.month == 1 && head.until?.month == 2 && head.tags == ["t"])
    }
  }
}
