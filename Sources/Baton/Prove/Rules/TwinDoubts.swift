import BatonModel

/// Policies that forbid what another forbids already, and approvals that ask the same people again.
///
/// Of these all that hold count, so one is without use where another with the same outcome holds for all
/// that it is about.
struct TwinDoubts {
  let space: RequestSpace
  let rules: CompiledRuleBase

  func findings(_ allowance: inout Int) -> [RuleFinding] {
    doubles(among: policies, &allowance) + doubles(among: approvals, &allowance)
  }

  private var policies: [StageRow] {
    rules.policies.compactMap { policy in
      row(
        policy.head, .all([policy.condition, policy.violation]),
        outcome: "\(policy.head.mode.rawValue) \(policy.severity.rawValue)",
        because: policy.message ?? policy.head.because)
    }
  }

  private var approvals: [StageRow] {
    rules.approvals.compactMap { approval in
      row(
        approval.head, approval.condition,
        outcome: "\(approval.by.sorted()) \(approval.needs) \(approval.within?.words ?? "")",
        because: approval.head.because)
    }
  }

  private func row(
    _ head: RuleHead, _ condition: Condition, outcome: String, because: String?
  ) -> StageRow? {
    guard head.mode != .shadow else { return nil }
    return StageRow(
      head: head, place: head.place, boxes: space.boxes(of: condition), outcome: .own(outcome),
      because: because, isSure: true)
  }

  private func doubles(among rows: [StageRow], _ allowance: inout Int) -> [RuleFinding] {
    var left: Set<Int> = []
    var findings: [RuleFinding] = []
    // Of two alike the later is told.
    for (number, row) in rows.enumerated().reversed() {
      let like = rows.indices.filter { other in
        other != number && !left.contains(other) && rows[other].outcome == row.outcome
          && rows[other].isInForce(wheneverIs: row)
          && (row.because == nil || row.because == rows[other].because)
      }
      guard !row.boxes.isEmpty,
        let twin = like.first(where: { covers(rows[$0], row, &allowance) })
      else { continue }
      left.insert(number)
      findings.append(.redundant(row, like: [rows[twin]], nil))
    }
    return findings.reversed()
  }

  /// Whether one surely holds wherever another does.
  private func covers(_ outer: StageRow, _ row: StageRow, _ allowance: inout Int) -> Bool {
    let parts = outer.boxes.filter(\.isExact).map {
      BoxSearch.Part(box: $0, rank: 0, isRight: true)
    }
    if parts.isEmpty { return false }
    return row.boxes.allSatisfy { box in
      var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
      let meeting = parts.filter { !$0.box.isDisjoint(with: box) }
      let answer = search.search(box, meeting, restIsRight: false)
      allowance -= search.spent
      if case .none = answer { return true }
      return false
    }
  }
}
