/// The frozen conditions of one stage, a table's rows or a node's children, in rank order.
///
/// Callers ask which ranks match and know nothing of how they are found: ``ReferenceMatcher`` gives
/// the same answers by looking at every condition.
struct Matcher: Sendable {
  /// The number of conditions; ranks are 0 ..< count.
  var count: Int { roots.count }

  private let conditions: FrozenConditions
  private let roots: [UInt32]
  private let index: ValueIndex

  fileprivate init(conditions: FrozenConditions, roots: [UInt32], index: ValueIndex) {
    self.conditions = conditions
    self.roots = roots
    self.index = index
  }

  /// The first condition from `rank` on that holds.
  /// - Parameter skipped: which ranks not to look at, none of their functions run; empty for none.
  func first<Functions: FunctionRunner>(
    from rank: Int = 0, in facts: Facts, skipping skipped: [Bool] = [],
    _ evaluation: inout Evaluation<Functions>
  ) -> Int? {
    var candidates = index.candidates(for: facts, from: rank)
    while let candidate = candidates.next(in: index) {
      if !skipped.isEmpty, skipped[candidate] { continue }
      if truth(of: candidate, in: facts, &evaluation) == .yes { return candidate }
    }
    return nil
  }

  /// Calls `body` with every rank whose condition holds, in order.
  func forEachMatch<Functions: FunctionRunner>(
    in facts: Facts, skipping skipped: [Bool] = [], _ evaluation: inout Evaluation<Functions>,
    _ body: (Int) -> Void
  ) {
    var candidates = index.candidates(for: facts)
    while let candidate = candidates.next(in: index) {
      if !skipped.isEmpty, skipped[candidate] { continue }
      if truth(of: candidate, in: facts, &evaluation) == .yes { body(candidate) }
    }
  }

  /// What one condition comes to.
  func truth<Functions: FunctionRunner>(
    of rank: Int, in facts: Facts, _ evaluation: inout Evaluation<Functions>
  ) -> Truth {
    evaluation.rank = rank
    return conditions.truth(roots[rank], in: facts, &evaluation)
  }
}

/// Collects conditions in rank order and freezes them.
struct MatcherBuilder {
  private var conditions: [Condition] = []

  /// - Returns: the condition's rank.
  @discardableResult
  mutating func add(_ condition: Condition) -> Int {
    conditions.append(condition)
    return conditions.count - 1
  }

  func freeze() -> Matcher {
    var frozen = FrozenConditions()
    let roots = conditions.map { frozen.add($0) }
    return Matcher(conditions: frozen, roots: roots, index: ValueIndex(conditions))
  }
}

extension Matcher {
  init(_ conditions: some Sequence<Condition>) {
    var builder = MatcherBuilder()
    for condition in conditions { builder.add(condition) }
    self = builder.freeze()
  }
}
