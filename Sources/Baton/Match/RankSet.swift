/// A set of ranks as a row of bits, 64 to a word; ranks beyond the last word are not in it.
///
/// Made once for all requests wherever that is possible: which rules of a stage to pass over.
struct RankSet: Sendable, Hashable {
  /// Bit `rank % 64` of word `rank / 64`.
  private(set) var words: [UInt64]

  /// The set without ranks: it has no words.
  static var none: RankSet { RankSet(words: []) }

  private init(words: [UInt64]) {
    self.words = words
  }

  /// A set with room for `count` ranks, without any.
  init(count: Int) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  /// A set of some of the ranks below `count`.
  init(count: Int, _ ranks: some Sequence<Int>) {
    self.init(count: count)
    for rank in ranks { insert(rank) }
  }

  /// Whether there is no word to look at. A set that had ranks and lost them need not be empty.
  var isEmpty: Bool { words.isEmpty }

  func contains(_ rank: Int) -> Bool {
    let word = rank >> 6
    return word < words.count && words[word] & (1 << UInt64(rank & 63)) != 0
  }

  /// The ranks from `64 * word` on, a bit each.
  subscript(word word: Int) -> UInt64 { word < words.count ? words[word] : 0 }

  /// - Precondition: there is room for the rank.
  mutating func insert(_ rank: Int) { words[rank >> 6] |= 1 << UInt64(rank & 63) }

  mutating func remove(_ rank: Int) { words[rank >> 6] &= ~(1 << UInt64(rank & 63)) }

  /// Takes all ranks out and keeps the room.
  mutating func removeAll() { for word in words.indices { words[word] = 0 } }

  /// Adds what another set with no more room has.
  mutating func formUnion(_ other: RankSet) {
    for word in other.words.indices { words[word] |= other.words[word] }
  }
}
