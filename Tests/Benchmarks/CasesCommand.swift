import ArgumentParser
import Baton
import BatonModel
import BatonTime
import Foundation

/// What time costs: questions to a calendar, and events of cases.
struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Nanoseconds for a calendar's answers, microseconds for an event of a case.",
    discussion: """
      Prints three figures: nanoseconds for `due` and for `workingTime` over ten years with holidays, \
      and microseconds for an event of a case with ten clocks, with all that happens by itself before \
      it: also the seconds that a million such events take.
      """)

  private static let cases = 2_000

  @Flag(help: "Leave out the calendar.")
  var onlyEvents = false

  func run() throws {
    if !onlyEvents {
      let (due, working) = try calendar()
      print(due, working, terminator: "\t")
    }
    print(String(format: "%.1f", try events() * 1e6))
  }

  // MARK: A calendar

  private func calendar() throws -> (due: Int, working: Int) {
    var hours = BusinessHours(zone: try Zone(named: "Europe/Paris"))
    for day in [Weekday.mon, .tue, .wed, .thu, .fri] {
      hours.week[day] = [try DayTimes.parse("09:00-12:00"), try DayTimes.parse("13:00-17:30")]
    }
    for year in 2020...2040 {
      for (month, day) in [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)] {
        if let date = CivilDate(year: year, month: month, day: day) { hours.holidays.insert(date) }
      }
    }
    let calendar = try BusinessCalendar(hours)
    let first: Int64 = 1_767_225_600_000
    let decade: Int64 = 10 * 365 * 86_400_000
    let questions = 100_000
    var sum: Int64 = 0
    let working = ProcessorClock.best {
      for question in 0..<questions {
        let start = Instant(milliseconds: first + Int64(question) * 60_000)
        sum &+= calendar.workingTime(
          from: start, to: Instant(milliseconds: start.milliseconds + decade))
      }
    }
    let tenYears = sum / Int64(questions)
    guard tenYears > 0 else { throw ValidationError("no working time") }
    let average = calendar.workingTime(
      from: Instant(milliseconds: first), to: Instant(milliseconds: first + decade))
    var found = 0
    let due = ProcessorClock.best {
      for question in 0..<questions {
        let start = Instant(milliseconds: first + Int64(question) * 60_000)
        if calendar.due(from: start, after: average) != nil { found += 1 }
      }
    }
    guard found.isMultiple(of: questions) else { throw ValidationError("something is never due") }
    return (Int(due / Double(questions) * 1e9), Int(working / Double(questions) * 1e9))
  }

  // MARK: Cases

  /// Seconds for one event.
  private func events() throws -> Double {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "baton-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.rules.utf8).write(to: folder.appending(path: "main.lua"))
    let engine = try Engine(rules: folder)
    let first: Int64 = 1_778_227_200_000
    let lives = (0..<Self.cases).map { number in
      let opened = Instant(milliseconds: first + Int64(number) * 977_000)
      let request = Request([
        ("id", .text("R-\(number)")), ("kind", .text("incident")), ("service", .text("payroll")),
        ("impact", .text("high")), ("urgency", .text("medium")),
      ])
      return (opened: opened, request: request, events: Self.life(from: opened))
    }
    let begun = lives.map { engine.open($0.request, at: $0.opened).case }
    var clocks = 0
    let seconds = ProcessorClock.best {
      for (life, opening) in zip(lives, begun) {
        var state = opening
        for event in life.events {
          _ = engine.advance(&state, with: event, at: event.at)
          clocks = max(clocks, state.clocks.count(where: \.isActive))
        }
        precondition(state.phase == .closed, "every case is closed in the end")
      }
    }
    guard clocks >= 10 else { throw ValidationError("only \(clocks) clocks run") }
    return seconds / Double(lives.reduce(0) { $0 + $1.events.count })
  }

  private static func life(from opened: Instant) -> [CaseEvent] {
    func at(_ minutes: Int64) -> Instant {
      Instant(milliseconds: opened.milliseconds + minutes * 60_000)
    }
    let acme = CaseEvent.Actor(party: .provider("acme"), group: "desk", person: "u-17")
    return [
      CaseEvent("accept", at: at(12), by: .init(party: .provider("acme"), group: "desk")),
      CaseEvent("work_log", at: at(40), by: acme, set: Members([("state", .text("in_progress"))])),
      CaseEvent("pause", at: at(70), by: acme, reason: "customer"),
      CaseEvent("resume", at: at(190), by: acme),
      CaseEvent("update", at: at(200), by: acme, set: Members([("urgency", .text("high"))])),
      CaseEvent("work_log", at: at(260), by: acme),
      CaseEvent("resolve", at: at(400), by: acme),
      CaseEvent("reopen", at: at(1500), by: .init(party: .customer)),
      CaseEvent("resolve", at: at(1700), by: acme),
      CaseEvent("close", at: at(3000), by: .init(party: .customer)),
    ]
  }

  private static let rules: String = {
    var rules = """
      rulebase { name = "clocks", timezone = "Europe/Paris" }
      calendar "office" { monday_to_friday = { "09:00-12:00", "13:00-17:30" },
        holidays = { "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14" } }
      role "director" { party = "customer" }
      role "lead" { party = "service_integrator", authority = 1 }
      provider "integrator" { default = "desk", groups = { desk = {} } }
      provider "acme" { default = "desk", groups = { desk = { hours = "office" } } }
      service "payroll" { provider = "acme", accountable = "director" }
      route "payroll" { when = { service = "payroll" }, to = "acme/desk" }
      route "rest" { to = "integrator" }
      handoff "quick" { acknowledge_within = minutes(30), bounces_at_most = 2 }
      escalation "ladder" { on = "sla 1", at("50%", { notify = { "lead" } }),
        at("100%", { hierarchical = "lead" }), after(minutes(30), { notify = { "lead" } }) }

      """
    for number in 1...10 {
      let unit = number.isMultiple(of: 2) ? "hours" : "business_hours"
      rules += """
        sla "sla \(number)" { when = { kind = "incident" }, metric = "time_to_resolve",
          within = \(unit)(\(number + 3)), calendar = "office", pause_on = { "customer" },
          warn_at = { "50%", "75%", "90%" } }

        """
    }
    return rules
  }()
}
