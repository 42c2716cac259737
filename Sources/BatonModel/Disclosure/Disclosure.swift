/// The making of a decision that somebody may see, from the whole one.
struct Disclosure {
  private let all: Decision
  private let audience: Audience
  /// The provider that asks; nil for other parties.
  private let provider: String?
  private let told: DecisionStorage
  private var withheld: Set<Audience.Part> = []

  init(_ decision: Decision, to audience: Audience) {
    all = decision
    self.audience = audience
    let isProvider = audience.party == .provider
    provider = isProvider ? audience.provider ?? decision.to?.provider ?? "" : nil
    told = DecisionStorage(request: decision.request, rules: decision.rules)
    told.offset = decision.offset
  }

  /// Whether the request is any business of whoever asks.
  var isConcerned: Bool {
    guard let provider else { return true }
    return all.to?.provider == provider || all.also.contains { $0.provider == provider }
      || all.tasks.contains { isOwn($0.to) }
  }

  mutating func decision() -> Decision {
    assignment()
    classification()
    reasons()
    work()
    agreements()
    answers()
    otherRules()
    remarks()
    told.withheld = Audience.Part.allCases.filter(withheld.contains)
    return Decision(told)
  }

  // MARK: What may be seen

  private func sees(_ part: Audience.Part) -> Bool { isConcerned && audience.parts.contains(part) }

  /// Whether a part that has something may be seen; if not, it is noted.
  private mutating func shows(_ part: Audience.Part, _ isThere: Bool) -> Bool {
    guard isThere else { return false }
    if sees(part) { return true }
    withheld.insert(part)
    return false
  }

  /// Whether a target, a role or a receiver by name may be named: no group of another provider.
  private func isOwn(_ name: String?) -> Bool {
    guard let provider, let name else { return false }
    return name == provider || name.hasPrefix(provider + "/")
  }

  private mutating func named(_ name: String, of part: Audience.Part) -> String {
    guard provider != nil, name.contains("/"), !isOwn(name) else { return name }
    withheld.insert(part)
    return Decision.withheldText
  }

  private mutating func reason(_ reason: Reason) -> Reason {
    let isVisible = isConcerned && audience.visibleRules.contains(reason.rule)
    let seesRules = sees(.rules) || isVisible
    let isNoRule = reason.rule == Reason.ofRequest
    if !seesRules, !isNoRule { withheld.insert(.rules) }
    let seesReasons = sees(.reasons)
    if !seesReasons, (reason.because != nil && !isVisible) || !reason.notes.isEmpty {
      withheld.insert(.reasons)
    }
    return Reason(
      rule: seesRules || isNoRule ? reason.rule : Decision.withheldRule,
      place: seesRules ? reason.place : nil,
      because: seesReasons || isVisible ? reason.because : nil,
      level: seesRules ? reason.level : nil, notes: seesReasons ? reason.notes : [])
  }

  /// The reason of something that is known by its name, which may be seen.
  private mutating func reason(named reason: Reason) -> Reason {
    let known = self.reason(reason)
    return Reason(
      rule: reason.rule, place: known.place, because: known.because, level: known.level,
      notes: known.notes)
  }

  // MARK: Part by part

  private mutating func assignment() {
    if shows(.priority, all.priority != nil) { told.priority = all.priority }
    if let target = all.to {
      if shows(.assignment, true), provider == nil || target.provider == provider {
        told.to = target
      } else {
        withheld.insert(.assignment)
        told.to = .receiver(Decision.withheldText)
      }
    }
    for target in all.also {
      if shows(.also, true), provider == nil || target.provider == provider {
        told.also.append(target)
      } else {
        withheld.insert(.also)
      }
    }
    if let role = all.accountable {
      told.accountable = shows(.accountable, true) ? role : Decision.withheldText
    }
  }

  private mutating func classification() {
    for item in all.classified {
      guard shows(.classification, true), !audience.hiddenFields.contains(item.field) else {
        withheld.insert(.classification)
        continue
      }
      told.classified.append(
        Decision.Classified(field: item.field, value: item.value, reason: reason(item.reason)))
    }
  }

  private mutating func reasons() {
    for (stage, reason) in all.why {
      let part: Audience.Part =
        switch stage {
        case .classify: .classification
        case .prioritise: .priority
        case .route: .assignment
        case .plan: .plan
        case .approve: .approvals
        case .agreements: .promises
        case .escalation: .escalations
        case .policy: .policies
        }
      if shows(part, true) { told.why[stage] = self.reason(reason) }
    }
  }

  private mutating func work() {
    if let plan = all.plan, shows(.plan, true) {
      let own = Set(all.tasks.filter { provider == nil || isOwn($0.to) }.map(\.name))
      told.plan = Decision.Plan(
        reason: reason(plan.reason), begins: plan.begins, expected: plan.expected,
        criticalPath: plan.criticalPath.map { own.contains($0) ? $0 : Decision.withheldText })
      for task in all.tasks {
        guard own.contains(task.name) else {
          withheld.insert(.plan)
          continue
        }
        told.tasks.append(self.task(task, own))
      }
    } else if !all.tasks.isEmpty {
      withheld.insert(.plan)
    }
    for approval in all.approvals where shows(.approvals, true) {
      told.approvals.append(
        Decision.Approval(
          reason: reason(approval.reason), by: approval.by, needs: approval.needs,
          within: approval.within))
    }
  }

  private mutating func task(_ task: Decision.PlannedTask, _ own: Set<String>)
    -> Decision.PlannedTask
  {
    var told = task
    let known = { (name: String) in own.contains(name) ? name : Decision.withheldText }
    told.after = task.after.map(known)
    told.insteadOf = task.insteadOf.map(known)
    if !sees(.rules) {
      withheld.insert(.rules)
      told.place = Place(file: Decision.withheldText, line: 0)
    }
    if !sees(.reasons), task.because != nil {
      withheld.insert(.reasons)
      told.because = nil
    }
    return told
  }

  private mutating func agreements() {
    for due in all.targets {
      let isPromise = due.kind == .sla || due.kind == .xla
      let part: Audience.Part = isPromise ? .promises : .contracts
      let isOwn =
        isPromise || provider == nil
        || (audience.agreementProviders[due.agreement.rule] ?? []).contains(provider ?? "")
      guard shows(part, true), isOwn else {
        withheld.insert(part)
        continue
      }
      var told = due
      told.agreement = reason(named: due.agreement)
      self.told.targets.append(told)
    }
    for step in all.escalations where shows(.escalations, true) {
      var told = step
      told.ladder = reason(step.ladder)
      told.to = step.to.map { named($0, of: .escalations) }
      told.notify = step.notify.map { named($0, of: .escalations) }
      self.told.escalations.append(told)
    }
    for finding in all.policies where shows(.policies, true) {
      var told = finding
      told.reason = reason(finding.reason)
      self.told.policies.append(told)
    }
  }

  private mutating func answers() {
    if var reply = all.reply, shows(.reply, true) {
      reply.terms.sender = reply.terms.sender.map { named($0, of: .reply) }
      reply.by = reply.by.map { Decision.Reply.Part(reason: reason($0.reason), gives: $0.gives) }
      told.reply = reply
    }
    for article in all.knowledge where shows(.knowledge, true) {
      var told = article
      told.reason = reason(named: article.reason)
      told.owner = article.owner.map { named($0, of: .knowledge) }
      self.told.articles.append(told)
    }
  }

  private mutating func otherRules() {
    for shadow in all.shadows where shows(.otherRules, true) {
      told.shadows.append(
        Decision.Shadow(
          stage: shadow.stage, reason: reason(shadow.reason),
          would: provider == nil ? shadow.would : Decision.withheldText))
    }
    for verdict in all.verdicts where shows(.otherRules, true) {
      told.verdicts.append(self.verdict(verdict))
    }
    guard let near = all.nearRules else { return }
    if sees(.otherRules) {
      told.near = ToldNearRules(
        outranked: near.outranked.map { verdict($0) }, nearest: near.nearest.map { verdict($0) })
    } else if !near.outranked.isEmpty || !near.nearest.isEmpty {
      withheld.insert(.otherRules)
    }
  }

  private mutating func verdict(_ verdict: Verdict) -> Verdict {
    var told = verdict
    let named = reason(Reason(rule: verdict.rule, place: verdict.place))
    told.rule = named.rule
    told.place = named.place ?? Place(file: Decision.withheldText, line: 0)
    switch verdict.outcome {
    case .outranked(let winner): told.outcome = .outranked(by: reason(Reason(rule: winner)).rule)
    case .failed(let conditions):
      // What a rule asks for can name another provider, or a value that is hidden.
      told.outcome = .failed(
        conditions.map { condition in
          let root = condition.field.prefix { $0 != "." }
          guard provider != nil || audience.hiddenFields.contains(String(root)) || !sees(.rules)
          else { return condition }
          withheld.insert(.otherRules)
          return Verdict.FailedCondition(
            field: Decision.withheldText, wanted: Decision.withheldText,
            found: condition.found.map { _ in Decision.withheldText })
        })
    case .error: told.outcome = .error(sees(.errors) ? Self.message(verdict) : "")
    case .opaque: told.outcome = .opaque(Decision.withheldText)
    case .won, .shadow, .notInForce: break
    }
    return told
  }

  private static func message(_ verdict: Verdict) -> String {
    if case .error(let message) = verdict.outcome { message } else { "" }
  }

  private mutating func remarks() {
    if shows(.notes, !all.notes.isEmpty) { told.notes = all.notes }
    for error in all.errors {
      let isHidden = error.field.map { field in
        audience.hiddenFields.contains(String(field.prefix { $0 != "." }))
      }
      guard shows(.errors, true), isHidden != true else {
        withheld.insert(.errors)
        told.errors.append(DecisionError(kind: error.kind, message: Decision.withheldText))
        continue
      }
      let named = error.rule.map { reason(Reason(rule: $0, place: error.place)) }
      told.errors.append(
        DecisionError(
          kind: error.kind, message: error.message, rule: named?.rule, place: named?.place,
          field: error.field))
    }
  }
}

/// What may be told of the rules that came near.
private final class ToldNearRules: NearRuleWords {
  let outranked: [Verdict]
  let nearest: [Verdict]

  init(outranked: [Verdict], nearest: [Verdict]) {
    self.outranked = outranked
    self.nearest = nearest
  }
}
