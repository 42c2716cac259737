import BatonModel

/// The frozen conditions of one stage, a table's rows or a node's children, in rank order.
///
/// Callers ask which ranks match and know nothing of how they are found: ``ReferenceMatcher`` gives
/// the same answers by looking at every condition. The index names the candidates; where a box is
/// exact that is the answer, else the condition itself is asked, its functions last.
///
/// A class, because it has many parts and is passed to every search.
final class Matcher: Sendable {
  /// The number of conditions; ranks are 0 ..< count.
  var count: Int { conditions.count }

  /// Ranks whose conditions have too many alternatives to be indexed one by one.
  let wide: [Int]
  let index: MatchIndex
  let conditions: [Condition]
  /// What finds the needles of each lane that has some.
  let automata: [NeedleAutomaton?]
  private let frozen: FrozenConditions
  /// The node of each condition that candidates are tested with; none where the index answers.
  private let roots: [UInt32]
  /// Whether no condition needs a second look where a box holds.
  let isExact: Bool
  /// For tests: every condition is looked at, and its reference asked.
  private let isReference: Bool
  /// Of a reference: the boxes that its conditions would have in the index.
  let referenceBoxes: ReferenceBoxes?

  private static let noRoot = UInt32.max

  /// - Parameters:
  ///   - isReference: whether to answer without the index, slowly and obviously right.
  ///   - limits: for tests: those of the index.
  init(
    _ conditions: [Condition], _ schema: FactSchema, isReference: Bool = false,
    limits: MatchIndex.Limits = MatchIndex.Limits()
  ) {
    self.conditions = conditions
    self.isReference = isReference
    var compiler = BoxCompiler(schema)
    var builder = MatchIndex.Builder(schema.columns, limits: limits)
    var frozen = FrozenConditions()
    var wide: [Int] = []
    var kept: [[Box]] = []
    var plain = PlainBox()
    for (rank, condition) in conditions.enumerated() {
      if !isReference, plain.become(condition, compiler) {
        builder.add(plain)
        continue
      }
      let boxes = compiler.boxes(of: condition)
      if compiler.isWide { wide.append(rank) }
      builder.add(isReference ? [.maybe] : boxes)
      if isReference { kept.append(boxes) }
    }
    let index = builder.freeze()
    roots = conditions.indices.map { rank in
      var box = index.firstBox(ofRank: rank)
      let end = index.firstBox(ofRank: rank + 1)
      while box < end {
        if !index.isExact(box) { return frozen.add(conditions[rank], schema) }
        box += 1
      }
      return Self.noRoot
    }
    isExact = roots.allSatisfy { $0 == Self.noRoot }
    self.index = index
    self.frozen = frozen
    self.wide = wide
    referenceBoxes =
      isReference
      ? ReferenceBoxes(boxes: kept, columns: schema.columns, needles: compiler.needles) : nil
    automata = index.lanes.map { lane in
      guard lane.aspect == .needles, let needles = compiler.needles.needles[Int(lane.column)]
      else { return nil }
      return NeedleAutomaton(needles)
    }
  }

  /// The first condition from `rank` on that holds.
  /// - Parameter skipped: which ranks not to look at, none of their functions run.
  func first<Functions: FunctionRunner>(
    from rank: Int = 0, in facts: borrowing Facts, skipping skipped: borrowing RankSet = .none,
    _ evaluation: inout Evaluation<Functions>
  ) -> Int? {
    guard rank < count else { return nil }
    var search = CandidateSearch()
    begin(&search, from: rank, in: facts, &evaluation.scratch)
    let first = next(&search, in: facts, skipping: skipped, &evaluation)
    search.end(&evaluation.scratch)
    return first
  }

  /// Calls `body` with every rank whose condition holds, in order.
  @inline(__always)
  func forEachMatch<Functions: FunctionRunner>(
    in facts: borrowing Facts, skipping skipped: borrowing RankSet = .none,
    _ evaluation: inout Evaluation<Functions>, _ body: (Int) -> Void
  ) {
    var search = CandidateSearch()
    begin(&search, in: facts, &evaluation.scratch)
    while let rank = next(&search, in: facts, skipping: skipped, &evaluation) { body(rank) }
    search.end(&evaluation.scratch)
  }

  /// Begins to look for conditions that hold, in order; to be ended with ``CandidateSearch/end(_:)``.
  /// The facts must stay as they are until then.
  /// - Parameter rank: where to begin.
  func begin(
    _ search: inout CandidateSearch, from rank: Int = 0, in facts: borrowing Facts,
    _ scratch: inout MatchScratch
  ) {
    search.begin(index, from: index.firstBox(ofRank: rank), for: facts, automata, &scratch)
  }

  /// The next condition that holds.
  /// - Parameter skipped: which ranks not to look at, none of their functions run.
  @inline(__always)
  func next<Functions: FunctionRunner>(
    _ search: inout CandidateSearch, in facts: borrowing Facts,
    skipping skipped: borrowing RankSet = .none, _ evaluation: inout Evaluation<Functions>
  ) -> Int? {
    while let box = search.next(index, &evaluation.scratch) {
      let rank = index.rank(ofBox: box)
      if rank == search.settled || skipped.contains(rank) { continue }
      // What is said of a rank is final, whichever box led to it.
      search.settled = rank
      if index.isExact(box), !search.rows.isDoubtful, !isReference { return rank }
      if truth(of: rank, in: facts, &evaluation) == .yes { return rank }
    }
    return nil
  }

  /// What one condition comes to.
  func truth<Functions: FunctionRunner>(
    of rank: Int, in facts: borrowing Facts, _ evaluation: inout Evaluation<Functions>
  ) -> Truth {
    evaluation.rank = rank
    if isReference {
      return ReferenceMatcher.truthByLua(of: conditions[rank], in: facts, &evaluation)
    }
    if roots[rank] == Self.noRoot {
      return ReferenceMatcher.truth(of: conditions[rank], in: facts, &evaluation)
    }
    return frozen.truth(roots[rank], in: facts, &evaluation)
  }

  /// What one condition comes to without running a function; nil if that needs more answers.
  func knownTruth(
    of rank: Int, in facts: borrowing Facts, knowing answers: [FunctionCondition: Truth],
    _ scratch: inout MatchScratch
  ) -> Truth? {
    if roots[rank] != Self.noRoot,
      let known = frozen.declaredTruth(roots[rank], facts, &scratch)
    {
      return known
    }
    return conditions[rank].truth(in: facts, knowing: answers)
  }
}
