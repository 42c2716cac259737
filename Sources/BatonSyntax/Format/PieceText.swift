// How a token or a comment is written out: line ends become "\n", quotes double quotes.

enum PieceText {
  static func token(_ kind: TokenKind, _ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard kind == .text else { return bytes }
    guard bytes.first == UInt8(ascii: "'") else { return lineEnds(bytes) }
    return doubleQuoted(lineEnds(bytes))
  }

  static func comment(_ bytes: ArraySlice<UInt8>, isLong: Bool) -> ArraySlice<UInt8> {
    if isLong { return lineEnds(bytes) }
    let isBlank = { (byte: UInt8) in byte == Byte.space || byte == Byte.tab }
    return bytes[..<(bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? bytes.startIndex)]
  }

  /// 'it' as "it", unless a double quote in it would have to be escaped.
  private static func doubleQuoted(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    let content = bytes.dropFirst().dropLast()
    guard !content.contains(quote) else { return bytes }
    var result: [UInt8] = [quote]
    var at = content.startIndex
    while at < content.endIndex {
      if content[at] == Byte.backslash, at + 1 < content.endIndex {
        if content[at + 1] != UInt8(ascii: "'") { result.append(Byte.backslash) }
        result.append(content[at + 1])
        at += 2
      } else {
        result.append(content[at])
        at += 1
      }
    }
    result.append(quote)
    return result[...]
  }

  /// Every line end as "\n", where Lua itself reads one.
  static func lineEnds(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.contains(Byte.carriageReturn) ? Lexer.withLuaNewlines(bytes)[...] : bytes
  }

  /// How many lines end in a stretch.
  static func lineEndCount(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      at += 1
      guard Byte.isNewline(byte) else { continue }
      count += 1
      if at < bytes.endIndex, Byte.isNewline(bytes[at]), bytes[at] != byte { at += 1 }
    }
    return count
  }
}
