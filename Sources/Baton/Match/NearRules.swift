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
  static let farthest = FailureCounts.most

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

  /// Notes rules that hold, a bit each.
  /// - Parameters:
  ///   - first: the rank of the first bit.
  ///   - words: how many words of the block are in use.
  ///   - skipped: ranks that take no part.
  mutating func reach(
    _ rules: MatchIndex.Block, from first: Int, words used: Int, skipping skipped: RankSet
  ) {
    let words = rules.words
    let span = words.span
    for word in 0..<min(used, span.count) where span[word] != 0 {
      let rank = first &+ word &* 64
      var rules = skipped.isEmpty ? span[word] : span[word] & ~skipped[word: rank >> 6]
      while rules != 0 {
        reach(rank &+ rules.trailingZeroBitCount, .holds)
        rules &= rules &- 1
      }
    }
  }

  func hasReached(_ rank: Int) -> Bool {
    let place = reached.firstPlace { $0.rank >= rank }
    return place < reached.count && reached[place].rank == rank
  }

  /// Takes in rules, a bit each, that are equally far away, as far as they are among the nearest.
  /// - Parameters:
  ///   - first: the rank of the first bit.
  ///   - words: how many words of the block are in use.
  ///   - skipped: ranks that take no part.
  mutating func add(
    _ rules: MatchIndex.Block, from first: Int, words used: Int, at distance: Int,
    skipping skipped: RankSet
  ) {
    let words = rules.words
    let span = words.span
    let limit = limit
    misses.fill { misses, count in
      for word in 0..<min(used, span.count) where span[word] != 0 {
        let rank = first &+ word &* 64
        let rules = skipped.isEmpty ? span[word] : span[word] & ~skipped[word: rank >> 6]
        let isFull = !Self.add(rules, from: rank, at: distance, upTo: limit, &misses, &count)
        if isFull { return }
      }
    }
  }

  /// The same of 64 rules.
  mutating func add(_ rules: UInt64, from first: Int, at distance: Int) {
    let limit = limit
    misses.fill { misses, count in
      _ = Self.add(rules, from: first, at: distance, upTo: limit, &misses, &count)
    }
  }

  /// - Returns: false if later ones, which are no nearer, need not be looked at.
  @inline(__always)
  private static func add(
    _ rules: UInt64, from first: Int, at distance: Int, upTo limit: Int,
    _ misses: inout MutableSpan<Miss>, _ count: inout Int
  ) -> Bool {
    var rules = rules
    while rules != 0 {
      let miss = Miss(rank: first &+ rules.trailingZeroBitCount, distance: distance)
      rules &= rules &- 1
      var place = count
      if count < limit {
        count &+= 1
      } else {
        place &-= 1
        guard place >= 0, miss < misses[place] else { return false }
      }
      while place > 0, miss < misses[place &- 1] {
        misses[place] = misses[place &- 1]
        place &-= 1
      }
      misses[place] = miss
    }
    return true
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
