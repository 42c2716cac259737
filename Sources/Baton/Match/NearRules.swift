/// What a survey finds of the rules of one stage: those that all lanes of one of their boxes accept,
/// and those that came nearest to that. Ranks only, and reused from survey to survey: what is made of
/// them is the stage's affair.
struct NearRules: Sendable {
  /// A rule that does not hold.
  struct Miss: BitwiseCopyable, Sendable, Hashable, Comparable {
    /// The distance above the rank, so that the nearest is the least number.
    private let key: UInt64

    @inline(__always)
    init(rank: Int, distance: Int) {
      key = UInt64(truncatingIfNeeded: distance) << 32 | UInt64(truncatingIfNeeded: rank)
    }

    var rank: Int { Int(UInt32(truncatingIfNeeded: key)) }
    /// In how many of its columns it fails.
    var distance: Int { Int(key >> 32) }

    @inline(__always)
    static func < (left: Miss, right: Miss) -> Bool { left.key < right.key }
  }

  /// A rule of which the index alone cannot say that it does not hold.
  struct Reached: BitwiseCopyable, Sendable {
    enum Standing: BitwiseCopyable, Sendable {
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
  private(set) var misses = ReusedList<Miss>()
  /// In rank order.
  private(set) var reached = ReusedList<Reached>()

  /// Makes ready for another stage.
  mutating func begin(limit: Int) {
    self.limit = max(limit, 0)
    misses.removeAll()
    misses.reserve(self.limit, filling: Miss(rank: 0, distance: 0))
    reached.removeAll()
  }

  /// What the distance of a later rule must be below to be kept.
  @inline(__always)
  var bound: Int {
    if misses.count < limit { return Self.farthest + 1 }
    return limit == 0 ? 0 : misses[limit - 1].distance
  }

  /// Notes a rule that was reached. They come in rank order.
  mutating func reach(_ rank: Int, _ standing: Reached.Standing) {
    reached.append(Reached(rank: rank, standing: standing))
  }

  func hasReached(_ rank: Int) -> Bool {
    let place = reached.firstPlace { $0.rank >= rank }
    return place < reached.count && reached[place].rank == rank
  }

  /// Takes in 64 rules, a bit each, that are equally far away, as far as they are among the nearest.
  @inline(__always)
  mutating func add(_ rules: UInt64, from first: Int, at distance: Int) {
    if rules != 0 { addAll(rules, from: first, at: distance) }
  }

  private mutating func addAll(_ rules: UInt64, from first: Int, at distance: Int) {
    var rules = rules
    let limit = limit
    misses.fill { misses, count in
      while rules != 0 {
        let miss = Miss(rank: first &+ rules.trailingZeroBitCount, distance: distance)
        rules &= rules &- 1
        var place = count
        if count < limit {
          count &+= 1
        } else {
          place &-= 1
          // Later ones are no nearer.
          guard place >= 0, miss < misses[place] else { return }
        }
        while place > 0, miss < misses[place &- 1] {
          misses[place] = misses[place &- 1]
          place &-= 1
        }
        misses[place] = miss
      }
    }
  }

  /// Takes in a rule that does not hold, if it is among the nearest.
  mutating func add(_ miss: Miss) {
    if misses.count == limit {
      guard limit > 0, miss < misses[limit - 1] else { return }
    }
    var place = misses.count
    while place > 0, miss < misses[place - 1] { place -= 1 }
    misses.insert(miss, at: place, upTo: limit)
  }

  /// Takes in one box of a rule that may have several: the nearest of them counts.
  mutating func add(boxOf miss: Miss) {
    if let known = misses.firstIndex(where: { $0.rank == miss.rank }) {
      guard miss < misses[known] else { return }
      misses.remove(at: known)
    }
    add(miss)
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
