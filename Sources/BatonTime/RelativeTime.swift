/// Lengths of time as scripts write them from a case's opening: `+2h`, `+1d 30m`, `+90s`.
///
/// All of it is time that passes, so that `+1d` is 24 hours also on the day on which clocks change.
public enum RelativeTime {
  private static let units: [(letter: Unicode.Scalar, milliseconds: Int64)] = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
  ]

  /// Reads a length in milliseconds: a plus, then whole numbers with `d`, `h`, `m` or `s`, the larger
  /// units first and each at most once, with or without spaces between them. Nil for anything else,
  /// and for more than a hundred years.
  public static func parse(_ text: String) -> Int64? {
    var reader = DigitReader(text)
    guard reader.take("+") else { return nil }
    var total: Int64 = 0
    var largest = 0
    repeat {
      while reader.take(" ") {}
      guard let number = reader.number(digits: 1, to: 9),
        let unit = units.indices.dropFirst(largest).first(where: { reader.take(units[$0].letter) })
      else { return nil }
      total += Int64(number) * units[unit].milliseconds
      largest = unit + 1
    } while !reader.isAtEnd
    return total <= longest ? total : nil
  }

  private static let longest: Int64 = 36_525 * 86_400_000
}
