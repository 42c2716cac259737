import BatonModel
import BatonTime

/// Who has the case, and who is to take it.
///
/// Within a party it moves at once. Between parties it is offered, and whoever offers it has it until
/// the other accepts.
extension CaseRun {
  // MARK: Offering

  /// Offers the case where the rules lead, if they lead somewhere else than before. A rule that chooses
  /// among targets has chosen once: what the world is like later moves no case.
  mutating func offerAsRouted(because reason: String?) {
    guard let target = run.target else { return }
    if target.name == state.routed {
      if rules.hasChoosers {
        remember(chooser: run.decision.reason(of: .route)?.place, tookTurn: true)
      }
      return
    }
    let why = run.decision.reason(of: .route)
    let empty = emptyChoosers
    if let place = why?.place, rules.chooses(at: place),
      place == state.routedBy || state.emptyChoosers?.contains(place) == true
    {
      return
    }
    // The rule that chose still holds, and only finds nobody any more.
    if let place = state.routedBy, empty.contains(place) { return }
    state.routedBy = why?.place
    state.routed = target.name
    state.emptyChoosers = empty.isEmpty ? nil : empty
    effects += turns
    offer(to: target, because: reason ?? why?.because)
  }

  /// A rule that chooses has chosen, too, where the case is there already or somebody sends it elsewhere:
  /// what it would choose later moves nothing.
  private mutating func remember(chooser place: Place?, tookTurn: Bool) {
    guard let place, place != state.routedBy, rules.chooses(at: place) else { return }
    state.routedBy = place
    if tookTurn { effects += turns }
  }

  private var turns: [World.Effect] {
    run.outcome.effects.filter { if case .counter = $0 { true } else { false } }
  }

  /// Where rules hold that choose, and that find nobody now.
  private var emptyChoosers: [Place] {
    run.outcome.fullRoutes
      + run.outcome.errors.compactMap { error in
        guard error.kind == .rule, let place = error.place, rules.chooses(at: place) else {
          return nil
        }
        return place
      }
  }

  /// Whom an event assigns the case to; nil if it assigns it to nobody.
  mutating func target(of event: CaseEvent) -> Target? {
    if event.known == .assist || event.known?.isOfTask == true { return nil }
    if event.details.isEmpty, event.set.isEmpty, event.known != .assign { return nil }
    func text(_ name: String) -> String? {
      if case .text(let text)? = event.details[name] { return text }
      if case .text(let text)? = event.set[name] { return text }
      return nil
    }
    let group = text("group")
    guard
      let named = text("to")
        ?? text("provider").map({ provider in
          group.map { rules.fullName($0) { "\(provider)/\($0)" } } ?? provider
        }) ?? group.map({ rules.fullName($0) { rules.unit($0, of: state.holder.party) } })
    else {
      if event.known == .assign { act(.doubt(CaseWording.assignedToNobody), at: now) }
      return nil
    }
    switch rules.targets.resolve(named) {
    case .success(let target): return target
    case .failure:
      act(.doubt(CaseWording.unknownTarget(named)), at: now)
      return nil
    }
  }

  mutating func offer(to target: Target, by event: CaseEvent) {
    // Where the rules lead is known now, too: only if they lead elsewhere again do they count.
    if let led = run.target?.name {
      state.routed = led
      if rules.hasChoosers {
        remember(chooser: run.decision.reason(of: .route)?.place, tookTurn: false)
      }
    }
    offer(to: target, because: event.reason)
  }

  /// - Parameter isLimited: false for the offer by which the service integrator hands on what went to
  ///   and fro.
  private mutating func offer(
    to target: Target, because reason: String?, isLimited: Bool = true
  ) {
    let to = holder(target)
    if to.party == state.holder.party {
      withdrawOffer()
      guard to.group != state.holder.group else { return }
      state.holder = to
      act(.assigned(to: to.unit), at: now)
      return
    }
    if let offer = state.offer, offer.to.unit == to.unit { return }
    withdrawOffer()
    if let provider = target.provider { noteTrust(in: provider, to.party) }
    var handoff = Handoff(
      number: state.handoffs.count + 1, from: state.holder, to: to, offeredAt: now)
    handoff.reason = reason
    let head = demand(&handoff)
    state.handoffs.append(handoff)
    act(.offer(handoff: handoff.number, to: to.unit), at: now, head)
    if !handoff.missing.isEmpty {
      act(.doubt(CaseWording.handoffLacks(handoff.missing)), at: now, head)
    }
    if isLimited, let rule = handoffRule(from: handoff.from, to: to) { holdLimits(of: rule) }
  }

  func holder(_ target: Target) -> Holder {
    guard let provider = target.provider else {
      return Holder(party: .provider(target.name), since: now)
    }
    let isIntegrator = rules.integrators.contains(provider)
    return Holder(
      party: isIntegrator ? .integrator : .provider(provider), group: target.group, since: now)
  }

  /// What the handoff's rule wants of it.
  private mutating func demand(_ handoff: inout Handoff) -> RuleHead? {
    guard let rule = handoffRule(from: handoff.from, to: handoff.to) else { return nil }
    handoff.rule = rule.head.name
    for slot in rule.needs where !run.facts.has(slot) {
      handoff.missing.append(run.decider.schema.requestFields[slot].name)
    }
    if let limit = rule.acknowledgeWithin {
      let calendar = limit.calendar ?? rules.clocks.hours[handoff.to.unit]
      if limit.span.unit.needsCalendar, calendar == nil {
        act(.error(CaseWording.noCalendarToAcknowledge(handoff.to.unit)), at: now, rule.head)
      } else {
        let terms = ClockTerms(
          agreement: rule.head.name, kind: .ola, metric: .timeToAcknowledge,
          limit: ClockTerms.Limit(limit.span), calendar: calendar)
        handoff.acknowledgeBy =
          rules.clocks.machine.begin(rule.head.name, terms, from: now, at: now).due
      }
    }
    // Back to one who had it within the time that counts: a bounce.
    handoff.isBounce = counted(by: rule).contains { $0.from.party == handoff.to.party }
    return rule.head
  }

  /// The handoffs so far that a rule counts.
  private func counted(by rule: HandoffRule) -> [Handoff] {
    let since = rule.within.map { now.adding(-$0) } ?? Instant(milliseconds: .min)
    return state.handoffs.filter { $0.state != .withdrawn && $0.offeredAt >= since }
  }

  private mutating func handoffRule(from: Holder, to: Holder) -> HandoffRule? {
    for rank in matches(of: rules.handoffStage) {
      let rule = rules.handoffs[rank]
      if !rule.from.isEmpty, !rules.isOne(of: rule.from, from.party) { continue }
      if !rule.to.isEmpty, !rules.isOne(of: rule.to, to.party) { continue }
      return rule
    }
    return nil
  }

  /// Lets the service integrator take over when it was handed on too often.
  private mutating func holdLimits(of rule: HandoffRule) {
    let counted = counted(by: rule)
    let bounces = counted.count(where: \.isBounce)
    let isTooOften =
      rule.bouncesAtMost.map { bounces > $0 } ?? false
      || rule.handoffsAtMost.map { counted.count > $0 } ?? false
    guard isTooOften else { return }
    withdrawOffer()
    let name = rule.otherwise.flatMap {
      run.decider.rules.name(of: $0, at: now, in: world)
    }
    let target = name.flatMap { try? rules.targets.resolve($0).get() }
    let to = target.map { holder($0) }
    let own = to.flatMap { $0.party == .integrator ? $0 : nil }
    state.holder = own ?? Holder(party: .integrator, since: now)
    act(.error(CaseWording.handedOnTooOften(counted.count, bounces: bounces)), at: now, rule.head)
    act(.assigned(to: state.holder.unit), at: now, rule.head)
    // Another provider has nothing that it did not accept.
    if own == nil, let target { offer(to: target, because: rule.head.because, isLimited: false) }
  }

  /// A step of a ladder offers the case to those with more skill.
  mutating func escalate(to name: String, _ head: RuleHead?) {
    guard case .success(let target) = rules.targets.resolve(name),
      state.holder.unit != holder(target).unit
    else { return }
    offer(to: target, because: head?.because)
  }

  mutating func withdrawOffer() {
    guard state.isOffered else { return }
    state.handoffs[state.handoffs.count - 1].state = .withdrawn
    state.handoffs[state.handoffs.count - 1].settledAt = now
  }

  // MARK: Answering

  mutating func acknowledge(_ event: CaseEvent) {
    guard let offer = state.offer, concerns(event, offer) else { return }
    if offer.acknowledgedAt == nil {
      state.handoffs[state.handoffs.count - 1].acknowledgedAt = now
    }
  }

  mutating func accept(_ event: CaseEvent) {
    guard let offer = state.offer, concerns(event, offer) else {
      act(.doubt(CaseWording.nothingOffered(event.name)), at: now)
      return
    }
    take(offer, event)
  }

  private mutating func take(_ offer: Handoff, _ event: CaseEvent) {
    let last = state.handoffs.count - 1
    state.handoffs[last].state = .accepted
    state.handoffs[last].settledAt = now
    if offer.acknowledgedAt == nil { state.handoffs[last].acknowledgedAt = now }
    state.holder = offer.to
    state.holder.since = now
    if let group = event.by?.group, party(of: event) == offer.to.party {
      if group != offer.to.group { state.handoffs[last].takenBy = group }
      state.holder.group = group
    }
    state.holder.person = event.by?.person
    justAccepted = true
    act(.assigned(to: state.holder.unit), at: now)
  }

  mutating func reject(_ event: CaseEvent) {
    guard let offer = state.offer, concerns(event, offer) else {
      act(.doubt(CaseWording.nothingOffered(event.name)), at: now)
      return
    }
    let last = state.handoffs.count - 1
    state.handoffs[last].state = .rejected
    state.handoffs[last].settledAt = now
    state.handoffs[last].reason = event.reason ?? offer.reason
    if event.reason == nil { act(.doubt(CaseWording.rejectedWithoutReason), at: now) }
  }

  /// Whether an event is of the party that something was offered to; who says nothing of itself is
  /// believed.
  private func concerns(_ event: CaseEvent, _ offer: Handoff) -> Bool {
    party(of: event).map { $0 == offer.to.party } ?? true
  }

  /// Who does something; the service integrator also under its own providers' names.
  func party(of event: CaseEvent) -> Party? { event.by?.party.map { rules.party($0) } }

  /// What is done to a case by those whom it was offered to says that they took it.
  mutating func acceptByDoing(_ event: CaseEvent) {
    guard let party = party(of: event), let offer = state.offer, party == offer.to.party else {
      return
    }
    switch event.known {
    case .respond, .update, .restore, .workaround, .resolve, .pause: take(offer, event)
    // These answer the offer themselves.
    case .accept, .reject: break
    default:
      if case .text("in_progress")? = event.set["state"] { take(offer, event) }
    }
  }

  /// Nobody acknowledged an offer in time: the receiver's breach.
  mutating func handoffIsLate() {
    guard let offer = state.offer else { return }
    state.handoffs[state.handoffs.count - 1].isLate = true
    act(
      .lateHandoff(offer.number), at: now,
      rules.handoffs.first { $0.head.name == offer.rule }?.head)
  }
}
