/// Whether a space stands between two pieces on one line.
enum PieceSpacing {
  static func isSpaced(_ piece: Piece, after previous: Piece) -> Bool {
    guard let kind = piece.kind else { return previous.kind != .leftParen }
    if previous.isComment { return kind != .comma && kind != .rightParen && kind != .semicolon }
    guard let before = previous.kind else { return true }
    switch kind {
    case .comma, .semicolon, .dot, .colon, .rightParen: return false
    case .rightBracket: return before == .text && previous.text.first == Byte.leftBracket
    case .rightBrace: return before != .leftBrace
    default: break
    }
    if piece.startsStatement { return true }
    if previous.separator != .none { return true }
    switch before {
    case .leftParen, .dot, .colon: return false
    // "[[" would begin a text.
    case .leftBracket: return piece.text.first == Byte.leftBracket
    case .minus where previous.isUnary: return piece.text.first == Byte.dash
    case .hash, .tilde: if previous.isUnary { return false }
    default: break
    }
    if kind == .leftParen { return !(piece.isArgument || before == .function || before == .end) }
    if kind == .leftBracket { return !previous.endsOperand || piece.startsItem }
    return true
  }
}
