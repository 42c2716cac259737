import BatonModel
import BatonTime

// Where a case may go on to, and by whom.
extension ProcessWatch {
  func checkName(_ event: ProcessEvent) -> Bool {
    plan.rule.activities == nil
      || event.activity.map { $0 < plan.rule.activities?.count ?? 0 } == true
  }

  mutating func checkName(_ event: ProcessEvent, _ track: ProcessTrack) {
    guard !checkName(event) else { return }
    find(.unknownEvent(event.name), at: plan.rule.head.place, event, track)
  }

  /// Changes the state as the event says.
  /// - Returns: the state that was entered; nil if none was.
  mutating func move<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, _ track: inout ProcessTrack, _ facts: inout Facts
  ) -> Int? {
    guard !plan.rule.states.isEmpty else { return nil }
    let target: Int
    switch event.state {
    case .unsaid:
      guard let led = ledTo(by: event, from: track) else {
        checkEnded(event, track)
        return nil
      }
      target = led
    case .unknown(let name):
      find(.unknownState(name), at: plan.rule.head.place, event, track)
      leave(&track, at: event.at)
      track.state = nil
      return nil
    case .known(let state): target = state
    }
    guard target != track.state else {
      checkEnded(event, track)
      return nil
    }
    if let from = track.state {
      check(from, target, event, track, &facts)
    } else if track.events == 1, target != 0 {
      find(
        .lateStart(plan.stateName(target)), at: plan.rule.states[target].place, event, track,
        severity: .warning)
    }
    leave(&track, at: event.at)
    track.state = target
    track.stateSince = event.at ?? track.latest
    checkEntering(target, event, track, &facts)
    return target
  }

  /// Where an event that says nothing of the state leads by its name alone.
  private func ledTo(by event: ProcessEvent, from track: ProcessTrack) -> Int? {
    guard let state = track.state else {
      // What a case begins with enters the first state, unless it says otherwise.
      return track.events == 1 ? 0 : nil
    }
    return plan.rule.states[state].ways.first { $0.events.contains(event.name) }?.target
  }

  private mutating func checkEnded(_ event: ProcessEvent, _ track: ProcessTrack) {
    // What may be opened again has not ended for good.
    guard let state = track.state, plan.rule.states[state].isFinal,
      plan.rule.states[state].ways.isEmpty
    else { return }
    find(
      .afterEnd(plan.stateName(state)), at: plan.rule.states[state].place, event, track,
      severity: .warning)
  }

  /// A time in a state is over.
  private func leave(_ track: inout ProcessTrack, at instant: Instant?) {
    guard let state = track.state, let since = track.stateSince,
      let now = instant ?? track.latest
    else { return }
    for (number, limit) in plan.rule.limits.enumerated() {
      guard case .time(state) = limit.subject else { continue }
      // A stay that was too long and excused is passed over.
      if track.limits[number].isStayExcused == true {
        track.limits[number].isStayExcused = nil
        continue
      }
      let (passed, isBeyond) = track.limits[number].passed
        .addingReportingOverflow(limit.passed(from: since, to: now))
      track.limits[number].passed = isBeyond ? .max : passed
    }
  }

  // MARK: Ways

  private mutating func check<Facts: ProcessFacts & ~Copyable>(
    _ from: Int, _ target: Int, _ event: ProcessEvent, _ track: ProcessTrack,
    _ facts: inout Facts
  ) {
    let party = event.blamed.party
    let own = adaptations(of: party, at: event.at ?? track.latest)
    let state = plan.rule.states[from]
    let isForbidden = own.contains { rule in
      rule.forbids.contains { $0.state == from && $0.target == target }
    }
    let ways = isForbidden ? [] : state.ways.filter { $0.target == target }
    var fault: Deviation.Kind?
    for way in ways {
      guard let found = obstacle(of: way, from, event, &facts) else { return }
      fault = fault ?? found
    }
    for adaptation in own where !isForbidden {
      if opens(adaptation, from, target, event, &facts) {
        find(
          fault ?? .noWay(from: state.name, to: plan.stateName(target)), at: state.place, event,
          track, standing: .adapted(by: adaptation.head.name))
        return
      }
    }
    find(
      fault ?? .noWay(from: state.name, to: plan.stateName(target)),
      at: ways.first?.place
        ?? state.place, event, track)
  }

  /// Why a way cannot be gone with an event; nil if it can.
  private func obstacle<Facts: ProcessFacts & ~Copyable>(
    of way: ProcessWay, _ from: Int, _ event: ProcessEvent, _ facts: inout Facts
  ) -> Deviation.Kind? {
    let names = (plan.stateName(from), plan.stateName(way.target))
    if !way.events.isEmpty, !way.events.contains(event.name) {
      return .wrongEvent(from: names.0, to: names.1, by: way.events)
    }
    if !way.condition.isAlways, !facts.holds(way.condition, of: plan.rule.head) {
      return .notAllowed(from: names.0, to: names.1)
    }
    if !isAllowed(event, way.by) {
      return .wrongActor(state: names.1, wanted: way.by.map(\.words))
    }
    return nil
  }

  private func opens<Facts: ProcessFacts & ~Copyable>(
    _ adaptation: AdaptationRule, _ from: Int, _ target: Int, _ event: ProcessEvent,
    _ facts: inout Facts
  ) -> Bool {
    func leads(_ allows: [(state: Int, way: ProcessWay)]) -> Bool {
      for (state, way) in allows where state == from && way.target == target {
        if obstacle(of: way, from, event, &facts) == nil { return true }
      }
      return false
    }
    if leads(adaptation.allows) { return true }
    for number in adaptation.uses {
      let variation = plan.rule.variations[number]
      guard
        variation.condition.isAlways || facts.holds(variation.condition, of: variation.head)
      else { continue }
      if leads(variation.allows) { return true }
    }
    return false
  }

  // MARK: Entering

  private mutating func checkEntering<Facts: ProcessFacts & ~Copyable>(
    _ target: Int, _ event: ProcessEvent, _ track: ProcessTrack, _ facts: inout Facts
  ) {
    let state = plan.rule.states[target]
    for slot in state.needs where isMissing(slot, event, &facts) {
      find(
        .missingField(state: state.name, field: plan.fields.requestFields[slot].name),
        at: state.place, event, track)
    }
    if !isAllowed(event, state.by) {
      find(
        .wrongActor(state: state.name, wanted: state.by.map(\.words)), at: state.place, event,
        track)
    }
  }

  /// Who has the case is known of the case, whether or not a field says it.
  private func isMissing<Facts: ProcessFacts & ~Copyable>(
    _ slot: Int, _ event: ProcessEvent, _ facts: inout Facts
  ) -> Bool {
    if facts.value(of: slot) != nil { return false }
    return switch plan.fields.requestFields[slot].name {
    case "provider": event.holder.party == nil
    case "group": event.holder.group == nil
    case "state": false
    default: true
    }
  }

  // MARK: Who

  /// Whether one of some may have done an event. Who is not known is not accused.
  func isAllowed(_ event: ProcessEvent, _ terms: [ActorTerm]) -> Bool {
    if terms.isEmpty || event.actor.isUnknown { return true }
    return terms.contains { isOne($0, event) ?? true }
  }

  /// Nil if that cannot be told.
  private func isOne(_ term: ActorTerm, _ event: ProcessEvent) -> Bool? {
    let actor = event.actor
    switch term {
    case .customer: return actor.party.map { $0 == Party.customer.name }
    case .integrator: return actor.party.map { plan.isIntegrator($0) }
    case .anyProvider:
      return actor.party.map { $0 != Party.customer.name && $0 != Party.integrator.name }
    case .holder:
      guard let holder = event.holder.party else { return nil }
      return actor.party.map { $0 == holder }
    case .holdingGroup:
      guard let holder = event.holder.group else { return nil }
      return actor.group.map { $0 == holder }
    case .serviceOwner:
      guard let accountable = event.accountable else { return nil }
      return actor.role.map { $0 == accountable }
    case .role(let name): return actor.role.map { $0 == name }
    }
  }

  mutating func checkResponsible(_ event: ProcessEvent, entered: Int?, _ track: ProcessTrack) {
    for duty in plan.rule.responsibilities {
      let isDone =
        switch duty.activity {
        case .event(let name): name == event.name
        case .enter(let state): state == entered
        }
      guard isDone, !isAllowed(event, duty.responsible) else { continue }
      find(
        .notResponsible(activity: duty.name, wanted: duty.responsible.map(\.words)),
        at: duty.place, event, track)
    }
  }
}

extension ActorTerm {
  /// As rules write it.
  var words: String {
    switch self {
    case .customer: "customer"
    case .integrator: "service_integrator"
    case .anyProvider: "service_provider"
    case .holder: "provider"
    case .holdingGroup: "provider.group"
    case .serviceOwner: "service_owner"
    case .role(let name): name
    }
  }
}
