public import BatonModel
public import BatonTime

// A case is a value: each of these takes one and gives the next, and what is to be done meanwhile.
// None does I/O or reads a clock, so live, in a test, in a simulation and in recovery the same events
// give the same cases.
extension Engine {
  /// Begins a case: decides, offers it as the rules route it, and lets its clocks and ladders begin.
  ///
  /// O(agreements and ladders that match), beside deciding.
  /// - Parameters:
  ///   - request: it opened at its `opened_at`, else at `instant`.
  ///   - instant: when it comes to be known, not before it opened.
  public func open(_ request: Request, at instant: Instant, in world: World = World()) -> CaseStep {
    var actions: [Action] = []
    var effects: [World.Effect] = []
    let state = begin(request, at: instant, in: world, wanting: &actions, changing: &effects)
    return CaseStep(case: state, actions: actions, effects: effects)
  }

  /// The same without a step, out of which the case would have to be copied.
  package func begin(
    _ request: Request, at instant: Instant, in world: World, wanting actions: inout [Action],
    changing effects: inout [World.Effect]
  ) -> Case {
    var state = caseRules.newCase(request, at: instant, by: identity)
    actions = move(&state, in: world, &effects) { life in life.open() }
    return state
  }

  /// Takes in an event: what was due before it happens first.
  ///
  /// Every event is taken in, whatever it says; what is wrong with one is among the actions. One that
  /// comes late counts as of the last instant that the case knows of, one of the future as of now.
  /// - Parameter instant: when it is taken in; at a replay, when it happened.
  public func advance(
    _ state: Case, with event: CaseEvent, at instant: Instant, in world: World = World()
  ) -> CaseStep {
    var next = state
    var effects: [World.Effect] = []
    let actions = advance(&next, with: event, at: instant, in: world, changing: &effects)
    return CaseStep(case: next, actions: actions, effects: effects)
  }

  /// Lets everything happen that is due by an instant.
  public func advance(
    _ state: Case, to instant: Instant, in world: World = World()
  ) -> CaseStep {
    var next = state
    var effects: [World.Effect] = []
    let actions = advance(&next, to: instant, in: world, changing: &effects)
    return CaseStep(case: next, actions: actions, effects: effects)
  }

  /// Takes in an event and changes the case where it lies: for whoever does not keep the case before.
  ///
  /// The same as `advance` with a case that is not changed, but for the copy.
  /// - Parameter effects: gets the turns that rules took.
  /// - Returns: what is to be done.
  public func advance(
    _ state: inout Case, with event: CaseEvent, at instant: Instant, in world: World = World(),
    changing effects: inout [World.Effect]
  ) -> [Action] {
    move(&state, in: world, &effects) { life in life.take(event, at: instant) }
  }

  /// Lets everything happen that is due by an instant, and changes the case where it lies.
  /// - Parameter effects: gets the turns that rules took.
  /// - Returns: what is to be done.
  public func advance(
    _ state: inout Case, to instant: Instant, in world: World = World(),
    changing effects: inout [World.Effect]
  ) -> [Action] {
    move(&state, in: world, &effects) { life in life.wait(until: instant) }
  }

  /// The group, `provider/group`, in whose open work a case counts: to which it is offered, else that has
  /// it; nil once it is resolved, and while nobody has it.
  package func workUnit(of state: Case) -> String? {
    guard state.phase == .open else { return nil }
    func name(_ group: String, of party: Party) -> String {
      // Of several providers of the service integrator, the one to which the rules led.
      if party == .integrator, let routed = state.routed, routed.hasSuffix("/\(group)") {
        return routed
      }
      return caseRules.unit(group, of: party)
    }
    if let offer = state.offer { return offer.to.group.map { name($0, of: offer.to.party) } }
    return state.holder.group.map { name($0, of: state.holder.party) }
  }

  /// Groups of whose open work a chooser asks.
  package var groupsAskedForLoad: Set<String> { caseRules.groupsAskedForLoad }

  /// Whether a rule takes turns.
  package var takesTurns: Bool { caseRules.takesTurns }

  /// The case's time, party by party and kind by kind, without gaps.
  /// - Parameter instant: the end; nil: when it was closed, else the latest that it knows of.
  public func spans(of state: Case, until instant: Instant? = nil) -> [CaseSpan] {
    CaseSpans(rules: caseRules).spans(of: state, until: instant ?? state.closedAt ?? state.now)
  }

  /// The same in as few parts as there are, for whoever adds up many cases.
  package func heldSpans(of state: Case, until instant: Instant) -> [HeldSpan] {
    CaseSpans(rules: caseRules).held(of: state, until: instant)
  }

  /// The hours of a unit, `provider/group`; nil if it has none.
  package func hours(ofUnit unit: String) -> BusinessCalendar? {
    caseRules.calendar(ofUnit: unit)
  }

  /// How a case's plan goes on, from what really happened by an instant.
  ///
  /// O(tasks and what they wait for); where any of several is enough, more.
  /// - Parameter instant: nil: the latest that the case knows of.
  /// - Returns: nil for a case without a plan.
  public func plan(
    of state: Case, at instant: Instant? = nil, in world: World = World()
  ) -> PlanForecast? {
    guard let plan = state.plan else { return nil }
    let now = max(instant ?? state.now, state.now)
    return PlanForecast(plan, at: now) { number, begin in
      let task = plan.tasks[number]
      let unit: String? =
        switch task.to {
        case .named(let name): name
        case .holder: state.holder.unit
        case .onCall(let rota): decider.rules.onCall(rota, at: begin, in: world)
        }
      return caseRules.clocks.time(of: task, for: unit) ?? .openEnded
    }
  }

  private func move(
    _ state: inout Case, in world: World, _ effects: inout [World.Effect],
    _ body: (inout CaseRun) -> Void
  ) -> [Action] {
    caseRuns.lend { life in
      life.takeUp(&state, in: world)
      body(&life)
      return life.layDown(&state, &effects)
    }
  }
}
