import ArgumentParser
import Baton
import BatonModel
import BatonTime
import Foundation

/// Cases with ten clocks and what happens to them: from the acceptance over a pause, a new priority,
/// the solution and a reopening to the closing, under rules of their own.
struct CaseWorkload {
  private let engine: Engine
  private let lives: [(opening: Case, events: [CaseEvent])]

  init(cases: Int) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "baton-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.rules.utf8).write(to: folder.appending(path: "main.lua"))
    let engine = try Engine(rules: folder)
    let first: Int64 = 1_778_227_200_000
    lives = (0..<cases).map { number in
      let opened = Instant(milliseconds: first + Int64(number) * 977_000)
      let request = Request([
        ("id", .text("R-\(number)")), ("kind", .text("incident")), ("service", .text("payroll")),
        ("impact", .text("high")), ("urgency", .text("medium")),
      ])
      return (engine.open(request, at: opened).case, Self.life(from: opened))
    }
    self.engine = engine
  }

  /// How many events one run takes in.
  var events: Int { lives.reduce(0) { $0 + $1.events.count } }

  /// The most clocks that run in a case at once.
  var mostClocks: Int {
    guard let life = lives.first else { return 0 }
    var state = life.opening
    var effects: [World.Effect] = []
    return life.events.reduce(0) { most, event in
      _ = engine.advance(&state, with: event, at: event.at, changing: &effects)
      return max(most, state.clocks.count { $0.isActive })
    }
  }

  /// Takes in all events, and all that happens by itself before each.
  func run() {
    for life in lives {
      var state = life.opening
      var effects: [World.Effect] = []
      for event in life.events {
        _ = engine.advance(&state, with: event, at: event.at, changing: &effects)
      }
      precondition(state.phase == .closed, "every case is closed in the end")
    }
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
