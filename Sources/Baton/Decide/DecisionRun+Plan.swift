import BatonModel
import BatonTime

/// Of which tasks the work is made.
extension DecisionRun {
  /// The first plan, most specific level first, that matches, with its tasks and their times.
  mutating func makePlan(_ decider: Decider, in world: World) {
    let stage = decider.plan
    begin(stage)
    var search = CandidateSearch()
    stage.matcher.begin(&search, in: facts, &evaluation.scratch)
    let winner = next(&search, of: stage)
    report(stage)
    if let winner {
      outcome.plan = outcome.winner(decider.book.plan.advanced(by: winner))
      schedule(decider.rules.plans[winner], winner, decider, world)
    }
    for shadow in matchingShadows(of: stage) {
      addShadow(stage, shadow, would: would(shadow, winner, decider))
    }
    explain(stage, &search, decidedBy: winner ?? -1, goingOn: winner != nil)
  }

  private func would(_ shadow: Int, _ winner: Int?, _ decider: Decider) -> String {
    if let winner, winner < shadow {
      return DecisionWording.outranked(by: decider.plan.heads[winner].name)
    }
    return DecisionWording.wouldPlan(decider.rules.plans[shadow].tasks.map(\.name))
  }

  private mutating func schedule(
    _ rule: PlanRule, _ rank: Int, _ decider: Decider, _ world: World
  ) {
    let reason = decider.book.reasons.reason(decider.book.plan.advanced(by: rank))
    var plan = Decision.Plan(reason: reason)
    outcome.tasks = rule.tasks.map { task in
      Decision.PlannedTask(
        name: task.name, place: task.place, because: task.because,
        to: recipient(of: task, at: now, decider, world),
        after: task.after.map { rule.tasks[$0].name }, anyIsEnough: task.anyIsEnough,
        isOptional: task.isOptional)
    }
    for (number, task) in rule.tasks.enumerated() {
      if case .task(let other) = task.ifFailed {
        outcome.tasks[other].insteadOf.append(rule.tasks[number].name)
      }
    }
    if let begins = facts.instant(slots.openedAt) ?? now {
      forecast(rule, from: begins, &plan, decider, world)
    } else {
      outcome.notes.append(DecisionWording.noBeginning(rule.head.name))
    }
    outcome.planned = plan
  }

  private mutating func forecast(
    _ rule: PlanRule, from begins: Instant, _ plan: inout Decision.Plan, _ decider: Decider,
    _ world: World
  ) {
    let tasks = CasePlan(rule, at: begins)
    var recipients = outcome.tasks.map(\.to)
    var lacking: [String] = []
    let forecast = PlanForecast(tasks, at: begins) { number, begin in
      recipients[number] = recipient(of: rule.tasks[number], at: begin, decider, world)
      if let time = decider.clocks.time(of: tasks.tasks[number], for: recipients[number]) {
        return time
      }
      lacking.append(rule.tasks[number].name)
      return .openEnded
    }
    for name in lacking { outcome.notes.append(DecisionWording.noCalendar(name)) }
    plan.begins = begins
    plan.expected = forecast.expected
    plan.criticalPath = forecast.criticalPath
    for (number, task) in forecast.tasks.enumerated() {
      outcome.tasks[number].to = recipients[number]
      outcome.tasks[number].begins = task.begins
      if !task.isOpenEnded, !lacking.contains(task.name) { outcome.tasks[number].due = task.ends }
      outcome.tasks[number].slack = task.slack
      outcome.tasks[number].isCritical = task.isCritical
    }
  }

  /// Who is to do a task; nil if nobody is on call then.
  private func recipient(
    of task: PlanTask, at instant: Instant?, _ decider: Decider, _ world: World
  ) -> String? {
    switch task.to {
    case .target(let target): target.name
    case .onCall(let rota):
      instant.map { decider.rules.onCall(rota, at: $0, in: world) } ?? world.onCall[rota]
    }
  }
}
