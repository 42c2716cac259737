// What brackets and words open and close, and where lines may end.

extension PieceReader {
  /// The next piece is the first of a block.
  var isAtBlockStart: Bool {
    guard let frame = frames.last else { return false }
    return frame.kind == .block && !frame.isHeader && frame.isAtStart
  }

  func isOpener(_ piece: Piece) -> Bool {
    switch piece.kind {
    case .leftBrace, .leftParen, .leftBracket: true
    default: false
    }
  }

  func isCloser(_ kind: TokenKind) -> Bool {
    kind == .rightBrace || kind == .rightParen || kind == .rightBracket
  }

  func closesBlockWords(_ kind: TokenKind) -> Bool {
    kind == .end || kind == .else || kind == .elseif || kind == .until
  }

  func isUnary(_ kind: TokenKind, after before: Piece?, isFirst: Bool) -> Bool {
    switch kind {
    case .not, .hash: true
    case .minus, .tilde: isFirst || !(before?.endsOperand ?? false)
    default: false
    }
  }

  /// How many lines may end before a piece, where nothing but its layout is asked.
  func lines(before piece: Piece, after before: Piece?, isBlockWord: Bool, closesLabel: Bool) -> Int
  {
    guard let kind = piece.kind, let before else { return 2 }
    if piece.startsStatement { return 2 }
    if isBlockWord || isCloser(kind) { return 1 }
    if piece.startsItem { return frames.last?.kind == .table ? 2 : 1 }
    if closesLabel || piece.isArgument || before.isUnary { return 0 }
    switch kind {
    case .assign, .comma, .semicolon, .in: return 0
    default: break
    }
    switch before.kind {
    case .local, .for, .goto, .function, .dot, .colon, .doubleColon, .if, .while, .until, .elseif,
      .return:
      return 0
    default: return 1
    }
  }

  /// A statement, a comment or a closing word stands in the block.
  mutating func noteContent(_ at: Int, closes: Bool = false) {
    guard var frame = frames.last, frame.kind == .block, !frame.isHeader else { return }
    if !closes { frame.isEmpty = false }
    if pieces[at].newlines > 0 { frame.hasLines = true }
    // A comment beside the word that begins the block stays there.
    if !pieces[at].isLineComment || pieces[at].newlines > 0 {
      if frame.isAtStart || closes { frame.parts.append(at) }
      frame.isAtStart = false
    }
    frames[frames.count - 1] = frame
  }

  /// Keeps account of what a token opens or closes.
  mutating func follow(_ kind: TokenKind, _ at: Int) {
    switch kind {
    case .leftBrace: frames.append(Frame(kind: .table, opener: at))
    case .leftParen: frames.append(Frame(kind: .parenthesis, opener: at))
    case .leftBracket: frames.append(Frame(kind: .bracket, opener: at))
    case .rightBrace, .rightBracket: close(at)
    case .rightParen:
      close(at)
      if let frame = frames.last, frame.kind == .block, frame.isHeader,
        pieces[frame.opener].kind == .function
      {
        beginWords()
      }
    case .comma:
      if !frames.isEmpty, frames[frames.count - 1].kind == .parenthesis {
        frames[frames.count - 1].isAtStart = true
      }
    case .function, .if, .while, .for:
      frames.append(Frame(kind: .block, opener: at, isHeader: true))
    case .repeat: frames.append(Frame(kind: .block, opener: at))
    case .do:
      if let frame = frames.last, frame.kind == .block, frame.isHeader {
        beginWords()
      } else {
        frames.append(Frame(kind: .block, opener: at))
      }
    case .then, .else: beginWords()
    case .elseif: frames[frames.count - 1].isHeader = true
    case .end, .until: close(at)
    default: break
    }
  }

  private mutating func beginWords() {
    frames[frames.count - 1].isHeader = false
    frames[frames.count - 1].isAtStart = true
  }

  private mutating func close(_ at: Int) {
    guard let frame = frames.popLast() else { return }
    join(frame.opener, at)
    switch frame.kind {
    case .table: endFields(frame, at)
    case .block:
      for part in frame.parts {
        setLines(part, frame.isEmpty ? 0 : max(pieces[part].newlines, frame.hasLines ? 1 : 0))
      }
    case .parenthesis, .bracket: break
    }
  }
}
