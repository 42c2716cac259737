/// A few rows of bits that have together every bit that any of many rows has.
///
/// Taken greedily, each time the row that adds most, the earliest of several: at most about ln(n) times as
/// many as there must be (Chvátal, "A Greedy Heuristic for the Set-Covering Problem", 1979). What a row
/// adds only becomes less as others are taken. So it is counted again only when it comes first by what it
/// added last, and taken if it still comes first (Minoux, "Accelerated greedy algorithms", 1978).
struct GreedyCover {
  /// What a row could add at most.
  private struct Claim: Comparable {
    let gain: Int
    let row: Int

    static func < (left: Claim, right: Claim) -> Bool {
      (left.gain, right.row) < (right.gain, left.row)
    }
  }

  private let rows: [[UInt64]]
  /// A heap: each comes before those at twice its position and behind that.
  private var claims: [Claim]

  private init(_ rows: [[UInt64]]) {
    self.rows = rows
    claims = rows.enumerated().map { row, bits in
      Claim(gain: bits.reduce(0) { $0 + $1.nonzeroBitCount }, row: row)
    }
    // The first comes first from then on, whichever way the rest is sorted.
    claims.sort(by: >)
  }

  /// The positions of the rows, in the order in which they are taken.
  ///
  /// O(rows · words) and as much for each row that is counted again, in most cases a few for each taken.
  static func rows(of rows: [[UInt64]]) -> [Int] {
    var cover = GreedyCover(rows)
    return cover.choose()
  }

  private mutating func choose() -> [Int] {
    var covered = [UInt64](repeating: 0, count: rows.map(\.count).max() ?? 0)
    var chosen: [Int] = []
    while let first = claims.first, first.gain > 0 {
      let bits = rows[first.row]
      var gain = 0
      for word in bits.indices { gain += (bits[word] & ~covered[word]).nonzeroBitCount }
      if gain == first.gain {
        chosen.append(first.row)
        for word in bits.indices { covered[word] |= bits[word] }
        gain = 0
      }
      claims[0] = Claim(gain: gain, row: first.row)
      sink()
    }
    return chosen
  }

  /// Lets the first find its place.
  private mutating func sink() {
    var position = 0
    while true {
      let left = 2 * position + 1
      guard left < claims.count else { return }
      let right = left + 1
      let child = right < claims.count && claims[left] < claims[right] ? right : left
      guard claims[position] < claims[child] else { return }
      claims.swapAt(position, child)
      position = child
    }
  }
}
