import BatonModel

/// Adds numbers by their decimal digits: 0.1 and 0.2 are 0.3, as whoever wrote them means and DMN has
/// it. Beyond 38 digits it goes on in floating point.
struct DecimalSum {
  /// The sum is `digits` times 10 to the power of `exponent`, which is never above 0.
  private var digits: Int128 = 0
  private var exponent = 0
  /// What the sum is in floating point, for when the digits are too many.
  private var rounded = 0.0
  private var isExact = true

  mutating func add(_ value: Value) {
    guard let number = value.asDouble else { return }
    rounded += number
    guard isExact else { return }
    switch value {
    case .integer(let whole): add(Int128(whole), 0)
    default:
      guard let (digits, exponent) = Self.decimal(number) else {
        isExact = false
        return
      }
      add(digits, exponent)
    }
  }

  var value: Value {
    guard isExact else { return Value(rounded) }
    if exponent == 0, let whole = Int(exactly: digits) { return .integer(whole) }
    return Value(Double("\(digits)e\(exponent)") ?? rounded)
  }

  private mutating func add(_ other: Int128, _ otherExponent: Int) {
    let least = min(exponent, otherExponent)
    guard let own = Self.shifted(digits, by: exponent - least),
      let other = Self.shifted(other, by: otherExponent - least)
    else {
      isExact = false
      return
    }
    let (sum, overflows) = own.addingReportingOverflow(other)
    if overflows { isExact = false }
    digits = sum
    exponent = least
  }

  /// Times 10, so often; nil if that is too large.
  private static func shifted(_ digits: Int128, by places: Int) -> Int128? {
    if digits == 0 { return 0 }
    if places > 38 { return nil }
    var digits = digits
    for _ in 0..<places {
      let (product, overflows) = digits.multipliedReportingOverflow(by: 10)
      if overflows { return nil }
      digits = product
    }
    return digits
  }

  /// The fewest digits that mean a number, and the power of 10 of the last; the power is at most 0.
  private static func decimal(_ number: Double) -> (digits: Int128, exponent: Int)? {
    let parts = "\(number)".split(separator: "e", maxSplits: 1)
    guard let mantissa = parts.first else { return nil }
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let point = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let behind = point.count > 1 && point[1] != "0" ? point[1] : ""
    exponent -= behind.count
    guard let digits = Int128(String(point[0] + behind)) else { return nil }
    if exponent <= 0 { return (digits, exponent) }
    return shifted(digits, by: exponent).map { ($0, 0) }
  }
}
