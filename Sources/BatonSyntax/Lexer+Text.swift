// Quoted texts and long brackets (llex.c: read_string, read_long_string).

extension Lexer {
  mutating func quotedText(quote: UInt8, symbol: inout Symbol) -> TokenKind {
    let start = at
    at += 1
    let content = at
    // Most texts have no escape: their content is the source itself.
    while at < bytes.count, bytes[at] != quote, bytes[at] != Byte.backslash,
      !Byte.isNewline(bytes[at])
    {
      at += 1
    }
    if at < bytes.count, bytes[at] == quote {
      symbol = symbols.insert(bytes, from: content, to: at)
      at += 1
      return .text
    }
    var decoded = Array(bytes[content..<at])
    while at < bytes.count, bytes[at] != quote, !Byte.isNewline(bytes[at]) {
      if bytes[at] == Byte.backslash {
        escape(into: &decoded)
      } else {
        decoded.append(bytes[at])
        at += 1
      }
    }
    symbol = symbols.insert(decoded, from: 0, to: decoded.count)
    if at < bytes.count, bytes[at] == quote {
      at += 1
    } else {
      report(.unfinishedText(quote: quote), SourceRange(lower: start, upper: start + 1))
    }
    return .text
  }

  private mutating func escape(into decoded: inout [UInt8]) {
    let start = at
    let letter = byte(at + 1)
    at = min(at + 2, bytes.count)
    switch letter {
    case UInt8(ascii: "a"): decoded.append(7)
    case UInt8(ascii: "b"): decoded.append(8)
    case UInt8(ascii: "f"): decoded.append(Byte.formFeed)
    case UInt8(ascii: "n"): decoded.append(Byte.newline)
    case UInt8(ascii: "r"): decoded.append(Byte.carriageReturn)
    case UInt8(ascii: "t"): decoded.append(Byte.tab)
    case UInt8(ascii: "v"): decoded.append(Byte.verticalTab)
    case Byte.backslash, UInt8(ascii: "\""), UInt8(ascii: "'"): decoded.append(letter)
    case Byte.newline, Byte.carriageReturn:
      if Byte.isNewline(byte(at)), byte(at) != letter { at += 1 }
      decoded.append(Byte.newline)
    case UInt8(ascii: "z"):
      while Byte.isNewline(byte(at)) || byte(at) == Byte.space || byte(at) == Byte.tab
        || byte(at) == Byte.verticalTab || byte(at) == Byte.formFeed
      {
        at += 1
      }
    case UInt8(ascii: "x"): hexEscape(from: start, into: &decoded)
    case UInt8(ascii: "u"): unicodeEscape(from: start, into: &decoded)
    case _ where Byte.isDigit(letter): decimalEscape(from: start, into: &decoded)
    default:
      guard start + 1 < bytes.count else { return }
      while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
      let written = String(decoding: bytes[start..<at], as: UTF8.self)
      report(.unknownEscape(written), SourceRange(lower: start, upper: at))
    }
  }

  private mutating func hexEscape(from start: Int, into decoded: inout [UInt8]) {
    guard let high = Byte.hexValue(byte(at)), let low = Byte.hexValue(byte(at + 1)) else {
      report(.hexEscape, SourceRange(lower: start, upper: at))
      return
    }
    at += 2
    decoded.append(UInt8(high << 4 | low))
  }

  private mutating func decimalEscape(from start: Int, into decoded: inout [UInt8]) {
    at = start + 1
    var value = 0
    while at < start + 4, Byte.isDigit(byte(at)) {
      value = value * 10 + Int(bytes[at] &- 0x30)
      at += 1
    }
    guard value <= 255 else {
      let written = String(decoding: bytes[start..<at], as: UTF8.self)
      report(.decimalEscape(written), SourceRange(lower: start, upper: at))
      return
    }
    decoded.append(UInt8(value))
  }

  private mutating func unicodeEscape(from start: Int, into decoded: inout [UInt8]) {
    guard byte(at) == UInt8(ascii: "{"), Byte.hexValue(byte(at + 1)) != nil else {
      report(.unicodeEscape, SourceRange(lower: start, upper: at))
      return
    }
    at += 1
    var value: UInt32 = 0
    while let digit = Byte.hexValue(byte(at)) {
      guard value <= 0x7FFF_FFFF >> 4 else {
        while Byte.hexValue(byte(at)) != nil { at += 1 }
        if byte(at) == UInt8(ascii: "}") { at += 1 }
        report(.unicodeEscapeTooLarge, SourceRange(lower: start, upper: at))
        return
      }
      value = value << 4 | digit
      at += 1
    }
    guard byte(at) == UInt8(ascii: "}") else {
      report(.unicodeEscape, SourceRange(lower: start, upper: at))
      return
    }
    at += 1
    Self.appendUTF8(value, to: &decoded)
  }

  /// UTF-8 as it was before it ended at U+10FFFF: up to six bytes, for values below 2^31.
  private static func appendUTF8(_ value: UInt32, to decoded: inout [UInt8]) {
    guard value >= 0x80 else {
      decoded.append(UInt8(value))
      return
    }
    var rest = value
    var tail: [UInt8] = []
    var firstByteRoom: UInt32 = 0x3F
    repeat {
      tail.append(UInt8(0x80 | rest & 0x3F))
      rest >>= 6
      firstByteRoom >>= 1
    } while rest > firstByteRoom
    tail.append(UInt8(truncatingIfNeeded: ~firstByteRoom << 1 | rest))
    decoded.append(contentsOf: tail.reversed())
  }

  // MARK: Long brackets

  /// The number of "=" of the long bracket that opens at an index, or nil when none does.
  func longBracketLevel(_ index: Int) -> Int? {
    var end = index + 1
    while byte(end) == Byte.assign { end += 1 }
    return byte(end) == Byte.leftBracket ? end - index - 1 : nil
  }

  static func closingBracket(_ level: Int) -> String {
    "]" + String(repeating: "=", count: level) + "]"
  }

  /// Moves past the bracket that opens here; false when the file ends first.
  mutating func skipLongBracket(_ level: Int) -> Bool {
    at += level + 2
    while at < bytes.count {
      if bytes[at] == Byte.rightBracket {
        var end = at + 1
        while byte(end) == Byte.assign { end += 1 }
        if end - at - 1 == level, byte(end) == Byte.rightBracket {
          at = end + 1
          return true
        }
        at = end
      } else {
        at += 1
      }
    }
    return false
  }

  mutating func longText(symbol: inout Symbol) -> TokenKind {
    let start = at
    guard let level = longBracketLevel(at) else {
      while at < bytes.count, !Byte.isNewline(bytes[at]) { at += 1 }
      report(.longBracket, SourceRange(lower: start, upper: start + 2))
      return .text
    }
    guard skipLongBracket(level) else {
      report(
        .unfinishedLongText(closing: Self.closingBracket(level)),
        SourceRange(lower: start, upper: start + level + 2))
      return .text
    }
    var content = start + level + 2
    let end = at - level - 2
    // A line end right after the opening bracket is not part of the text.
    if content < end, Byte.isNewline(bytes[content]) {
      let first = bytes[content]
      content += 1
      if content < end, Byte.isNewline(bytes[content]), bytes[content] != first { content += 1 }
    }
    if bytes[content..<end].contains(Byte.carriageReturn) {
      let decoded = Self.withLuaNewlines(bytes[content..<end])
      symbol = symbols.insert(decoded, from: 0, to: decoded.count)
    } else {
      symbol = symbols.insert(bytes, from: content, to: end)
    }
    return .text
  }

  /// Every kind of line end becomes "\n", as Lua reads long texts.
  static func withLuaNewlines(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      guard Byte.isNewline(byte) else {
        decoded.append(byte)
        continue
      }
      decoded.append(Byte.newline)
      if index < text.endIndex, Byte.isNewline(text[index]), text[index] != byte { index += 1 }
    }
    return decoded
  }
}
