import BatonLua
public import BatonModel

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A rule base that is loaded, checked and ready to decide.
///
///     let engine = try Engine(rules: URL(filePath: "rules"))
///     let decision = engine.decide(Request([("kind", .text("incident"))]))
///
/// An engine never changes: any number of threads may use one at once. Deciding does no I/O and
/// reads no clock; what it may know besides the request comes in as the world.
public struct Engine: Sendable {
  let decider: Decider
  let caseRules: CaseRules
  private(set) var workers: WorkerPool
  private(set) var caseRuns: Pool<CaseRun>
  let sources: [SourceMapping]
  /// What loading found that is no error.
  public let warnings: [Diagnostic]

  /// Loads the rules in a folder (its `main.lua`) or in one Lua file.
  /// - Throws: ``RuleBaseError`` with everything that is wrong.
  public init(rules: URL) throws(RuleBaseError) {
    let load = RuleBaseLoad(rules: rules)
    guard let engine = load.engine else { throw RuleBaseError(diagnostics: load.diagnostics) }
    self = engine
  }

  init(
    _ rules: CompiledRuleBase, sources: [SourceMapping], program: LuaProgram?,
    warnings: [Diagnostic]
  ) {
    decider = Decider(rules, program: program)
    workers = WorkerPool(decider)
    caseRules = CaseRules(decider)
    caseRuns = CaseRun.pool(caseRules, decider)
    self.sources = sources
    self.warnings = warnings
  }

  /// The same engine for one thread, whose decisions somebody sees.
  init(_ engine: Engine, observedBy observer: RuleObserver) {
    self = engine
    workers = WorkerPool(engine.decider, observer: observer)
    caseRuns = CaseRun.pool(engine.caseRules, engine.decider, observer: observer)
  }

  /// The rule base's name, version and content hash, as every decision carries them.
  public var identity: RuleBaseIdentity { decider.rules.identity }

  /// What the rules decide about a request. Deterministic: the same request in the same world
  /// gives the same decision.
  /// - Parameters:
  ///   - world: what is known besides the request; without `now`, the request's `opened_at`
  ///     decides which dated rules are in force, else `clock`; without all three, none is.
  ///   - explain: how much of the reasoning the decision carries.
  public func decide(
    _ request: Request, in world: World = World(), explain: Explanation = .winners
  ) -> Decision {
    workers.decide(request, in: world, explain: explain)
  }

  /// What decides many requests in one world on one thread.
  package func makeWorker(in world: World = World()) -> DecisionWorker {
    DecisionWorker(decider, in: world)
  }

  /// Turns records of other tools into requests, through the rule base's sources.
  /// - Parameter name: the source to use for every record; nil to recognise it.
  package func intake(source name: String? = nil) throws(Intake.Failure) -> Intake {
    try Intake(
      sources: sources, named: name, fields: decider.rules.fields,
      functions: decider.recordFunctions())
  }
}
