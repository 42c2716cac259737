import BatonModel
import BatonTime

extension CasePlan {
  /// A plan that a rule begins, with its tasks as they are now.
  init(_ rule: PlanRule, at now: Instant) {
    self.init(
      rule: rule.head.name, place: rule.head.place, because: rule.head.because, begunAt: now,
      tasks: rule.tasks.indices.map { CaseTask($0, of: rule.tasks) })
  }
}

extension CaseTask {
  fileprivate init(_ number: Int, of tasks: [PlanTask]) {
    let task = tasks[number]
    let consequence: Consequence =
      switch task.ifFailed {
      case .stop: .stop
      case .goOn: .goOn
      case .skip: .skip
      case .task(let other): .standIn(other)
      }
    let to: Ladder.Recipient =
      switch task.to {
      case .target(let target): .named(target.name)
      case .onCall(let rota): .onCall(rota)
      }
    self.init(
      name: task.name, place: task.place, because: task.because, to: to,
      limit: task.limit.map { ClockTerms.Limit($0.span) }, calendar: task.limit?.calendar,
      after: task.after, anyIsEnough: task.anyIsEnough, ifFailed: consequence,
      insteadOf: tasks.indices.filter { tasks[$0].ifFailed == .task(number) },
      isOptional: task.isOptional)
  }
}

extension ClockRules {
  /// How long a task takes for a unit; nil where its limit is in business time and no calendar is to
  /// be had.
  func time(of task: CaseTask, for unit: String?) -> TaskTime? {
    switch task.limit {
    case nil: return .openEnded
    case .elapsed: return TaskTime(limit: task.limit, calendar: nil)
    case .working, .workingDays:
      guard let name = task.calendar ?? unit.flatMap({ hours[$0] }),
        let calendar = calendars[name]
      else { return nil }
      return TaskTime(limit: task.limit, calendar: calendar)
    }
  }
}
