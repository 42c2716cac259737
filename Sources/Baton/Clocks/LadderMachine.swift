import BatonModel
import BatonTime

/// Moves ladders: which step is taken when. What a step does is not its business.
struct LadderMachine {
  /// Begins a ladder: its first step is on its way, if it follows the start.
  func begin(_ ladder: inout Ladder, at now: Instant) {
    schedule(0, of: &ladder, at: now)
    endIfDone(&ladder, at: now)
  }

  /// The next step that follows another and is due by an instant.
  /// - Returns: its index; nil for the end of the ladder, or if there is none.
  func take(_ ladder: inout Ladder, at now: Instant) -> Int? {
    guard
      let next = ladder.pending.indices.filter({ ladder.pending[$0].at.map { $0 <= now } ?? false })
        .min(by: { before(ladder.pending[$0], ladder.pending[$1]) })
    else { return nil }
    let step = ladder.pending.remove(at: next).step
    guard step < ladder.steps.count else {
      // Steps of its clock may still come.
      let waits = ladder.steps.indices.contains { index in
        if case .at = ladder.steps[index].when { !ladder.climbed.contains(index) } else { false }
      }
      if !waits {
        ladder.state = .exhausted
        ladder.endedAt = now
      }
      return nil
    }
    return step
  }

  private func before(_ left: Ladder.Pending, _ right: Ladder.Pending) -> Bool {
    (left.at ?? .distant, left.step) < (right.at ?? .distant, right.step)
  }

  /// Sets on its way what follows a step that was taken or left out.
  func follow(_ step: Int, of ladder: inout Ladder, at now: Instant) {
    if step == ladder.steps.count - 1, ladder.repeats > 0 {
      let first = ladder.firstRepeated
      let isLastRound = ladder.rounds == ladder.repeats || first == ladder.steps.count
      if !isLastRound { ladder.rounds += 1 }
      ladder.pending.append(
        Ladder.Pending(
          step: isLastRound ? ladder.steps.count : first, at: now.adding(ladder.repeatAfter)))
    } else {
      schedule(step + 1, of: &ladder, at: now)
    }
    endIfDone(&ladder, at: now)
  }

  private func schedule(_ step: Int, of ladder: inout Ladder, at now: Instant) {
    guard ladder.steps.indices.contains(step), case .after(let delay) = ladder.steps[step].when
    else { return }
    ladder.pending.append(Ladder.Pending(step: step, at: now.adding(delay)))
  }

  /// A ladder without steps at thresholds is exhausted when nothing more is to follow.
  private func endIfDone(_ ladder: inout Ladder, at now: Instant) {
    guard ladder.pending.isEmpty, ladder.clock == nil else { return }
    ladder.state = .exhausted
    ladder.endedAt = now
  }

  func pause(_ ladder: inout Ladder, at now: Instant) {
    for index in ladder.pending.indices {
      guard let at = ladder.pending[index].at else { continue }
      ladder.pending[index].left = max(0, at.milliseconds - now.milliseconds)
      ladder.pending[index].at = nil
    }
  }

  func resume(_ ladder: inout Ladder, at now: Instant) {
    for index in ladder.pending.indices {
      guard let left = ladder.pending[index].left else { continue }
      ladder.pending[index].at = now.adding(left)
      ladder.pending[index].left = nil
    }
  }

  func stop(_ ladder: inout Ladder, at now: Instant) {
    guard ladder.isActive else { return }
    ladder.state = .stopped
    ladder.endedAt = now
    ladder.pending = []
  }
}

extension Instant {
  fileprivate static let distant = Instant(milliseconds: .max)
}
