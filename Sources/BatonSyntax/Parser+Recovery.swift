// What to do where the grammar is broken: find where the writer's next thought begins.
//
// Brackets and blocks that are never closed are only noticed far from the mistake, often at the end
// of the file. There the indentation tells more than the grammar: the first line that stands as far
// left as the line of the opening bracket is where it should have been closed.

extension Parser {
  /// The empty place right after the last consumed token: where a comma or a bracket is missing.
  var placeAfterPrevious: SourceRange { SourceRange(lower: previousEnd, upper: previousEnd) }

  func description(of token: Token) -> String {
    token.kind == .endOfFile ? "the end of the file" : Self.quoted(shortText(token.range))
  }

  private static func quoted(_ written: String) -> String {
    written.hasPrefix("\"") || written.hasPrefix("'") ? written : "\"\(written)\""
  }

  /// The first line of a range, cut to a length that a message can hold.
  func shortText(_ range: SourceRange) -> String {
    let start = range.lower
    var end = start
    while end < range.upper, end - start < 40, !Byte.isNewline(source.bytes[end]) { end += 1 }
    if end == range.upper { return text(range) }
    while end > start, source.bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return text(SourceRange(lower: start, upper: end)) + "…"
  }

  // MARK: Expecting

  mutating func expectName(after place: String) -> Token? {
    let token = self.token
    if kind == .name {
      advance()
      return token
    }
    report(.nameExpected(after: place, found: description(of: token)), at: token.range)
    guard kind.isReservedWord, !token.startsLine else { return nil }
    switch nextKind {
    case .assign, .comma, .leftParen, .rightParen, .less: break
    default: return nil
    }
    // A reserved word, used as the name that was meant to be here.
    advance()
    return token
  }

  mutating func expectWord(_ word: TokenKind, after place: String) {
    guard !consume(word) else { return }
    let quoted = "\"\(TokenKind.reservedWords[Int(word.rawValue) - 1])\""
    report(.expected(quoted, after: place, found: description(of: token)), at: token.range)
    // The other of the two words is a slip; anything else may be the block already.
    if kind == .then || kind == .do, !token.startsLine || tokens[index].kind == .then { advance() }
  }

  mutating func expectClosing(_ closing: TokenKind, of open: Token) {
    guard !consume(closing) else { return }
    let (blamed, place) = bracketWithoutClosing(from: open)
    let line = source.line(of: Int(blamed.lower))
    report(.neverClosed(text(blamed.range), line: line), at: place, related: blamed.range)
    // Another closing bracket that nobody waits for was meant to be this one.
    let isTypo =
      switch kind {
      case .rightParen: openParens == 0
      case .rightBrace: openBraces == 0
      case .rightBracket: openBrackets == 0
      default: false
      }
    if isTypo { advance() }
  }

  mutating func expectEnd(of open: Token) {
    guard !consume(.end) else { return }
    let blamed = kind == .endOfFile ? blockWithoutEnd(from: open) : (open, placeAfterPrevious)
    let word = text(blamed.0.range)
    if blamed.0.kind == .if, let place = splitElseIf(from: blamed.0) {
      report(.splitElseIf, at: place, related: blamed.0.range)
      return
    }
    report(
      .missingEnd(word, line: source.line(of: Int(blamed.0.lower))), at: blamed.1,
      related: blamed.0.range)
  }

  /// The first `else if` after a token: it begins an `if` that needs an `end` of its own.
  private func splitElseIf(from open: Token) -> SourceRange? {
    for at in position(of: open)..<index where tokens[at].kind == .else {
      let next = tokens[at + 1]
      if next.kind == .if, !next.startsLine { return tokens[at].range.joined(with: next.range) }
    }
    return nil
  }

  mutating func missingExpression() -> Expression {
    let place = token
    if kind == .leftBracket {
      advance()
      skipList(from: place)
      return .missing(range(from: Int(place.lower)))
    }
    if place.startsLine, index > 0 {
      report(.valueExpectedAfter(shortText(tokens[index - 1].range)), at: placeAfterPrevious)
    } else {
      report(.valueExpected(found: description(of: place)), at: place.range)
    }
    // A sign that cannot end anything is skipped, so that what follows it is read.
    if BinaryOperator(kind) != nil, nextKind.startsExpression, !place.startsLine { advance() }
    return .missing(placeAfterPrevious)
  }

  /// Skips to the end of a list in square brackets.
  mutating func skipList(from open: Token) {
    report(.listInBrackets, at: open.range)
    var depth = 0
    while kind != .endOfFile, !(kind.isStatementWord && token.startsLine) {
      switch kind {
      case .leftBracket, .leftBrace, .leftParen: depth += 1
      case .rightBracket, .rightBrace, .rightParen:
        if depth == 0 {
          if kind == .rightBracket { advance() }
          return
        }
        depth -= 1
      default: break
      }
      advance()
    }
  }

  // MARK: Resuming

  mutating func skipLine() {
    repeat { advance() } while kind != .endOfFile && !token.startsLine
  }

  /// Moves to what looks like the beginning of a statement, unless it is there already.
  mutating func synchronise() {
    var depth = 0
    if kind == .name, token.startsLine { return }
    while !isHalted {
      if kind.endsBlock || kind == .semicolon || kind == .doubleColon { break }
      if kind.isStatementWord, kind != .then, kind != .do || depth == 0 { break }
      if token.startsLine, kind == .function, nextKind == .name { break }
      if depth == 0, token.startsLine, kind == .function || looksLikeStatement { break }
      if depth > 0, token.startsLine, looksLikeStatement, indentation(of: token) == 0 { break }
      switch kind {
      case .leftBrace, .leftParen, .leftBracket: depth += 1
      case .rightBrace, .rightParen, .rightBracket: depth = max(0, depth - 1)
      default: break
      }
      advance()
    }
    // The place where reading resumes is judged anew.
    if !isHalted { lastReported = -1 }
  }

  private var looksLikeStatement: Bool {
    if kind == .leftParen || kind == .doubleSlash { return true }
    guard kind == .name else { return false }
    switch nextKind {
    case .assign, .comma, .dot, .colon, .leftParen, .leftBrace, .leftBracket, .text: return true
    default: return false
    }
  }

  // MARK: Indentation

  /// The number of bytes of space before the first token of a token's line.
  func indentation(of token: Token) -> Int {
    var start = Int(token.lower)
    while start > 0, !Byte.isNewline(source.bytes[start - 1]) { start -= 1 }
    var at = start
    while source.bytes.indices.contains(at),
      source.bytes[at] == Byte.space || source.bytes[at] == Byte.tab
    {
      at += 1
    }
    return at - start
  }

  /// Whether the current token begins a line and stands as far left as the line of the opening one.
  func isOutdented(from open: Token) -> Bool {
    isOutdented(token, from: open, indentation(of: open))
  }

  private func isOutdented(_ token: Token, from open: Token, _ width: Int) -> Bool {
    token.startsLine && token.lower > open.lower && indentation(of: token) <= width
  }

  /// A bracket is not closed: which one, and where it should have been. To blame is the first that
  /// a line further left follows, or whose closing bracket stands further left than its own line;
  /// else the given one, right here.
  private func bracketWithoutClosing(from open: Token) -> (Token, SourceRange) {
    let width = indentation(of: open)
    var brackets = [open]
    var at = position(of: open) + 1
    while at < index {
      let token = tokens[at]
      switch token.kind {
      case .leftBrace, .leftParen, .leftBracket: brackets.append(token)
      case .rightBrace, .rightParen, .rightBracket:
        guard brackets.count > 1, let top = brackets.popLast() else { break }
        if token.startsLine, indentation(of: token) < indentation(of: top) {
          return (top, place(before: at))
        }
      default:
        if isOutdented(token, from: open, width) {
          return (brackets[brackets.count - 1], place(before: at))
        }
      }
      at += 1
    }
    return (open, placeAfterPrevious)
  }

  private func position(of token: Token) -> Int {
    var at = index
    while at > 0, tokens[at].lower > token.lower { at -= 1 }
    return at
  }

  private func place(before index: Int) -> SourceRange {
    let end = Int(tokens[index - 1].upper)
    return SourceRange(lower: end, upper: end)
  }

  /// The file ends and an `end` is missing: the block to blame is the first whose `end` stands at
  /// another indentation than its own line, for that `end` was another block's.
  private func blockWithoutEnd(from open: Token) -> (Token, SourceRange) {
    var blocks: [Token] = []
    var at = position(of: open)
    var waitsForDo = false
    while at < index {
      let token = tokens[at]
      switch token.kind {
      case .function, .if, .repeat: blocks.append(token)
      case .while, .for:
        blocks.append(token)
        waitsForDo = true
      case .do:
        if !waitsForDo { blocks.append(token) }
        waitsForDo = false
      case .end, .until:
        guard let top = blocks.popLast() else { break }
        if token.startsLine, indentation(of: token) < indentation(of: top) {
          return (top, place(before: at))
        }
      default: break
      }
      at += 1
    }
    return (blocks.last ?? open, placeAfterPrevious)
  }
}
