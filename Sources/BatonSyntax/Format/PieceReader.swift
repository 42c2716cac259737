// A tree's tokens and comments as pieces: what separates fields and statements is dropped or kept,
// and lines end only where a reader expects one.
//
// One pass. A stack of frames (brackets and blocks) says what a piece is part of.

struct PieceReader {
  struct Frame {
    enum Kind {
      case table, parenthesis, bracket
      /// `function`, `if`, `while`, `for`, `repeat` or `do`, up to its last word.
      case block
    }

    let kind: Kind
    let opener: Int
    /// Before the words of a block begin: a condition, a loop's values, parameters.
    var isHeader = false
    /// The next piece begins a field, an argument or a block's words.
    var isAtStart = true
    var isEmpty = true
    /// The pieces before which lines end if the block has lines of its own.
    var parts: [Int] = []
    var hasLines = false
  }

  private let bytes: [UInt8]
  private let starts: StatementStarts
  private let attributes: Set<Int>
  private(set) var pieces: [Piece] = []
  var frames: [Frame] = []
  /// The last piece that is no comment; -1 at first.
  private var lastToken = -1
  private var previousEnd = 0
  /// Lines that ended before something that was dropped.
  private var droppedLines = 0
  private var isLabel = false
  /// The token before was the `<` of an attribute.
  private var endsAttributeSign = false

  static func pieces(of tree: SyntaxTree) -> [Piece] {
    var reader = PieceReader(tree)
    reader.read(tree.tokens, tree.comments)
    return reader.pieces
  }

  private init(_ tree: SyntaxTree) {
    bytes = tree.source.bytes
    starts = StatementStarts(tree)
    attributes = Self.attributes(tree.tokens)
  }

  /// The `<` and `>` of `local x <const>`.
  private static func attributes(_ tokens: [Token]) -> Set<Int> {
    var found: Set<Int> = []
    var at = 0
    while at < tokens.count {
      guard tokens[at].kind == .local else {
        at += 1
        continue
      }
      repeat {
        at += 2
        if at < tokens.count, tokens[at].kind == .less {
          found.insert(Int(tokens[at].lower))
          found.insert(Int(tokens[at + 2].lower))
          at += 3
        }
      } while at < tokens.count && tokens[at].kind == .comma
    }
    return found
  }

  private mutating func read(_ tokens: [Token], _ comments: [Comment]) {
    addFirstLine()
    var next = 0
    for (index, token) in tokens.enumerated() {
      while next < comments.count, comments[next].range.lower < Int(token.lower) {
        add(comments[next])
        next += 1
      }
      if token.kind == .endOfFile { break }
      if isDropped(token, at: index, in: tokens) {
        droppedLines += PieceText.lineEndCount(bytes[previousEnd..<Int(token.lower)])
        previousEnd = Int(token.upper)
      } else {
        add(token)
      }
    }
    if !pieces.isEmpty { pieces[0].newlines = 0 }
  }

  /// `#!/usr/bin/lua`: the byte order mark before it is dropped.
  private mutating func addFirstLine() {
    previousEnd = SourcePreamble(bytes).end
    guard let hash = bytes[..<previousEnd].firstIndex(of: Byte.hash) else { return }
    var line = bytes[hash..<previousEnd]
    if line.last == Byte.carriageReturn { line = line.dropLast() }
    pieces.append(Piece(role: .lineComment, text: line, newlines: 0, wasAligned: false))
  }

  // MARK: Separators

  private mutating func isDropped(_ token: Token, at index: Int, in tokens: [Token]) -> Bool {
    switch (token.kind, frames.last?.kind) {
    case (.comma, .table), (.semicolon, .table):
      pieces[lastToken].separator = .comma
      frames[frames.count - 1].isAtStart = true
      return true
    case (.semicolon, _): return !isNeeded(tokens[index + 1], after: token)
    default: return false
    }
  }

  /// A semicolon stays between two statements on one line, and where a call would swallow the next.
  private func isNeeded(_ next: Token, after semicolon: Token) -> Bool {
    guard lastToken >= 0, let previous = pieces[lastToken].kind else { return false }
    switch previous {
    case .then, .do, .else, .repeat, .semicolon, .doubleColon: return false
    default: break
    }
    if let frame = frames.last, frame.kind == .block, frame.isAtStart { return false }
    guard starts.offsets.contains(Int(next.lower)) else { return false }
    if next.kind == .leftParen { return true }
    guard droppedLines == 0 else { return false }
    let between = bytes[previousEnd..<Int(next.lower)]
    return PieceText.lineEndCount(between) == 0
  }

  // MARK: Pieces

  private mutating func piece(
    _ role: Piece.Role, _ text: ArraySlice<UInt8>, at lower: Int, to upper: Int
  ) -> Piece {
    let between = bytes[previousEnd..<lower]
    let lines = PieceText.lineEndCount(between) + droppedLines
    droppedLines = 0
    previousEnd = upper
    return Piece(
      role: role, text: text, newlines: min(lines, 2),
      wasAligned: lines == 0 && (between.count > 1 || between.first == Byte.tab))
  }

  private mutating func add(_ comment: Comment) {
    let range = comment.range
    let text = PieceText.comment(bytes[range.lower..<range.upper], isLong: comment.isLong)
    var piece = piece(
      comment.isLong ? .longComment : .lineComment, text, at: range.lower, to: range.upper)
    if let last = pieces.last {
      if last.isLineComment { piece.newlines = max(1, piece.newlines) }
      if isAtBlockStart || isOpener(last) { piece.newlines = min(1, piece.newlines) }
      piece.space = !(last.kind == .leftParen)
    }
    let at = pieces.count
    pieces.append(piece)
    noteContent(at)
  }

  private mutating func add(_ token: Token) {
    let lower = Int(token.lower)
    let kind = token.kind
    var piece = piece(
      .token(kind), PieceText.token(kind, bytes[lower..<Int(token.upper)]), at: lower,
      to: Int(token.upper))
    let previous = pieces.last
    let before = lastToken >= 0 ? pieces[lastToken] : nil
    piece.startsStatement = starts.offsets.contains(lower)
    let isBlockWord = closesBlockWords(kind)
    if let frame = frames.last, frame.kind != .block, frame.isAtStart, !isCloser(kind) {
      piece.startsItem = true
      frames[frames.count - 1].isAtStart = false
    }
    let isFirst = piece.startsStatement || piece.startsItem
    piece.isUnary = isUnary(kind, after: before, isFirst: isFirst)
    piece.isArgument =
      kind.startsArguments && !isFirst && (before?.endsOperand ?? false)
      && !(before?.kind == .end)
    let isAttribute = attributes.contains(lower)
    if kind == .doubleColon { isLabel.toggle() }
    let closesLabel = kind == .doubleColon && !isLabel
    if let previous {
      if previous.isLineComment {
        piece.newlines = max(1, min(piece.newlines, isFirst ? 2 : 1))
      } else if !previous.isComment || !isFirst {
        piece.newlines = min(
          piece.newlines,
          lines(before: piece, after: before, isBlockWord: isBlockWord, closesLabel: closesLabel))
      }
      if isAtBlockStart || isOpener(previous) { piece.newlines = min(1, piece.newlines) }
      let isInAttribute = endsAttributeSign || (isAttribute && kind == .greater)
      if isInAttribute || (isAttribute && !previous.isComment) {
        piece.newlines = previous.isLineComment ? 1 : 0
      }
      let isInLabel = closesLabel || (isLabel && before?.kind == .doubleColon)
      piece.space =
        !isInAttribute && !isInLabel && PieceSpacing.isSpaced(piece, after: previous)
    }
    endsAttributeSign = isAttribute && kind == .less
    let at = pieces.count
    pieces.append(piece)
    if piece.startsStatement || isBlockWord { noteContent(at, closes: isBlockWord) }
    follow(kind, at)
    lastToken = at
  }

  // MARK: What later tokens say of pieces

  mutating func join(_ opener: Int, _ closer: Int) {
    pieces[opener].partner = closer
    pieces[closer].partner = opener
  }

  mutating func setLines(_ piece: Int, _ lines: Int) {
    let isForced = piece > 0 && pieces[piece - 1].isLineComment
    pieces[piece].newlines = isForced ? max(1, lines) : lines
  }

  /// The last field of a table has been read.
  mutating func endFields(_ frame: Frame, _ closer: Int) {
    if lastToken > frame.opener { pieces[lastToken].separator = .last }
  }
}
