import BatonModel
import BatonTime

/// What runs out by itself: knowledge that nobody looks after any more, and certificates without which a
/// route chooses nobody.
struct EndingCare {
  let rules: CompiledRuleBase
  let horizon: Horizon

  func findings() -> [ProofFinding] { overdue() + certificates() }

  private func overdue() -> [ProofFinding] {
    let today = rules.zone.local(at: horizon.from).date
    return rules.knowledge.compactMap { article in
      guard let reviewBy = article.reviewBy, reviewBy < today else { return nil }
      return .reviewOverdue(article.head, reviewBy: reviewBy)
    }
  }

  private func certificates() -> [ProofFinding] {
    var found: [ProofFinding] = []
    func look(_ outcome: RouteOutcome?, _ head: RuleHead, at place: Place) {
      guard case .chooser(.certified(let candidates, _, let certificates))? = outcome,
        candidates.allSatisfy({ $0.end != nil }),
        let end = candidates.compactMap(\.end).max(), end < horizon.until,
        let last = candidates.compactMap(\.until).max()
      else { return }
      found.append(.certificatesEnd(head, certificates, last: last, place: place))
    }
    func visit(_ rule: RouteRule) {
      look(rule.outcome, rule.head, at: rule.head.place)
      rule.children.forEach(visit)
    }
    for entry in rules.routes where entry.head.mode != .shadow {
      switch entry.kind {
      case .rule(let rule): visit(rule)
      case .table(let table):
        for row in table.rows { look(row.outcome, table.head, at: row.place) }
      }
    }
    return found
  }
}
