import BatonModel
import BatonTime

/// What was agreed on a request: by when, and what is done if nobody acts.
extension DecisionRun {
  /// The targets whose clocks begin with the request, and the steps of the ladders that begin with it.
  mutating func agree(_ decider: Decider, in world: World) {
    guard let opened = facts.instant(slots.openedAt) ?? now else {
      outcome.notes.append(DecisionWording.noClock)
      return
    }
    let ranks = matches(of: decider.agreements)
    var clocks: [Clock] = []
    for rank in ranks {
      let rule = decider.clocks.agreements[rank]
      guard let clock = clock(of: rank, opened, decider) else { continue }
      clocks.append(clock)
      guard let due = clock.due else { continue }
      outcome.targets.append(
        Decision.Due(
          agreement: rule.head.reason, kind: rule.kind, metric: rule.metric,
          from: clock.startedAt, due: due))
    }
    if decider.escalation.isEmpty { return }
    for rank in matches(of: decider.escalation) {
      let rule = decider.clocks.ladders[rank]
      if rule.on.isEmpty { plan(rule, for: nil, opened, decider, world) }
      for clock in clocks where rule.on.contains(clock.terms.agreement) {
        plan(rule, for: clock, opened, decider, world)
      }
    }
  }

  /// The clock of an agreement if it begins with the request: a provider's only if it is about
  /// acknowledging what is offered to it, for all else begins when it accepts.
  private mutating func clock(
    of rank: Int, _ opened: Instant, _ decider: Decider
  ) -> Clock? {
    let rule = decider.clocks.agreements[rank]
    let target = outcome.to.known.map { decider.book.targets.targets[$0] }
    if !rule.providers.isEmpty {
      guard rule.metric == .timeToAcknowledge, let provider = target?.provider,
        rule.providers.contains(provider)
      else { return nil }
    }
    if let start = rule.start, !holds(start) { return nil }
    if let stop = rule.stop, holds(stop) { return nil }
    if let cancel = rule.cancel, holds(cancel) { return nil }
    guard let terms = decider.clocks.terms(of: rank, unit: target?.name) else {
      outcome.notes.append(DecisionWording.noCalendar(rule.head.name))
      return nil
    }
    let said = rule.startFrom.flatMap { facts.instant($0) }
    return decider.clocks.machine.begin(
      rule.head.name, terms, from: said.map { min($0, opened) } ?? opened, at: opened)
  }

  private mutating func holds(_ condition: Condition) -> Bool {
    ReferenceMatcher.truth(of: condition, in: facts, &evaluation) == .yes
  }

  /// More steps than that nobody reads.
  private static var mostSteps: Int { 1000 }

  /// Adds the steps of a ladder as they are taken if nobody acts.
  private mutating func plan(
    _ rule: LadderRule, for clock: Clock?, _ opened: Instant, _ decider: Decider, _ world: World
  ) {
    let machine = LadderMachine()
    var clock = clock
    var ladder = Ladder(rule, id: rule.head.name, for: clock, at: opened)
    var count = 0
    while ladder.isActive, count < Self.mostSteps {
      let threshold = clock?.pending.first?.at
      let following = ladder.pending.compactMap(\.at).min()
      guard let now = [threshold, following].compactMap(\.self).min() else { return }
      var steps: [Int] = []
      if now == threshold, var running = clock {
        let fired = decider.clocks.machine.fire(&running).threshold
        clock = running
        steps = ladder.steps.indices.filter { ladder.steps[$0].when == .at(fired) }
      } else if let step = machine.take(&ladder, at: now) {
        steps = [step]
      }
      for step in steps {
        outcome.escalations.append(planned(ladder.steps[step], step, at: now, rule, decider, world))
        machine.follow(step, of: &ladder, at: now)
        count += 1
      }
    }
  }

  private func planned(
    _ step: Ladder.Step, _ number: Int, at now: Instant, _ rule: LadderRule, _ decider: Decider,
    _ world: World
  ) -> Decision.PlannedStep {
    func name(_ recipient: Ladder.Recipient) -> String? {
      switch recipient {
      case .named(let name): name
      case .onCall(let rota): decider.rules.onCall(rota, at: now, in: world)
      case .holder: outcome.to.known.map { decider.book.targets.targets[$0].name }
      }
    }
    return Decision.PlannedStep(
      ladder: rule.head.reason, step: number + 1, at: now, kind: step.kind,
      to: step.to.flatMap(name), notify: step.notify.compactMap(name),
      isConditional: step.isConditional)
  }
}
