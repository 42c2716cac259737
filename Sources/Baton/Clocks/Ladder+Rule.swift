import BatonModel
import BatonTime

extension Ladder {
  /// A ladder that a rule begins, with its steps as they are now.
  /// - Parameter clock: nil for one that pages.
  init(_ rule: LadderRule, id: String, for clock: Clock?, at now: Instant) {
    self.init(
      id: id, rule: rule.head.name, place: rule.head.place, clock: clock?.id, startedAt: now)
    steps = rule.steps.map { Step($0) }
    repeats = rule.repeatTimes
    quiet = rule.quiet
    stopOn = Self.stopOn(rule, clock)
    if case .after(let delay)? = steps.dropFirst(firstRepeated).first?.when {
      repeatAfter = rule.repeatAfter ?? delay
    }
    LadderMachine().begin(&self, at: now)
  }

  /// Who pages wants somebody to take charge; who watches a target wants it kept.
  private static func stopOn(_ rule: LadderRule, _ clock: Clock?) -> [String] {
    if !rule.stopOn.isEmpty { return rule.stopOn }
    if let clock, clock.terms.metric != .timeToAcknowledge { return [] }
    return [CaseEvent.Name.acknowledge.rawValue, CaseEvent.Name.accept.rawValue]
  }
}

extension Ladder.Step {
  fileprivate init(_ step: LadderStep) {
    let when: When =
      switch step.when {
      case .at(let threshold): .at(threshold)
      case .after(let delay): .after(delay)
      }
    let kind: Action.Escalation.Kind?
    let to: Ladder.Recipient?
    switch step.kind {
    case .functional(let assignee): (kind, to) = (.functional, Ladder.Recipient(assignee))
    case .hierarchical(let role): (kind, to) = (.hierarchical, .named(role))
    case .none: (kind, to) = (nil, nil)
    }
    self.init(
      when: when, kind: kind, to: to, notify: step.notify.map { Ladder.Recipient($0) },
      isConditional: step.condition != nil)
  }
}

extension Ladder.Recipient {
  fileprivate init(_ assignee: Assignee) {
    switch assignee {
    case .target(let target): self = .named(target.name)
    case .onCall(let rota): self = .onCall(rota)
    }
  }

  fileprivate init(_ notified: Notified) {
    switch notified {
    case .party(let party): self = .named(party.name)
    case .holder: self = .holder
    case .role(let role): self = .named(role)
    case .target(let target): self = .named(target.name)
    case .onCall(let rota): self = .onCall(rota)
    }
  }
}
