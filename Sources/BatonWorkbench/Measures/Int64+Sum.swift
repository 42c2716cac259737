extension Int64 {
  /// The sum, or the largest number where there is no such: a log may claim many cases of ten thousand
  /// years.
  func plus(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? .max : sum
  }

  /// The nearest whole number; the largest of what is beyond it.
  init(nearest number: Double) {
    self = Int64(exactly: number.rounded()) ?? (number < 0 ? .min : .max)
  }
}
