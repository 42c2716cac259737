import BatonModel
import BatonTime
import Testing

@testable import Baton

/// A case moved on by events with times of one day or another, for tests to read.
struct CaseScript {
  let engine: Engine
  private let zone: Zone
  private(set) var state: Case
  /// What was to be done, of all steps.
  private(set) var actions: [Action] = []

  static let landscape = """
    rulebase { name = "cases", timezone = "Europe/Paris" }
    calendar "office" { monday_to_friday = "09:00-17:00" }
    role "director" { party = "customer" }
    role "lead" { party = "service_integrator" }
    role "cio" { party = "customer", authority = 3 }
    provider "integrator" { default = "desk", groups = { desk = { hours = "always" } } }
    provider "acme" { default = "desk", groups = { desk = { hours = "office" }, l3 = {} } }
    provider "contoso" { default = "desk", groups = { desk = {} } }
    service "payroll" { provider = "acme", accountable = "director", criticality = "vital" }
    service "mail" { provider = "contoso" }

    """

  static let routes = """

    route "payroll" { when = { service = "payroll" }, to = "acme/desk" }
    route "mail" { when = { service = "mail" }, to = "contoso" }
    route "rest" { to = "integrator" }
    """

  static func engine(_ rules: String) throws -> Engine {
    let load = RuleBaseLoad(
      folder: RuleFolder(contents: ["main.lua": landscape + rules + routes]), main: "main.lua",
      more: [])
    for diagnostic in load.diagnostics { Issue.record("\(diagnostic)") }
    return try #require(load.engine)
  }

  /// Opens a case.
  /// - Parameter at: local time in Paris.
  init(_ rules: String, at opened: String, _ members: [(String, Value)]) throws {
    try self.init(Self.engine(rules), at: opened, members)
  }

  init(_ engine: Engine, at opened: String, _ members: [(String, Value)]) throws {
    self.engine = engine
    zone = try Zone(named: "Europe/Paris")
    let instant = try #require(ISO8601.parse(opened, in: zone)).instant
    let usual: [(String, Value)] = [
      ("id", .text("R-1")), ("kind", .text("incident")), ("priority", .integer(3)),
    ]
    let request = Request(usual.filter { name, _ in !members.contains { $0.0 == name } } + members)
    let step = engine.open(request, at: instant)
    state = step.case
    actions = step.actions
  }

  func instant(_ text: String) throws -> Instant {
    try #require(ISO8601.parse(text, in: zone)).instant
  }

  mutating func take(
    _ name: String, at time: String, by party: String? = nil, person: String? = nil,
    set: [(String, Value)] = [], reason: String? = nil, to: String? = nil, task: String? = nil,
    id: String? = nil
  ) throws {
    let at = try instant(time)
    let event = CaseEvent(
      name, at: at,
      by: party.map { CaseEvent.Actor(party: Party(named: $0), person: person) },
      set: Members(set), reason: reason,
      details: Members(
        [("to", to), ("task", task)].compactMap { name, text in
          text.map { (name, Value.text($0)) }
        }), id: id)
    let step = engine.advance(state, with: event, at: at)
    state = step.case
    actions += step.actions
  }

  mutating func take(_ event: CaseEvent) {
    let step = engine.advance(state, with: event, at: event.at)
    state = step.case
    actions += step.actions
  }

  mutating func wait(until time: String) throws {
    let step = engine.advance(state, to: try instant(time))
    state = step.case
    actions += step.actions
  }

  // MARK: Reading

  func clock(_ id: String) throws -> Clock { try #require(state.clocks.first { $0.id == id }) }

  /// `date time` in Paris, as tests write it.
  func local(_ instant: Instant?) -> String? {
    guard let instant else { return nil }
    let local = zone.local(at: instant)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(local.date) \(two(local.hour)):\(two(local.minute))"
  }

  func due(_ id: String) throws -> String? { local(try clock(id).due) }

  /// Who was escalated to, with times.
  var escalations: [String] {
    actions.compactMap { action in
      guard case .escalate(let step) = action.kind else { return nil }
      return "\(local(action.at) ?? "") \(step.to)"
    }
  }

  var breaches: [String] {
    actions.compactMap { action in
      guard case .breach(let clock) = action.kind else { return nil }
      return "\(local(action.at) ?? "") \(clock)"
    }
  }

  /// What became of disputes, with times.
  var disputes: [String] {
    actions.compactMap { action in
      guard case .dispute(let dispute, let change) = action.kind else { return nil }
      return "\(local(action.at) ?? "") \(dispute.number) \(change) \(dispute.owner ?? "nobody")"
    }
  }

  /// What became of tasks and of the plan, with times.
  var tasks: [String] {
    actions.compactMap { action in
      let time = local(action.at) ?? ""
      switch action.kind {
      case .plan(_, let change): return "\(time) plan \(change)"
      case .task(let task, let change): return "\(time) \(task.id) \(change)"
      default: return nil
      }
    }
  }

  func task(_ name: String) throws -> CaseTask {
    try #require(state.plan?.tasks.first { $0.name == name })
  }

  var doubts: [String] {
    actions.compactMap { if case .doubt(let text) = $0.kind { text } else { nil } }
  }

  var errors: [String] {
    actions.compactMap { if case .error(let text) = $0.kind { text } else { nil } }
  }
}
