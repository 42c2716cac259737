import BatonModel
import BatonTime

/// Moves one case on: takes in an event, lets what was due before happen first, and collects what is
/// to be done.
///
/// The way of every event: what was due before it happens; the event changes the case's fields and
/// who has it; the rules decide anew; clocks, then ladders go by what was decided; the stretch of time
/// is told. Nothing here reads a clock or the world outside, so the same events give the same case,
/// whether they come one by one, all at once, live or years later.
///
/// One run is used for one case after the other (``Pool``): it takes a case up, moves it on and lays it down.
struct CaseRun: ~Copyable {
  let rules: CaseRules
  private(set) var world = World()
  var run: DecisionRun<LuaFunctions>
  var state = Self.nobody
  var actions: [Action] = []
  /// The turns that rules took, which the world must count.
  var effects: [World.Effect] = []
  /// The name of the event that is being taken in, what it means to the engine, and who did it.
  private(set) var event: String?
  private(set) var known: CaseEvent.Name?
  var actor: CaseEvent.Actor?
  /// Whether the event took up an offer, or opened what was done.
  var justAccepted = false
  var isReopening = false
  /// The plan that the event decided, for a case that has none.
  var planned: Int?
  /// Clocks that began or go on again with the event.
  var roused: [String] = []
  var now = Instant(milliseconds: 0)
  /// Who had the case when conditions were told of it last; nil if they see whom the rules found.
  private var told: (party: Party, group: String?)?

  init(_ rules: CaseRules, with run: consuming DecisionRun<LuaFunctions>) {
    self.rules = rules
    self.run = run
  }

  /// Runs for threads that move a case on now and then.
  /// - Parameter observer: sees the rules at work; then the pool is for one thread.
  static func pool(
    _ rules: CaseRules, _ decider: Decider, observer: RuleObserver? = nil
  ) -> Pool<CaseRun> {
    Pool { CaseRun(rules, with: DecisionRun(decider, observedBy: observer)) }
  }

  /// Stands where a case was that is being moved on, and in a run that has none.
  private static let nobody = Case(
    id: "", rules: RuleBaseIdentity(name: "", version: nil, hash: ""),
    openedAt: Instant(milliseconds: 0), request: Members(),
    holder: Holder(party: .integrator, since: Instant(milliseconds: 0)))

  /// Begins to move a case on.
  /// - Parameter state: moved in, and out again at the end: a copy would count the references to all
  ///   its parts, and have its lists copied with the first change.
  mutating func takeUp(_ state: inout Case, in world: World) {
    swap(&self.state, &state)
    self.world = world
    now = self.state.now
    run.settledTrust = self.state.trustPeriods
    planned = nil
    told = nil
    see(nil, nil)
    actor = nil
    justAccepted = false
    isReopening = false
    roused = []
  }

  /// Gives back the case and the world.
  /// - Parameter effects: gets the turns that rules took.
  /// - Returns: what is to be done, and last when the case is to be called on again.
  mutating func layDown(_ state: inout Case, _ effects: inout [World.Effect]) -> [Action] {
    act(.timer(next?.at), at: self.state.now)
    swap(&self.state, &state)
    run.settledTrust = nil
    // Whoever has the world may change it where it lies only if nobody else has it.
    world = World()
    if !self.effects.isEmpty {
      effects += self.effects
      self.effects = []
    }
    var done: [Action] = []
    swap(&actions, &done)
    return done
  }

  /// Makes it known what is being taken in.
  mutating func see(_ name: CaseEvent.Name) {
    event = name.rawValue
    known = name
  }

  private mutating func see(_ name: String?, _ known: CaseEvent.Name?) {
    event = name
    self.known = known
  }

  // MARK: The ways in

  /// Begins a case: the service integrator has it, and offers it as the rules route it.
  mutating func open() {
    see(.open)
    state.events = 1
    state.rules = run.decider.rules.identity
    beginAsSaid()
    // Found once, in the world as it is now; from then on it is the case's own.
    run.settledTrust = nil
    decide()
    report()
    if state.phase == .open { offerAsRouted(because: nil) }
    tellHolder()
    followPlan()
    workTogether(nil)
    settle()
    if !rules.processes.isEmpty {
      beginProcess()
      observe(CaseEvent(CaseEvent.Name.open.rawValue, at: now), before: nil)
      observeOffers(since: 0, nil)
    }
  }

  /// Takes in an event.
  /// - Parameter clock: when it is taken in; an event cannot lie behind it.
  mutating func take(_ event: CaseEvent, at clock: Instant) {
    if let id = event.id, state.seen.contains(id) {
      act(.doubt(CaseWording.duplicate(id)), at: state.now)
      return
    }
    let (at, doubt) = placed(event, clock)
    happen(before: at)
    now = at
    state.now = at
    state.eventAt = at
    if let doubt { act(.doubt(doubt), at: at) }
    if let id = event.id { state.seen.insert(id) }
    if let ours = inOurWords(event) { live(through: ours) } else { live(through: event) }
  }

  /// All that follows from an event in the words of the process.
  private mutating func live(through event: CaseEvent) {
    let offers = state.handoffs.count
    let before = state.request["state"]
    see(event.name, event.known)
    state.events += 1
    state.rules = run.decider.rules.identity
    actor = event.by
    actor?.party = event.by?.party.map { rules.party($0) }
    justAccepted = false
    isReopening = false
    takeIn(event)
    decide()
    if !event.set.isEmpty { report() }
    if event.known == .dispute { raiseDispute(event) }
    if !run.decider.replies.isEmpty { checkSender(event) }
    // Only now: what a handoff needs is asked of the fields as the event left them.
    if let target = target(of: event) {
      offer(to: target, by: event)
    } else if state.phase == .open {
      offerAsRouted(because: event.reason)
    }
    tellHolder()
    takeIn(task: event)
    followPlan()
    workTogether(event)
    settle()
    // What follows no process is not asked for one: a case without is the most common.
    if !rules.processes.isEmpty, state.followsProcess {
      observeAcceptance(event)
      observe(event, before: before)
      observeOffers(since: offers, event)
    }
    see(nil, nil)
    actor = nil
    forgetEvent()
  }

  /// Lets everything happen that is due by an instant.
  mutating func wait(until instant: Instant) {
    guard instant >= state.now else { return }
    happen(before: instant.adding(1))
    now = instant
    state.now = instant
  }

  /// When an event counts as having happened: never before what is known already, nor after it came.
  private func placed(_ event: CaseEvent, _ clock: Instant) -> (at: Instant, doubt: String?) {
    if event.at > clock { return (max(clock, state.now), CaseWording.future(event.name)) }
    guard event.at < state.now else { return (event.at, nil) }
    let doubt =
      event.at < state.openedAt
      ? CaseWording.beforeOpening(event.name) : CaseWording.late(event.name)
    return (state.now, doubt)
  }

  // MARK: What happens by itself

  /// Lets everything happen that is due before an instant, in order.
  private mutating func happen(before instant: Instant) {
    guard let first = next, first.at < instant else { return }
    see(nil, nil)
    decide()
    while let timer = next, timer.at < instant {
      now = max(timer.at, state.now)
      state.now = now
      let before = (holder: state.holder, handoffs: state.handoffs.count)
      switch timer.what {
      case .clock(let index): fire(clock: index)
      case .ladder(let index): step(ladder: index)
      case .handoff: handoffIsLate()
      case .task(let index): taskIsLate(index)
      case .dispute(let index): disputeIsLate(index)
      case .process: processIsLate()
      }
      // A step may have offered the case to others, whose clocks begin then.
      if state.followsProcess { observeOffers(since: before.handoffs, nil) }
      if state.holder != before.holder || state.handoffs.count != before.handoffs {
        tellHolder()
        workTogether(nil)
        settle()
      } else {
        tellStretch()
      }
    }
  }

  // MARK: What every event does

  /// Clocks and ladders after something changed.
  private mutating func settle() {
    moveClocks()
    moveLadders()
    tellStretch()
  }

  /// Decides with the fields as they are now; what people said of a field counts, whatever the rules
  /// derive.
  private mutating func decide() {
    run.bind(Request(state.request), in: world)
    told = nil
    let slots = run.decider.schema.slots
    var said: [(slot: Int, value: Value)] = []
    for name in state.pinned {
      guard let slot = run.decider.schema.slot(name), let value = run.facts.value(slot) else {
        continue
      }
      said.append((slot, value))
    }
    let before = world.now
    world.now = state.inForceAt
    // Its clocks and ladders are the case's own.
    run.decide(in: world, through: .route, choosingAt: now)
    world.now = before
    if run.settledTrust == nil { noteTrust() }
    for (slot, value) in said { run.change(slot, to: value) }
    findPlan()
    tellHolder()
    run.change(slots.event, to: event.map { .text($0) })
    // Where no rule asks for the priority, it is in the outcome alone.
    let isSaid = said.contains { $0.slot == slots.priority }
    state.priority =
      isSaid || run.outcome.priority == 0
      ? run.facts.integer(slots.priority) : run.outcome.priority
    // Exactly one role answers for a case at every instant.
    let accountable = run.facts.text(slots.accountable) ?? run.accountable
    if accountable == nil, state.accountable != nil || state.events <= 1 {
      act(.error(CaseWording.nobodyAccountable), at: now)
    }
    if let accountable { state.accountable = accountable }
  }

  private mutating func noteTrust() {
    if case .list(let names)? = run.facts.value(run.decider.schema.slots.trustPeriod) {
      state.trustPeriods = names.compactMap { if case .text(let name) = $0 { name } else { nil } }
    }
    run.settledTrust = state.trustPeriods
  }

  /// Adds the times that are in force for a provider when the case is first offered to it.
  mutating func noteTrust(in provider: String, _ party: Party) {
    guard !run.decider.rules.trusts.isEmpty, !run.saysTrust,
      !state.handoffs.contains(where: { $0.to.party == party })
    else { return }
    run.now = state.inForceAt
    for name in run.trust(in: provider, run.decider, in: world)
    where !state.trustPeriods.contains(name) {
      state.trustPeriods.append(name)
    }
    run.settledTrust = state.trustPeriods
    run.findTrust(run.decider, in: world, isRouted: true)
  }

  /// Lets conditions see who has the case.
  private mutating func tellHolder() {
    if told.map({ $0.party != state.holder.party || $0.group != state.holder.group }) ?? true {
      let slots = run.decider.schema.slots
      if case .provider(let name) = state.holder.party {
        run.change(slots.provider, to: .text(name))
        run.change(slots.group, to: state.holder.group.map { .text("\(name)/\($0)") })
      } else {
        run.change(slots.provider, to: nil)
        run.change(slots.group, to: nil)
      }
      told = (state.holder.party, state.holder.group)
    }
    if !run.decider.rules.trusts.isEmpty {
      run.findTrust(run.decider, in: world, isRouted: true)
    }
  }

  /// Says what went wrong while deciding.
  private mutating func report() {
    for error in run.outcome.errors {
      actions.append(
        Action(at: now, .error(error.message), rule: error.rule, place: error.place))
    }
  }

  /// What holds only while an event is taken in may come to hold again with the next.
  private mutating func forgetEvent() {
    guard !state.holding.isEmpty else { return }
    run.change(run.decider.schema.slots.event, to: nil)
    let holding = matches(of: rules.ladderStage).map { rules.clocks.ladders[$0].head.name }
    state.holding.formIntersection(holding)
  }

  // MARK: Saying what is to be done

  mutating func act(_ kind: Action.Kind, at instant: Instant, _ head: RuleHead? = nil) {
    actions.append(
      Action(at: instant, kind, rule: head?.name, place: head?.place, because: head?.because))
  }

  /// Whether a condition holds in the case as it is now; what cannot be told does not.
  mutating func holds(_ condition: Condition, of head: RuleHead) -> Bool {
    let truth = ReferenceMatcher.truth(of: condition, in: run.facts, &run.evaluation)
    for (_, fault) in run.evaluation.faults {
      actions.append(
        Action(
          at: now, .error(fault.message), rule: head.name,
          place: fault.place ?? fault.function.place))
    }
    if !run.evaluation.faults.isEmpty { run.evaluation.faults.removeAll() }
    return truth == .yes
  }

  /// The rules of a stage whose `when` holds now.
  mutating func matches(of stage: StageRules) -> [Int] {
    guard !stage.isEmpty else { return [] }
    run.now = state.inForceAt
    return run.matches(of: stage)
  }
}
