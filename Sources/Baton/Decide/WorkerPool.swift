import BatonModel

/// Workers for threads that decide one request now and then.
struct WorkerPool: Sendable {
  private let runs: Pool<DecisionRun<LuaFunctions>>

  /// - Parameter observer: sees the rules at work; then the pool is for one thread.
  init(_ decider: Decider, observer: RuleObserver? = nil) {
    runs = Pool { DecisionRun(decider, observedBy: observer) }
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
  func lend<Result>(_ body: (inout DecisionRun<LuaFunctions>) -> Result) -> Result {
    runs.lend(body)
  }
}

extension DecisionRun<LuaFunctions> {
  init(_ decider: Decider, observedBy observer: RuleObserver?) {
    self.init(decider, decider.makeFunctions())
    self.observer = observer
  }
}
