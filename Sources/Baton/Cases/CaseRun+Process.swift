import BatonModel
import BatonTime

/// One way, same way: what the process of a case says of its events.
///
/// A process forbids nothing here. What happened, happened; what is not as it should be is told, as
/// the same events in a log would be.
extension CaseRun {
  /// Finds the process that the case follows: the first that is for its request.
  mutating func beginProcess() {
    for plan in rules.processes
    where plan.rule.condition.isAlways || holds(plan.rule.condition, of: plan.rule.head) {
      state.process = ProcessTrack(plan)
      return
    }
  }

  /// An event whose sender has a mapping, in the words of the process: what they call an acceptance is
  /// one for clocks and handoffs, too. Nil if it is said in them already.
  mutating func inOurWords(_ event: CaseEvent) -> CaseEvent? {
    guard !rules.processes.isEmpty, let track = state.process,
      let plan = rules.process(track.process), let party = event.by?.party?.name,
      plan.hasMapping(of: party)
    else { return nil }
    var event = event
    event.name = plan.event(event.name, of: party)
    if case .known(let state) = plan.state(event.set["state"], of: party) {
      event.set.set("state", to: .text(plan.stateName(state)), &run.changedNames)
    }
    return event
  }

  /// Whoever begins to work on what they were offered has accepted it.
  mutating func observeAcceptance(_ event: CaseEvent) {
    guard justAccepted, event.known != .accept else { return }
    var acceptance = CaseEvent(CaseEvent.Name.accept.rawValue, at: now)
    acceptance.by = event.by
    observe(acceptance, before: state.request["state"])
  }

  /// An offer that rules made is an assignment for the process, whoever makes it.
  /// - Parameters:
  ///   - count: how many there were before.
  ///   - event: what they followed from; one that assigns was looked at already.
  mutating func observeOffers(since count: Int, _ event: CaseEvent?) {
    guard event?.known != .assign, state.handoffs.count > count else { return }
    for handoff in state.handoffs[count...] {
      var offer = CaseEvent(CaseEvent.Name.assign.rawValue, at: now)
      offer.by = CaseEvent.Actor(party: handoff.from.party)
      observe(offer, before: state.request["state"])
    }
  }

  /// Lets the process look at an event, after all that followed from it.
  /// - Parameter before: the state before it.
  mutating func observe(_ event: CaseEvent, before: Value?) {
    guard let plan = state.process.flatMap({ rules.process($0.process) }),
      var track = state.process.take()
    else { return }
    let said = state.request["state"]
    let party = event.by?.party?.name
    let isSaid = event.set.contains("state") || said != before
    let name = plan.event(event.name, of: party)
    var observed = ProcessEvent(
      name: name, activity: plan.activityNumbers[name], at: now,
      state: isSaid ? plan.state(said, of: party) : .unsaid)
    observed.actor = ProcessEvent.Doer(
      party: party, group: event.by?.group, person: event.by?.person, role: event.by?.role)
    // Whom it is offered to is who has to do something now.
    let holder = state.offer?.to ?? state.holder
    observed.holder = ProcessEvent.Doer(
      party: holder.party.name, group: holder.group, person: holder.person)
    observed.accountable = state.accountable
    var watch = ProcessWatch(plan)
    watch.observe(observed, &track, &self)
    state.process = track
    tell(watch.take())
  }

  /// What the process waited for did not come in time.
  mutating func processIsLate() {
    guard let plan = state.process.flatMap({ rules.process($0.process) }),
      var track = state.process.take()
    else { return }
    var watch = ProcessWatch(plan)
    watch.wait(until: now, &track)
    state.process = track
    tell(watch.take())
  }

  private mutating func tell(_ deviations: [Deviation]) {
    for deviation in deviations {
      actions.append(
        Action(
          at: deviation.at ?? now, .deviation(deviation),
          rule: deviation.rule ?? deviation.process, place: deviation.place))
    }
  }
}

extension CaseRun: ProcessFacts {
  func value(of slot: Int) -> Value? { run.facts.value(slot) }
}
