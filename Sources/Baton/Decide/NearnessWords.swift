import BatonModel

/// The words for what came near in one decision, made when they are read: most readers want those of
/// few decisions, and making them costs more than deciding.
///
/// Holds on to the facts as the last stage left them, and takes back what the stages changed. It gets
/// them by exchange: a run keeps the last of these objects for its next request, unless a decision
/// keeps it, and hands over what it worked with for what lies here. So nothing is copied, and where
/// decisions are not kept nothing is allocated.
// Its parts change hands only while a run is the only one to have it; whoever reads it has it for
// good, and it does not change any more.
final class NearnessWords: NearRuleWords, @unchecked Sendable {
  // For the same reason no access is checked at run time.
  @exclusivity(unchecked)
  private(set) var nearness = Nearness()
  @exclusivity(unchecked)
  private var facts: Facts
  private let decider: Decider

  init(_ decider: Decider) {
    facts = Facts(decider.schema)
    self.decider = decider
  }

  /// Takes what came near in a decision for what is here, which is of no use to anyone.
  /// - Precondition: nobody else has this object.
  func exchange(_ nearness: inout Nearness, _ facts: inout Facts) {
    swap(&self.nearness, &nearness)
    self.facts.exchange(&facts)
  }

  /// The outranked rules of each stage, in order.
  var outranked: [Verdict] {
    nearness.stages.flatMap { near in
      let stage = decider.rules(of: near)
      return near.outranked.map { rule in
        verdict(on: rule.rank, of: stage, .outranked(by: decider.name(of: rule.winner, in: stage)))
      }
    }
  }

  /// The nearest misses of each stage, the nearest first.
  var nearest: [Verdict] {
    nearness.stages.flatMap { near in
      near.misses.isEmpty ? [] : misses(near, of: decider.rules(of: near))
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
