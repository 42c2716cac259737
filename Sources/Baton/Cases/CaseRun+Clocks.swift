import BatonModel
import BatonTime

/// The two passes over a case's clocks. First every target whose time begins gets one; then each that
/// is active ends, begins anew, pauses or goes on. Last, a clock that took another's place gets its
/// time.
extension CaseRun {
  mutating func moveClocks() {
    let isRunning = state.clocks.indices.contains { state.clocks[$0].state.isActive }
    guard isRunning || !rules.clocks.agreements.isEmpty else { return }
    var round = ClockRound(rules.clocks, state.clocks)
    for rank in matches(of: rules.agreementStage) {
      round.holding.insert(rank)
      attach(rank, &round)
    }
    // Those that begin anew on the way have their turn as well.
    var index = 0
    while index < state.clocks.count {
      if state.clocks[index].state.isActive { move(index, &round) }
      index += 1
    }
    for one in round.begun { succeed(one, round.cancelled) }
    for one in round.begun { tell(one.clock, .began) }
  }

  // MARK: Beginning

  private mutating func attach(_ rank: Int, _ round: inout ClockRound) {
    let rule = rules.clocks.agreements[rank]
    if let last = round.last(of: rank) {
      switch state.clocks[last].state {
      case .inProgress, .paused: return
      case .completed:
        // Again only by reopening; a reset begins where its clock ends.
        if known == .reopen, isReopening {
          reopen(last, rank, rule, &round)
        }
        return
      case .cancelled:
        if state.clocks[last].endedAt == now { return }
      }
    }
    guard mayBegin(rule), starts(rule), !stops(rule), !cancels(rule) else { return }
    begin(rank, rule, mayCarry: true, &round)
  }

  /// Lets a clock begin that is not there yet, or is done.
  private mutating func begin(
    _ rank: Int, _ rule: AgreementRule, mayCarry: Bool, _ round: inout ClockRound
  ) {
    guard let terms = terms(of: rank) else { return }
    let count = round.count(of: rank)
    let id = count == 0 ? rule.head.name : "\(rule.head.name)#\(count + 1)"
    var start = now
    if let slot = rule.startFrom, let said = run.facts.instant(slot) { start = min(said, now) }
    let pauses = rule.retroactivePause && start < now ? pauses(stopping: terms) : []
    state.clocks.append(rules.clocks.machine.begin(id, terms, from: start, at: now, pauses: pauses))
    round.begin(state.clocks.count - 1, rank, mayCarry: mayCarry && start == now)
  }

  private mutating func reopen(
    _ last: Int, _ rank: Int, _ rule: AgreementRule, _ round: inout ClockRound
  ) {
    guard starts(rule), !stops(rule), !cancels(rule) else { return }
    switch rule.onReopen {
    case .resume:
      rules.clocks.machine.reopen(&state.clocks[last], at: now)
      tell(last, .reopened)
    case .newCycle: begin(rank, rule, mayCarry: false, &round)
    case .restart:
      state.clocks[last].state = .cancelled
      begin(rank, rule, mayCarry: false, &round)
    case nil: break
    }
  }

  private func pauses(stopping terms: ClockTerms) -> [PauseSpan] {
    state.pauses.filter { terms.pausedBy.contains($0.reason) }
  }

  /// What a clock of a rule goes by that begins now; nil, and it is told, where no calendar is to be
  /// had.
  private mutating func terms(of rank: Int) -> ClockTerms? {
    let rule = rules.clocks.agreements[rank]
    var unit: String?
    if rule.limit.span.unit.needsCalendar, rule.limit.calendar == nil {
      let offered = state.offer?.to.unit
      let holder = state.holder.unit
      let isOfHolder = rule.metric != .timeToAcknowledge && rules.clocks.hours[holder] != nil
      unit = isOfHolder ? holder : offered ?? holder
    }
    let terms = rules.clocks.terms(of: rank, unit: unit)
    if terms == nil { act(.error(CaseWording.noCalendar(rule.head.name)), at: now, rule.head) }
    return terms
  }

  // MARK: Moving

  /// Ends, begins anew, pauses or resumes one clock: the first of these that is wanted.
  private mutating func move(_ index: Int, _ round: inout ClockRound) {
    guard let rank = round.rank(of: index) else {
      // Its rule is gone: it goes on by its own terms, and ends as its metric has it.
      if stops(state.clocks[index].terms) {
        end(index, .completed)
      } else if state.phase == .closed {
        end(index, .cancelled)
      } else {
        pauseOrResume(index, wants: isPaused(state.clocks[index].terms), mayResume: true)
      }
      return
    }
    let rule = rules.clocks.agreements[rank]
    let isFresh = round.hasBegun(index)
    let holds = round.holding.contains(rank) && starts(rule)
    if !isFresh, rule.metric == .nextUpdate, rule.stop == nil,
      known == .update
    {
      end(index, .completed)
      if holds { begin(rank, rule, mayCarry: false, &round) }
    } else if !isFresh, stops(rule) {
      end(index, .completed)
    } else if !isFresh, holds, let reset = rule.reset, self.holds(reset, of: rule.head) {
      end(index, .cancelled)
      begin(rank, rule, mayCarry: false, &round)
    } else if !holds || cancels(rule) {
      // What was completed once stays so when the case is done again.
      let wasCompleted =
        state.clocks[index].reopenedAt != nil && !isRunning(rule.metric) && !isCancelled
        && round.holding.contains(rank) && !cancels(rule)
      end(index, wasCompleted ? .completed : .cancelled)
      if !wasCompleted { round.cancelled.append(index) }
    } else {
      let wants = isPaused(rule)
      let mayResume = rule.resume.map { self.holds($0, of: rule.head) } ?? !wants
      pauseOrResume(index, wants: wants, mayResume: mayResume)
    }
  }

  private mutating func pauseOrResume(_ index: Int, wants: Bool, mayResume: Bool) {
    if state.clocks[index].state == .inProgress, wants {
      rules.clocks.machine.pause(&state.clocks[index], at: now)
      tell(index, .paused)
    } else if state.clocks[index].state == .paused, !wants, mayResume {
      rules.clocks.machine.resume(&state.clocks[index], at: now)
      tell(index, .resumed)
    }
  }

  private mutating func end(_ index: Int, _ how: Clock.State) {
    rules.clocks.machine.end(&state.clocks[index], as: how, at: now)
    tell(index, how == .completed ? .completed : .cancelled)
  }

  private mutating func tell(_ index: Int, _ change: Action.ClockChange) {
    if change == .began || change == .reopened { roused.append(state.clocks[index].id) }
    let rule = rule(of: index)
    act(.clock(state.clocks[index].id, change), at: now, rule?.head)
  }

  private func rule(of index: Int) -> AgreementRule? {
    rules.clocks.agreement(of: state.clocks[index].terms).map { rules.clocks.agreements[$0] }
  }

  // MARK: Taking another's place

  /// Gives a clock that began the time of the one whose place it took: of those of its kind and
  /// metric that this event cancelled, and that bind the same provider, the one that used most.
  private mutating func succeed(_ one: ClockRound.Begun, _ cancelled: [Int]) {
    guard one.mayCarry, !cancelled.isEmpty else { return }
    let rule = rules.clocks.agreements[one.rank]
    let terms = state.clocks[one.clock].terms
    let old = cancelled.filter { index in
      let its = state.clocks[index].terms
      return its.kind == terms.kind && its.metric == terms.metric
        && (its.providers == terms.providers
          || !Set(its.providers).isDisjoint(with: terms.providers))
    }.max { state.clocks[$0].used < state.clocks[$1].used }
    guard let old else { return }
    let before = state.clocks[old]
    let id = state.clocks[one.clock].id
    let wasPaused = state.clocks[one.clock].state == .paused
    var clock: Clock
    switch rule.onChange {
    case .restart: clock = state.clocks[one.clock]
    case .carryElapsed:
      // Days of work are counted from when the time began that is carried on.
      clock = rules.clocks.machine.begin(
        id, terms, from: now, at: now, used: before.used, countingFrom: before.startedAt)
      clock.startedAt = before.startedAt
    case .retroactive:
      clock = rules.clocks.machine.begin(
        id, terms, from: state.openedAt, at: now,
        pauses: rule.retroactivePause ? pauses(stopping: terms) : [])
    case .keep:
      let kept = before.terms.renamed(terms.agreement)
      clock = rules.clocks.machine.begin(
        id, kept, from: now, at: now, used: before.used, countingFrom: before.startedAt)
      clock.startedAt = before.startedAt
      // What was told of its time is not told again.
      clock.fired = before.fired
      clock.pending.removeAll { before.fired.contains($0.threshold) }
    }
    clock.succeeds = Clock.Succession(clock: before.id, how: rule.onChange)
    if wasPaused, rule.onChange != .restart { rules.clocks.machine.pause(&clock, at: now) }
    state.clocks[one.clock] = clock
  }

  // MARK: What its rule says

  /// Whoever has accepted a case has nothing to acknowledge any more.
  private func mayBegin(_ rule: AgreementRule) -> Bool {
    rule.providers.isEmpty || rule.metric != .timeToAcknowledge || state.isOffered
      || !state.handoffs.contains { $0.state == .accepted }
  }

  /// Whether a target's time begins or goes on, besides its `when`.
  private mutating func starts(_ rule: AgreementRule) -> Bool {
    guard isRunning(rule.metric), concerns(rule.providers, rule.metric) else { return false }
    return rule.start.map { holds($0, of: rule.head) } ?? true
  }

  /// What was resolved may still have to be closed; nobody answers it any more.
  private func isRunning(_ metric: Metric) -> Bool {
    switch metric {
    case .timeToRestore, .timeToResolve: state.phase != .closed
    default: state.phase == .open
    }
  }

  /// Whether a provider's target is about the case now: acknowledging from the offer on, all else
  /// from acceptance.
  private func concerns(_ providers: [String], _ metric: Metric) -> Bool {
    if providers.isEmpty { return true }
    if metric == .timeToAcknowledge, state.isOffered {
      return rules.isOne(of: providers, state.handoffs[state.handoffs.count - 1].to.party)
    }
    return rules.isOne(of: providers, state.holder.party)
  }

  private mutating func stops(_ rule: AgreementRule) -> Bool {
    if let stop = rule.stop { return holds(stop, of: rule.head) }
    return stops(rule.metric, rule.providers)
  }

  private func stops(_ terms: ClockTerms) -> Bool { stops(terms.metric, terms.providers) }

  /// What ends a target's time where its rule says nothing.
  private func stops(_ metric: Metric, _ providers: [String]) -> Bool {
    switch metric {
    case .timeToAcknowledge:
      if known == .acknowledge || known == .accept { return isActorOf(providers) }
      return justAccepted && concernsHolder(providers)
    case .timeToOwn: return state.holder.person != nil
    case .firstResponse: return known == .respond
    case .nextUpdate: return state.phase != .open
    case .timeToRestore: return known == .restore || known == .workaround || isResolved
    case .timeToResolve: return isResolved
    }
  }

  /// Done, and not given up.
  private var isResolved: Bool {
    state.phase != .open && !isCancelled
  }

  private func isActorOf(_ providers: [String]) -> Bool {
    guard let party = actor?.party, !providers.isEmpty else { return true }
    return rules.isOne(of: providers, party)
  }

  private func concernsHolder(_ providers: [String]) -> Bool {
    providers.isEmpty || rules.isOne(of: providers, state.holder.party)
  }

  private mutating func cancels(_ rule: AgreementRule) -> Bool {
    rule.cancel.map { holds($0, of: rule.head) } ?? false
  }

  private mutating func isPaused(_ rule: AgreementRule) -> Bool {
    if let pause = state.pause, rule.pauseOn.contains(pause.reason) { return true }
    return rule.pause.map { holds($0, of: rule.head) } ?? false
  }

  private func isPaused(_ terms: ClockTerms) -> Bool {
    state.pause.map { terms.pausedBy.contains($0.reason) } ?? false
  }

  // MARK: Thresholds

  /// Lets the next threshold of a clock happen.
  mutating func fire(clock index: Int) {
    let firing = rules.clocks.machine.fire(&state.clocks[index])
    let id = state.clocks[index].id
    let rule = rule(of: index)
    if firing.threshold == .due {
      act(.breach(clock: id), at: now, rule?.head)
      remember(state.clocks[index])
    } else if rule?.warnAt.contains(firing.threshold) ?? true {
      act(.warning(clock: id, firing.threshold), at: now, rule?.head)
    }
    climb(id, at: firing.threshold)
  }

  /// Notes a promise that was not kept: to whom, about what, and by whom.
  private mutating func remember(_ clock: Clock) {
    let slots = run.decider.schema.slots
    let isOffer = clock.terms.metric == .timeToAcknowledge
    let party = (isOffer ? state.offer?.to.party : nil) ?? state.holder.party
    var provider: String?
    if case .provider(let name) = party { provider = name }
    state.breaches.append(
      Breach(
        agreement: clock.terms.agreement, at: clock.breachedAt ?? now,
        customer: run.facts.text(slots.customer), service: run.facts.text(slots.service),
        provider: provider))
  }
}
