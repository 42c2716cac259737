import BatonModel
import BatonTime
import Testing

@testable import Baton

/// Where a case is led while it lives: by the rules that were in force when it opened, chosen once, and
/// with lead suppliers who stay bound for those who work for them.
@Suite struct CaseRoutingTests {
  private static let providers = """
    rulebase { name = "routing", timezone = "Europe/Paris" }
    calendar "day" { every_day = "08:00-20:00" }
    calendar "night" { every_day = "20:00-08:00" }
    role "lead" { party = "service_integrator" }
    provider "integrator" { default = "desk", groups = { desk = {} } }
    provider "acme" { default = "day", groups = { day = { hours = "day" }, night = { hours = "night" } } }
    provider "fuji" { subcontractor_of = "acme", default = "depot", groups = { depot = {} } }
    provider "contoso" { default = "desk", groups = { desk = {} } }
    service "payroll" { provider = "acme" }

    """

  private static func script(
    _ rules: String, at opened: String, _ members: [(String, Value)]
  ) throws -> CaseScript {
    let load = RuleBaseLoad(
      folder: RuleFolder(contents: ["main.lua": providers + rules]), main: "main.lua", more: [])
    for diagnostic in load.diagnostics { Issue.record("\(diagnostic)") }
    return try CaseScript(try #require(load.engine), at: opened, members)
  }

  @Test("a case has the priority that the rules decide, also where no other rule asks for it")
  func priorityThatNobodyReads() throws {
    let rules = """
      priority "all" { set = 2 }
      route "rest" { to = "integrator" }
      """
    var script = try Self.script(rules, at: "2026-05-04T10:00", [("priority", .integer(5))])
    #expect(script.state.priority == 2)
    // What somebody says of it counts, whatever the rules derive.
    try script.take("update", at: "2026-05-04T11:00", set: [("priority", .integer(4))])
    #expect(script.state.priority == 4)
  }

  @Test("a chooser has chosen once: nightfall moves no case, another rule does")
  func chosenOnce() throws {
    var script = try Self.script(
      """
      route "printing" { when = { category = "printing" }, to = "contoso" }
      route "open" { to = first_open { "acme/day", "acme/night" } }
      """, at: "2026-05-04T19:00", [])
    #expect(script.state.offer?.to.unit == "acme/day")
    try script.take("accept", at: "2026-05-04T19:30", by: "acme")
    try script.take("work_log", at: "2026-05-04T23:00", by: "acme")
    #expect(script.state.holder.unit == "acme/day")
    #expect(script.state.offer == nil)
    try script.take(
      "update", at: "2026-05-04T23:10", set: [("category", .text("printing"))])
    #expect(script.state.offer?.to.unit == "contoso/desk")
    // Back under the first rule it chooses anew, by now.
    try script.take("update", at: "2026-05-04T23:20", set: [("category", .text("other"))])
    #expect(script.state.holder.unit == "acme/night")
  }

  @Test("a service that goes to another provider on a date takes no case along, unless migrated")
  func transfer() throws {
    let rules = """
      route "until the transfer" { when = { service = "payroll" }, to = "acme", until_date = "2026-12-31" }
      route "from the transfer on" { when = { service = "payroll" }, to = "contoso", from_date = "2027-01-01" }
      route "rest" { to = "integrator" }
      sla "old promise" { until_date = "2026-12-31", metric = "time_to_restore", within = days(30) }
      sla "new promise" { from_date = "2027-01-01", metric = "time_to_restore", within = days(20) }
      """
    var script = try Self.script(rules, at: "2026-12-31T23:30", [("service", .text("payroll"))])
    try script.take("accept", at: "2026-12-31T23:40", by: "acme")
    try script.take("update", at: "2027-01-01T10:00", set: [("summary", .text("still open"))])
    #expect(script.state.holder.unit == "acme/day")
    #expect(script.state.offer == nil)
    #expect(script.state.clocks.map(\.id) == ["old promise"])
    #expect(script.state.clocks[0].isActive)
    try script.take("migrate", at: "2027-01-02T10:00", by: "service_integrator")
    #expect(script.state.offer?.to.unit == "contoso/desk")
    #expect(script.state.clocks.map(\.id) == ["old promise", "new promise"])
    #expect(script.state.clocks.map(\.isActive) == [false, true])
    // 20 days from the opening: what was used is carried.
    #expect(try script.due("new promise") == "2027-01-20 23:30")
    let young = try Self.script(rules, at: "2027-01-01T00:00", [("service", .text("payroll"))])
    #expect(young.state.offer?.to.unit == "contoso/desk")
  }

  @Test(
    "a lead supplier's clocks run on while its subcontractor works, beside the subcontractor's own")
  func bothLevels() throws {
    var script = try Self.script(
      """
      route "payroll" { when = { service = "payroll" }, to = "acme" }
      route "rest" { to = "integrator" }
      ola "acme restores" { with = "acme", metric = "time_to_restore", within = hours(8) }
      underpinning_contract "fuji repairs" { with = "fuji", supports = "acme restores",
        metric = "time_to_restore", within = hours(3) }
      """, at: "2026-05-04T09:00", [("service", .text("payroll"))])
    try script.take("accept", at: "2026-05-04T09:10", by: "acme")
    try script.take("assign", at: "2026-05-04T10:00", by: "acme", to: "fuji/depot")
    try script.take("accept", at: "2026-05-04T10:30", by: "fuji")
    #expect(script.state.clocks.map(\.id) == ["acme restores", "fuji repairs"])
    #expect(script.state.clocks.map(\.isActive) == [true, true])
    #expect(try script.due("acme restores") == "2026-05-04 17:10")
    #expect(try script.due("fuji repairs") == "2026-05-04 13:30")
    // Elsewhere neither is bound any more.
    try script.take("assign", at: "2026-05-04T11:00", by: "fuji", to: "contoso")
    try script.take("accept", at: "2026-05-04T11:30", by: "contoso")
    #expect(script.state.clocks.map(\.state) == [.cancelled, .cancelled])
  }
}
