import BatonModel
import BatonTime

/// The deciding of one request: the facts as the stages change them, and the decision as it grows.
///
/// Each stage reads the facts that it began with, collects what it sets, and sets it at its end;
/// so no rule of a stage sees another's work and none can loop. The stages are in extensions.
struct DecisionRun<Functions: FunctionRunner> {
  let decider: Decider
  let world: World
  let explanation: Explanation
  /// With what dates are compared: the world's now, else when the request was opened, else the
  /// clock.
  let now: Instant?
  var facts: Facts
  var evaluation: Evaluation<Functions>
  var decision: Decision
  /// What went wrong in each rule of the stage, for its verdict.
  var erred: [Int: String] = [:]

  init(
    _ decider: Decider, _ request: Request, _ bound: consuming RequestBinder.Bound, in world: World,
    _ explanation: Explanation, _ functions: Functions
  ) {
    self.decider = decider
    self.world = world
    self.explanation = explanation
    facts = bound.facts
    evaluation = Evaluation(functions: functions, keepsAnswers: explanation == .full)
    decision = Decision(request: request.id, rules: decider.rules.identity)
    decision.offset = bound.offset
    decision.errors = bound.faults.map {
      DecisionError(kind: .value, message: $0.message, field: $0.field)
    }
    if case .instant(let opened)? = facts.fields[decider.schema.slots.openedAt] {
      now = world.now ?? opened
    } else {
      now = world.now ?? world.clock
    }
  }

  mutating func decide() -> Decision {
    if now == nil, decider.hasDates { decision.notes.append(DecisionWording.noClock) }
    if explanation == .full { noteUnknownContext() }
    classify()
    findServiceOfItem()
    prioritise()
    route()
    account()
    approve()
    judge()
    return decision
  }

  // MARK: What every stage does

  /// Begins a stage.
  /// - Returns: the ranks that decide nothing, one flag per rule.
  mutating func begin(_ stage: StageRules) -> [Bool] {
    evaluation.beginStage()
    erred.removeAll(keepingCapacity: true)
    return stage.skipped(at: now)
  }

  /// Changes a field for the stages that follow.
  mutating func change(_ slot: Int, to value: Value?) {
    evaluation.functions.letGo()
    facts.set(slot, to: value)
  }

  /// Puts what functions of these rules raised into the decision.
  /// - Parameter rank: the rule of the stage to which all of them belong, for the parts of a table
  ///   or a tree; nil when `heads` are the stage's own.
  mutating func report(_ heads: [RuleHead], as rank: Int? = nil) {
    guard !evaluation.faults.isEmpty else { return }
    for (own, fault) in evaluation.faults { report(fault, of: heads[own], as: rank ?? own) }
    evaluation.faults.removeAll(keepingCapacity: true)
  }

  /// The same for parts of one rule, such as the rows of a table.
  mutating func report(each head: RuleHead, as rank: Int) {
    guard !evaluation.faults.isEmpty else { return }
    for (_, fault) in evaluation.faults { report(fault, of: head, as: rank) }
    evaluation.faults.removeAll(keepingCapacity: true)
  }

  private mutating func report(_ fault: FunctionFault, of head: RuleHead, as rank: Int) {
    decision.errors.append(
      DecisionError(
        kind: .function, message: fault.message, rule: head.name,
        place: fault.place ?? fault.function.place))
    erred[rank] = fault.message
  }

  /// Puts a fault of a rule's outcome into the decision: the rule counts as not matched.
  mutating func fail(
    _ head: RuleHead, rank: Int, _ kind: DecisionError.Kind, _ message: String,
    at place: Place? = nil
  ) {
    decision.errors.append(
      DecisionError(kind: kind, message: message, rule: head.name, place: place ?? head.place))
    erred[rank] = message
  }

  /// What a function gives as a rule's outcome; nil if it gives nothing, or after a fault, which
  /// is reported.
  mutating func value(of function: FunctionReference, _ head: RuleHead, rank: Int) -> Value? {
    switch evaluation.value(function, facts) {
    case .success(let value): return value
    case .failure(let fault):
      fail(head, rank: rank, .function, fault.message, at: fault.place ?? function.place)
      return nil
    }
  }

  /// Shadow rules of a stage that would have matched.
  /// - Parameter rank: as for ``report(_:as:)``.
  mutating func matchingShadows(of stage: StageRules, as rank: Int? = nil) -> [Int] {
    var matching: [Int] = []
    for shadow in stage.shadows where stage.isInForce(shadow, at: now) {
      if stage.matcher.truth(of: shadow, in: facts, &evaluation) == .yes {
        matching.append(shadow)
      }
      report(stage.heads, as: rank)
    }
    return matching
  }

  mutating func addShadow(_ stage: StageRules, _ rank: Int, would: String) {
    decision.shadows.append(
      Decision.Shadow(stage: stage.stage, reason: stage.heads[rank].reason, would: would))
  }

  /// Context of the requester that rules ask for and nobody knows.
  private mutating func noteUnknownContext() {
    let slots = decider.schema.slots
    let hasRequester = facts.fields[slots.requester] != nil
    for (index, column) in decider.schema.columns.enumerated() where facts.columns[index] == nil {
      guard case .field(let slot) = column.root else { continue }
      let isContext =
        slot == slots.contactsOfRequester || slot == slots.openRequestsOfRequester
        || (slot == slots.requester && Self.contextOfRequester.contains(column.path))
      guard isContext else { continue }
      decision.notes.append(
        DecisionWording.unknownToWorld(column.name, hasRequester: hasRequester))
    }
  }

  private static var contextOfRequester: Set<[String]> {
    [["segment"], ["open_requests"], ["contacts"]]
  }
}
