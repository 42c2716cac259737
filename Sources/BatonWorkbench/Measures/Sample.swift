import Baton

/// Numbers and what they come to, with one definition for everybody who sums up.
enum Sample {
  /// The percentile by nearest rank: the smallest of the values that at least `percent` of them do
  /// not exceed. It is always one of the values, so there is a case that had it.
  ///
  /// Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), definition 1.
  /// - Parameter sorted: ascending, at least one.
  static func percentile(_ percent: Double, of sorted: [Double]) -> Double {
    let rank = (percent * Double(sorted.count) / 100).rounded(.up)
    return sorted[min(max(Int(rank), 1), sorted.count) - 1]
  }

  /// What values come to; nil of none, but for counts and sums.
  /// - Parameter days: over how long a rate is.
  static func value(
    of values: [Double], as aggregation: Measure.Aggregation, _ unit: Quantity.Unit, days: Double
  ) -> Double? {
    let count = unit == .yesNo ? values.reduce(0, +) : Double(values.count)
    switch aggregation {
    case .count: return count
    case .sum: return values.reduce(0, +)
    case .rate:
      guard days > 0 else { return nil }
      return (unit == .one || unit == .yesNo ? count : values.reduce(0, +)) / days
    default: break
    }
    if values.isEmpty { return nil }
    switch aggregation {
    case .share, .mean: return values.reduce(0, +) / Double(values.count)
    case .minimum: return values.min()
    case .maximum: return values.max()
    case .median: return percentile(50, of: values.sorted())
    case .percentile(let percent): return percentile(percent, of: values.sorted())
    case .count, .sum, .rate: return nil
    }
  }
}
