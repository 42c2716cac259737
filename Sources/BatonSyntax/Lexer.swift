// Bytes to tokens, as Lua's llex.c cuts them.
//
// All tokens are made at once into one flat array, so that the parser can look ahead and resume
// where it likes. A mistake inside a token is reported here, and the token is marked as broken but
// keeps the kind that it was meant to have: the parser goes on as if it were right.

struct Lexer {
  let bytes: [UInt8]
  var at: Int
  var tokens: [Token] = []
  var comments: [Comment] = []
  var problems: [SyntaxProblem] = []
  var symbols: SymbolTable
  /// Whether the token being read has a mistake inside it.
  var isBroken = false
  private var startsLine = true

  init(_ source: SourceText, words: [String]) {
    symbols = SymbolTable(words: words)
    bytes = source.bytes
    at = 0
    tokens.reserveCapacity(bytes.count / 5)
  }

  /// The byte at an index, and 0 past the end. (A real NUL byte is no part of any token either.)
  func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  mutating func run() {
    at = SourcePreamble(bytes).end
    if byte(at) == 0x1B {
      report(.compiledCode, SourceRange(lower: at, upper: at + 1))
      at = bytes.count
    }
    while at < bytes.count {
      let start = at
      let byte = bytes[at]
      switch byte {
      case Byte.newline, Byte.carriageReturn:
        at += 1
        startsLine = true
      case Byte.space, Byte.tab, Byte.verticalTab, Byte.formFeed:
        at += 1
      case Byte.dash where self.byte(at + 1) == Byte.dash:
        comment(from: start)
      default:
        isBroken = false
        var symbol: Symbol = 0
        let kind = token(byte, symbol: &symbol)
        append(kind, from: start, symbol: symbol)
      }
    }
    isBroken = false
    append(.endOfFile, from: bytes.count, symbol: 0)
  }

  private mutating func append(_ kind: TokenKind, from start: Int, symbol: Symbol) {
    tokens.append(
      Token(
        kind: kind, startsLine: startsLine, isBroken: isBroken, lower: UInt32(start),
        upper: UInt32(at), symbol: symbol))
    startsLine = false
  }

  mutating func report(_ cause: SyntaxProblem.Cause, _ range: SourceRange) {
    isBroken = true
    problems.append(SyntaxProblem(cause: cause, range: range, related: nil))
  }

  private mutating func token(_ first: UInt8, symbol: inout Symbol) -> TokenKind {
    if Byte.isNameStart(first) { return name(symbol: &symbol) }
    if Byte.isDigit(first) { return numeral() }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      return quotedText(quote: first, symbol: &symbol)
    }
    let second = byte(at + 1)
    switch first {
    case UInt8(ascii: "{"): return sign(.leftBrace, 1)
    case UInt8(ascii: "}"): return sign(.rightBrace, 1)
    case UInt8(ascii: ","): return sign(.comma, 1)
    case UInt8(ascii: "("): return sign(.leftParen, 1)
    case UInt8(ascii: ")"): return sign(.rightParen, 1)
    case Byte.rightBracket: return sign(.rightBracket, 1)
    case UInt8(ascii: ";"): return sign(.semicolon, 1)
    case UInt8(ascii: "+"): return sign(.plus, 1)
    case Byte.dash: return sign(.minus, 1)
    case UInt8(ascii: "*"): return sign(.star, 1)
    case UInt8(ascii: "%"): return sign(.percent, 1)
    case UInt8(ascii: "^"): return sign(.caret, 1)
    case Byte.hash: return sign(.hash, 1)
    case Byte.assign: return second == first ? sign(.equal, 2) : sign(.assign, 1)
    case UInt8(ascii: ":"): return second == first ? sign(.doubleColon, 2) : sign(.colon, 1)
    case UInt8(ascii: "/"): return second == first ? sign(.doubleSlash, 2) : sign(.slash, 1)
    case UInt8(ascii: "~"):
      return second == Byte.assign ? sign(.notEqual, 2) : sign(.tilde, 1)
    case UInt8(ascii: "<"):
      if second == Byte.assign { return sign(.lessEqual, 2) }
      return second == first ? sign(.shiftLeft, 2) : sign(.less, 1)
    case UInt8(ascii: ">"):
      if second == Byte.assign { return sign(.greaterEqual, 2) }
      return second == first ? sign(.shiftRight, 2) : sign(.greater, 1)
    case Byte.dot:
      if second == Byte.dot {
        return byte(at + 2) == Byte.dot ? sign(.ellipsis, 3) : sign(.concat, 2)
      }
      return Byte.isDigit(second) ? numeral() : sign(.dot, 1)
    case Byte.leftBracket:
      guard second == first || second == Byte.assign else { return sign(.leftBracket, 1) }
      return longText(symbol: &symbol)
    default:
      return foreignSign(first, second, symbol: &symbol)
    }
  }

  private mutating func sign(_ kind: TokenKind, _ count: Int) -> TokenKind {
    at += count
    return kind
  }

  private mutating func name(symbol: inout Symbol) -> TokenKind {
    let start = at
    repeat { at += 1 } while at < bytes.count && Byte.isNamePart(bytes[at])
    if byte(at) >= 0x80, !Self.curlyQuotes.contains(scalarAt(at)) {
      return strayWord(from: start, symbol: &symbol)
    }
    symbol = symbols.insert(bytes, from: start, to: at)
    if symbols.isReserved(symbol), let word = TokenKind(rawValue: UInt8(symbol)) { return word }
    return .name
  }

  /// The signs that few programs have, and those of other languages.
  private mutating func foreignSign(
    _ first: UInt8, _ second: UInt8, symbol: inout Symbol
  ) -> TokenKind {
    let start = at
    switch first {
    case UInt8(ascii: "&"), UInt8(ascii: "|"):
      let isAnd = first == UInt8(ascii: "&")
      guard second == first else { return sign(isAnd ? .ampersand : .pipe, 1) }
      at += 2
      report(
        .foreignSign(isAnd ? "&&" : "||", use: isAnd ? "and" : "or"),
        SourceRange(lower: start, upper: at))
      return isAnd ? .and : .or
    case UInt8(ascii: "!"):
      let isComparison = second == Byte.assign
      at += isComparison ? 2 : 1
      report(
        .foreignSign(isComparison ? "!=" : "!", use: isComparison ? "~=" : "not"),
        SourceRange(lower: start, upper: at))
      return isComparison ? .notEqual : .not
    default:
      return strayCharacter(symbol: &symbol)
    }
  }

  /// A run of bytes that Lua knows no token for: mostly letters of other alphabets and the quotes
  /// that word processors write.
  private mutating func strayCharacter(symbol: inout Symbol) -> TokenKind {
    let start = at
    at += 1
    guard bytes[start] >= 0x80 else {
      report(.strayByte(bytes[start]), SourceRange(lower: start, upper: at))
      return .unknown
    }
    while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
    let range = SourceRange(lower: start, upper: at)
    let written = String(decoding: bytes[start..<at], as: UTF8.self)
    if let scalar = written.unicodeScalars.first, Self.curlyQuotes.contains(scalar) {
      // The text up to the closing curly quote on this line is what was meant.
      var end = at
      while end < bytes.count, !Byte.isNewline(bytes[end]) {
        if bytes[end] == 0xE2, Self.curlyQuotes.contains(scalarAt(end)) {
          at = end + 3
          break
        }
        end += 1
      }
      report(.curlyQuote(written), range)
      symbol = symbols.insert(bytes, from: start, to: at)
      return .text
    }
    return strayWord(from: start, symbol: &symbol)
  }

  /// A word with letters that Lua does not know.
  private mutating func strayWord(from start: Int, symbol: inout Symbol) -> TokenKind {
    while at < bytes.count, bytes[at] >= 0x80 || Byte.isNamePart(bytes[at]) { at += 1 }
    report(
      .strayCharacter(String(decoding: bytes[start..<at], as: UTF8.self)),
      SourceRange(lower: start, upper: at))
    symbol = symbols.insert(bytes, from: start, to: at)
    return .name
  }

  private static let curlyQuotes: Set<Unicode.Scalar> = ["“", "”", "„", "‘", "’", "‚"]

  private func scalarAt(_ index: Int) -> Unicode.Scalar {
    let text = String(decoding: bytes[index..<min(index + 3, bytes.count)], as: UTF8.self)
    return text.unicodeScalars.first ?? " "
  }

  private mutating func comment(from start: Int) {
    at += 2
    if byte(at) == Byte.leftBracket, let level = longBracketLevel(at) {
      let isClosed = skipLongBracket(level)
      if !isClosed {
        problems.append(
          SyntaxProblem(
            cause: .unfinishedComment(closing: Self.closingBracket(level)),
            range: SourceRange(lower: start, upper: start + 4 + level), related: nil))
      }
      comments.append(Comment(range: SourceRange(lower: start, upper: at), isLong: true))
      return
    }
    while at < bytes.count, !Byte.isNewline(bytes[at]) { at += 1 }
    comments.append(Comment(range: SourceRange(lower: start, upper: at), isLong: false))
  }
}
