// Pieces on a page: the column of each, and the lines that they make.
//
// What begins a line is indented by what it stands in: the words of a block and the fields of a
// table that begins with a line end by two more than what opened it; the fields of a table whose
// first one stands beside the brace by where that one stands, but those of a called word's table by
// two as well; what continues a field or a statement by two more than that.

struct Layout {
  struct Line {
    let first: Int
    /// The piece after its last.
    var end: Int
    let indent: Int
    /// The column after its last piece but for a comment; of a long text the widest of its lines.
    var width: Int
  }

  /// What a piece stands in.
  private struct Frame {
    let opener: Int
    /// Of the line that closes it.
    let base: Int
    /// Of what it holds.
    let indent: Int
    let isBlock: Bool
    var isHeader: Bool
  }

  let pieces: [Piece]
  /// Spaces before a piece besides its own, on its line.
  let padding: [Int]
  private(set) var lines: [Line] = []
  /// Where each piece begins, from 0.
  private(set) var columns: [Int] = []
  /// By bracket: where a line begins that begins with what the bracket holds; 0 for other pieces.
  private(set) var indents: [Int]
  private(set) var bytes: [UInt8] = []

  private var frames: [Frame] = []
  /// What a line that the next opener begins counts from.
  private var margin = 0
  private var column = 0

  init(_ pieces: [Piece], padding: [Int]) {
    self.pieces = pieces
    self.padding = padding
    indents = Array(repeating: 0, count: pieces.count)
    columns.reserveCapacity(pieces.count)
    for index in pieces.indices { place(index) }
    if !pieces.isEmpty { bytes.append(Byte.newline) }
  }

  private mutating func place(_ index: Int) {
    let piece = pieces[index]
    let kind = piece.kind
    if index == 0 || piece.newlines > 0 {
      beginLine(index)
    } else {
      let spaces = (piece.space ? piece.isLineComment ? 2 : 1 : 0) + padding[index]
      bytes.append(contentsOf: repeatElement(Byte.space, count: spaces))
      column += spaces
    }
    columns.append(column)
    bytes.append(contentsOf: piece.text)
    let widths = piece.widths
    var widest = column + widths.first
    column = widths.last ?? widest
    if hasComma(piece, index) {
      bytes.append(UInt8(ascii: ","))
      column += 1
    }
    widest = max(widest, column)
    let line = lines.count - 1
    lines[line].end = index + 1
    if !piece.isLineComment { lines[line].width = max(lines[line].width, widest) }
    guard let kind else { return }
    close(kind, index)
    open(kind, index)
  }

  /// The comma that ends a table's fields stands where the closing brace begins a line.
  private func hasComma(_ piece: Piece, _ index: Int) -> Bool {
    switch piece.separator {
    case .none: return false
    case .comma: return true
    case .last:
      var closer = index + 1
      while pieces[closer].isComment { closer += 1 }
      return pieces[closer].newlines > 0
    }
  }

  // MARK: Lines

  private mutating func beginLine(_ index: Int) {
    if index > 0 {
      let ends = repeatElement(Byte.newline, count: pieces[index].newlines)
      bytes.append(contentsOf: ends)
    }
    let indent = indent(of: index)
    bytes.append(contentsOf: repeatElement(Byte.space, count: indent))
    column = indent
    margin = indent
    lines.append(Line(first: index, end: index + 1, indent: indent, width: indent))
  }

  private func indent(of index: Int) -> Int {
    let piece = pieces[index]
    guard let frame = frames.last else {
      return piece.startsStatement || piece.isComment ? 0 : SourceFormat.indent
    }
    switch piece.kind {
    case .rightBrace, .rightParen, .rightBracket, .end, .else, .elseif, .until: return frame.base
    case .then where frame.isHeader, .do where frame.isHeader: return frame.base
    case .semicolon: return frame.indent
    case nil: return isBetween(index, frame) ? frame.indent : frame.indent + SourceFormat.indent
    default: break
    }
    if frame.isHeader { return frame.base + 2 * SourceFormat.indent }
    if piece.startsStatement || piece.startsItem { return frame.indent }
    return frame.isBlock || pieces[frame.opener].kind == .leftBrace
      ? frame.indent + SourceFormat.indent : frame.indent
  }

  /// Whether a comment stands between fields or statements, and not inside one.
  private func isBetween(_ index: Int, _ frame: Frame) -> Bool {
    var next = index + 1
    while next < pieces.count, pieces[next].isComment { next += 1 }
    guard next < pieces.count, let kind = pieces[next].kind else { return true }
    switch kind {
    case .rightBrace, .rightParen, .rightBracket, .end, .else, .elseif, .until: return true
    default: return pieces[next].startsStatement || pieces[next].startsItem
    }
  }

  // MARK: Frames

  private mutating func close(_ kind: TokenKind, _ index: Int) {
    switch kind {
    case .rightBrace, .rightParen, .rightBracket, .end, .until:
      guard let frame = frames.popLast() else { return }
      margin = frame.base
      if kind == .rightParen, let outer = frames.last, outer.isHeader,
        pieces[outer.opener].kind == .function
      {
        frames[frames.count - 1].isHeader = false
      }
    default: break
    }
  }

  private mutating func open(_ kind: TokenKind, _ index: Int) {
    switch kind {
    case .leftBrace, .leftParen, .leftBracket: openBracket(kind, index)
    case .function, .if, .while, .for: openBlock(index, isHeader: true)
    case .repeat: openBlock(index, isHeader: false)
    case .do:
      if let frame = frames.last, frame.isHeader {
        endHeader()
      } else {
        openBlock(index, isHeader: false)
      }
    case .then, .else: endHeader()
    case .elseif: frames[frames.count - 1].isHeader = true
    default: break
    }
  }

  private mutating func openBracket(_ kind: TokenKind, _ index: Int) {
    let base = margin
    var indent = base + SourceFormat.indent
    let next = index + 1
    let hangs =
      kind == .leftBrace && !pieces[index].isArgument && pieces[next].newlines == 0
      && pieces[next].kind != .rightBrace
    if hangs {
      indent = column + 1
      margin = indent
    }
    indents[index] = indent
    frames.append(
      Frame(opener: index, base: base, indent: indent, isBlock: false, isHeader: false))
  }

  private mutating func openBlock(_ index: Int, isHeader: Bool) {
    frames.append(
      Frame(
        opener: index, base: margin, indent: margin + SourceFormat.indent, isBlock: true,
        isHeader: isHeader))
  }

  /// The words of a block begin: they count from the block's own margin.
  private mutating func endHeader() {
    frames[frames.count - 1].isHeader = false
    margin = frames[frames.count - 1].base
  }
}
