import BatonModel
import BatonTime

/// What happens in a case by itself, and when.
extension CaseRun {
  /// The next thing that happens without an event.
  struct Timer {
    enum What {
      case clock(Int)
      case ladder(Int)
      case handoff
      /// A task of the plan.
      case task(Int)
      case dispute(Int)
      case process
    }

    let at: Instant
    let what: What
  }

  /// The earliest; of those at one instant clocks before ladders before handoffs before tasks before
  /// disputes before the process, clocks in the order of their ids, the others in their own.
  var next: Timer? {
    var found: Timer?
    var first = 0
    for index in state.clocks.indices {
      guard let at = pendingAt(index) else { continue }
      if let best = found,
        at > best.at || (at == best.at && state.clocks[index].id > state.clocks[first].id)
      {
        continue
      }
      found = Timer(at: at, what: .clock(index))
      first = index
    }
    for index in state.ladders.indices where !state.ladders[index].pending.isEmpty {
      guard let at = state.ladders[index].pending.compactMap(\.at).min() else { continue }
      if let best = found, at >= best.at { continue }
      found = Timer(at: at, what: .ladder(index))
    }
    if let by = acknowledgeBy, found.map({ by < $0.at }) ?? true {
      found = Timer(at: by, what: .handoff)
    }
    if let tasks = state.plan?.tasks {
      for (index, task) in tasks.enumerated() {
        guard let due = task.due, task.state.isActive, !task.isLate else { continue }
        if let best = found, due >= best.at { continue }
        found = Timer(at: due, what: .task(index))
      }
    }
    for (index, dispute) in state.disputes.enumerated() {
      guard let by = dispute.pending else { continue }
      if let best = found, by >= best.at { continue }
      found = Timer(at: by, what: .dispute(index))
    }
    if let by = state.process?.deadline, found.map({ by < $0.at }) ?? true {
      found = Timer(at: by, what: .process)
    }
    return found
  }

  /// When the next threshold of a clock is reached. The clock is looked at where it lies.
  private func pendingAt(_ clock: Int) -> Instant? {
    state.clocks[clock].pending.isEmpty ? nil : state.clocks[clock].pending[0].at
  }

  /// By when an offer is to be acknowledged of which that is still a question.
  private var acknowledgeBy: Instant? {
    guard state.isOffered else { return nil }
    let last = state.handoffs.count - 1
    guard !state.handoffs[last].isLate, state.handoffs[last].acknowledgedAt == nil else {
      return nil
    }
    return state.handoffs[last].acknowledgeBy
  }
}
