import BatonModel

/// Requests that show what is said of rows of one stage.
struct RowWitnesses {
  let space: RequestSpace
  let finder: WitnessFinder

  /// A request that a row is about and that one before it takes; nil if none was found.
  func taken(from number: Int, in field: RowField, _ allowance: inout Int) -> Witness? {
    let row = field.rows[number]
    func shows(_ decision: Decision) -> String? {
      decision.reasonPlaces.compactMap { field.numbers[$0] }.filter { $0 < number }.min().map {
        "\(field.rows[$0].label) before \(row.label)"
      }
    }
    return witness(in: row, without: { _ in [] }, &allowance, shows: shows)
  }

  /// A request that a row decides now, and without it another that does the same.
  func redundant(_ number: Int, in field: RowField, _ allowance: inout Int) -> Witness? {
    let row = field.rows[number]
    func shows(_ decision: Decision) -> String? {
      decision.reasonPlaces.contains(row.place) ? "\(row.label) is not needed" : nil
    }
    return witness(in: row, without: { field.hiding(number, $0) }, &allowance, shows: shows)
  }

  /// A request that a rule is about and of which it sets nothing.
  func idle(_ rule: ClassifyRule, _ allowance: inout Int) -> Witness? {
    for box in space.boxes(of: rule.condition) where box.isExact {
      guard let region = region(box, [], &allowance) else { continue }
      let witness = finder.witness(in: region, "\(rule.head.name) fills nothing") { decision in
        !decision.reasonPlaces.contains(rule.head.place)
      }
      if let witness { return witness }
    }
    return nil
  }

  /// - Parameter shows: the title of what a decision shows; nil if it does not.
  private func witness(
    in row: StageRow, without parts: (RequestBox) -> [BoxSearch.Part], _ allowance: inout Int,
    shows: (Decision) -> String?
  ) -> Witness? {
    guard row.head.isAlwaysInForce else { return nil }
    for box in row.boxes where box.isExact {
      guard let region = region(box, parts(box), &allowance) else { continue }
      if let witness = finder.witness(in: region, shows: shows) { return witness }
    }
    return nil
  }

  private func region(
    _ box: RequestBox, _ parts: [BoxSearch.Part], _ allowance: inout Int
  ) -> RequestBox? {
    var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
    let answer = search.search(box, parts, restIsRight: false)
    allowance -= search.spent
    if case .found(let region) = answer { return region }
    return nil
  }
}

extension Decision {
  /// Where the rules stand that decided something.
  fileprivate var reasonPlaces: [Place] {
    Stage.allCases.compactMap { reason(of: $0)?.place } + classified.compactMap(\.reason.place)
  }
}

extension StageRow {
  /// As a scenario names it: `Payroll incidents`, `row 3 of Desktop support`.
  fileprivate var label: String { number.map { "row \($0) of \(head.name)" } ?? head.name }
}
