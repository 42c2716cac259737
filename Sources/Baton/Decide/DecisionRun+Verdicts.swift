import BatonModel

extension DecisionRun {
  /// Says of every rule of a stage what became of it. Called before the stage's results are set,
  /// so that conditions are told of the facts that they saw.
  /// - Parameters:
  ///   - won: the ranks that decided or contributed.
  ///   - outranked: the name of what a rule that matches lost to, by rank; nil if to nothing.
  mutating func judge(_ stage: StageRules, won: Set<Int>, outranked: (Int) -> String?) {
    let explainer = ConditionExplainer(
      columns: decider.schema.columns, facts: facts, answers: evaluation.answers ?? [:],
      offset: outcome.offset)
    for rank in stage.heads.indices {
      let fate = verdict(stage, rank, won: won, explainer, outranked)
      outcome.verdicts.append(
        Verdict(
          stage: stage.stage, rule: stage.heads[rank].name, place: stage.heads[rank].place,
          outcome: fate))
    }
  }

  private func verdict(
    _ stage: StageRules, _ rank: Int, won: Set<Int>, _ explainer: ConditionExplainer,
    _ outranked: (Int) -> String?
  ) -> Verdict.Outcome {
    let condition = stage.conditions[rank]
    guard stage.isInForce(rank, at: now) else { return .notInForce }
    if let message = erred[rank], !won.contains(rank) { return .error(message) }
    let truth = explainer.truth(of: condition)
    if stage.heads[rank].mode == .shadow { return .shadow(matched: truth == .yes) }
    if won.contains(rank) { return .won }
    switch truth {
    case .no: return .failed(explainer.failures(of: condition))
    case .error: return .error("")
    case .yes:
      if let winner = outranked(rank) { return .outranked(by: winner) }
      if stage.stage == .route, case .table(let frozen) = decider.routes[rank] {
        return .failed(explainer.nearestRow(of: frozen.table))
      }
      return .failed([explainer.noOutcome])
    case nil:
      let open = explainer.openFunction(of: condition)
      return .opaque(open?.function.name ?? "")
    }
  }
}
