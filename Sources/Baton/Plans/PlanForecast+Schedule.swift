import BatonModel
import BatonTime

extension PlanForecast {
  /// How a plan goes on from an instant.
  /// - Parameter time: how long a task takes, by its position, that begins then.
  init(_ plan: CasePlan, at now: Instant, time: (Int, Instant) -> TaskTime) {
    let outlook = PlanOutlook(plan, at: now)
    let schedule = PlanSchedule(outlook.network, from: now) { node, begin in
      outlook.isPending[node] ? time(outlook.tasks[node], begin) : .openEnded
    }
    let slacks = schedule.slacks
    let critical = schedule.critical
    var tasks = plan.tasks.map { task in
      Task(
        name: task.name, state: task.state, begins: task.begunAt, ends: task.endedAt,
        isOpenEnded: task.limit == nil)
    }
    for (node, number) in outlook.tasks.enumerated() where outlook.isPending[node] {
      tasks[number].begins = schedule.begins[node]
      tasks[number].ends = schedule.ends[node]
      tasks[number].slack = slacks[node]
      tasks[number].isCritical = critical[node]
    }
    let isOpen = plan.state == .active
    self.init(
      rule: plan.rule, place: plan.place, state: plan.state,
      expected: isOpen ? schedule.end : plan.endedAt,
      criticalPath: isOpen
        ? schedule.criticalPath.filter { outlook.isPending[$0] }
          .map { plan.tasks[outlook.tasks[$0]].name } : [],
      tasks: tasks)
  }
}

/// The tasks of a plan that have not ended, as a network of what happens if nothing more fails.
///
/// A task that is done only if something fails is in it as well: that it is not needed shows only when
/// what it stands in for is done, and others may wait to know.
struct PlanOutlook {
  /// The position of each node's task.
  let tasks: [Int]
  /// Whether it is to be done, if nothing more fails.
  let isPending: [Bool]
  let network: PlanNetwork

  init(_ plan: CasePlan, at now: Instant) {
    let isPending = Self.pending(plan)
    let tasks = plan.tasks.indices.filter { isPending[$0] || plan.tasks[$0].state == .waiting }
    self.tasks = tasks
    self.isPending = tasks.map { isPending[$0] }
    var nodes: [Int: Int] = [:]
    for (node, number) in tasks.enumerated() { nodes[number] = node }
    network = PlanNetwork(
      tasks.map { number in
        let task = plan.tasks[number]
        if task.state.isActive, let begun = task.begunAt {
          return PlanNetwork.Node(
            after: [], anyIsEnough: false, isRequired: task.isRequired,
            running: (begun, max(task.due ?? now, now)))
        }
        // What is not needed waits to know it, and is no help to whom any is enough.
        let isDone = isPending[number]
        var before = isDone || task.insteadOf.isEmpty ? task.after : task.insteadOf
        before = before.map { plan.whoDoes($0) }
        if isDone, task.anyIsEnough { before = before.filter { isPending[$0] } }
        var known: Set<Int> = []
        return PlanNetwork.Node(
          after: before.compactMap { nodes[$0] }.filter { known.insert($0).inserted },
          anyIsEnough: isDone && task.anyIsEnough, isRequired: task.isRequired)
      })
  }

  /// Whether each task is still to be done: it has begun, or it will if nothing more fails.
  private static func pending(_ plan: CasePlan) -> [Bool] {
    var isPending = plan.tasks.map(\.state.isActive)
    guard plan.state == .active || plan.state == .done else { return isPending }
    // What leads to a task may be declared behind it: again, until nothing is found any more.
    var isChanging = true
    while isChanging {
      isChanging = false
      for (number, task) in plan.tasks.enumerated()
      where task.state == .waiting && !isPending[number] {
        let originals = task.insteadOf.map { plan.tasks[$0].state }
        if !originals.isEmpty, !originals.contains(.failed) { continue }
        // What is not needed leaves out only who waits for nothing else.
        let isReached =
          task.after.isEmpty
          || task.after.contains { plan.standing(of: $0) == .counts || isPending[plan.whoDoes($0)] }
        guard isReached else { continue }
        isPending[number] = true
        isChanging = true
      }
    }
    return isPending
  }
}
