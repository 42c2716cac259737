import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench
import Foundation
import Testing

/// The example of a vital incident over the weekend on which clocks go forward: every time in it,
/// worked out by hand.
///
/// Paris is an hour ahead of UTC until Sunday, 29 March 2026, 02:00, and two from then on (03:00).
/// London is an hour behind Paris all the time. Acme's desk works 09:00 to 18:00 in Paris, Contoso's
/// contract counts 08:30 to 17:30 in London.
struct WeekendTimelineTests {
  /// What happens: local time, what, about whom or which clock, and what is used and due.
  private static let expected: [String] = [
    "Fri 16:00 opened 2 payroll-director",
    // Handed over within 45 minutes: 16:45.
    "Fri 16:00 offered acme/payroll-desk until Fri 16:45",
    // 8 h: 2 h until 18:00, the other 6 from Monday 09:00 on.
    "Fri 16:00 began P2 restore, 0 of 480, due Mon 15:00",
    // Two working days: Tuesday at the same time. 2 h on Friday, 9 on Monday, 7 on Tuesday are 18.
    "Fri 16:00 began resolve, 0 of 1080, due Tue 16:00",
    "Fri 16:20 event accept acme",
    "Fri 16:20 assigned acme/payroll-desk",
    // 6 h: 1:40 until 18:00, 4:20 from Monday 09:00 on.
    "Fri 16:20 began acme, 0 of 360, due Mon 13:20",
    "Fri 17:00 event pause acme",
    "Fri 17:00 paused P2 restore, 60 of 480",
    "Fri 17:00 paused resolve, 60 of 1080",
    "Fri 17:00 paused acme, 40 of 360",
    "Fri 17:45 event resume customer",
    // 7 h left: 15 min on Friday, 6:45 from Monday 09:00 on.
    "Fri 17:45 resumed P2 restore, 60 of 480, due Mon 15:45",
    // 17 h left: 15 min, 9 h on Monday, 7:45 from Tuesday 09:00 on.
    "Fri 17:45 resumed resolve, 60 of 1080, due Tue 16:45",
    // 5:20 left: 15 min, 5:05 from Monday 09:00 on.
    "Fri 17:45 resumed acme, 40 of 360, due Mon 14:05",
    "Sat 10:00 event reprioritise service_integrator",
    "Sat 10:00 priority 2 1",
    // One hour before the pause and a quarter after it.
    "Sat 10:00 cancelled P2 restore, 75 of 480",
    // 24 h less 1:15 are 22:45; 08:45 on Sunday, and an hour later on the wall.
    "Sat 10:00 began P1 restore, 75 of 1440, due Sun 09:45",
    "Sat 10:00 ladder began",
    "Sat 11:00 event assign acme",
    "Sat 11:00 offered contoso/database until Sat 11:45",
    "Sat 11:30 event accept contoso",
    "Sat 11:30 assigned contoso/database",
    "Sat 11:30 cancelled acme, 55 of 360",
    // 4 h from Monday 08:30 in London: 12:30 there, 13:30 in Paris.
    "Sat 11:30 began contoso, 0 of 240, due Mon 13:30",
    "Sat 14:00 event assign contoso",
    "Sat 14:00 offered acme/payroll-desk until Sat 14:45, a bounce",
    "Sat 14:45 late acme/payroll-desk",
    "Sat 15:20 event accept acme",
    "Sat 15:20 assigned acme/payroll-desk",
    "Sat 15:20 cancelled contoso, 0 of 240",
    // Another round for Acme: 6 h from Monday 09:00 on.
    "Sat 15:20 began acme#2, 0 of 360, due Mon 15:00",
    // 12 h are 10:45 after Saturday 10:00.
    "Sat 20:45 escalated acme/payroll-l3 functional 1",
    "Sat 20:45 assigned acme/payroll-l3",
    // Turns change at 08:00: Camille has Monday 23, so Saturday 28 is Jonas's.
    "Sat 20:45 notified jonas",
    // 18 h are 16:45 after Saturday 10:00: 02:45, which is 03:45. He sleeps until 07:00.
    "Sun 03:45 escalated service-delivery-manager hierarchical 2",
    "Sun 03:45 notified jonas, not before Sun 07:00",
    "Sun 09:45 breached P1 restore, 1440 of 1440, due Sun 09:45",
    "Sun 09:45 escalated cio hierarchical 3",
    "Sun 09:45 notified customer",
    "Sun 09:45 notified camille",
    "Sun 10:45 escalated cio hierarchical 4",
    "Sun 11:05 event workaround acme",
    // 80 min after it was due.
    "Sun 11:05 completed P1 restore, 1520 of 1440",
    "Sun 11:05 ladder stopped",
    "Mon 10:30 event resolve acme",
    // 75 min on Friday, 90 on Monday.
    "Mon 10:30 completed resolve, 165 of 1080",
    "Mon 10:30 completed acme#2, 90 of 360",
    "Mon 16:00 event close customer",
  ]

  private let engine: Engine
  private let zone: Zone

  init() throws {
    engine = try Engine(rules: Repository.folder("Examples/dst-weekend"))
    zone = try Zone(named: "Europe/Paris")
  }

  private func simulated() throws -> (entries: [TimelineEntry], summary: CaseSummary) {
    let path = Repository.root.appending(path: "Examples/dst-weekend/cases.ndjson").path
    var simulation = try Simulation(engine)
    var reader = try RecordReader(ByteSource(path: path), name: path)
    var entries: [TimelineEntry] = []
    while let outcome = try reader.next() {
      for outcome in simulation.take(outcome, isTabular: false) {
        guard case .entries(_, let more) = outcome else {
          Issue.record("a record is no part of the simulation")
          continue
        }
        entries += more
      }
    }
    entries += simulation.finish(0)
    #expect(simulation.count.cases == 1 && simulation.count.events == 11)
    #expect(!simulation.count.hasFindings && simulation.count.doubts == 0)
    return (entries, simulation[life: 0].summary)
  }

  @Test func everyTimeIsAsWorkedOutByHand() throws {
    let told = try simulated().entries.map(words)
    #expect(told.count == Self.expected.count)
    for (told, expected) in zip(told, Self.expected) { #expect(told == expected) }
  }

  /// From Friday 16:00 to Monday 16:00 are 72 hours on the wall and 71 that pass.
  @Test func theTimeIsDividedWithoutRest() throws {
    let summary = try simulated().summary
    let shares = summary.shares.map { share in
      "\(share.party) \(share.kind.rawValue) \(share.milliseconds / 60_000)"
    }
    // Friday 18:00 to Saturday 11:00, and Saturday 15:20 to 20:45: the desk is closed.
    let closed = 17 * 60 + 5 * 60 + 25
    // Friday 16:20 to 17:00 and 17:45 to 18:00; Saturday 20:45 to Monday 10:30, an hour less.
    let working = 40 + 15 + 36 * 60 + 45
    let expected: [String] = [
      "service_integrator handoff 20",
      // Saturday 11:00 to 11:30.
      "acme handoff 30", "acme closed_hours \(closed)",
      // Resolved on Monday 10:30, closed at 16:00.
      "acme waiting 330", "acme working \(working)", "customer customer 45",
      // Saturday 14:00 to 15:20, and 11:30 to 14:00 before.
      "contoso handoff 80", "contoso working 150",
    ]
    #expect(shares == expected)
    #expect(summary.shares.map(\.milliseconds).reduce(0, +) == summary.total)
    #expect(summary.total == 71 * 3_600_000)
    // Until Monday 10:30, without the 45 minutes that the customer was waited for.
    let customer: Int64 = (65 * 60 + 30 - 45) * 60_000
    #expect(summary.customer == customer)
    #expect(summary.next.isEmpty)
  }

  // MARK: In few words

  private static let names = [
    "Urgent payroll incidents are restored in eight working hours": "P2 restore",
    "Vital payroll incidents are restored in a day": "P1 restore",
    "Payroll incidents are resolved in two working days": "resolve",
    "Acme resolves in six working hours": "acme",
    "Acme resolves in six working hours#2": "acme#2",
    "Contoso resolves in four working hours": "contoso",
  ]

  private func words(_ entry: TimelineEntry) -> String {
    let what: String
    switch entry.what {
    case .opened(let priority, let accountable):
      what = "opened \(priority ?? 0) \(accountable ?? "nobody")"
    case .event(let event): what = "event \(event.name) \(event.by?.party?.name ?? "")"
    case .priority(let before, let after): what = "priority \(before ?? 0) \(after ?? 0)"
    case .accountable(let role): what = "accountable \(role)"
    case .ladder(_, let change): what = "ladder \(change.rawValue)"
    case .action(let kind): what = words(kind, entry)
    case .reply, .knowledge, .trust: what = "\(entry.what)"
    }
    return "\(local(entry.at)) \(what)"
  }

  private func words(_ kind: Action.Kind, _ entry: TimelineEntry) -> String {
    switch kind {
    case .offer(_, let to):
      let until = entry.handoff?.acknowledgeBy.map { " until \(local($0))" } ?? ""
      return "offered \(to)\(until)" + (entry.handoff?.isBounce == true ? ", a bounce" : "")
    case .assigned(let to): return "assigned \(to)"
    case .escalate(let step): return "escalated \(step.to) \(step.kind.rawValue) \(step.step)"
    case .notify(let message):
      return "notified \(message.to)"
        + (message.notBefore.map { ", not before \(local($0))" } ?? "")
    case .clock(_, let change): return "\(change.rawValue) \(words(entry.clock))"
    case .breach: return "breached \(words(entry.clock))"
    case .lateHandoff: return "late \(entry.handoff?.to.unit ?? "")"
    default: return "\(kind)"
    }
  }

  private func words(_ reading: ClockReading?) -> String {
    guard let reading else { return "no clock" }
    let name = Self.names[reading.clock.id] ?? reading.clock.id
    let used = "\(name), \(reading.used / 60_000) of \(reading.clock.total / 60_000)"
    guard reading.clock.state == .inProgress else { return used }
    return used + ", due " + (reading.clock.due.map(local) ?? "never")
  }

  private func local(_ instant: Instant) -> String {
    let local = zone.local(at: instant)
    let day = local.date.weekday.rawValue
    let minute = local.minute < 10 ? "0\(local.minute)" : "\(local.minute)"
    let hour = local.hour < 10 ? "0\(local.hour)" : "\(local.hour)"
    return "\(day.prefix(1).uppercased())\(day.dropFirst()) \(hour):\(minute)"
  }
}
