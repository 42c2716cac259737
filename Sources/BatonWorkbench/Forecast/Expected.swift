/// What is to be expected of a number that was different week by week.
package struct Expected: Sendable, Hashable {
  /// How often the next number should lie between ``low`` and ``high``, if there are enough.
  package static let level = 0.8
  /// With fewer the bounds are the least and the most there was, and hold less often.
  package static let enough = 9

  package let mean: Double
  package let low: Double
  package let high: Double
  /// How many numbers it comes from.
  package let count: Int

  /// The mean, and bounds by rank.
  ///
  /// Of n numbers and one more that could have come in any order with them, the one more lies between the
  /// r-th from below and the r-th from above with a chance of at least (n + 1 - 2r) / (n + 1). That holds
  /// for whatever they are, so nothing is assumed about arrivals or work. Source: Wilks, "Determination
  /// of Sample Sizes for Setting Tolerance Limits" (1941).
  /// - Parameter numbers: in any order.
  /// - Returns: nil of none.
  package init?(_ numbers: [Double]) {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    count = sorted.count
    mean = sorted.reduce(0, +) / Double(count)
    // A hair more, because 0.1 times 20 is less than 2 in binary.
    let rank = max(1, Int(Double(count + 1) * (1 - Self.level) / 2 + 1e-9))
    low = sorted[rank - 1]
    high = sorted[count - rank]
  }

  private init() { (mean, low, high, count) = (0, 0, 0, 0) }

  /// Of no weeks.
  package static let nothing = Expected()

  package func holds(_ number: Double) -> Bool { number >= low && number <= high }
}
