/// Decimal numbers as dates and times write them: a fixed count of ASCII digits.
enum Digits {
  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Adds a number with at least so many digits.
  /// - Precondition: it is not negative.
  static func append(_ number: Int, to bytes: inout [UInt8], width: Int) {
    if width == 2, number < 100 {
      let tens = number / 10
      bytes.append(UInt8(ascii: "0") + UInt8(tens))
      bytes.append(UInt8(ascii: "0") + UInt8(number - 10 * tens))
      return
    }
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
  // An array, because a step through a text's own view costs as much as a whole date.
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }
  var next: UInt8? { isAtEnd ? nil : bytes[position] }

  mutating func skip() { position += 1 }

  /// Takes one character if it is there.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let next, UInt32(next) == character.value else { return false }
    position += 1
    return true
  }

  /// Takes as many digits as there are, at most `maximum`; nil if there are fewer than `minimum`.
  mutating func number(digits minimum: Int, to maximum: Int) -> Int? {
    var number = 0
    var count = 0
    while count < maximum, let byte = next, byte >= 0x30, byte <= 0x39 {
      number = number * 10 + Int(byte - 0x30)
      count += 1
      position += 1
    }
    return count >= minimum ? number : nil
  }

  mutating func number(digits: Int) -> Int? { number(digits: digits, to: digits) }
}
