/// What is known of the rules of one stage that did not make it: those that hold but were outranked,
/// and those that came nearest to holding. Ranks only; words are made for those who ask.
struct NearRules: Sendable, Hashable {
  /// A rule that does not hold.
  struct Miss: Sendable, Hashable, Comparable {
    let rank: Int
    /// In how many of its columns it fails.
    let distance: Int

    static func < (left: Miss, right: Miss) -> Bool {
      (left.distance, left.rank) < (right.distance, right.rank)
    }
  }

  /// What the stage made of a rule that holds.
  enum Fate: Sendable {
    /// It decided, or it counts as not matched because of an error.
    case settled
    /// Another had decided.
    case outranked
    /// It was followed and gave nothing.
    case nowhere
  }

  /// A rule that fails in more columns than this is not near.
  static let farthest = 15

  /// The most misses to keep.
  let limit: Int
  /// The nearest first; those that are equally near in rank order.
  private(set) var misses: [Miss] = []
  /// In rank order.
  private(set) var outranked: [Int] = []

  init(limit: Int) {
    self.limit = max(limit, 0)
    misses.reserveCapacity(min(self.limit, Self.fewMisses))
  }

  private static let fewMisses = 16

  var isEmpty: Bool { misses.isEmpty && outranked.isEmpty }
  var isFull: Bool { misses.count >= limit }

  /// What a later rule's distance must be below to be kept.
  @inline(__always)
  var bound: Int {
    if misses.count < limit { return Self.farthest + 1 }
    return misses.last?.distance ?? 0
  }

  /// Takes in a rule that holds.
  mutating func add(holding rank: Int, _ fate: Fate) {
    switch fate {
    case .settled: break
    case .outranked: outranked.append(rank)
    case .nowhere: add(Miss(rank: rank, distance: 1))
    }
  }

  /// Takes in a rule that does not hold. Rules come in rank order.
  @inline(__always)
  mutating func add(_ miss: Miss) {
    // Of two that are equally near the one that came first is kept.
    if miss.distance < bound { insert(miss) }
  }

  private mutating func insert(_ miss: Miss) {
    if isFull { misses.removeLast() }
    var place = misses.count
    while place > 0, miss < misses[place - 1] { place -= 1 }
    misses.insert(miss, at: place)
  }
}
