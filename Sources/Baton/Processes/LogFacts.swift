import BatonModel

/// The fields of an event of a log, for the conditions of a process.
struct LogFacts: ProcessFacts, ~Copyable {
  private var run: DecisionRun<LuaFunctions>
  private let world = World()

  init(_ engine: Engine) {
    run = DecisionRun(engine.decider, engine.decider.makeFunctions())
  }

  mutating func bind(_ fields: Members) {
    run.bind(Request(fields), in: world)
  }

  mutating func holds(_ condition: Condition, of head: RuleHead) -> Bool {
    let truth = ReferenceMatcher.truth(of: condition, in: run.facts, &run.evaluation)
    if !run.evaluation.faults.isEmpty { run.evaluation.faults.removeAll() }
    return truth == .yes
  }

  func value(of slot: Int) -> Value? { run.facts.value(slot) }
}
