import BatonLua
import BatonModel
import BatonTime

/// A compiled rule base frozen for deciding: one matcher per stage, table and node.
///
/// Never changed after it is made, so any number of threads may decide with it at once. A class,
/// because every decision holds on to it and it has many parts.
final class Decider: Sendable {
  let rules: CompiledRuleBase
  let schema: FactSchema
  let targets: TargetBook
  let classify: StageRules
  let prioritise: StageRules
  let route: StageRules
  let routes: [FrozenRoute]
  let approve: StageRules
  let policy: StageRules
  /// The role that answers for requests whose service names none: the first role that was
  /// declared for the service integrator.
  let integrator: String?
  let hasDates: Bool
  private let functions: FunctionPool?

  /// - Parameter program: the sources of the functions that the rules keep; nil if they keep none.
  init(_ rules: CompiledRuleBase, program: LuaProgram? = nil) {
    self.rules = rules
    functions = program.map { FunctionPool($0) }
    let schema = FactSchema(rules)
    self.schema = schema
    targets = TargetBook(rules.catalogue)
    let zone = rules.zone
    classify = StageRules(.classify, rules.classify.map { ($0.head, $0.condition) }, in: zone, schema)
    prioritise = StageRules(
      .prioritise, rules.priorities.map { ($0.head, $0.condition) }, in: zone, schema)
    route = StageRules(.route, rules.routes.map { ($0.head, $0.condition) }, in: zone, schema)
    routes = rules.routes.map { FrozenRoute($0, in: zone, schema) }
    approve = StageRules(.approve, rules.approvals.map { ($0.head, $0.condition) }, in: zone, schema)
    policy = StageRules(
      .policy, rules.policies.map { ($0.head, .all([$0.condition, $0.violation])) }, in: zone, schema)
    integrator =
      rules.catalogue.records(of: .role).first { $0["party"] == .text("service_integrator") }?.name
    hasDates =
      [classify, prioritise, route, approve, policy].contains(where: \.hasDates)
      || routes.contains(where: \.hasDates)
  }

  /// Decides one request.
  func decide(
    _ request: Request, in world: World, explain: Explanation = .winners
  ) -> Decision {
    let bound = RequestBinder.bind(request, in: world, to: schema)
    guard let functions else {
      return decide(request, bound, in: world, explain: explain, functions: NoFunctions())
    }
    return decide(
      request, bound, in: world, explain: explain,
      functions: LuaFunctions(functions, offset: bound.offset))
  }

  /// What runs the functions of sources; nil when no functions are kept.
  func recordFunctions() -> RecordFunctions? {
    functions.map { RecordFunctions($0, schema) }
  }

  /// Decides with functions run by someone else: the way in for tests.
  func decide<Functions: FunctionRunner>(
    _ request: Request, in world: World, explain: Explanation = .winners,
    functions: Functions
  ) -> Decision {
    let bound = RequestBinder.bind(request, in: world, to: schema)
    return decide(request, bound, in: world, explain: explain, functions: functions)
  }

  private func decide<Functions: FunctionRunner>(
    _ request: Request, _ bound: consuming RequestBinder.Bound, in world: World,
    explain: Explanation,
    functions: Functions
  ) -> Decision {
    var run = DecisionRun(self, request, bound, in: world, explain, functions)
    let decision = run.decide()
    run.evaluation.functions.finish()
    return decision
  }
}

/// For rule bases that keep no functions.
struct NoFunctions: FunctionRunner {
  func test(_ condition: FunctionCondition, facts: Facts) -> Result<Bool, FunctionFault> {
    .failure(Self.fault(condition.function))
  }

  func value(_ function: FunctionReference, facts: Facts) -> Result<Value?, FunctionFault> {
    .failure(Self.fault(function))
  }

  private static func fault(_ function: FunctionReference) -> FunctionFault {
    FunctionFault(function: function, message: "no functions are loaded", place: nil)
  }
}
