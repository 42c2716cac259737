/// Decimal numbers as dates and times write them: a fixed count of ASCII digits.
enum Digits {
  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Adds a number with at least so many digits.
  /// - Precondition: it is not negative.
  static func append(_ number: Int, to bytes: inout [UInt8], width: Int) {
    var power = 10
    var digits = 1
    while digits < width || number / power > 0 {
      power *= 10
      digits += 1
    }
    while power > 1 {
      let above = power
      power /= 10
      bytes.append(UInt8(ascii: "0") + UInt8(number % above / power))
    }
  }
}

/// Reads a text byte by byte from the left.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }
  var next: UInt8? { rest.first }

  mutating func skip() { rest.removeFirst() }

  /// Takes one character if it is there.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes as many digits as there are, at most `maximum`; nil if there are fewer than `minimum`.
  mutating func number(digits minimum: Int, to maximum: Int) -> Int? {
    var number = 0
    var count = 0
    while count < maximum, let byte = rest.first, (0x30...0x39).contains(byte) {
      number = number * 10 + Int(byte - 0x30)
      count += 1
      rest.removeFirst()
    }
    return count >= minimum ? number : nil
  }

  mutating func number(digits: Int) -> Int? { number(digits: digits, to: digits) }
}
