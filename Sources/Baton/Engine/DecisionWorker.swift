package import BatonModel
import BatonRecords

/// Decides requests one after the other, for one thread: it owns all that deciding writes to, so
/// that the steady state allocates nothing but the decisions that are asked for, and no two workers
/// count the same references.
///
///     var worker = engine.makeWorker(in: world)
///     var writer = worker.makeWriter(fields: [.own(.request), .own(.to)])
///     for request in requests { worker.decide(request, writing: &writer) }
///
/// Memory: one request's facts, and a Lua state once a function was called.
package struct DecisionWorker: ~Copyable {
  private let world: World
  private var run: DecisionRun<LuaFunctions>

  init(_ decider: Decider, in world: World) {
    self.world = world
    run = DecisionRun(decider, decider.makeFunctions())
  }

  /// Decides a request in the worker's world.
  package mutating func decide(
    _ request: Request, explain: Explanation = .winners
  ) -> Decision {
    run.decide(request, in: world, explain: explain)
    return run.decision
  }

  /// Decides a request in the worker's world and writes what the writer is for.
  /// - Returns: whether the decision is without errors.
  @discardableResult
  package mutating func decide(
    _ request: Request, explain: Explanation = .winners, writing writer: inout OutcomeWriter
  ) -> Bool {
    run.decide(request, in: world, explain: explain)
    writer.write(run.outcome, of: request)
    return run.outcome.errors.isEmpty
  }

  /// Decides the record that a reader of the request's fields has, and writes what the writer is
  /// for.
  /// - Returns: whether the decision is without errors.
  mutating func decide(
    _ record: inout FieldReader, explain: Explanation, writing writer: inout OutcomeWriter
  ) -> Bool {
    run.bind(&record, in: world)
    run.decide(in: world, explain: explain)
    writer.write(run.outcome, of: nil)
    return run.outcome.errors.isEmpty
  }

  /// A writer for this worker's decisions; nil for whole decisions.
  package func makeWriter(fields: [DecisionField]?) -> OutcomeWriter {
    OutcomeWriter(run.decider, fields: fields)
  }

  /// What applying the last decision changes in the world.
  package var effects: [World.Effect] { run.outcome.effects }
}

// MARK: For measuring

extension DecisionWorker {
  /// Takes in a request, as the first half of deciding.
  package mutating func bind(_ request: Request) { run.bind(request, in: world) }

  /// Decides the request that is bound: the second half.
  /// - Precondition: it was bound since the last decision, which changed the facts.
  package mutating func decideBound() -> Decision {
    run.decide(in: world)
    return run.decision
  }

  /// The same, and writes.
  package mutating func decideBound(writing writer: inout OutcomeWriter) {
    run.decide(in: world)
    writer.write(run.outcome, of: nil)
  }
}
