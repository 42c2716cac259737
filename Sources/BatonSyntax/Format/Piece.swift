/// One token or comment of a source that is being formatted, and how it follows the one before it.
///
/// What separates the fields of a table is no piece of its own: whether the last field is followed
/// by a comma depends on where the closing brace ends up.
struct Piece: Sendable {
  enum Separator: Sendable {
    case none
    /// A comma follows.
    case comma
    /// A comma follows if the table's closing brace begins a line.
    case last
  }

  enum Role: Sendable {
    case token(TokenKind)
    case lineComment, longComment
  }

  let role: Role
  /// As it is written out. May span lines, in long texts and comments.
  let text: ArraySlice<UInt8>
  /// How many lines end before it: two make a blank line.
  var newlines: Int
  /// More than one space stood before it, on its line: somebody aligned it.
  let wasAligned: Bool
  var space = false
  var separator = Separator.none
  var startsStatement = false
  /// Begins a field of a table or an argument.
  var startsItem = false
  /// The brace, parenthesis or text that a function is called with.
  var isArgument = false
  /// A sign with one operand.
  var isUnary = false
  /// The other one of two brackets, or of a block's first and last word; -1 for others.
  var partner = -1

  init(role: Role, text: ArraySlice<UInt8>, newlines: Int, wasAligned: Bool) {
    self.role = role
    self.text = text
    self.newlines = newlines
    self.wasAligned = wasAligned
  }

  var kind: TokenKind? {
    if case .token(let kind) = role { kind } else { nil }
  }

  var isComment: Bool { kind == nil }

  var isLineComment: Bool {
    if case .lineComment = role { true } else { false }
  }

  /// Ends a value, so that a sign after it has two operands and a bracket belongs to it.
  var endsOperand: Bool {
    switch kind {
    case .name, .number, .text, .rightParen, .rightBracket, .rightBrace, .ellipsis, .nil, .true,
      .false, .end:
      true
    default: false
    }
  }

  /// In characters: of the whole if it is one line, else of its first and its last line.
  var widths: (first: Int, last: Int?) {
    guard let newline = text.firstIndex(of: Byte.newline),
      let last = text.lastIndex(of: Byte.newline)
    else { return (Self.width(text), nil) }
    return (Self.width(text[..<newline]), Self.width(text[(last + 1)...]))
  }

  static func width(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
