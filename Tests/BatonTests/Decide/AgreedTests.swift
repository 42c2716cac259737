import BatonModel
import BatonTime
import Testing

@testable import Baton

/// What a decision says of targets and ladders.
@Suite struct AgreedTests {
  private static func decision(_ rules: String, _ members: [(String, Value)]) throws -> Decision {
    let usual: [(String, Value)] = [
      ("id", .text("R-1")), ("kind", .text("incident")), ("priority", .integer(1)),
      ("service", .text("payroll")), ("opened_at", .text("2026-05-08T16:00:00+02:00")),
    ]
    return try CaseScript.engine(rules).decide(Request(usual + members))
  }

  private static func time(_ instant: Instant) -> String {
    ISO8601.format(instant, offsetSeconds: 7200)
  }

  @Test("the targets that begin with a request are told with their due instants")
  func targets() throws {
    let decision = try Self.decision(
      """
      sla "restore" { when = { priority = 1 }, metric = "time_to_restore", within = hours(4) }
      sla "resolve" { metric = "time_to_resolve", within = business_hours(8) }
      sla "not now" { when = { priority = 2 }, metric = "time_to_resolve", within = hours(4) }
      ola "acknowledge" { with = "acme", metric = "time_to_acknowledge", within = minutes(30) }
      ola "acme" { with = "acme", metric = "time_to_resolve", within = hours(4) }
      ola "contoso" { with = "contoso", metric = "time_to_acknowledge", within = hours(4) }
      """, [])
    // A provider's own target begins when it accepts; who is not asked has none. Without a calendar
    // the hours of the group count that is to have it.
    #expect(
      decision.targets.map { "\($0.agreement.rule) \(Self.time($0.due))" } == [
        "restore 2026-05-08T20:00:00+02:00", "resolve 2026-05-11T16:00:00+02:00",
        "acknowledge 2026-05-08T16:30:00+02:00",
      ])
    #expect(decision.json.contains("\"due\":\"2026-05-08T20:00:00+02:00\""))
  }

  @Test("the steps of ladders are told as they are taken if nobody acts")
  func escalations() throws {
    let decision = try Self.decision(
      """
      sla "restore" { metric = "time_to_restore", within = hours(4), warn_at = { "90%" } }
      escalation "ladder" { on = "restore",
        at("50%", { functional = "acme/l3" }),
        at("100%", { hierarchical = "cio", notify = { "customer" } }),
        after(minutes(30), { hierarchical = "cio", when = { vip = true } }), repeat_times = 1 }
      """, [])
    #expect(
      decision.escalations.map { "\(Self.time($0.at)) \($0.step) \($0.to ?? "")" } == [
        "2026-05-08T18:00:00+02:00 1 acme/l3", "2026-05-08T20:00:00+02:00 2 cio",
        "2026-05-08T20:30:00+02:00 3 cio", "2026-05-08T21:00:00+02:00 3 cio",
      ])
    #expect(decision.escalations.map(\.isConditional) == [false, false, true, true])
    #expect(decision.escalations[1].notify == ["customer"])
  }

  @Test("a target in business time that has no calendar is told")
  func noCalendar() throws {
    let decision = try Self.decision(
      """
      sla "resolve" { metric = "time_to_resolve", within = business_hours(8) }
      """, [("service", .text("mail"))])
    #expect(decision.targets.isEmpty && decision.notes.count == 1)
  }
}
