import BatonModel
import BatonTime
import Testing

@testable import Baton

/// What agreements compile to.
@Suite struct AgreementTests {
  @Test("an agreement that says everything compiles to what it says")
  func full() throws {
    let rules = try TimedRules(
      """
      sla "restored" {
        when = { kind = "incident", service = { criticality = "vital" }, priority = 1 },
        metric = "time_to_restore", within = business_hours(4), because = "contract 4.2",
        start_when = { state = "new" }, stop_when = { event = "restore" },
        cancel_when = { priority = less_urgent_than(2) }, reset_when = { event = "reset" },
        pause_when = { state = "pending" }, resume_when = { state = "in_progress" },
        pause_on = { "customer", "parts" }, start_from = "seen",
        retroactive_pause = false, notify_if_born_breached = false,
        on_change = "retroactive", on_reopen = "new_cycle", boundary = "next_open",
        warn_at = { "50%", "12.5%", before(minutes(30)), past(hours(1)), "50%" },
        from_date = "2026-01-01", mode = "shadow", tags = { "gold" } }
      ola "owned" { with = { "acme", "fuji", "acme" }, supports = { "restored" },
        metric = "time_to_own", within = business_days(2), calendar = "office",
        resume_when = "not_paused", pause_on = "provider" }
      field "seen" { type = "instant" }
      """)
    let restored = rules.base.agreements[0]
    #expect(restored.head.name == "restored")
    #expect(restored.head.because == "contract 4.2")
    #expect(restored.head.mode == .shadow)
    #expect(restored.head.from == CivilDate(year: 2026, month: 1, day: 1))
    #expect(restored.kind == .sla)
    #expect(restored.metric == .timeToRestore)
    #expect(restored.limit == TimeLimit(span: DurationSpan(4, .businessHours), calendar: nil))
    #expect(restored.providers.isEmpty)
    #expect(restored.pauseOn == [.customer, .parts])
    #expect(restored.startFrom == rules.base.fields.slot("seen"))
    #expect(!restored.retroactivePause)
    #expect(!restored.notifiesIfBornBreached)
    #expect(restored.onChange == .retroactive)
    #expect(restored.onReopen == .newCycle)
    #expect(restored.boundary == .nextOpening)
    let thresholds: [Threshold] = [
      .percent(50), .percent(12.5), .before(1_800_000), .past(3_600_000),
    ]
    #expect(restored.warnAt == thresholds)

    let request: [(String, Value)] = [
      ("kind", .text("incident")), ("service", .text("payroll")), ("priority", .integer(1)),
      ("state", .text("new")),
    ]
    #expect(rules.holds(restored.condition, request))
    #expect(rules.holds(restored.start, request))
    #expect(!rules.holds(restored.stop, request))
    #expect(rules.holds(restored.stop, request, event: "restore"))
    #expect(!rules.holds(restored.cancel, request))
    #expect(rules.holds(restored.cancel, [("priority", .integer(3))]))
    #expect(rules.holds(restored.reset, request, event: "reset"))
    #expect(rules.holds(restored.pause, [("state", .text("pending"))]))
    #expect(rules.holds(restored.resume, [("state", .text("in_progress"))]))

    let owned = rules.base.agreements[1]
    #expect(owned.kind == .ola)
    #expect(owned.providers == ["acme", "fuji"])
    #expect(owned.supports == ["restored"])
    #expect(owned.limit == TimeLimit(span: DurationSpan(2, .businessDays), calendar: "office"))
    #expect(owned.resume == nil)
    #expect(owned.pauseOn == [.provider])
  }

  @Test("what is not said is the default")
  func defaults() throws {
    let rules = try TimedRules(
      """
      xla "news" { metric = "next_update", within = minutes(90) }
      underpinning_contract "repair" { with = "acme", metric = "time_to_resolve",
        within = business_hours(2.5) }
      """)
    let news = rules.base.agreements[0]
    #expect(rules.holds(news.condition, []))
    #expect(news.kind == .xla)
    #expect(news.clockConditions.isEmpty)
    #expect(news.pauseOn.isEmpty)
    #expect(news.startFrom == nil)
    #expect(news.retroactivePause)
    #expect(news.notifiesIfBornBreached)
    #expect(news.onChange == .carryElapsed)
    #expect(news.onReopen == nil)
    #expect(news.boundary == .earliest)
    #expect(news.warnAt.isEmpty)
    // The hours of the group that has it count.
    let repair = rules.base.agreements[1]
    #expect(repair.kind == .underpinningContract)
    #expect(repair.limit == TimeLimit(span: DurationSpan(2.5, .businessHours), calendar: nil))
  }

  @Test("a function may ask for the event, whether it is understood or not")
  func functions() throws {
    let rules = try TimedRules(
      """
      sla "s" { metric = "next_update", within = hours(1),
        stop_when = { function(request) return request.event == "update" and request.vip end },
        cancel_when = { function(request)
          for i = 1, 1 do if request.event == "cancel" then return true end end end } }
      """)
    let agreement = rules.base.agreements[0]
    #expect(!rules.holds(agreement.stop, [("vip", .yesNo(true))]))
    #expect(rules.holds(agreement.stop, [("vip", .yesNo(true))], event: "update"))
    #expect(rules.holds(agreement.cancel, [], event: "cancel"))
    #expect(!rules.holds(agreement.cancel, [], event: "update"))
  }

  @Test("no request gives the event: its member of that name is an attribute")
  func memberNamedEvent() throws {
    let rules = try TimedRules(
      """
      sla "s" { metric = "next_update", within = hours(1), when = { event = "x" } }
      route "a" { when = { function(r) return r.attributes.event == "x" end }, to = "fuji/depot" }
      """)
    let request: [(String, Value)] = [("event", .text("x"))]
    #expect(!rules.holds(rules.base.agreements[0].condition, request))
    #expect(rules.engine.decide(Request(request)).to?.name == "fuji/depot")
  }

  @Test("an agreement takes the place of one of an included file")
  func overrides() throws {
    let rules = MarkedRules([
      "main.lua": """
      include "landscape"
      include "standard"
      sla "s" { metric = "time_to_own", within = hours(1), overrides = "s" }
      ola "o" { with = "acme", supports = "s", metric = "time_to_own", within = minutes(30) }
      route "rest" { to = "acme" }
      """,
      "landscape.lua": MarkedRules.landscape,
      "standard.lua": "sla \"s\" { metric = \"time_to_own\", within = hours(8) }",
    ])
    #expect(rules.load.diagnostics.isEmpty, "\(rules.load.diagnostics)")
    let agreements = try #require(rules.load.engine).decider.rules.agreements
    #expect(agreements.map(\.limit.span) == [DurationSpan(1, .hours), DurationSpan(30, .minutes)])
  }

  @Test("agreements count among the rules")
  func counts() throws {
    let rules = try TimedRules("sla \"s\" { metric = \"time_to_own\", within = hours(1) }")
    #expect(rules.engine.ruleCounts.first { $0.noun == "agreement" }?.count == 1)
  }
}
