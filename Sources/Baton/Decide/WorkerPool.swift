import BatonModel
import Synchronization

/// Workers for threads that decide one request now and then: each call borrows one that nobody else
/// has.
///
/// One is made when none is free, and kept for the next call; so there are as many as threads ever
/// decided at once.
final class WorkerPool: Sendable {
  // A run moves between threads but is used by one at a time: whoever takes it out of the pool
  // owns it until it is put back.
  private final class Holder: @unchecked Sendable {
    var run: DecisionRun<LuaFunctions>

    init(_ decider: Decider, _ observer: RuleObserver?) {
      run = DecisionRun(decider, decider.makeFunctions())
      run.observer = observer
    }
  }

  private let decider: Decider
  private let observer: RuleObserver?
  private let free = Mutex<[Holder]>([])

  /// - Parameter observer: sees the rules at work; then the pool is for one thread.
  init(_ decider: Decider, observer: RuleObserver? = nil) {
    self.decider = decider
    self.observer = observer
  }

  func decide(
    _ request: Request, in world: World, explain: Explanation = .winners
  ) -> Decision {
    lend { run in
      run.decide(request, in: world, explain: explain)
      let decision = run.decision
      run.forget()
      return decision
    }
  }

  /// Does something with a run that nobody else has meanwhile.
  func lend<Result>(
    _ body: (inout DecisionRun<LuaFunctions>) -> Result
  ) -> Result {
    let holder = free.withLock { $0.popLast() } ?? Holder(decider, observer)
    let result = body(&holder.run)
    free.withLock { $0.append(holder) }
    return result
  }
}
