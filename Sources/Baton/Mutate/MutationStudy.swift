import BatonModel

/// The mutants of an engine's rules: which of them a decision could notice, the engine of each, proofs that
/// one is none, and requests to try.
///
///     let study = MutationStudy(engine)
///     let trace = study.trace()            // one for each thread
///     … decide with trace.engine …
///     let touched = study.touched(trace)   // since it was asked last
package struct MutationStudy: Sendable {
  package let mutants: [Mutant]
  private let engine: Engine
  private let observed: ObservedRules
  private let probe: MutantProbe

  /// O(parts of conditions).
  package init(_ engine: Engine) {
    self.engine = engine
    observed = ObservedRules(engine.decider)
    mutants = MutantMaker.mutants(engine.decider, observed)
    var probe = MutantProbe(units: observed.units.count, count: mutants.count)
    for (number, mutant) in mutants.enumerated() {
      switch mutant.effect {
      case .condition(let condition):
        probe.add(number, of: mutant.unit, condition: condition, engine.decider.schema)
      case .whenItHolds: probe.add(number, whenHolds: mutant.unit)
      case .withOther(let other): probe.add(number, whenHolds: mutant.unit, and: other)
      }
    }
    self.probe = probe
  }

  /// What is frozen for each mutant: rules, rows and nodes.
  package var ruleCount: Int { observed.units.count }

  package struct Trace: Sendable {
    package let engine: Engine
    let observer: RuleObserver
  }

  package func trace() -> Trace {
    let observer = RuleObserver(observed, probe: probe)
    return Trace(engine: Engine(engine, observedBy: observer), observer: observer)
  }

  /// The mutants with which a decision since the last call could have come out otherwise.
  package func touched(_ trace: Trace) -> [Int] {
    let marks = trace.observer.reset()
    return mutants.indices.filter { marks.infected.contains($0) }
  }

  /// All that a decision since the last call reached, as the bits of a row: rules that decided, parts that
  /// were shown one way or the other, conditions that a mistake would have made answer otherwise.
  package func reach(_ trace: Trace) -> [UInt64] {
    let marks = trace.observer.reset()
    var infected = RankSet(count: mutants.count)
    for number in mutants.indices where marks.infected.contains(number) {
      if case .condition = mutants[number].effect { infected.insert(number) }
    }
    return marks.decided.words + marks.shown.words + infected.words
  }

  /// O(rules): a rule base of its own is frozen.
  package func engine(of mutant: Mutant) -> Engine {
    var rules = engine.decider.rules
    mutant.apply(&rules)
    return Engine(
      rules, sources: engine.sources, program: engine.decider.program, warnings: [])
  }

  // MARK: Proof

  /// Why a mutant decides every request as the original does; nil where that is not proven.
  ///
  /// Proven over boxes that hold at least what conditions do: what both differ in is empty, or lies
  /// within what rules before it take.
  package func proofOfEquality(of mutant: Mutant) -> String? {
    let unit = observed.units[mutant.unit]
    var compiler = BoxCompiler(engine.decider.schema)
    let difference: Condition
    // What stands before both of two that change places.
    var first = mutant.unit
    switch mutant.effect {
    case .whenItHolds: difference = unit.condition.original
    case .withOther(let other):
      first = other
      difference = .all([unit.condition.original, observed.units[other].condition.original])
    case .condition(let condition):
      let whole = unit.condition.original
      difference = .any([.all([whole, .not(condition)]), .all([condition, .not(whole)])])
    }
    if compiler.boxes(of: difference).isEmpty {
      if case .withOther = mutant.effect { return "no request matches both" }
      return "no request tells them apart"
    }
    for earlier in taking(before: first) {
      let rest = Condition.all([difference, .not(earlier.condition.original)])
      if compiler.boxes(of: rest).isEmpty { return "\(earlier.title) comes first" }
    }
    return nil
  }

  /// Rules before a unit that take all that they match: routes and rows of tables of which the first
  /// counts, always in force and leading to somebody who is named.
  private func taking(before number: Int) -> [ObservedRules.Unit] {
    let unit = observed.units[number]
    if unit.row != nil {
      guard let table = observed.units.first(where: { $0.children.contains(number) }),
        table.hit == .first
      else { return [] }
      return table.children.prefix { $0 < number }.map { observed.units[$0] }
    }
    guard let routes = observed.units(of: engine.decider.route), routes.contains(number) else {
      return []
    }
    return routes.prefix { $0 < number }.map { observed.units[$0] }.filter { earlier in
      guard earlier.head.from == nil, earlier.head.until == nil, earlier.head.mode != .shadow,
        case .rule(let rule) = engine.decider.rules.routes[earlier.rank].kind,
        case .target? = rule.outcome
      else { return false }
      return true
    }
  }

  // MARK: Requests to try

  package func solver() -> MutantSolver { MutantSolver(engine.decider, observed) }
}
