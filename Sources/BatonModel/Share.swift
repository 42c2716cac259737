/// A part of a whole, counted in billionths: 99.9 % is exactly that, and so are sums and differences.
///
/// Rules write it as a text, `"99.9%"`, because a bare 99.9 or 0.999 could be meant either way. In
/// records and functions it is the part of 1 as a number.
public struct Share: Sendable, Hashable {
  /// Of 100 %.
  public static let wholeBillionths = 1_000_000_000

  /// How many digits behind the point a percentage may have.
  public static let mostDigits = 7

  public static let whole = Share(billionths: wholeBillionths)

  /// From 0 to ``wholeBillionths``.
  public let billionths: Int

  /// The nearest share there is.
  public init(billionths: Int) {
    self.billionths = min(max(billionths, 0), Self.wholeBillionths)
  }

  /// Reads "99.9%"; nil for anything else, for more than 100 %, and for more digits than are counted.
  public init?(percent text: String) {
    guard let (before, behind) = Self.digits(text), before.utf8.count <= 3,
      behind.utf8.count <= Self.mostDigits, let percents = Int(before)
    else { return nil }
    let padded = behind + String(repeating: "0", count: Self.mostDigits - behind.utf8.count)
    guard let rest = Int(padded), case let all = percents * Self.ofPercent + rest,
      all <= Self.wholeBillionths
    else { return nil }
    billionths = all
  }

  /// The share that a record has as a number from 0 to 1; nil for another value.
  public init?(_ value: Value?) {
    let part: Double
    switch value {
    case .integer(let number)?: part = Double(number)
    case .number(let number)?: part = number
    default: return nil
    }
    guard (0...1).contains(part) else { return nil }
    billionths = Int((part * Double(Self.wholeBillionths)).rounded())
  }

  /// Whether a text would be a share if it had fewer digits behind the point.
  public static func hasTooManyDigits(_ text: String) -> Bool {
    guard let (before, behind) = digits(text), behind.utf8.count > mostDigits else { return false }
    return Share(percent: "\(before).\(behind.prefix(mostDigits))%") != nil
  }

  private static let ofPercent = 10_000_000

  /// The digits of "99.9%" before and behind the point.
  private static func digits(_ text: String) -> (before: String, behind: String)? {
    guard text.last == "%" else { return nil }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ part in
        !part.isEmpty
          && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      })
    else { return nil }
    return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
  }

  /// The part of 1.
  public var part: Double { Double(billionths) / Double(Self.wholeBillionths) }

  /// As records have it.
  public var value: Value { Value(part) }

  /// With all its digits, as people read it: "99.9 %".
  public var percent: String { "\(digits) %" }

  /// The same as rules write it: "99.9%".
  public var written: String { "\(digits)%" }

  private var digits: String {
    let (percents, rest) = billionths.quotientAndRemainder(dividingBy: Self.ofPercent)
    if rest == 0 { return "\(percents)" }
    let behind = String(rest)
    let padded = String(repeating: "0", count: Self.mostDigits - behind.utf8.count) + behind
    return
      "\(percents).\(padded.prefix(through: padded.lastIndex { $0 != "0" } ?? padded.startIndex))"
  }

  /// Of a length of time in milliseconds, how much lies outside it; down to the millisecond below.
  public func rest(of milliseconds: Int64) -> Int64 {
    let product = Int64(Self.wholeBillionths - billionths).multipliedFullWidth(by: milliseconds)
    return Int64(Self.wholeBillionths).dividingFullWidth(product).quotient
  }
}

extension Share: Comparable {
  public static func < (left: Share, right: Share) -> Bool { left.billionths < right.billionths }
}
