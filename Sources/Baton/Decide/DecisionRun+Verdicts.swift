import BatonModel

/// What a rule that matches lost to.
enum Outranking: Sendable, Hashable {
  /// A rule of the same stage, by rank.
  case rule(Int)
  /// What the request says itself.
  case request

  func name(in stage: StageRules) -> String {
    switch self {
    case .rule(let rank): stage.heads[rank].name
    case .request: Reason.ofRequest
    }
  }
}

extension DecisionRun {
  /// Says of the rules of a stage what became of them, as far as it was asked for. Called before the
  /// stage's results are set, so that conditions are told of the facts that they saw.
  /// - Parameters:
  ///   - won: the ranks that decided or contributed.
  ///   - outranked: what a rule that matches lost to, by rank; nil if to nothing.
  mutating func explain(
    _ stage: StageRules, won: (Int) -> Bool, outranked: (Int) -> Outranking?
  ) {
    switch explanation {
    case .winners: break
    case .nearest(let limit): survey(stage, limit: limit, won: won, outranked: outranked)
    case .full: judge(stage, won: won, outranked: outranked)
    }
  }

  /// Looks for the rules that were outranked and those that came nearest.
  private mutating func survey(
    _ stage: StageRules, limit: Int, won: (Int) -> Bool, outranked: (Int) -> Outranking?
  ) {
    var lost: [Outranking] = []
    let erred = erred
    func fate(_ rank: Int) -> NearRules.Fate {
      if won(rank) || erred[rank] != nil { return .settled }
      guard let winner = outranked(rank) else { return .nowhere }
      lost.append(winner)
      return .outranked
    }
    let near = stage.matcher.survey(
      in: facts, skipping: skips[stage], knowing: evaluation.answers ?? [:], limit: limit,
      &evaluation.scratch, erred: { erred[$0] != nil }, fate: fate)
    guard !near.isEmpty else { return }
    outcome.near.append(
      StageNearness(
        stage: stage.stage, rules: near, lost: lost, facts: facts,
        answers: evaluation.answers ?? [:]))
  }

  /// Gives every rule of a stage a verdict.
  private mutating func judge(
    _ stage: StageRules, won: (Int) -> Bool, outranked: (Int) -> Outranking?
  ) {
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
    _ stage: StageRules, _ rank: Int, won: (Int) -> Bool, _ explainer: ConditionExplainer,
    _ outranked: (Int) -> Outranking?
  ) -> Verdict.Outcome {
    let condition = stage.conditions[rank]
    guard stage.isInForce(rank, at: now) else { return .notInForce }
    if let message = erred[rank], !won(rank) { return .error(message) }
    let truth = explainer.truth(of: condition)
    if stage.heads[rank].mode == .shadow { return .shadow(matched: truth == .yes) }
    if won(rank) { return .won }
    switch truth {
    case .no: return .failed(explainer.failures(of: condition))
    case .error: return .error("")
    case .yes:
      if let winner = outranked(rank) { return .outranked(by: winner.name(in: stage)) }
      return .failed(decider.failures(ofHolding: rank, in: stage, explainer))
    case nil:
      let open = explainer.openFunction(of: condition)
      return .opaque(open?.function.name ?? "")
    }
  }
}
