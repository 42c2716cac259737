import BatonModel

extension DecisionRun {
  /// Says of the rules of a stage what became of them, as far as it was asked for, and ends its
  /// search. Called before the stage's results are set, so that conditions are told of the facts that
  /// they saw.
  /// - Parameters:
  ///   - winner: the rank of the rule that decided alone; -1 for none.
  ///   - goesOn: whether the search stands behind the first rule that holds, which decided.
  @inline(__always)
  mutating func explain(
    _ stage: StageRules, _ search: inout CandidateSearch, decidedBy winner: Int = -1,
    goingOn goesOn: Bool = false
  ) {
    if observer != nil { observe(stage, decidedBy: winner, isJudged: true) }
    switch explanation {
    case .winners: break
    case .nearest(let limit):
      survey(stage, &search, limit: limit, decidedBy: winner, goingOn: goesOn)
    case .full: judge(stage, decidedBy: winner)
    }
    search.end(&evaluation.scratch)
  }

  /// Looks for the rules that were outranked and those that came nearest.
  private mutating func survey(
    _ stage: StageRules, _ search: inout CandidateSearch, limit: Int, decidedBy winner: Int,
    goingOn goesOn: Bool
  ) {
    stage.matcher.survey(
      &search, goingOn: goesOn, in: facts, skipping: skips[stage], limit: limit, &evaluation,
      into: &nearRules)
    let known = nearness.count
    for place in nearRules.reached.indices {
      let rule = nearRules.reached[place]
      // A rule that erred is told of neither here nor there.
      if rule.standing == .open || (!erred.isEmpty && erred[rule.rank] != nil) { continue }
      let fate =
        rule.standing == .holds
        ? fate(of: rule.rank, in: stage.stage, decidedBy: winner) : .nowhere
      switch fate {
      case .won: break
      case .outranked(let winner): nearness.add(outranked: rule.rank, by: winner)
      case .nowhere: nearRules.add(NearRules.Miss(rank: rule.rank, distance: 1))
      }
    }
    nearness.end(stage.stage, from: known, nearRules.misses, changes: facts.changes.count)
    if evaluation.answers?.isEmpty == false { nearness.keep(evaluation.answers) }
  }

  /// Makes ready for noting what comes near. Called before the first stage.
  mutating func beginNearness() {
    var keeps = false
    if case .nearest = explanation { keeps = true }
    facts.keepChanges(keeps)
    nearness.reset()
  }

  /// Makes the words of what came near ready to be asked for. Called when all stages are done.
  mutating func keepNearness() {
    if nearness.isEmpty { return }
    if nearnessWords == nil || !isKnownUniquelyReferenced(&nearnessWords) {
      nearnessWords = NearnessWords(decider)
    }
    nearnessWords?.exchange(&nearness, &facts)
    outcome.near = nearnessWords
  }

  /// Gives every rule of a stage a verdict.
  private mutating func judge(_ stage: StageRules, decidedBy winner: Int) {
    let explainer = ConditionExplainer(
      columns: decider.schema.columns, facts: facts.copy(), answers: evaluation.answers ?? [:],
      offset: outcome.offset)
    for rank in stage.heads.indices {
      let verdict = verdict(stage, rank, decidedBy: winner, explainer)
      outcome.verdicts.append(
        Verdict(
          stage: stage.stage, rule: stage.heads[rank].name, place: stage.heads[rank].place,
          outcome: verdict))
    }
  }

  private func verdict(
    _ stage: StageRules, _ rank: Int, decidedBy winner: Int,
    _ explainer: borrowing ConditionExplainer
  ) -> Verdict.Outcome {
    let condition = stage.conditions[rank]
    guard stage.isInForce(rank, at: now) else { return .notInForce }
    let fate = fate(of: rank, in: stage.stage, decidedBy: winner)
    if let message = erred[rank], fate != .won { return .error(message) }
    let truth = explainer.truth(of: condition)
    if stage.heads[rank].mode == .shadow { return .shadow(matched: truth == .yes) }
    if fate == .won { return .won }
    switch truth {
    case .no: return .failed(explainer.failures(of: condition))
    case .error: return .error("")
    case .yes:
      if case .outranked(let winner) = fate {
        return .outranked(by: decider.name(of: winner, in: stage))
      }
      if let groups = full[rank] { return .failed([explainer.full(groups)]) }
      return .failed(decider.failures(ofHolding: rank, in: stage, explainer))
    case nil:
      let open = explainer.openFunction(of: condition)
      return .opaque(open?.function.name ?? "")
    }
  }
}

extension Decider {
  func rules(of stage: Stage) -> StageRules {
    switch stage {
    case .classify: classify
    case .prioritise: prioritise
    case .route: route
    case .plan: plan
    case .approve: approve
    case .agreements: agreements
    case .escalation: escalation
    case .policy: policy
    }
  }

  func rules(of near: StageNearness) -> StageRules {
    near.isTable ? tables : rules(of: near.stage)
  }

  /// What a rule of a stage lost to. To a table the classify rules come first in number.
  func name(of winner: Outranking, in stage: StageRules) -> String {
    switch winner {
    case .request: Reason.ofRequest
    case .rule(let rank) where stage === tables:
      rank < classify.heads.count
        ? classify.heads[rank].name : tables.heads[rank - classify.heads.count].name
    case .rule(let rank): stage.heads[rank].name
    }
  }

  /// Why a rule whose condition held gave nothing.
  func failures(
    ofHolding rank: Int, in stage: StageRules, _ explainer: borrowing ConditionExplainer
  ) -> [Verdict.FailedCondition] {
    if stage === tables {
      return explainer.nearestRow(of: rules.tables[rank].rows.map { ($0.number, $0.condition) })
    }
    if stage.stage == .route, case .table(let frozen) = routes[rank] {
      return explainer.nearestRow(of: frozen.table.rows.map { ($0.number, $0.condition) })
    }
    return [explainer.noOutcome]
  }
}
