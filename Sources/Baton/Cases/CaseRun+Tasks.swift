import BatonModel
import BatonTime

/// The plan of a case's work: when it begins, what becomes of its tasks, and what that means for the
/// others.
///
/// A case has one plan at most: the first whose `when` comes to hold while the case is open. It goes
/// on however the case changes; only closing the case stops it. Tasks go on while the case waits: each
/// is a piece of work of its own, with a party and a time of its own.
extension CaseRun {
  /// Goes on with the plan, once the rules have decided.
  mutating func followPlan() {
    if rules.planStage.isEmpty, state.plan == nil { return }
    if state.phase == .closed {
      stopPlan()
    } else if state.plan?.state == .stopped {
      resumePlan()
    } else if state.plan?.state == .done {
      resumeTasks()
    }
    if state.plan == nil, state.phase == .open { beginPlan() }
    goOnWithPlan()
  }

  // MARK: The plan

  /// Notes the plan that is decided, while conditions see where the rules route the case.
  mutating func findPlan() {
    guard state.plan == nil, state.phase == .open, !rules.planStage.isEmpty else { return }
    planned = matches(of: rules.planStage).first
  }

  /// What is decided; where nothing is, what holds while conditions see the event.
  private mutating func beginPlan() {
    guard let rank = planned ?? matches(of: rules.planStage).first else { return }
    let plan = CasePlan(run.decider.rules.plans[rank], at: now)
    state.plan = plan
    tell(.began, plan)
  }

  /// The case is closed: what is not done never will be.
  private mutating func stopPlan() {
    func isOpen(_ task: CaseTask) -> Bool { task.state.isActive || task.state == .waiting }
    if state.plan?.state == .active {
      end(.stopped, .stopped, stopping: isOpen)
    } else {
      stopTasks(isOpen)
    }
  }

  /// A case that was closed is opened again: its tasks wait again, or are offered once more.
  private mutating func resumePlan() {
    resumeTasks()
    guard var plan = state.plan else { return }
    plan.state = .active
    plan.endedAt = nil
    state.plan = plan
    tell(.resumed, plan)
  }

  /// What was stopped waits again. A plan that is done stays so: what only closing the case stopped are
  /// its optional tasks.
  private mutating func resumeTasks() {
    for number in state.plan?.tasks.indices ?? 0..<0
    where state.plan?.tasks[number].state == .stopped {
      state.plan?.tasks[number].state = .waiting
      state.plan?.tasks[number].endedAt = nil
    }
  }

  /// Lets begin what can begin now, leaves out what cannot any more, and ends the plan.
  private mutating func goOnWithPlan() {
    if state.plan?.state == .active, state.plan?.hasFailed == true {
      end(.failed, .failed) { $0.state == .waiting }
    }
    while state.plan?.state == .active || state.plan?.state == .done,
      let next = state.plan?.next
    {
      if next.to == .offered {
        offerTask(next.task)
      } else {
        state.plan?.tasks[next.task].endedAt = now
        change(next.task, to: next.to, next.to == .skipped ? .skipped : .unneeded)
      }
    }
    if state.plan?.state == .active, state.plan?.isComplete == true {
      end(.done, .done) { _ in false }
    }
  }

  private mutating func end(
    _ planState: CasePlan.State, _ change: Action.PlanChange, stopping isStopped: (CaseTask) -> Bool
  ) {
    stopTasks(isStopped)
    guard var plan = state.plan else { return }
    plan.state = planState
    plan.endedAt = now
    state.plan = plan
    tell(change, plan)
  }

  private mutating func stopTasks(_ isStopped: (CaseTask) -> Bool) {
    guard let tasks = state.plan?.tasks else { return }
    for number in tasks.indices where isStopped(tasks[number]) {
      state.plan?.tasks[number].endedAt = now
      change(number, to: .stopped, .stopped)
    }
  }

  // MARK: A task

  private mutating func offerTask(_ number: Int) {
    guard var task = state.plan?.tasks[number] else { return }
    if task.begunAt != nil { task.id = Self.nextID(task) }
    task.unit = nobodyOrUnit(task.to)
    task.begunAt = now
    task.isLate = false
    task.by = nil
    if let time = rules.clocks.time(of: task, for: task.unit) {
      task.due = task.limit == nil ? nil : time.end(from: now)
    } else {
      task.due = nil
      act(.error(CaseWording.noCalendarForTask(task.name)), at: now, planHead)
    }
    state.plan?.tasks[number] = task
    change(number, to: .offered, .offered)
  }

  /// `name`, then `name#2`, `name#3`.
  private static func nextID(_ task: CaseTask) -> String {
    let number = Int(task.id.dropFirst(task.name.count + 1)) ?? 1
    return "\(task.name)#\(number + 1)"
  }

  /// Nil, and it is told, where nobody is on call.
  private mutating func nobodyOrUnit(_ recipient: Ladder.Recipient) -> String? {
    switch recipient {
    case .named(let name): return name
    case .holder: return state.holder.unit
    case .onCall(let rota):
      let name = run.decider.rules.onCall(rota, at: now, in: world)
      if name == nil { act(.error(CaseWording.nobodyOnCall(rota)), at: now, planHead) }
      return name
    }
  }

  private mutating func change(
    _ number: Int, to taskState: CaseTask.State, _ change: Action.TaskChange
  ) {
    state.plan?.tasks[number].state = taskState
    tell(change, number)
  }

  /// A task is due and not done.
  mutating func taskIsLate(_ number: Int) {
    state.plan?.tasks[number].isLate = true
    tell(.late, number)
  }

  // MARK: Events

  /// What an event says of a task of the plan.
  mutating func takeIn(task event: CaseEvent) {
    guard let change = event.known?.taskChange else { return }
    guard let plan = state.plan else {
      act(.doubt(CaseWording.noPlan(event.name)), at: now)
      return
    }
    guard case .text(let name)? = event.details["task"] else {
      act(.doubt(CaseWording.noTaskNamed(event.name)), at: now)
      return
    }
    guard let number = plan.tasks.firstIndex(where: { $0.name == name || $0.id == name }) else {
      let nearest = NearestName.to(name, among: plan.tasks.map(\.name))
      act(.doubt(CaseWording.unknownTask(name, of: plan.rule, nearest: nearest)), at: now)
      return
    }
    let task = plan.tasks[number]
    if let doubt = doubt(change, number, of: plan) {
      act(.doubt(doubt), at: now)
      return
    }
    checkActor(event, task)
    if change == .failed, event.reason == nil {
      act(.doubt(CaseWording.failedWithoutReason(name)), at: now)
    }
    state.plan?.tasks[number].by = event.by
    state.plan?.tasks[number].reason = change == .failed ? event.reason : nil
    if change == .accepted {
      self.change(number, to: .inProgress, change)
    } else {
      state.plan?.tasks[number].endedAt = now
      self.change(number, to: change == .done ? .done : .failed, change)
    }
  }

  /// Why an event can change nothing of a task; nil if it can.
  private func doubt(
    _ change: Action.TaskChange, _ number: Int, of plan: CasePlan
  ) -> String? {
    let task = plan.tasks[number]
    switch task.state {
    case .offered: return nil
    case .inProgress: return change == .accepted ? CaseWording.acceptedAlready(task.name) : nil
    case .waiting:
      let open = task.after.filter { plan.standing(of: $0) == .open }
      return CaseWording.notBegun(task.name, waitsFor: open.map { plan.tasks[$0].name })
    case .done, .failed, .skipped, .unneeded, .stopped:
      return CaseWording.ended(task.name, task.state.rawValue)
    }
  }

  /// The task's party does it. Who speaks for it is believed, and it is told.
  private mutating func checkActor(_ event: CaseEvent, _ task: CaseTask) {
    guard let by = event.by?.party, let unit = task.unit,
      case .success(let target) = rules.targets.resolve(unit)
    else { return }
    let party = holder(target).party
    guard rules.party(by) != party else { return }
    act(
      .doubt(CaseWording.notTheirs(task.name, party.name, said: by.name)), at: now)
  }

  // MARK: Saying it

  private var planHead: RuleHead? {
    guard let plan = state.plan else { return nil }
    return rules.planStage.heads.first { $0.name == plan.rule }
  }

  private mutating func tell(_ change: Action.PlanChange, _ plan: CasePlan) {
    actions.append(
      Action(
        at: now, .plan(plan.rule, change), rule: plan.rule, place: plan.place,
        because: plan.because))
  }

  private mutating func tell(_ change: Action.TaskChange, _ number: Int) {
    guard let plan = state.plan else { return }
    let task = plan.tasks[number]
    actions.append(
      Action(
        at: now,
        .task(
          Action.Task(
            plan: plan.rule, id: task.id, name: task.name, to: task.unit, due: task.due), change),
        rule: plan.rule, place: task.place, because: task.because ?? plan.because))
  }
}

extension CaseEvent.Name {
  /// What an event about a task says of it; nil for others.
  fileprivate var taskChange: Action.TaskChange? {
    switch self {
    case .taskAccepted: .accepted
    case .taskDone: .done
    case .taskFailed: .failed
    default: nil
    }
  }
}
