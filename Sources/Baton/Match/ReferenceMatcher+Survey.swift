import BatonModel
import BatonRecords

/// The boxes of a stage's conditions as they were made, for the reference alone.
struct ReferenceBoxes: Sendable {
  /// By rank.
  let boxes: [[Box]]
  let columns: [Column]
  let needles: NeedleTable

  /// The least number of lanes that one of a rank's boxes fails in; nil if it has none.
  func distance(of rank: Int, in facts: borrowing Facts) -> Int? {
    boxes[rank].map { box in box.constraints.count { !holds($0, in: facts) } }.min()
  }

  private func holds(_ constraint: Box.Constraint, in facts: borrowing Facts) -> Bool {
    let column = constraint.lane.column
    let value = facts.columnValue(column)
    var isList = false
    if case .list? = value { isList = true }
    switch constraint.allowed {
    case .value(let allowed):
      // A list where no list should be is asked of the condition.
      return (isList && columns[column].type != .list) || allowed.contains(facts.cell(column))
    case .anyOf(let numbers) where constraint.lane.aspect == .members:
      var members = [value].compactMap(\.self)
      if case .list(let several)? = value { members = several }
      return members.contains { member in
        guard case .text(let text) = member, let symbol = facts.schema.symbols.find(text) else {
          return false
        }
        return numbers.contains(symbol.number)
      }
    case .anyOf(let numbers):
      if isList { return true }
      guard case .text(let text)? = value, let known = needles.needles[column] else { return false }
      return numbers.contains { number in
        let needle = known[Int(number)]
        let predicate: Predicate =
          switch needle.kind {
          case .anywhere: .containsAny([needle.text])
          case .start: .startsWith([needle.text])
          case .end: .endsWith([needle.text])
          }
        return predicate.holds(for: .text(text))
      }
    }
  }
}

extension ReferenceMatcher {
  /// The same as ``Matcher/survey``, rule by rule.
  func survey(
    _ boxes: ReferenceBoxes, in facts: borrowing Facts, skipping skipped: RankSet,
    knowing answers: [FunctionCondition: Truth], into near: inout NearRules
  ) {
    for rank in conditions.indices where !skipped.contains(rank) {
      switch conditions[rank].truth(in: facts, knowing: answers) {
      case .yes: near.reach(rank, .holds)
      case .no:
        switch boxes.distance(of: rank, in: facts) {
        case 0?: near.reach(rank, .fails)
        case let distance? where distance <= NearRules.farthest:
          near.add(NearRules.Miss(rank: rank, distance: distance))
        default: break
        }
      case .error, nil: break
      }
    }
  }
}
