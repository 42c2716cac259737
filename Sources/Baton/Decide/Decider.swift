import BatonLua
import BatonModel
import BatonTime

/// A compiled rule base frozen for deciding: one matcher per stage, table and node, and all words
/// of its decisions.
///
/// Never changed after it is made, so any number of threads may decide with it at once. A class,
/// because every worker holds on to it and it has many parts.
final class Decider: Sendable {
  let rules: CompiledRuleBase
  let schema: FactSchema
  let book: DecisionBook
  let classify: StageRules
  /// Tables that set fields, and their rows.
  let tables: StageRules
  let decisionTables: [FrozenDecisionTable]
  let prioritise: StageRules
  let priorityActions: [PriorityAction]
  let matrix: FrozenMatrix
  let route: StageRules
  let routes: [FrozenRoute]
  /// The plain ones among them once more: reading these counts no reference.
  let plainRoutes: [PlainRoute]
  let plan: StageRules
  let approve: StageRules
  let policy: StageRules
  /// Which agreements, ladders, handoff and dispute rules a case is about.
  let agreements: StageRules
  let clocks: ClockRules
  let escalation: StageRules
  let handoffs: StageRules
  let disputes: StageRules
  let replies: StageRules
  let knowledge: StageRules
  let followUps: StageRules
  let swarms: StageRules
  /// Which figures a case that has been is about.
  let measures: StageRules
  let surveys: StageRules
  let experiences: StageRules
  let credits: StageRules
  let hasDates: Bool
  /// How many stages, tables and nodes pass over some of their rules: for ``Skips``.
  let stagesThatSkip: Int
  /// Whether something reads a field after the stage that sets it, by slot.
  private let readSlots: [Bool]
  /// Whether neither a label nor a function reads more of a request than its fields.
  let readsOnlyFields: Bool
  private let functions: FunctionPool?

  /// - Parameters:
  ///   - program: the sources of the functions that the rules keep; nil if they keep none.
  ///   - isReference: for tests: decides without an index, and leaves all functions to Lua.
  init(_ rules: CompiledRuleBase, program: LuaProgram? = nil, isReference: Bool = false) {
    let rules = isReference ? rules.withoutLiftedValues : rules
    self.rules = rules
    functions = program.map { FunctionPool($0, calendars: rules.calendars) }
    let schema = FactSchema(rules)
    self.schema = schema
    readSlots = schema.columnsOfSlot.map { !$0.isEmpty || program != nil }
    readsOnlyFields =
      schema.labelNames.isEmpty
      && (program == nil || rules.functions.allSatisfy(\.readsOnlyFields))
    matrix = FrozenMatrix(rules.matrix, schema)
    let zone = rules.zone

    var freezer = RouteFreezer(
      book: DecisionBook(rules, schema), schema: schema, zone: zone, numbers: 0,
      isReference: isReference)
    classify = StageRules(
      .classify, rules.classify.map { ($0.head, $0.condition) }, &freezer)
    tables = StageRules(.classify, rules.tables.map { ($0.head, $0.condition) }, &freezer)
    var decisionTables: [FrozenDecisionTable] = []
    for table in rules.tables { decisionTables.append(FrozenDecisionTable(table, &freezer)) }
    self.decisionTables = decisionTables
    priorityActions = rules.priorities.map(PriorityAction.init)
    let settled = priorityActions.indices.filter { [priorityActions] in
      priorityActions[$0].sets && !priorityActions[$0].bounds
    }
    prioritise = StageRules(
      .prioritise, rules.priorities.map { ($0.head, $0.condition) }, settled: settled,
      &freezer)
    route = StageRules(
      .route, rules.routes.map { ($0.head, $0.condition) }, &freezer)
    plan = StageRules(.plan, rules.plans.map { ($0.head, $0.condition) }, &freezer)
    approve = StageRules(
      .approve, rules.approvals.map { ($0.head, $0.condition) }, &freezer)
    policy = StageRules(
      .policy, rules.policies.map { ($0.head, .all([$0.condition, $0.violation])) }, &freezer)
    clocks = ClockRules(rules)
    agreements = StageRules(
      .agreements, rules.agreements.map { ($0.head, $0.condition) }, &freezer)
    escalation = StageRules(
      .escalation, rules.ladders.map { ($0.head, $0.condition) }, &freezer)
    handoffs = StageRules(
      .escalation, rules.handoffs.map { ($0.head, $0.condition) }, &freezer)
    disputes = StageRules(
      .escalation, rules.disputes.map { ($0.head, $0.condition) }, &freezer)
    replies = StageRules(
      .agreements, rules.replies.map { ($0.head, $0.condition) }, &freezer)
    knowledge = StageRules(
      .agreements, rules.knowledge.map { ($0.head, $0.condition) }, &freezer)
    followUps = StageRules(
      .escalation, rules.followUps.map { ($0.head, $0.condition) }, &freezer)
    swarms = StageRules(
      .escalation, rules.swarms.map { ($0.head, $0.condition) }, &freezer)
    measures = StageRules(
      .policy, rules.measures.map { ($0.head, $0.condition) }, &freezer)
    surveys = StageRules(.policy, rules.surveys.map { ($0.head, $0.condition) }, &freezer)
    experiences = StageRules(
      .policy, rules.experiences.map { ($0.head, $0.condition) }, &freezer)
    credits = StageRules(.policy, rules.credits.map { ($0.head, $0.condition) }, &freezer)
    var routes: [FrozenRoute] = []
    routes.reserveCapacity(rules.routes.count)
    for entry in rules.routes {
      routes.append(FrozenRoute(entry, level: rules.usesLevels ? entry.level : nil, &freezer))
    }
    self.routes = routes
    plainRoutes = routes.map { PlainRoute($0) }
    book = freezer.book
    stagesThatSkip = freezer.numbers
    hasDates =
      freezer.hasDates
      || [
        classify, tables, prioritise, route, plan, approve, policy, agreements, escalation,
        replies, knowledge,
      ].contains(where: \.hasDates)
  }

  /// The sources of the functions that the rules keep.
  var program: LuaProgram? { functions?.program }

  /// Whether a condition or a function may read a field: else nobody misses it in the facts.
  func isRead(_ slot: Int) -> Bool { readSlots[slot] }

  /// Whether a function may read what a request says besides its fields.
  func mayReadRequests(_ runner: some FunctionRunner) -> Bool {
    runner.readsRequests || !rules.functions.isEmpty
  }

  /// By slot, whether somebody asks for a field's text or whether there is one: a condition, a
  /// function, or a rule that fills it where the request lacks it.
  var textsThatAreRead: [Bool] {
    var isRead = readSlots
    for field in book.assignments.slots { isRead[field.slot] = true }
    for table in rules.tables { for output in table.outputs { isRead[output.slot] = true } }
    return isRead
  }

  /// What a reason of an outcome says.
  func origin(of reason: ReasonNumber, in outcome: borrowing Outcome) -> Reason.Origin {
    if let known = reason.known { return book.reasons.origins[known] }
    return outcome.foreignReasons[reason.foreign ?? 0]
  }

  /// What a field was set to.
  func value(of item: Outcome.Classified, in outcome: borrowing Outcome) -> Value {
    item.assignment.flatMap { book.assignments.constants[$0] } ?? outcome.values[item.value]
  }

  /// What a worker of its own runs this rule base's functions with.
  func makeFunctions() -> LuaFunctions { LuaFunctions(functions) }

  /// What runs the functions of sources; nil when no functions are kept.
  func recordFunctions() -> RecordFunctions? {
    functions.map { RecordFunctions($0, schema) }
  }

  /// Decides with functions run by someone else: the way in for tests.
  func decide<Functions: FunctionRunner>(
    _ request: Request, in world: World, explain: Explanation = .winners,
    functions: Functions
  ) -> Decision {
    var run = DecisionRun(self, functions)
    run.decide(request, in: world, explain: explain)
    return run.decision
  }
}
