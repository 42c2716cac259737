import BatonModel
package import BatonTime

extension Engine {
  /// Proves what the rules promise about time, from the day of an instant on for two years, and what
  /// they say of processes.
  ///
  /// Costs far more than loading: for checking, not for deciding.
  /// - Parameter sourceLine: the line that a place points into.
  package func timeProofs(
    at now: Instant, sourceLine: (Place) -> String? = { _ in nil }
  ) -> TimeProofs {
    Prover(
      rules: decider.rules, schema: decider.schema, integrators: caseRules.integrators,
      horizon: Horizon(around: now, in: decider.rules.zone),
      mappedFields: sources.isEmpty
        ? nil : Set(sources.flatMap { $0.fields.map(\.definition.name) }),
      conflicts: caseRules.processes.map(\.conflicts),
      decide: { decide($0, in: $1) }
    ).proofs(sourceLine: sourceLine)
  }
}

extension RuleBaseLoad {
  /// The proofs of a rule base that is in order, with the source lines that findings point into; nil
  /// for another.
  package func timeProofs(at now: Instant) -> TimeProofs? {
    guard let engine else { return nil }
    let source = SourceLines(folder)
    return engine.timeProofs(at: now) { source[$0] }
  }
}
