import BatonModel

/// Tells why a condition failed: the tests that decided it, and what the request had.
///
/// Works on the condition as it was compiled and on the answers that functions gave while the stage
/// ran; it runs none itself.
struct ConditionExplainer: ~Copyable {
  let columns: [Column]
  let facts: Facts
  let answers: [FunctionCondition: Truth]
  /// In which instants are told, in seconds.
  let offset: Int

  /// What the condition came to; nil if a function that did not run would have decided it.
  func truth(of condition: Condition) -> Truth? {
    condition.truth(in: facts, knowing: answers)
  }

  func openFunction(of condition: Condition) -> FunctionCondition? {
    condition.firstOpen(in: facts, knowing: answers)
  }

  /// The tests because of which the condition does not hold, in written order.
  func failures(of condition: Condition) -> [Verdict.FailedCondition] {
    failures(of: condition, wanting: .yes)
  }

  /// Of a rule whose condition held, but whose outcome led nowhere.
  var noOutcome: Verdict.FailedCondition {
    Verdict.FailedCondition(field: "outcome", wanted: "a result", found: nil)
  }

  /// The same, because all whom it may choose have as much open as they take.
  func full(_ groups: [(group: String, limit: Int)]) -> Verdict.FailedCondition {
    Verdict.FailedCondition(
      field: "to", wanted: DecisionWording.belowLimit, found: DecisionWording.limits(groups))
  }

  /// Of a table in which no row matched: why the row did not that came nearest.
  func nearestRow(
    of rows: [(number: Int, condition: Condition)]
  ) -> [Verdict.FailedCondition] {
    var nearest: [Verdict.FailedCondition] = []
    for row in rows {
      let failed = failures(of: row.condition)
      guard !failed.isEmpty, nearest.isEmpty || failed.count < nearest.count else { continue }
      nearest = failed.map {
        Verdict.FailedCondition(
          field: "\(DecisionWording.row(row.number)): \($0.field)", wanted: $0.wanted,
          found: $0.found)
      }
    }
    return nearest.isEmpty ? [noOutcome] : nearest
  }

  private func failures(
    of condition: Condition, wanting wanted: Truth
  ) -> [Verdict.FailedCondition] {
    guard truth(of: condition) == !wanted else { return [] }
    switch condition {
    case .always:
      return [
        Verdict.FailedCondition(field: "request", wanted: "never matches", found: nil)
      ]
    case .not(let inner):
      return failures(of: inner, wanting: !wanted)
    case .all(let parts), .any(let parts):
      return parts.flatMap { failures(of: $0, wanting: wanted) }
    case .function(let function):
      return [
        Verdict.FailedCondition(
          field: function.function.name, wanted: wanted == .yes ? "true" : "false",
          found: wanted == .yes ? "false" : "true")
      ]
    case .test(let test):
      let found = facts.value(of: facts.watchedCell(test.column))
      return [
        Verdict.FailedCondition(
          field: columns[test.column].name,
          wanted: ConditionWording.words(
            test.predicate, of: columns[test.column], isWanted: wanted == .yes),
          found: found.map {
            ConditionWording.words($0, of: columns[test.column].type, offset: offset)
          })
      ]
    }
  }
}
