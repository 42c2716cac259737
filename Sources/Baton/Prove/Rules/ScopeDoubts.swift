import BatonModel

/// Routes to two providers that claim the same requests about a service, so that only their order
/// decides.
///
/// A route that is about fewer requests than the one behind it is an exception, and meant; what is told
/// is where each claims something that the other does not.
struct ScopeDoubts {
  let space: RequestSpace
  let finder: WitnessFinder
  let field: RowField
  /// Rows that nothing comes to.
  let hidden: Set<Int>

  /// Of more routes of the same two providers only the number is told.
  private static let most = 10

  func findings(_ allowance: inout Int) -> [RuleFinding] {
    guard let service = space.axis(ofField: "service") else { return [] }
    var told: [(finding: RuleFinding, providers: [String])] = []
    var more: [[String]: Int] = [:]
    for (number, row) in field.rows.enumerated() where !hidden.contains(number) {
      guard let rival = rival(of: number, service, &allowance) else { continue }
      let providers = [rival.row.provider ?? "", row.provider ?? ""].sorted()
      if told.count(where: { $0.providers == providers }) >= Self.most {
        more[providers, default: 0] += 1
        continue
      }
      let finding = RuleFinding.scopes(
        rival.row, row, providers: providers, pairs: 1, rival.witness)
      told.append((finding, providers))
    }
    return told.enumerated().map { index, item in
      guard case .scopes(let one, let two, _, _, let witness) = item.finding,
        let further = more[item.providers],
        !told[(index + 1)...].contains(where: { $0.providers == item.providers })
      else { return item.finding }
      return .scopes(one, two, providers: item.providers, pairs: 1 + further, witness)
    }
  }

  /// The first route before one that claims requests about a service which that claims too.
  private func rival(
    of number: Int, _ service: Int, _ allowance: inout Int
  ) -> (row: StageRow, witness: Witness)? {
    let row = field.rows[number]
    guard let provider = row.provider else { return nil }
    for box in row.boxes where box.isExact && box[service] != nil {
      for (other, outer) in field.meeting(box, before: number) where !hidden.contains(other) {
        allowance -= 1
        if allowance < 0 { return nil }
        let before = field.rows[other]
        guard outer.isExact, outer[service] != nil, before.level == row.level,
          before.table == nil || before.table != row.table, before.hides(number),
          before.isInForce(wheneverIs: row), let first = before.provider, first != provider,
          !outer.contains(box), !box.contains(outer), let both = box.intersection(outer)
        else { continue }
        var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
        let answer = search.search(
          both, field.hiding(other, both), restIsRight: false)
        allowance -= search.spent
        guard case .found(let free) = answer,
          let witness = finder.witness(
            in: free, "\(before.name) before \(row.name)",
            shows: { $0.reason(of: .route)?.place == before.place })
        else { continue }
        return (before, witness)
      }
    }
    return nil
  }
}

extension StageRow {
  fileprivate var provider: String? {
    if case .target(let target)? = outcome { target.provider } else { nil }
  }
}
