import BatonModel
import Testing

@testable import Baton

/// What handoffs and plans compile to.
@Suite struct PlanTests {
  @Test("a handoff that says everything compiles to what it says")
  func handoff() throws {
    let rules = try TimedRules(
      """
      handoff "h" { when = { major = true }, from = "fuji", to = { "acme", "fuji", "acme" },
        needs = { "configuration_item", "contract_value" },
        acknowledge_within = business_hours(1), calendar = "office",
        bounces_at_most = 0, handoffs_at_most = 3, within = hours(24), otherwise = "acme" }
      handoff "quick" { from = { "service_integrator", "fuji" }, acknowledge_within = minutes(30) }
      handoff "any" { acknowledge_within = minutes(30) }
      """)
    let handoff = rules.base.handoffs[0]
    #expect(rules.holds(handoff.condition, [("major", .yesNo(true))]))
    #expect(handoff.from == ["fuji"])
    #expect(handoff.to == ["acme", "fuji"])
    #expect(
      handoff.needs.map { rules.base.fields.requestFields[$0].name } == [
        "configuration_item", "contract_value",
      ])
    #expect(
      handoff.acknowledgeWithin
        == TimeLimit(span: DurationSpan(1, .businessHours), calendar: "office"))
    #expect(handoff.bouncesAtMost == 0)
    #expect(handoff.handoffsAtMost == 3)
    #expect(handoff.within == 86_400_000)
    #expect(handoff.otherwise == .target(.group(provider: "acme", group: "desk")))
    #expect(rules.base.handoffs[1].from == ["service_integrator", "fuji"])
    let quick = rules.base.handoffs[2]
    #expect(quick.from.isEmpty && quick.to.isEmpty && quick.needs.isEmpty)
    #expect(quick.bouncesAtMost == nil && quick.handoffsAtMost == nil && quick.within == nil)
    #expect(quick.otherwise == nil)
    #expect(rules.engine.ruleCounts.first { $0.noun == "handoff rule" }?.count == 3)
  }

  @Test("a plan that says everything compiles to what it says")
  func plan() throws {
    let rules = try TimedRules(
      """
      rota "line" { layers = { { people = "ann" } } }
      plan "late" { task "only" { to = "acme" } }
      plan "new starter" { when = { catalogue_item = "new-starter" }, level = "service",
        task "account" { to = "acme/l3", within = business_hours(4), because = "first of all" },
        task "laptop" { to = "fuji/depot", within = days(3), if_failed = "loan" },
        task "loan" { to = on_call "line", optional = true, if_failed = "skip" },
        task "welcome" { to = "acme", after = { "account", "laptop", "account" }, any = true,
          within = business_days(1), calendar = "office", if_failed = "continue" } }
      """)
    #expect(rules.base.plans.map(\.head.name) == ["new starter", "late"])
    let plan = rules.base.plans[0]
    #expect(plan.level == "service")
    #expect(rules.holds(plan.condition, [("catalogue_item", .text("new-starter"))]))
    #expect(!rules.holds(plan.condition, []))
    #expect(plan.tasks.map(\.name) == ["account", "laptop", "loan", "welcome"])
    let assignees: [Assignee] = [
      .target(.group(provider: "acme", group: "l3")),
      .target(.group(provider: "fuji", group: "depot")), .onCall("line"),
      .target(.group(provider: "acme", group: "desk")),
    ]
    #expect(plan.tasks.map(\.to) == assignees)
    let limits: [TimeLimit?] = [
      TimeLimit(span: DurationSpan(4, .businessHours), calendar: nil),
      TimeLimit(span: DurationSpan(3, .days), calendar: nil), nil,
      TimeLimit(span: DurationSpan(1, .businessDays), calendar: "office"),
    ]
    #expect(plan.tasks.map(\.limit) == limits)
    #expect(plan.tasks.map(\.after) == [[], [], [], [0, 1]])
    #expect(plan.tasks.map(\.anyIsEnough) == [false, false, false, true])
    let consequences: [PlanTask.Consequence] = [.stop, .task(2), .skip, .goOn]
    #expect(plan.tasks.map(\.ifFailed) == consequences)
    #expect(plan.tasks.map(\.isOptional) == [false, false, true, false])
    #expect(plan.tasks[0].because == "first of all")
    #expect(plan.tasks[0].place.line == 5)
  }
}
