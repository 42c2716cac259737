import Foundation

/// How often chance alone makes two lists of cases differ at least as much as they do.
///
/// There is one idea behind all of it: if the change made no difference, the same cases could as well
/// have been dealt out at random to before and after. Of times and counts that is the test of Mann and
/// Whitney, of yes and no Fisher's; of the same cases on both sides, where each could as well have gone
/// the other way, it is the sign test. All are exact where that is affordable, and two-sided. Nothing is
/// drawn at random, so the same history gives the same answer.
///
/// Sources: Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger
/// than the Other" (1947); Fisher, "The Design of Experiments" (1935); Conover, "Practical Nonparametric
/// Statistics", section 3.4 on the sign test and 5.1 on corrections for ties.
enum Chance {
  /// As many steps are cheaper than a look at the clock: 50 cases, 25 of them on a side.
  private static let mostExact = 1_250

  // MARK: Times and counts

  /// - Returns: a part of 1; nil if a side has no value. O(n log n), and for few cases n²k² of n cases,
  ///   k of them on the smaller side.
  static func ofValues(_ before: [Double], _ after: [Double]) -> Double? {
    if before.isEmpty || after.isEmpty { return nil }
    let isFewerBefore = before.count <= after.count
    let few = isFewerBefore ? before : after
    let many = isFewerBefore ? after : before
    let ranked = Ranked(few, many)
    return (few.count + many.count) * few.count <= mostExact
      ? exact(ranked, few.count) : approximate(ranked, few.count)
  }

  /// Values in their order, equal ones with the mean of their ranks. Ranks are doubled, to be whole.
  private struct Ranked {
    var ranks: [Int] = []
    /// The ranks of the smaller side, summed up.
    var sum = 0
    /// How much equal values take from how far the sum varies.
    var ties = 0.0

    init(_ few: [Double], _ many: [Double]) {
      let all =
        (few.map { (value: $0, isFew: true) } + many.map { (value: $0, isFew: false) })
        .sorted { $0.value < $1.value }
      var first = 0
      while first < all.count {
        var end = first
        var ofFew = 0
        while end < all.count, all[end].value == all[first].value {
          if all[end].isFew { ofFew += 1 }
          end += 1
        }
        let rank = first + 1 + end
        let count = Double(end - first)
        ranks += Array(repeating: rank, count: end - first)
        sum += rank * ofFew
        ties += count * count * count - count
        first = end
      }
    }
  }

  /// Counts all ways of dealing out: those of each sum, card by card.
  private static func exact(_ ranked: Ranked, _ few: Int) -> Double {
    let most = ranked.ranks.suffix(few).reduce(0, +)
    var ways = Array(
      repeating: Array(repeating: 0.0, count: most + 1), count: few + 1)
    ways[0][0] = 1
    for (dealt, rank) in ranked.ranks.enumerated() {
      for count in stride(from: min(dealt + 1, few), through: 1, by: -1) where rank <= most {
        for sum in rank...most { ways[count][sum] += ways[count - 1][sum - rank] }
      }
    }
    let middle = few * (ranked.ranks.count + 1)
    let distance = abs(ranked.sum - middle)
    var (far, all) = (0.0, 0.0)
    for (sum, ways) in ways[few].enumerated() {
      all += ways
      if abs(sum - middle) >= distance { far += ways }
    }
    return far / all
  }

  /// Of many cases sums vary as the bell curve does; half a rank is taken off, for ranks are whole.
  private static func approximate(_ ranked: Ranked, _ few: Int) -> Double {
    let all = Double(ranked.ranks.count)
    let (one, other) = (Double(few), all - Double(few))
    let distance = abs(Double(ranked.sum) / 2 - one * (all + 1) / 2)
    let variance = one * other / 12 * (all + 1 - ranked.ties / (all * (all - 1)))
    if variance <= 0 { return 1 }
    return erfc(max(distance - 0.5, 0) / variance.squareRoot() / 2.0.squareRoot())
  }

  // MARK: Yes and no

  /// - Returns: a part of 1; nil if a side has no case. O(cases).
  static func ofShares(
    before: (yes: Int, all: Int), after: (yes: Int, all: Int)
  ) -> Double? {
    if before.all == 0 || after.all == 0 { return nil }
    let yes = before.yes + after.yes
    let all = before.all + after.all
    let (low, high) = (max(0, yes - after.all), min(yes, before.all))
    // From the likeliest on, so that nothing grows beyond what a number can hold.
    let middle = min(max((yes + 1) * (before.all + 1) / (all + 2), low), high)
    return far(from: middle, low, high, found: before.yes) { count in
      let here = Double(count)
      return Double(yes - count) * Double(before.all - count)
        / ((here + 1) * Double(after.all - yes + count + 1))
    }
  }

  /// How likely it is to find what is at most as likely as what was found.
  /// - Parameter growth: how much likelier one more is than a number.
  private static func far(
    from middle: Int, _ low: Int, _ high: Int, found: Int, growth: (Int) -> Double
  ) -> Double {
    var weights = Array(repeating: 0.0, count: high - low + 1)
    weights[middle - low] = 1
    for count in middle..<high {
      weights[count + 1 - low] = weights[count - low] * growth(count)
    }
    for count in stride(from: middle, to: low, by: -1) {
      weights[count - 1 - low] = weights[count - low] / growth(count - 1)
    }
    // What is equally likely may differ in the last digit.
    let limit = weights[found - low] * (1 + 1e-7)
    let all = weights.reduce(0, +)
    return min(weights.reduce(0) { $1 <= limit ? $0 + $1 : $0 } / all, 1)
  }

  /// Whether as many on each side lie beyond the percentile of all of them.
  static func ofPercentile(_ percent: Double, _ before: [Double], _ after: [Double]) -> Double? {
    if before.isEmpty || after.isEmpty { return nil }
    let border = Sample.percentile(percent, of: (before + after).sorted())
    return ofShares(
      before: (before.count { $0 > border }, before.count),
      after: (after.count { $0 > border }, after.count))
  }

  // MARK: The same cases twice

  /// - Parameters: of the cases that differ, how many went which way.
  /// - Returns: a part of 1; nil if none differs. O(cases).
  static func ofWays(up: Int, down: Int) -> Double? {
    let all = up + down
    if all == 0 { return nil }
    return far(from: all / 2, 0, all, found: up) { Double(all - $0) / Double($0 + 1) }
  }
  // MARK: Many at once

  /// Which of several chances are rare all the same, so that chance alone makes any of them stand out less
  /// often than the level says, however they hang together: Holm, "A Simple Sequentially Rejective Multiple
  /// Test Procedure" (1979).
  ///
  /// O(n log n).
  static func standsOut(_ chances: [Double], level: Double) -> [Bool] {
    var stands = Array(repeating: false, count: chances.count)
    let order = chances.indices.sorted { chances[$0] < chances[$1] }
    for (place, index) in order.enumerated() {
      if chances[index] > level / Double(chances.count - place) { break }
      stands[index] = true
    }
    return stands
  }
}
