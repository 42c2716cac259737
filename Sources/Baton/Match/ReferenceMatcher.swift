/// The slow truth beside ``Matcher``: looks at every condition, one after the other, in order.
///
/// A function that is understood counts as declared wherever its formula gives an answer. Another is
/// run when the answer is open without it, the first open one first; then the whole condition is
/// looked at again.
struct ReferenceMatcher {
  var conditions: [Condition]

  func matches<Functions: FunctionRunner>(
    in facts: borrowing Facts, _ evaluation: inout Evaluation<Functions>
  ) -> [Int] {
    conditions.indices.filter { truth(of: $0, in: facts, &evaluation) == .yes }
  }

  func truth<Functions: FunctionRunner>(
    of rank: Int, in facts: borrowing Facts, _ evaluation: inout Evaluation<Functions>
  ) -> Truth {
    evaluation.rank = rank
    return Self.truth(of: conditions[rank], in: facts, &evaluation)
  }

  /// What one condition comes to.
  static func truth<Functions: FunctionRunner>(
    of condition: Condition, in facts: borrowing Facts, _ evaluation: inout Evaluation<Functions>
  ) -> Truth {
    var known: [FunctionCondition: Truth] = [:]
    while true {
      if let truth = condition.truth(in: facts, knowing: known) { return truth }
      guard let open = condition.firstOpen(in: facts, knowing: known) else { return .error }
      known[open] = evaluation.test(open, facts)
    }
  }
}

extension Condition {
  /// What the condition comes to with these answers of functions; nil if it needs more of them.
  func truth(in facts: borrowing Facts, knowing known: [FunctionCondition: Truth]) -> Truth? {
    switch self {
    case .always: return .yes
    case .test(let test): return Truth(test.predicate.holds(for: facts.columnValue(test.column)))
    case .function(let function):
      if let answer = known[function] { return answer }
      return function.lifted?.formula.holds(in: facts, offset: facts.offset).map { Truth($0) }
    case .not(let inner): return inner.truth(in: facts, knowing: known).map { !$0 }
    case .all(let parts), .any(let parts):
      let truths = parts.map { $0.truth(in: facts, knowing: known) }
      let decisive: Truth = if case .all = self { .no } else { .yes }
      if truths.contains(decisive) { return decisive }
      if truths.contains(nil) { return nil }
      return truths.contains(.error) ? .error : !decisive
    }
  }

  /// The first function, as written, on which the answer still depends.
  func firstOpen(
    in facts: borrowing Facts, knowing known: [FunctionCondition: Truth]
  ) -> FunctionCondition? {
    guard truth(in: facts, knowing: known) == nil else { return nil }
    switch self {
    case .always, .test: return nil
    case .function(let function): return function
    case .not(let inner): return inner.firstOpen(in: facts, knowing: known)
    case .all(let parts), .any(let parts):
      for part in parts {
        if let open = part.firstOpen(in: facts, knowing: known) { return open }
      }
      return nil
    }
  }
}
