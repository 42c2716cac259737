import Baton
import BatonModel
import BatonTime

/// Lives through the case of a scenario by the code of `baton simulate`, and compares what happens
/// with what the scenario's timeline expects.
///
/// What happens must happen at exactly that instant; how things stand is looked at when everything of
/// that instant has happened. The events are taken in the order of their times, those of one time as
/// they are written.
struct TimelineExpectations {
  private let scenario: Scenario
  private let engine: Engine
  private let request: Request
  private let world: World

  private let mostSteps: Int

  init(
    _ scenario: Scenario, request: Request, in world: World, by engine: Engine,
    mostSteps: Int = Self.mostSteps
  ) {
    self.mostSteps = mostSteps
    self.scenario = scenario
    self.request = request
    self.world = world
    self.engine = engine
  }

  /// A timeline that people wrote is over long before so much happened by itself.
  static let mostSteps = 10_000

  private struct Placed {
    let at: Instant
    let moment: Scenario.Moment
  }

  /// What came out otherwise, and what the case showed of ladders and processes.
  func live() -> (mismatches: [ScenarioResult.Mismatch], marks: Set<LifeMark>) {
    var life = CaseSimulation(
      request, in: CaseSimulation.Surroundings(engine, world), mostSteps: mostSteps)
    let wording = TimelineWording(
      time: TimeWording(zone: life.zone), calendar: { [engine] in engine.calendar(named: $0) })
    var mismatches: [ScenarioResult.Mismatch] = []
    var marks: Set<LifeMark> = []
    var entries = life.take()
    var checks: [(placed: Placed, state: Case)] = []
    // `sort` is stable: at one instant events come before what is expected of it.
    for placed in placed(openedAt: life.state.openedAt) {
      if placed.moment.isEvent {
        do throws(SimulationFault) {
          let event = try event(placed)
          mismatches += wrongValues(event, placed.moment)
          let before = life.state.process?.state
          life.take(event)
          if let process = life.state.process, let from = before, let to = process.state,
            from != to || event.set.contains("state")
          {
            marks.insert(.way(process: process.process, from: from, to: to))
          }
        } catch {
          mismatches.append(
            mismatch(
              "event", placed.moment, expected: "an event", got: error.description, why: []))
        }
      } else {
        life.run(until: placed.at)
        checks.append((placed, life.state))
      }
      entries += life.take()
    }
    // What happens later may be what was expected earlier.
    life.run(until: nil)
    let later = entries + life.take()
    if life.nextByItself != nil, let last = later.last {
      // What is expected of a life without an end is no longer of interest.
      let endless = [
        ScenarioResult.Mismatch(
          name: "timeline", place: scenario.place, expected: "an end",
          got: "\(mostSteps) things happened by themselves, one after the other, and more "
            + "would: do rules set each other off?",
          why: [wording.sentence(last)])
      ]
      return (endless, marks)
    }
    for (placed, state) in checks {
      let check = MomentCheck(
        at: placed.at, entries: later, state: state, wording: wording, zone: engine.zone)
      for (name, wanted) in placed.moment.members {
        guard let wanted, let got = check.difference(name, wanted) else { continue }
        mismatches.append(
          mismatch(
            name, placed.moment, expected: ValueWording.words(wanted), got: got.words,
            why: got.why))
      }
    }
    mismatches += wholeLife(later, wording)
    return (mismatches, marks.union(engine.lifeMarks(of: life.state)))
  }

  /// What was to come of the whole life: exactly the rules that are named, or `false` for none.
  private func wholeLife(
    _ entries: [TimelineEntry], _ wording: TimelineWording
  ) -> [ScenarioResult.Mismatch] {
    scenario.expect.compactMap { name, wanted in
      guard Scenario.lifeExpectations.contains(name), let wanted else { return nil }
      let found = entries.compactMap { entry in
        MomentCheck.subject(of: entry, as: name).map { (entry: entry, names: $0) }
      }
      let isMet: Bool
      switch wanted {
      case .yesNo(let yes): isMet = yes != found.isEmpty
      case .list(let names):
        isMet =
          names.allSatisfy { name in found.contains { MomentCheck.fits($0.names, name) } }
          && found.allSatisfy { one in names.contains { MomentCheck.fits(one.names, $0) } }
      default:
        isMet = !found.isEmpty && found.allSatisfy { MomentCheck.fits($0.names, wanted) }
      }
      if isMet { return nil }
      let got = found.compactMap(\.names.first).reduce(into: [String]()) { list, name in
        if !list.contains(name) { list.append(name) }
      }
      return ScenarioResult.Mismatch(
        name: name, place: scenario.places[name] ?? scenario.place,
        expected: wanted == .yesNo(false) ? "nothing" : ValueWording.words(wanted),
        got: got.isEmpty ? "nothing" : ValueWording.words(.list(got.map { .text($0) })),
        why: found.prefix(3).map {
          "\(wording.time.moment($0.entry.at, seenFrom: entries.first?.at ?? $0.entry.at)): "
            + wording.sentence($0.entry)
        })
    }
  }

  private func placed(openedAt opening: Instant) -> [Placed] {
    scenario.timeline.compactMap { moment in
      // That it can be read was seen at load.
      ScriptTime(moment.at, in: engine.zone).map {
        Placed(at: $0.instant(openedAt: opening), moment: moment)
      }
    }.sorted { left, right in
      (left.at, left.moment.isEvent ? 0 : 1) < (right.at, right.moment.isEvent ? 0 : 1)
    }
  }

  private func event(_ placed: Placed) throws(SimulationFault) -> CaseEvent {
    let reader = EventReader(zone: engine.zone, typed: { Request($0) })
    var event =
      if let known = placed.moment.event { known } else {
        try reader.event(placed.moment.members)
      }
    event.at = placed.at
    return event
  }

  /// Values that an event sets and that do not fit their fields: the rest would be lived as if nothing had
  /// been written. What a log says happened so.
  private func wrongValues(
    _ event: CaseEvent, _ moment: Scenario.Moment
  ) -> [ScenarioResult.Mismatch] {
    guard moment.event == nil, !event.set.isEmpty, !scenario.expect.contains("errors") else {
      return []
    }
    let errors = engine.decide(Request(event.set), in: world).errors
    return errors.filter { $0.kind == .value }.map { error in
      mismatch(
        "set", moment, expected: "values that fit their fields",
        got: (error.field.map { "\($0): " } ?? "") + error.message, why: [])
    }
  }

  private func mismatch(
    _ name: String, _ moment: Scenario.Moment, expected: String, got: String, why: [String]
  ) -> ScenarioResult.Mismatch {
    ScenarioResult.Mismatch(
      name: "timeline at \(moment.at), \(name)", place: moment.places[name] ?? moment.place,
      expected: expected, got: got, why: why)
  }
}

/// Compares one instant of a timeline with what is expected of it.
private struct MomentCheck {
  let at: Instant
  /// All that happened, before and after.
  let entries: [TimelineEntry]
  /// As it was when everything of that instant had happened.
  let state: Case
  let wording: TimelineWording
  let zone: Zone

  /// What came instead, and what else there is to say.
  typealias Difference = (words: String, why: [String])

  /// Nil where it is as expected.
  func difference(_ name: String, _ wanted: Value) -> Difference? {
    switch name {
    case "priority": stands(state.priority.map { .integer($0) }, wanted)
    case "state": stands(state.request["state"] ?? .text(state.phase.rawValue), wanted)
    case "paused": paused(wanted)
    case "due": due(wanted)
    default: happened(name, wanted)
    }
  }

  // MARK: How it stands

  private func stands(_ found: Value?, _ wanted: Value) -> Difference? {
    if ValueComparison.matches(found, wanted) { return nil }
    return (found.map { ValueWording.words($0) } ?? "nothing", [])
  }

  private func paused(_ wanted: Value) -> Difference? {
    let reason = state.pause?.reason.rawValue
    if case .yesNo(let yes) = wanted {
      if yes == (reason != nil) { return nil }
    } else if wanted == reason.map({ .text($0) }) {
      return nil
    }
    return (reason.map { "it waits for \"\($0)\"" } ?? "it does not wait", [])
  }

  private func due(_ wanted: Value) -> Difference? {
    let running = state.clocks.filter { $0.state == .inProgress }
    switch wanted {
    case .object(let members):
      let wrong = members.filter { name, value in
        let clock = running.last { $0.terms.agreement == name }
        return !isDue(clock, value)
      }
      if wrong.isEmpty { return nil }
    case .yesNo(false): if running.isEmpty { return nil }
    default: if running.contains(where: { isDue($0, wanted) }) { return nil }
    }
    if running.isEmpty { return ("no clock runs", []) }
    let found = running.map { "\"\($0.id)\" is due \($0.due.map(moment) ?? "never")" }
    return (found.joined(separator: "; "), [])
  }

  private func isDue(_ clock: Clock?, _ wanted: Value?) -> Bool {
    guard case .text(let text)? = wanted else { return wanted == .yesNo(false) && clock == nil }
    let instant = ScriptTime(text, in: zone)?.instant(openedAt: state.openedAt)
    return clock?.due != nil && clock?.due == instant
  }

  // MARK: What happened

  private func happened(_ name: String, _ wanted: Value) -> Difference? {
    let all = entries.compactMap { entry in Self.subject(of: entry, as: name).map { (entry, $0) } }
    let now = all.filter { $0.0.at == at }
    let isMet: Bool
    switch wanted {
    case .yesNo(let yes): isMet = yes != now.isEmpty
    case .list(let names):
      isMet = names.allSatisfy { name in now.contains { Self.fits($0.1, name) } }
    default: isMet = now.contains { Self.fits($0.1, wanted) }
    }
    if isMet { return nil }
    // What did happen, the nearest first.
    let others = all.filter { $0.0.at != at }.sorted {
      abs($0.0.at.milliseconds - at.milliseconds) < abs($1.0.at.milliseconds - at.milliseconds)
    }.prefix(3).map { "\(moment($0.0.at)): \(wording.sentence($0.0))" }
    if !now.isEmpty { return (now.map { wording.sentence($0.0) }.joined(separator: "; "), others) }
    return ("nothing of that at \(moment(at))", others.isEmpty ? ["it never happens"] : others)
  }

  private func moment(_ instant: Instant) -> String {
    wording.time.moment(instant, seenFrom: state.openedAt)
  }

  /// A name, or a provider for its group.
  static func fits(_ found: [String], _ wanted: Value) -> Bool {
    guard case .text(let wanted) = wanted else { return false }
    return found.contains { $0 == wanted || $0.hasPrefix(wanted + "/") }
  }

  /// What an entry is about, if it is of that kind.
  static func subject(of entry: TimelineEntry, as name: String) -> [String]? {
    guard case .action(let kind) = entry.what else { return nil }
    switch (name, kind) {
    case ("escalated", .escalate(let step)): return [step.to]
    case ("notified", .notify(let message)): return [message.to]
    case ("breached", .breach(let id)), ("warned", .warning(let id, _)):
      return [id] + (entry.clock.map { [$0.clock.terms.agreement] } ?? [])
    case ("kept", .clock(let id, .completed)):
      guard let clock = entry.clock?.clock, clock.breachedAt == nil else { return nil }
      return [id, clock.terms.agreement]
    case ("assigned", .assigned(let to)), ("offered", .offer(_, let to)): return [to]
    case ("deviates", .deviation(let deviation)):
      return [deviation.rule, deviation.process].compactMap(\.self)
    case ("invited", .swarm(let swarm, .invited)): return swarm.unit.map { [$0] }
    case ("opened", .followUp(let record)): return [record.id, record.opens]
    case ("late", .lateHandoff): return entry.handoff.map { [$0.to.unit] }
    default: return nil
    }
  }
}
