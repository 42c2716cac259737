import BatonModel

/// The fields of an event of a log, for the conditions of a process.
struct LogFacts: ProcessFacts, ~Copyable {
  private var run: DecisionRun<LuaFunctions>
  private let world = World()

  init(_ decider: Decider) {
    run = DecisionRun(decider, decider.makeFunctions())
  }

  mutating func bind(_ fields: Members) {
    run.bind(Request(fields), in: world)
  }

  mutating func holds(_ condition: Condition, of head: RuleHead) -> Bool {
    let truth = ReferenceMatcher.truth(of: condition, in: run.facts, &run.evaluation)
    if !run.evaluation.faults.isEmpty { run.evaluation.faults.removeAll() }
    return truth == .yes
  }

  mutating func set(_ slot: Int, to text: String) { run.facts.set(slot, to: .text(text)) }

  func value(of slot: Int) -> Value? { run.facts.value(slot) }
}
