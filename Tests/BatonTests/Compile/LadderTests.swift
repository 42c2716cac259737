import BatonModel
import Testing

@testable import Baton

/// What ladders compile to.
@Suite struct LadderTests {
  private static let target =
    "sla \"restored\" { metric = \"time_to_restore\", within = hours(4) }\n"

  @Test("a ladder that says everything compiles to what it says")
  func full() throws {
    let rules = try TimedRules(
      Self.target
        + """
        sla "owned" { metric = "time_to_own", within = business_hours(1), calendar = "office" }
        rota "line" { layers = { { people = "ann" } } }
        escalation "ladder" {
          when = { kind = "incident" }, on = { "restored", "owned" },
          at("50%", { functional = "acme/l3", because = "they know the system" }),
          at(before(minutes(30)), { hierarchical = "boss", when = { vip = true } }),
          at(past(minutes(5)), { functional = on_call "line" }),
          after(minutes(0), { notify = { "customer", "service_provider", "boss", "pager",
            "acme/desk", "fuji", on_call "line", "boss" } }),
          after(minutes(10), { hierarchical = "boss" }),
          repeat_times = 2, repeat_after = minutes(15), stop_on = { "accept", "board-informed" },
          stop_when = { event = "answered" }, quiet = "office" }
        """)
    let ladder = try #require(rules.base.ladders.first)
    #expect(ladder.head.name == "ladder")
    #expect(rules.holds(ladder.condition, [("kind", .text("incident"))]))
    #expect(!rules.holds(ladder.condition, [("kind", .text("change"))]))
    #expect(ladder.on == ["restored", "owned"])
    let moments: [LadderStep.When] = [
      .at(.percent(50)), .at(.before(1_800_000)), .at(.past(300_000)), .after(0), .after(600_000),
    ]
    #expect(ladder.steps.map(\.when) == moments)
    let kinds: [LadderStep.Kind] = [
      .functional(.target(.group(provider: "acme", group: "l3"))), .hierarchical("boss"),
      .functional(.onCall("line")), .none, .hierarchical("boss"),
    ]
    #expect(ladder.steps.map(\.kind) == kinds)
    #expect(ladder.steps[0].because == "they know the system")
    #expect(ladder.steps[0].place.line == 7)
    #expect(ladder.steps[0].condition == nil)
    #expect(rules.holds(ladder.steps[1].condition, [("vip", .yesNo(true))]))
    #expect(!rules.holds(ladder.steps[1].condition, []))
    let told: [Notified] = [
      .party(.customer), .holder, .role("boss"), .target(.receiver("pager")),
      .target(.group(provider: "acme", group: "desk")), .party(.provider("fuji")),
      .onCall("line"),
    ]
    #expect(ladder.steps[3].notify == told)
    #expect(ladder.repeatTimes == 2)
    #expect(ladder.repeatAfter == 900_000)
    #expect(ladder.stopOn == ["accept", "board-informed"])
    #expect(rules.holds(ladder.stop, [], event: "answered"))
    #expect(ladder.quiet == "office")
    #expect(rules.engine.ruleCounts.first { $0.noun == "escalation" }?.count == 1)
  }

  @Test("repeats begin after the first delay of the trailing steps unless it is said")
  func repeats() throws {
    let rules = try TimedRules(
      Self.target
        + """
        escalation "paging" {
          after(minutes(5), { notify = "pager" }), after(minutes(10), { notify = "boss" }),
          repeat_times = 3 }
        escalation "after the last at" { on = "restored",
          after(minutes(1), { notify = "pager" }), at("50%", { notify = "pager" }),
          after(minutes(20), { notify = "pager" }), repeat_times = 1 }
        escalation "once" { after(hours(1), { notify = "pager" }) }
        """)
    #expect(rules.base.ladders.map(\.repeatTimes) == [3, 1, 0])
    let pauses: [Int64?] = [300_000, 1_200_000, nil]
    #expect(rules.base.ladders.map(\.repeatAfter) == pauses)
    #expect(rules.base.ladders[0].on.isEmpty)
  }

  @Test("steps that Lua makes are the same as those that are written out")
  func made() throws {
    let rules = try TimedRules(
      Self.target
        + """
        local steps = { on = "restored" }
        for i = 1, 3 do
          steps[i] = at(string.format("%d%%", 25 * i), { hierarchical = "boss" })
        end
        escalation("made")(steps)
        """)
    let ladder = try #require(rules.base.ladders.first)
    let moments: [LadderStep.When] = [.at(.percent(25)), .at(.percent(50)), .at(.percent(75))]
    #expect(ladder.steps.map(\.when) == moments)
  }
}
