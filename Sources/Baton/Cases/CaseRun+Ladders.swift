import BatonModel
import BatonTime

/// Ladders: which begin and end with an event, and what their steps do.
extension CaseRun {
  private var machine: LadderMachine { LadderMachine() }

  mutating func moveLadders() {
    for index in state.ladders.indices where state.ladders[index].state == .active {
      if isDone(index) {
        machine.stop(&state.ladders[index], at: now)
      } else if let clock = clock(of: index) {
        if state.clocks[clock].state == .paused {
          machine.pause(&state.ladders[index], at: now)
        } else {
          machine.resume(&state.ladders[index], at: now)
        }
      }
    }
    beginLadders()
  }

  /// The position of a ladder's clock.
  private func clock(of index: Int) -> Int? {
    guard let id = state.ladders[index].clock else { return nil }
    return state.clocks.indices.first { state.clocks[$0].id == id }
  }

  /// Whether what a ladder is for is done, or somebody took charge.
  private mutating func isDone(_ index: Int) -> Bool {
    if let event, state.ladders[index].stopOn.contains(event) { return true }
    if let rule = rules.clocks.ladder(state.ladders[index].rule),
      let stop = rule.stop, holds(stop, of: rule.head)
    {
      return true
    }
    if state.ladders[index].calledBy != nil { return isCustomerContent }
    guard state.ladders[index].clock != nil else { return state.phase != .open }
    guard let clock = clock(of: index) else { return true }
    return !state.clocks[clock].state.isActive
  }

  /// Whether the customer says with this event that all is well: who solved the case cannot say it for
  /// them.
  private var isCustomerContent: Bool {
    switch known {
    case .confirm: true
    case .close, .cancel: actor?.party == .customer
    default: false
    }
  }

  /// Begins ladders: those on a clock with the clock, the others when their `when` comes to hold.
  private mutating func beginLadders() {
    guard rules.clocks.hasPagers || !(rules.clocks.ladders.isEmpty || roused.isEmpty) else {
      roused = []
      return
    }
    let matching = matches(of: rules.ladderStage)
    for rank in matching {
      let rule = rules.clocks.ladders[rank]
      if rule.on.isEmpty {
        let event = rules.calls(rank, event)
        // What is done calls nobody any more, but who complains of it does.
        if state.phase != .open, event == nil { continue }
        if state.holding.contains(rule.head.name) { continue }
        begin(rule, clock: nil, calledBy: event)
      } else {
        for id in roused {
          guard let clock = state.clocks.indices.last(where: { state.clocks[$0].id == id }),
            state.clocks[clock].state.isActive,
            rule.on.contains(state.clocks[clock].terms.agreement)
          else { continue }
          begin(rule, clock: state.clocks[clock], calledBy: nil)
        }
      }
    }
    if rules.clocks.hasPagers || !state.holding.isEmpty {
      let isOpen = state.phase == .open
      state.holding = Set(
        matching.filter {
          rules.clocks.ladders[$0].on.isEmpty && (isOpen || rules.calls($0, event) != nil)
        }.map { rules.clocks.ladders[$0].head.name })
    }
    roused = []
  }

  private mutating func begin(_ rule: LadderRule, clock: Clock?, calledBy event: String?) {
    let isOn = state.ladders.contains {
      $0.isActive && $0.rule == rule.head.name && $0.clock == clock?.id
    }
    guard !isOn else { return }
    var count = 0
    var sinceEvent = 0
    for ladder in state.ladders where ladder.rule == rule.head.name {
      // Once at an instant: ladders that call each other must come to an end.
      if clock == nil, ladder.startedAt == now { return }
      count += 1
      if ladder.startedAt > state.eventAt { sinceEvent += 1 }
    }
    guard sinceEvent < Self.mostStarts else {
      act(.error(CaseWording.beginsTooOften(rule.head.name, sinceEvent)), at: now, rule.head)
      return
    }
    var ladder = Ladder(
      rule, id: count == 0 ? rule.head.name : "\(rule.head.name)#\(count + 1)", for: clock, at: now)
    ladder.calledBy = event
    if clock?.state == .paused { machine.pause(&ladder, at: now) }
    state.ladders.append(ladder)
  }

  /// Ladders whose steps bring each other about come to an end: without an event in between each begins
  /// so often, and no more.
  private static let mostStarts = 100

  // MARK: Steps

  /// Takes the step of a ladder whose time has come.
  mutating func step(ladder index: Int) {
    guard let step = machine.take(&state.ladders[index], at: now) else { return }
    climb(index, step)
  }

  /// Takes the steps that belong to a threshold of a clock.
  mutating func climb(_ clock: String, at threshold: Threshold) {
    for index in state.ladders.indices
    where state.ladders[index].state == .active && state.ladders[index].clock == clock {
      for step in state.ladders[index].steps.indices
      where state.ladders[index].steps[step].when == .at(threshold) {
        climb(index, step)
      }
    }
  }

  private mutating func climb(_ index: Int, _ step: Int) {
    state.ladders[index].climbed.append(step)
    if isWanted(step, of: state.ladders[index]) { perform(step, of: state.ladders[index]) }
    machine.follow(step, of: &state.ladders[index], at: now)
  }

  /// Whether the condition of a step holds. Where the rule is gone that said it, the step is taken:
  /// better one call too many.
  private mutating func isWanted(_ step: Int, of ladder: Ladder) -> Bool {
    guard ladder.steps[step].isConditional,
      let rule = rules.clocks.ladder(ladder.rule),
      rule.steps.indices.contains(step), let condition = rule.steps[step].condition
    else { return true }
    return holds(condition, of: rule.head)
  }

  private mutating func perform(_ step: Int, of ladder: Ladder) {
    let what = ladder.steps[step]
    let rule = rules.clocks.ladder(ladder.rule)
    let because = rule.flatMap { $0.steps.indices.contains(step) ? $0.steps[step].because : nil }
    func action(_ kind: Action.Kind) -> Action {
      Action(
        at: now, kind, rule: ladder.rule, place: ladder.place,
        because: because ?? rule?.head.because)
    }
    if let kind = what.kind, let to = what.to.flatMap({ name(of: $0) }) {
      actions.append(
        action(
          .escalate(
            Action.Escalation(ladder: ladder.id, step: step + 1, kind: kind, to: to))))
      // Of what is done there is nothing to hand over.
      if kind == .functional, state.phase == .open { escalate(to: to, rule?.head) }
    }
    for name in what.notify.compactMap({ name(of: $0) }) {
      // Who is told twice at one instant is told once.
      let isTold = actions.contains { told in
        if case .notify(let message) = told.kind {
          told.at == now && message.to == name
        } else {
          false
        }
      }
      if isTold { continue }
      actions.append(
        action(
          .notify(
            Action.Notification(
              to: name, about: CaseWording.escalation(ladder.rule, step: step + 1),
              notBefore: opening(of: ladder.quiet),
              reply: name == Party.customer.name ? replyTerms() : nil))))
    }
  }

  /// Nil, and it is told, where nobody is on call.
  private mutating func name(of recipient: Ladder.Recipient) -> String? {
    switch recipient {
    case .named(let name): return name
    case .holder: return state.holder.unit
    case .onCall(let rota):
      let name = run.decider.rules.onCall(rota, at: now, in: world)
      if name == nil { act(.error(CaseWording.nobodyOnCall(rota)), at: now) }
      return name
    }
  }

  /// When messages may go out, if not now.
  private func opening(of calendar: String?) -> Instant? {
    guard let calendar = calendar.flatMap({ rules.clocks.calendars[$0] }) else { return nil }
    let opening = calendar.nextOpening(notBefore: now)
    return opening == now ? nil : opening
  }
}
