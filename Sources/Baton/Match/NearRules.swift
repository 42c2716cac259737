/// What a survey finds of the rules of one stage: those that all lanes of one of their boxes accept,
/// and those that came nearest to that. Ranks only, and reused from survey to survey: what is made of
/// them is the stage's affair.
struct NearRules: Sendable {
  /// A rule that does not hold.
  struct Miss: Sendable, Hashable, Comparable {
    let rank: Int
    /// In how many of its columns it fails.
    let distance: Int

    static func < (left: Miss, right: Miss) -> Bool {
      (left.distance, left.rank) < (right.distance, right.rank)
    }
  }

  /// A rule of which the index alone cannot say that it does not hold.
  struct Reached: Sendable {
    enum Standing: Sendable {
      case holds
      /// Its condition says no.
      case fails
      /// It erred, or depends on a function that did not run.
      case open
    }

    let rank: Int
    let standing: Standing
  }

  /// A rule that fails in more columns than this is not near.
  static let farthest = 15

  /// The most misses to keep.
  private(set) var limit = 0
  /// The nearest first; those that are equally near in rank order.
  private(set) var misses: [Miss] = []
  /// In rank order.
  private(set) var reached: [Reached] = []

  /// Makes ready for another stage.
  mutating func begin(limit: Int) {
    self.limit = max(limit, 0)
    if !misses.isEmpty { misses.removeAll(keepingCapacity: true) }
    if !reached.isEmpty { reached.removeAll(keepingCapacity: true) }
  }

  /// What the distance of a later rule must be below to be kept.
  @inline(__always)
  var bound: Int {
    if misses.count < limit { return Self.farthest + 1 }
    return misses.last?.distance ?? 0
  }

  /// Notes a rule that was reached. They come in rank order.
  mutating func reach(_ rank: Int, _ standing: Reached.Standing) {
    reached.append(Reached(rank: rank, standing: standing))
  }

  func hasReached(_ rank: Int) -> Bool {
    let place = reached.firstPlace { $0.rank >= rank }
    return place < reached.count && reached[place].rank == rank
  }

  /// Takes in a rule that does not hold, if it is among the nearest.
  mutating func add(_ miss: Miss) {
    if misses.count < limit {
      insert(miss)
    } else if let last = misses.last, miss < last {
      misses.removeLast()
      insert(miss)
    }
  }

  /// Takes in one box of a rule that may have several: the nearest of them counts.
  mutating func add(boxOf miss: Miss) {
    if let known = misses.firstIndex(where: { $0.rank == miss.rank }) {
      guard miss < misses[known] else { return }
      misses.remove(at: known)
    }
    add(miss)
  }

  private mutating func insert(_ miss: Miss) {
    var place = misses.count
    while place > 0, miss < misses[place - 1] { place -= 1 }
    if place == misses.count { misses.append(miss) } else { misses.insert(miss, at: place) }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The place from which on all elements are so, found by halving; before it none may be.
  func firstPlace(_ isBehind: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
