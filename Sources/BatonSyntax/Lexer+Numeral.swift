// Numerals (llex.c: read_numeral; lobject.c: luaO_str2num).
//
// Lua first takes everything that looks like part of a number and then asks whether it is one:
// `3x`, `1..2` and `0xg` are malformed numbers, not a number and something else.

extension Lexer {
  mutating func numeral() -> TokenKind {
    let start = at
    let isHexadecimal = byte(at) == UInt8(ascii: "0") && byte(at + 1) | 0x20 == UInt8(ascii: "x")
    let exponent = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
    at += isHexadecimal ? 2 : 1
    while at < bytes.count {
      if bytes[at] | 0x20 == exponent {
        at += 1
        if byte(at) == Byte.dash || byte(at) == UInt8(ascii: "+") { at += 1 }
      } else if Byte.hexValue(bytes[at]) != nil || bytes[at] == Byte.dot {
        at += 1
      } else {
        break
      }
    }
    let touchesName = Byte.isNameStart(byte(at))
    while Byte.isNamePart(byte(at)) { at += 1 }
    if touchesName || Numeral.value(bytes, from: start, to: at) == nil {
      let written = String(decoding: bytes[start..<at], as: UTF8.self)
      report(.malformedNumber(written), SourceRange(lower: start, upper: at))
    }
    return .number
  }
}

enum Numeral {
  /// The value of a numeral, or nil when it is malformed.
  static func value(
    _ bytes: [UInt8], from lower: Int, to upper: Int
  ) -> NumberLiteral.Value? {
    var at = lower
    if upper - lower > 2, bytes[lower] == UInt8(ascii: "0"),
      bytes[lower + 1] | 0x20 == UInt8(ascii: "x")
    {
      return hexadecimal(bytes, from: lower, to: upper)
    }
    var integer: Int64 = 0
    var fits = true
    while at < upper, Byte.isDigit(bytes[at]) {
      let (product, overflow) = integer.multipliedReportingOverflow(by: 10)
      let (sum, overflowToo) = product.addingReportingOverflow(Int64(bytes[at] &- 0x30))
      integer = sum
      fits = fits && !overflow && !overflowToo
      at += 1
    }
    if at == upper, fits { return .integer(integer) }
    var digits = at - lower
    if at < upper, bytes[at] == Byte.dot {
      at += 1
      while at < upper, Byte.isDigit(bytes[at]) {
        at += 1
        digits += 1
      }
    }
    guard digits > 0, isExponent(bytes, from: at, to: upper, letter: UInt8(ascii: "e")) else {
      return nil
    }
    return float(bytes, from: lower, to: upper)
  }

  private static func hexadecimal(
    _ bytes: [UInt8], from lower: Int, to upper: Int
  ) -> NumberLiteral.Value? {
    var at = lower + 2
    var integer: UInt64 = 0
    while at < upper, let digit = Byte.hexValue(bytes[at]) {
      integer = integer << 4 | UInt64(digit)
      at += 1
    }
    var digits = at - lower - 2
    if at == upper { return .integer(Int64(bitPattern: integer)) }
    if bytes[at] == Byte.dot {
      at += 1
      while at < upper, Byte.hexValue(bytes[at]) != nil {
        at += 1
        digits += 1
      }
    }
    guard digits > 0, isExponent(bytes, from: at, to: upper, letter: UInt8(ascii: "p")) else {
      return nil
    }
    return float(bytes, from: lower, to: upper)
  }

  /// Nothing, or the letter, a sign if any, and at least one decimal digit; then the end.
  private static func isExponent(
    _ bytes: [UInt8], from lower: Int, to upper: Int, letter: UInt8
  ) -> Bool {
    if lower == upper { return true }
    guard bytes[lower] | 0x20 == letter else { return false }
    var at = lower + 1
    if at < upper, bytes[at] == Byte.dash || bytes[at] == UInt8(ascii: "+") { at += 1 }
    guard at < upper else { return false }
    return bytes[at..<upper].allSatisfy(Byte.isDigit)
  }

  private static func float(
    _ bytes: [UInt8], from lower: Int, to upper: Int
  ) -> NumberLiteral.Value {
    let written = String(decoding: bytes[lower..<upper], as: UTF8.self)
    // Swift wants digits on both sides of the point and an exponent after hexadecimal digits; C,
    // and so Lua, does not.
    return .float(Double(written) ?? Double(completed(written)) ?? .infinity)
  }

  private static func completed(_ written: String) -> String {
    let isHexadecimal = written.hasPrefix("0x") || written.hasPrefix("0X")
    let prefix = isHexadecimal ? "0x" : ""
    let letter: Character = isHexadecimal ? "p" : "e"
    let parts = written.lowercased().dropFirst(prefix.count)
      .split(separator: letter, maxSplits: 1, omittingEmptySubsequences: false)
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0].isEmpty ? "0" : String(mantissa[0])
    let fraction = mantissa.count > 1 && !mantissa[1].isEmpty ? String(mantissa[1]) : "0"
    return "\(prefix)\(whole).\(fraction)\(letter)\(parts.count > 1 ? String(parts[1]) : "0")"
  }
}
