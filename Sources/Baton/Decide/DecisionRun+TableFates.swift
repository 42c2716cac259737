import BatonModel

/// What is told of tables that set fields to those who ask why.
extension DecisionRun {
  /// Called before the table's fields are set.
  mutating func explain(table rank: Int, of decider: Decider, _ fate: TableFate) {
    switch explanation {
    case .winners: break
    case .nearest(let limit): noteNearness(table: rank, of: decider, fate, limit: limit)
    case .full:
      let head = decider.tables.heads[rank]
      let verdict = verdict(table: rank, of: decider, fate)
      outcome.verdicts.append(
        Verdict(stage: .classify, rule: head.name, place: head.place, outcome: verdict))
    }
  }

  private mutating func noteNearness(
    table rank: Int, of decider: Decider, _ fate: TableFate, limit: Int
  ) {
    let known = nearness.count
    nearRules.begin(limit: limit)
    switch fate {
    case .outranked(let winner): nearness.add(outranked: rank, by: winner)
    case .nothing: nearRules.add(NearRules.Miss(rank: rank, distance: 1))
    default: return
    }
    nearness.end(
      .classify, isTable: true, from: known, nearRules.misses, changes: facts.changes.count)
    if evaluation.answers?.isEmpty == false { nearness.keep(evaluation.answers) }
  }

  private func verdict(
    table rank: Int, of decider: Decider, _ fate: TableFate
  ) -> Verdict.Outcome {
    let stage = decider.tables
    switch fate {
    case .notInForce: return .notInForce
    case .erred: return .error(erred[rank] ?? "")
    case .outranked(let winner): return .outranked(by: decider.name(of: winner, in: stage))
    case .shadow(let matched): return .shadow(matched: matched)
    case .sets: return .won
    case .notAsked, .nothing, .open: break
    }
    let explainer = ConditionExplainer(
      columns: decider.schema.columns, facts: facts.copy(), answers: evaluation.answers ?? [:],
      offset: outcome.offset)
    let condition = stage.conditions[rank]
    switch fate {
    case .open: return .opaque(explainer.openFunction(of: condition)?.function.name ?? "")
    case .notAsked: return .failed(explainer.failures(of: condition))
    default: return .failed(decider.failures(ofHolding: rank, in: stage, explainer))
    }
  }
}
