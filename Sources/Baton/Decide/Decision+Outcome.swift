import BatonModel

extension Decision {
  /// The decision that an outcome tells of, in words and values.
  ///
  /// Costs a reference for each thing that was decided; allocates only lists, where there is
  /// something to list.
  init(_ outcome: borrowing Outcome, of decider: Decider) {
    var accountable: String?
    if let role = outcome.accountable.known {
      accountable = decider.book.roles.names[role]
    } else if !outcome.accountable.isNone {
      accountable = outcome.foreignRole
    }
    self.init(
      request: outcome.id, rules: decider.rules.identity, offset: outcome.offset,
      priority: outcome.priority == 0 ? nil : outcome.priority,
      to: outcome.to.known.map { decider.book.targets.targets[$0] }, accountable: accountable,
      why: StageReasons(
        classify: decider.reason(outcome.classify, in: outcome),
        prioritise: decider.reason(outcome.prioritise, in: outcome),
        route: decider.reason(outcome.route, in: outcome),
        approve: decider.reason(outcome.approve, in: outcome),
        policy: decider.reason(outcome.policy, in: outcome)))

    if !outcome.also.isEmpty {
      also = outcome.also.compactMap { $0.known.map { decider.book.targets.targets[$0] } }
    }
    if !outcome.approvals.isEmpty {
      approvals = outcome.approvals.map { decider.book.approvals[$0] }
    }
    if !outcome.policies.isEmpty {
      policies = outcome.policies.map { decider.book.findings[$0] }
    }
    if !outcome.classified.isEmpty {
      var list: [Classified] = []
      for item in outcome.classified { list.append(decider.classified(item, in: outcome)) }
      classified = list
    }
    // An empty list of the outcome's may have room, which is not to be shared.
    if !outcome.shadows.isEmpty { shadows = outcome.shadows }
    if !outcome.errors.isEmpty { errors = outcome.errors }
    if !outcome.notes.isEmpty { notes = outcome.notes }
    if !outcome.effects.isEmpty { effects = outcome.effects }
    if !outcome.verdicts.isEmpty { verdicts = outcome.verdicts }
    if let near = outcome.near { nearRules = near }
  }
}

extension Decider {
  /// The reason of a stage; nil where it decided nothing.
  func reason(_ winner: Outcome.Winner, in outcome: borrowing Outcome) -> Reason? {
    guard !winner.reason.isNone else { return nil }
    let origin = origin(of: winner.reason, in: outcome)
    if winner.remarkCount == 0 { return Reason(origin) }
    let first = Int(winner.firstRemark)
    if winner.remarkCount == 1, let known = outcome.remarks[first].known {
      return Reason(origin, notes: book.remarks.lists[known])
    }
    var notes: [String] = []
    for index in first..<first + Int(winner.remarkCount) {
      notes.append(text(of: outcome.remarks[index], in: outcome))
    }
    return Reason(origin, notes: notes)
  }

  func text(of remark: RemarkNumber, in outcome: borrowing Outcome) -> String {
    if let known = remark.known { return book.remarks.lists[known][0] }
    return outcome.foreignRemarks[remark.foreign ?? 0]
  }

  /// A field that was set, with who set it and to what.
  func classified(
    _ item: Outcome.Classified, in outcome: borrowing Outcome
  ) -> Decision.Classified {
    let isOfItem = item.reason.foreign != nil
    let notes =
      isOfItem && !outcome.doubt.isNone ? [text(of: outcome.doubt, in: outcome)] : []
    return Decision.Classified(
      field: schema.requestFields[item.slot].name, value: value(of: item, in: outcome),
      reason: Reason(origin(of: item.reason, in: outcome), notes: notes))
  }

  func value(of item: Outcome.Classified, in outcome: borrowing Outcome) -> Value {
    if let assignment = item.assignment, let constant = book.assignments.constants[assignment] {
      return constant
    }
    return outcome.values[item.value]
  }
}
