import BatonModel
import Testing

@testable import Baton

/// Rules in the small landscape, compiled without a complaint, and what their conditions come to.
struct TimedRules {
  let engine: Engine

  var base: CompiledRuleBase { engine.decider.rules }

  init(_ rules: String) throws {
    let load = MarkedRules(rules + DiagnosticTests.fallback).load
    #expect(load.diagnostics.isEmpty, "\(load.diagnostics)")
    engine = try #require(load.engine)
  }

  /// Whether a condition holds for a request while an event is taken in.
  func holds(
    _ condition: Condition?, _ request: [(String, Value)], event: String? = nil
  ) -> Bool {
    guard let condition else { return false }
    let decider = engine.decider
    var facts = RequestBinder.bind(Request(request), in: World(), to: decider.schema)
    facts.set(decider.schema.slots.event, to: event.map(Value.text))
    let matcher = Matcher([condition], decider.schema)
    var evaluation = Evaluation(functions: decider.makeFunctions())
    evaluation.functions.begin(offset: 0)
    evaluation.beginStage()
    let truth = matcher.truth(of: 0, in: facts, &evaluation)
    let byReference = ReferenceMatcher.truth(of: condition, in: facts, &evaluation)
    evaluation.functions.letGo()
    evaluation.functions.finish()
    #expect(truth == byReference)
    return truth == .yes
  }
}
