import BatonModel
import BatonTime

/// What the ends of a plan's tasks mean for those that wait.
///
/// What a task waits for counts, is out, or does not matter: done counts, and failed where the plan
/// goes on all the same; failed otherwise is out, and so is what was left out for that; and what
/// stands in for something that did not fail does not matter. Whoever waits for all begins when all
/// that matter count, and is left out as soon as one is out; whoever waits for any begins when one
/// counts, and is left out when none can any more. Where nothing of it matters neither does the task.
///
/// So which tasks begin and which are left out depends on what ended how, not on the order in which
/// it ended.
extension CasePlan {
  enum Standing: Sendable {
    case open, counts, out, unneeded
  }

  /// What a task comes to for those that wait for it.
  func standing(of number: Int) -> Standing {
    let number = whoDoes(number)
    return switch tasks[number].state {
    case .waiting, .offered, .inProgress, .stopped: .open
    case .done: .counts
    case .skipped: .out
    case .unneeded: .unneeded
    case .failed:
      switch tasks[number].ifFailed {
      case .stop, .skip, .standIn: .out
      case .goOn: .counts
      }
    }
  }

  /// The task itself, or whichever stands in for it now that it failed, or for that.
  func whoDoes(_ number: Int) -> Int {
    var number = number
    // No circle of them is let through.
    while tasks[number].state == .failed, case .standIn(let other) = tasks[number].ifFailed {
      number = other
    }
    return number
  }

  /// What becomes of a task that waits.
  /// - Returns: nil: it goes on waiting.
  func turn(of number: Int) -> CaseTask.State? {
    let task = tasks[number]
    let originals = task.insteadOf.map { tasks[$0].state }
    if !originals.isEmpty, !originals.contains(.failed) {
      return originals.allSatisfy(\.isSettled) ? .unneeded : nil
    }
    if task.after.isEmpty { return .offered }
    let before = task.after.map { standing(of: $0) }
    if before.allSatisfy({ $0 == .unneeded }) { return .unneeded }
    if task.anyIsEnough {
      if before.contains(.counts) { return .offered }
      return before.contains(.open) ? nil : .skipped
    }
    if before.contains(.out) { return .skipped }
    return before.contains(.open) ? nil : .offered
  }

  /// The first task, as they are declared, for which something changes now, and to what.
  var next: (task: Int, to: CaseTask.State)? {
    for number in tasks.indices where tasks[number].state == .waiting {
      if let state = turn(of: number) { return (number, state) }
    }
    return nil
  }

  /// Whether a task failed that the rest cannot do without.
  var hasFailed: Bool {
    tasks.contains { $0.state == .failed && $0.ifFailed == .stop }
  }

  /// Whether all that is required has ended.
  var isComplete: Bool {
    tasks.allSatisfy { $0.state.isSettled || !$0.isRequired }
  }
}
