import BatonModel
import BatonTime
import TestSupport

@testable import Baton

/// A rule base and a history by chance: agreements of every kind, ladders, rules of handing over, and
/// all that people do to a case, late and twice as well.
struct GeneratedCase {
  let rules: String
  let opened: Instant
  let request: Request
  /// In the order in which they come in, with when they do.
  let events: [(event: CaseEvent, at: Instant)]

  init(_ random: inout SeededNumbers) {
    rules = Self.rules(&random)
    // A Friday before clocks are put forward, or back.
    let first: Int64 = random.isOne(in: 2) ? 1_774_594_800_000 : 1_792_738_800_000
    var now = first + Int64(random.below(1440)) * 60_000
    opened = Instant(milliseconds: now)
    request = Request([
      ("id", .text("R-\(random.below(1000))")), ("kind", .text("incident")),
      ("service", .text(random.pick(["payroll", "mail"]))),
      ("priority", .integer(1 + random.below(3))),
    ])
    var events: [(event: CaseEvent, at: Instant)] = []
    for number in 0..<(3 + random.below(12)) {
      now += Int64(random.below(random.isOne(in: 5) ? 2880 : 240)) * 60_000
      let at = Instant(milliseconds: now)
      if random.isOne(in: 12), let last = events.last {
        events.append((last.event, at))
        continue
      }
      var event = Self.event(&random, at: at, number)
      if random.isOne(in: 15) { event.at = Instant(milliseconds: now - 7_200_000) }
      if random.isOne(in: 25) { event.at = Instant(milliseconds: now + 7_200_000) }
      events.append((event, at))
    }
    self.events = events
  }

  private static func event(
    _ random: inout SeededNumbers, at: Instant, _ number: Int
  ) -> CaseEvent {
    let party = random.pick(["acme", "contoso", "customer", "service_integrator"])
    let person = random.isOne(in: 3) ? "u-\(random.below(5))" : nil
    var event = CaseEvent(
      "work_log", at: at,
      by: random.isOne(in: 6)
        ? nil : CaseEvent.Actor(party: Party(named: party), person: person),
      id: "e-\(number)")
    switch random.below(14) {
    case 0, 1: event.name = "accept"
    case 2:
      event.name = "reject"
      event.reason = "not ours"
    case 3:
      event.name = "assign"
      event.details = Members([
        ("to", .text(random.pick(["acme/desk", "acme/l3", "contoso", "integrator"])))
      ])
    case 4:
      event.name = "pause"
      event.reason = random.pick(PauseReason.allCases).rawValue
    case 5: event.name = "resume"
    case 6: event.set = Members([("priority", .integer(1 + random.below(3)))])
    case 7: event.name = random.pick(["acknowledge", "respond", "update", "restore", "workaround"])
    case 8: event.name = random.pick(["resolve", "reopen"])
    case 9: event.name = random.pick(["resolve", "close", "reopen"])
    case 10: event.name = random.pick(["dispute", "dispute", "settle", "complaint"])
    case 11: event.set = Members([("service", .text(random.pick(["payroll", "mail"])))])
    case 12: event.set = Members([("state", .text(random.pick(["in_progress", "pending"])))])
    default: break
    }
    return event
  }

  private static func rules(_ random: inout SeededNumbers) -> String {
    var rules = """
      handoff "complete" { needs = { "summary" }, acknowledge_within = minutes(\(15 * (1 + random.below(8)))),
        bounces_at_most = \(random.below(3)), within = hours(48) }
      escalation "paging" { when = { priority = 1 }, after(minutes(0), { notify = { "lead" } }),
        after(minutes(10), { notify = { "cio" } }), repeat_times = 2, repeat_after = minutes(15) }
      dispute "payroll" { when = { service = "payroll" }, settled_by = "lead", otherwise = "cio",
        within = \(random.isOne(in: 2) ? "business_hours" : "business_days")(\(1 + random.below(3))),
        calendar = "office" }
      dispute "all else" { within = minutes(\(15 * (1 + random.below(8)))) }

      """
    let metrics = Metric.allCases
    for number in 0..<(2 + random.below(5)) {
      let kind = random.pick(["sla", "ola", "xla"])
      let isWorking = random.isOne(in: 2)
      let amount = 1 + random.below(12)
      rules += """
        \(kind) "a\(number)" {
          \(kind == "ola" ? "with = \"\(random.pick(["acme", "contoso"]))\"," : "")
          \(random.isOne(in: 2) ? "when = { priority = \(1 + random.below(3)) }," : "")
          metric = "\(random.pick(metrics).rawValue)",
          within = \(isWorking ? "business_hours" : "hours")(\(amount)),
          \(isWorking ? "calendar = \"office\"," : "")
          pause_on = { "\(random.pick(PauseReason.allCases).rawValue)" },
          on_change = "\(random.pick(["carry_elapsed", "keep", "restart", "retroactive"]))",
          on_reopen = "\(random.pick(["resume", "new_cycle", "restart"]))",
          warn_at = { "50%", before(minutes(20)), past(minutes(10)) } }
        escalation "l\(number)" { on = "a\(number)", at("75%", { notify = { "lead" } }),
          at("100%", { \(random.isOne(in: 3) ? "functional = \"acme/l3\"" : "hierarchical = \"cio\"") }),
          after(minutes(30), { hierarchical = "cio" }), repeat_times = \(1 + random.below(3)) }

        """
    }
    return rules
  }
}
