import BatonModel
import BatonTime

/// What events change in a case before its rules look at it.
extension CaseRun {
  /// Takes in what an event says, but for whom it assigns the case to.
  mutating func takeIn(_ event: CaseEvent) {
    let before = state.request["state"]
    set(event)
    acceptByDoing(event)
    switch event.known {
    case .acknowledge: acknowledge(event)
    case .accept: accept(event)
    case .reject: reject(event)
    case .pause: pause(event)
    case .resume: put("pending_reason", nil)
    case .resolve: enter("resolved", event)
    case .close: enter("closed", event)
    case .cancel: enter("cancelled", event)
    case .reopen: enter("in_progress", event)
    case .settle: settleDispute()
    case .assist: assist(event)
    case .assisted: assisted(event)
    case .migrate: state.inForceAt = now
    default: break
    }
    changePhase(event, from: before)
    changePause()
    if event.known != .accept, event.known?.isOfTask != true,
      let person = text(event.details["person"])
    {
      state.holder.person = person
    }
  }

  /// What opens may wait already, or be done, as the first that a log has of it.
  mutating func beginAsSaid() {
    changePhase(CaseEvent(CaseEvent.Name.open.rawValue, at: now), from: nil)
    changePause()
  }

  // MARK: Fields

  /// Fields that say who has the case; an event that sets them assigns it.
  private static let assigning: Set<String> = ["provider", "group", "to"]

  private mutating func set(_ event: CaseEvent) {
    guard !event.set.isEmpty else { return }
    for (name, value) in event.set where !Self.assigning.contains(name) {
      put(name, value)
      // What people said of what rules work out counts from now on.
      if value == nil { state.pinned.remove(name) } else { state.pinned.insert(name) }
    }
    // A reason to wait does not outlast the waiting.
    if event.set.contains("state"), !event.set.contains("pending_reason"),
      text(event.set["state"]) != "pending", event.known != .pause
    {
      put("pending_reason", nil)
    }
  }

  /// Enters a state, unless the event names another; a reason to wait does not outlast that.
  private mutating func enter(_ name: String, _ event: CaseEvent) {
    if !event.set.contains("state") { put("state", .text(name)) }
    if !event.set.contains("pending_reason") { put("pending_reason", nil) }
  }

  private mutating func put(_ name: String, _ value: Value?) {
    if value == nil, !state.request.contains(name) { return }
    if let value, state.request[name] == value { return }
    state.request.set(name, to: value, &run.changedNames)
  }

  private func text(_ value: Value?) -> String? {
    if case .text(let text)? = value { text } else { nil }
  }

  // MARK: Phases

  /// What states mean that everybody has. Others are the process's own.
  private static let phases: [String: Case.Phase] = [
    "resolved": .resolved, "closed": .closed, "cancelled": .closed, "new": .open, "open": .open,
    "assigned": .open, "in_progress": .open, "pending": .open, "on_hold": .open,
  ]

  /// A state of the process's own is what the event says; if the event says nothing and leaves it,
  /// nothing changes.
  private func phase(after event: CaseEvent, from before: Value?) -> Case.Phase {
    let now = state.request["state"]
    if let known = text(now).flatMap({ Self.phases[$0] }) { return known }
    switch event.known {
    case .resolve: return .resolved
    case .close, .cancel: return .closed
    case .open, .reopen: return .open
    default: return now == before ? state.phase : .open
    }
  }

  /// Given up, which keeps no promise.
  var isCancelled: Bool { state.request["state"] == .text("cancelled") }

  private mutating func changePhase(_ event: CaseEvent, from before: Value?) {
    let phase = phase(after: event, from: before)
    guard phase != state.phase else { return }
    if phase == .open {
      isReopening = true
      state.resolvedAt = nil
      state.closedAt = nil
      // Whatever a source calls it, this is what happens.
      see(.reopen)
    } else {
      if state.resolvedAt == nil, !isCancelled { state.resolvedAt = now }
      if phase == .closed { state.closedAt = now }
      withdrawOffer()
    }
    state.phase = phase
  }

  // MARK: Waiting

  private mutating func pause(_ event: CaseEvent) {
    if let reason = event.reason ?? text(event.details["reason"]) {
      put("pending_reason", .text(reason))
    }
    let said = text(state.request["pending_reason"])
    if said.flatMap(PauseReason.init) == nil {
      act(.doubt(CaseWording.noReasonToWait(said)), at: now)
    }
  }

  /// Work waits while there is a typed reason for it.
  private mutating func changePause() {
    let reason =
      state.phase == .open
      ? text(state.request["pending_reason"]).flatMap(PauseReason.init) : nil
    if let pause = state.pause {
      if pause.reason == reason { return }
      state.pauses[state.pauses.count - 1].until = now
    }
    if let reason { state.pauses.append(PauseSpan(reason: reason, from: now)) }
  }

  // MARK: Help

  private mutating func assist(_ event: CaseEvent) {
    guard let name = text(event.details["to"]) ?? text(event.set["provider"]) else {
      act(.doubt(CaseWording.assistByNobody), at: now)
      return
    }
    state.assists.append(Case.Assist(party: rules.party(Party(named: name)), from: now))
  }

  private mutating func assisted(_ event: CaseEvent) {
    let party = party(of: event)
    let open = state.assists.lastIndex { $0.until == nil && (party == nil || $0.party == party) }
    if let open { state.assists[open].until = now }
  }
}
