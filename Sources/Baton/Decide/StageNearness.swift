import BatonModel

/// The rules of one stage that were outranked or came near, with the facts that the stage saw: all
/// that is needed to say it in words, should somebody ask.
struct StageNearness: Sendable {
  let stage: Stage
  let rules: NearRules
  /// What each of the outranked rules lost to.
  let lost: [Outranking]
  let facts: Facts
  /// The answers of functions that ran.
  let answers: [FunctionCondition: Truth]
}

extension Decider {
  func rules(of stage: Stage) -> StageRules {
    switch stage {
    case .classify: classify
    case .prioritise: prioritise
    case .route: route
    case .approve: approve
    case .policy: policy
    }
  }

  /// The outranked rules of a stage, in order.
  func outranked(_ nearness: StageNearness) -> [Verdict] {
    let stage = rules(of: nearness.stage)
    return zip(nearness.rules.outranked, nearness.lost).map { rank, winner in
      verdict(on: rank, of: stage, .outranked(by: winner.name(in: stage)))
    }
  }

  /// The nearest misses of a stage, the nearest first.
  /// - Parameter offset: in which instants are told, in seconds.
  func nearest(_ nearness: StageNearness, offset: Int) -> [Verdict] {
    let stage = rules(of: nearness.stage)
    let explainer = ConditionExplainer(
      columns: schema.columns, facts: nearness.facts, answers: nearness.answers, offset: offset)
    return nearness.rules.misses.map { miss in
      let condition = stage.conditions[miss.rank]
      let failures =
        explainer.truth(of: condition) == .yes
        ? failures(ofHolding: miss.rank, in: stage, explainer) : explainer.failures(of: condition)
      return verdict(on: miss.rank, of: stage, .failed(failures))
    }
  }

  /// Why a rule whose condition held gave nothing.
  func failures(
    ofHolding rank: Int, in stage: StageRules, _ explainer: ConditionExplainer
  ) -> [Verdict.FailedCondition] {
    if stage.stage == .route, case .table(let frozen) = routes[rank] {
      return explainer.nearestRow(of: frozen.table)
    }
    return [explainer.noOutcome]
  }

  private func verdict(
    on rank: Int, of stage: StageRules, _ outcome: Verdict.Outcome
  ) -> Verdict {
    Verdict(
      stage: stage.stage, rule: stage.heads[rank].name, place: stage.heads[rank].place,
      outcome: outcome)
  }
}
