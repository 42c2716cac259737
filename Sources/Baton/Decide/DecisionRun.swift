import BatonModel
import BatonRecords
import BatonTime

/// The deciding of requests, one after the other: the facts as the stages change them, and the
/// outcome as it grows. All of it is reused, so that a request allocates nothing.
///
/// Each stage reads the facts that it began with, collects what it sets, and sets it at its end;
/// so no rule of a stage sees another's work and none can loop. The stages are in extensions. The
/// world comes in with each request and is only borrowed: it is shared between threads.
struct DecisionRun<Functions: FunctionRunner>: ~Copyable {
  let decider: Decider
  private let source: DecisionSource
  var facts: Facts
  private var binder: RequestBinder
  var evaluation: Evaluation<Functions>
  var outcome = Outcome()
  var explanation = Explanation.winners
  /// With what dates are compared: the world's now, else when the request was opened, else the
  /// clock.
  var now: Instant?
  /// When choosers choose, which is now but for a case that goes by the rules of its opening.
  var choosesAt: Instant?
  /// Whether the request says itself which times after broken promises are in force.
  var saysTrust = false
  /// Which are in force, for a case that is open; nil for a request, and while a case opens.
  var settledTrust: [String]?
  var skips: Skips
  /// The priority rules that decided or contributed, for an explanation.
  var contributed: [Int] = []
  /// What a survey of the stage found, and what was made of all of them.
  var nearRules = NearRules()
  var nearness = Nearness()
  /// The last words for that, to be used again unless a decision keeps them.
  var nearnessWords: NearnessWords?
  /// What went wrong in each rule of the stage, for its verdict.
  var erred: [Int: String] = [:]
  /// The groups of routes that led nowhere because all have reached their limits.
  var full: [Int: [(group: String, limit: Int)]] = [:]
  /// Where the entry of the route stage led that is being followed.
  var found: [Routed] = []
  /// What choosers chose for it.
  var choices: [Choice] = []
  /// The shapes that requests of cases came to have.
  var changedNames = ChangedNames()
  /// Who sees the rules at work; nil but for tests.
  var observer: RuleObserver?
  /// Rules of the classify stage that can set nothing any more, where that needs telling.
  var idle = RankSet.none

  init(_ decider: Decider, _ functions: Functions) {
    self.decider = decider
    source = DecisionSource(decider)
    facts = Facts(decider.schema)
    binder = RequestBinder(
      decider.schema, keepsRequests: decider.mayReadRequests(functions),
      isRead: decider.textsThatAreRead)
    evaluation = Evaluation(functions: functions)
    skips = Skips(stages: decider.stagesThatSkip)
  }

  /// Decides one request. The outcome tells what came out.
  mutating func decide(
    _ request: Request, in world: World, explain: Explanation = .winners
  ) {
    bind(request, in: world)
    decide(in: world, explain: explain)
  }

  /// Takes in a request.
  mutating func bind(_ request: Request, in world: World) {
    outcome.reset()
    binder.bind(request, in: world, to: &facts)
    outcome.request = request.id
  }

  /// Takes in a record in the engine's own words, straight from its bytes.
  mutating func bind(_ record: inout FieldReader, in world: World) {
    outcome.reset()
    binder.bind(&record, in: world, to: &facts, quoting: &outcome.quotedRequest)
    let id = facts.cells[slots.id]
    guard outcome.quotedRequest.isEmpty, id.kind == .text else { return }
    if !facts.quote(id, into: &outcome.quotedRequest) { outcome.request = facts.text(of: id) }
  }

  /// Decides the request that is bound.
  /// - Parameters:
  ///   - end: the last stage that is wanted.
  ///   - choosing: when choosers choose, if not at the world's now.
  mutating func decide(
    in world: World, explain: Explanation = .winners, through end: Stage = .policy,
    choosingAt choosing: Instant? = nil
  ) {
    choosesAt = choosing
    explanation = explain
    beginNearness()
    outcome.offset = facts.offset
    for fault in facts.faults {
      outcome.errors.append(
        DecisionError(kind: .value, message: fault.message, field: fault.field))
    }
    evaluation.begin(keepsAnswers: explain != .winners)
    evaluation.functions.begin(offset: outcome.offset)
    runStages(source, in: world, through: end)
    evaluation.functions.letGo()
    keepNearness()
  }

  /// - Parameter source: this run's own. To be lent it counts no reference of the decider, for which
  ///   all threads that share it would contend.
  @inline(never)
  private mutating func runStages(
    _ source: DecisionSource, in world: World, through end: Stage
  ) {
    let decider = source.decider
    now = world.now ?? facts.instant(decider.schema.slots.openedAt) ?? world.clock
    if choosesAt == nil { choosesAt = now }
    if decider.hasDates, now == nil { outcome.notes.append(DecisionWording.noClock) }
    if explanation == .full { noteUnknownContext() }
    if !decider.classify.isEmpty { classify(decider) }
    findServiceOfItem()
    if !decider.tables.isEmpty { decideTables(decider) }
    if !decider.rules.trusts.isEmpty {
      saysTrust = facts.has(slots.trustPeriod)
      findTrust(decider, in: world, isRouted: false)
    }
    prioritise(decider)
    route(decider, in: world)
    if !decider.rules.trusts.isEmpty { findTrust(decider, in: world, isRouted: true) }
    account(decider)
    if end == .route { return }
    if !decider.plan.isEmpty { makePlan(decider, in: world) }
    if !decider.approve.isEmpty { approve(decider) }
    if !decider.agreements.isEmpty || !decider.escalation.isEmpty { agree(decider, in: world) }
    if !decider.replies.isEmpty || !decider.knowledge.isEmpty { answer(decider) }
    if !decider.policy.isEmpty { judge(decider) }
  }

  /// What was decided last.
  var decision: Decision { Decision(ToldDecision(outcome, source)) }

  /// Where the request goes.
  var target: Target? { outcome.to.known.map { decider.book.targets.targets[$0] } }

  /// Who is accountable for it, by the rules.
  var accountable: String? {
    if let known = outcome.accountable.known { return decider.book.roles.names[known] }
    return outcome.accountable.isNone ? nil : outcome.foreignRole
  }

  /// Lets the request go, which may be large and is somebody's, and all that was made of it.
  mutating func forget() {
    facts.reset()
    facts.keepChanges(false)
    outcome.reset()
    evaluation.begin(keepsAnswers: false)
    nearnessWords = nil
    nearness.reset()
    if !found.isEmpty { found = [] }
    if !choices.isEmpty { choices = [] }
    if !erred.isEmpty { erred = [:] }
    if !full.isEmpty { full = [:] }
  }

  /// Read one by one where they lie: a copy of all is dear.
  @inline(__always)
  var slots: BuiltInSlots { decider.schema.slots }

  deinit { evaluation.functions.finish() }

  // MARK: What every stage does

  /// Begins a stage: makes ready what it passes over.
  @inline(__always)
  mutating func begin(_ stage: StageRules) {
    evaluation.beginStage()
    if !erred.isEmpty { erred.removeAll(keepingCapacity: true) }
    if !full.isEmpty { full.removeAll(keepingCapacity: true) }
    if stage.number > 0 { skips.prepare(stage, at: now) }
  }

  /// The next rule of a stage that holds and is not passed over.
  @inline(__always)
  mutating func next(_ search: inout CandidateSearch, of stage: StageRules) -> Int? {
    stage.number == 0
      ? stage.matcher.next(&search, in: facts, &evaluation)
      : stage.matcher.next(&search, in: facts, skipping: skips[stage], &evaluation)
  }

  /// Changes a field for the stages that follow.
  mutating func change(_ slot: Int, to value: Value?) {
    evaluation.functions.letGo()
    facts.set(slot, to: value)
  }

  /// Puts what functions of these rules raised into the outcome.
  /// - Parameter rank: the rule of the stage to which all of them belong, for the parts of a table
  ///   or a tree; nil when they are the stage's own.
  @inline(__always)
  mutating func report(_ stage: StageRules, as rank: Int? = nil) {
    if !evaluation.faults.isEmpty { reportAll(stage, as: rank) }
  }

  private mutating func reportAll(_ stage: StageRules, as rank: Int?) {
    for (own, fault) in evaluation.faults { report(fault, of: stage.heads[own], as: rank ?? own) }
    evaluation.faults.removeAll(keepingCapacity: true)
  }

  /// The same for parts of one rule, such as the rows of a table.
  mutating func report(each head: RuleHead, as rank: Int) {
    guard !evaluation.faults.isEmpty else { return }
    for (_, fault) in evaluation.faults { report(fault, of: head, as: rank) }
    evaluation.faults.removeAll(keepingCapacity: true)
  }

  private mutating func report(_ fault: FunctionFault, of head: RuleHead, as rank: Int) {
    outcome.errors.append(
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
    outcome.errors.append(
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
    guard !stage.shadows.isEmpty else { return [] }
    var matching: [Int] = []
    for shadow in stage.shadows where stage.isInForce(shadow, at: now) {
      if stage.matcher.truth(of: shadow, in: facts, &evaluation) == .yes {
        matching.append(shadow)
      }
      report(stage, as: rank)
    }
    return matching
  }

  mutating func addShadow(_ stage: StageRules, _ rank: Int, would: String) {
    outcome.shadows.append(
      Decision.Shadow(stage: stage.stage, reason: stage.heads[rank].reason, would: would))
  }

  /// Context of the requester that rules ask for and nobody knows.
  private mutating func noteUnknownContext() {
    let hasRequester = facts.has(slots.requester)
    for (index, column) in decider.schema.columns.enumerated()
    where facts.columnValue(index) == nil {
      guard case .field(let slot) = column.root else { continue }
      let isContext =
        slot == slots.contactsOfRequester || slot == slots.openRequestsOfRequester
        || (slot == slots.requester && Self.contextOfRequester.contains(column.path))
      guard isContext else { continue }
      outcome.notes.append(
        DecisionWording.unknownToWorld(column.name, hasRequester: hasRequester))
    }
  }

  private static var contextOfRequester: Set<[String]> {
    [["segment"], ["open_requests"], ["contacts"]]
  }
}

extension RuleHead {
  var reason: Reason { Reason(rule: name, place: place, because: because) }
}
