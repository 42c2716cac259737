import BatonModel

/// The words for what came near in one decision, made when they are read: most readers want those of
/// few decisions, and making them costs more than deciding.
///
/// Holds on to the facts as the last stage left them, and takes back what the stages changed. One
/// object; it shares the lists of the run that made it, which copies one before it changes it while
/// the decision is kept.
final class NearnessWords: NearRuleWords {
  let nearness: Nearness
  private let facts: Facts
  private let decider: Decider

  init(_ nearness: Nearness, of facts: borrowing Facts, _ decider: Decider) {
    self.nearness = nearness
    self.facts = facts.copy()
    self.decider = decider
  }

  /// The outranked rules of each stage, in order.
  var outranked: [Verdict] {
    nearness.stages.flatMap { near in
      let stage = decider.rules(of: near.stage)
      return near.outranked.map { rule in
        verdict(on: rule.rank, of: stage, .outranked(by: rule.winner.name(in: stage)))
      }
    }
  }

  /// The nearest misses of each stage, the nearest first.
  var nearest: [Verdict] {
    nearness.stages.flatMap { near in
      near.misses.isEmpty ? [] : misses(near, of: decider.rules(of: near.stage))
    }
  }

  private func misses(_ near: StageNearness, of stage: StageRules) -> [Verdict] {
    let explainer = ConditionExplainer(
      columns: decider.schema.columns, facts: facts.after(changes: near.changes),
      answers: near.answers, offset: facts.offset)
    return near.misses.map { miss in
      let condition = stage.conditions[miss.rank]
      let failures =
        explainer.truth(of: condition) == .yes
        ? decider.failures(ofHolding: miss.rank, in: stage, explainer)
        : explainer.failures(of: condition)
      return verdict(on: miss.rank, of: stage, .failed(failures))
    }
  }

  private func verdict(
    on rank: Int, of stage: StageRules, _ outcome: Verdict.Outcome
  ) -> Verdict {
    Verdict(
      stage: stage.stage, rule: stage.heads[rank].name, place: stage.heads[rank].place,
      outcome: outcome)
  }
}
