/// One word or sign of the source. 16 bytes, because a file of 2 MB has half a million of them.
struct Token: Sendable {
  var kind: TokenKind
  /// Nothing but space and comments before it on its line.
  var startsLine: Bool
  /// A mistake inside it was reported already, so what follows from it is not news.
  var isBroken: Bool
  var lower: UInt32
  var upper: UInt32
  /// The name, or the content of a text; nothing for signs and numbers.
  var symbol: Symbol

  var range: SourceRange { SourceRange(lower: Int(lower), upper: Int(upper)) }
}

enum TokenKind: UInt8, Sendable {
  // The reserved words come first: a word's number as a symbol is its raw value.
  case and = 1
  case `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`
  case local, `nil`, not, or, `repeat`, `return`, then, `true`, until, `while`

  case name, number, text, endOfFile, unknown

  case plus, minus, star, slash, doubleSlash, percent, caret, hash, ampersand, tilde, pipe
  case shiftLeft, shiftRight, equal, notEqual, lessEqual, greaterEqual, less, greater, assign
  case leftParen, rightParen, leftBrace, rightBrace, leftBracket, rightBracket
  case doubleColon, semicolon, colon, comma, dot, concat, ellipsis

  static let reservedWords = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]

  var isReservedWord: Bool { rawValue <= TokenKind.while.rawValue }

  /// Ends a list of statements. `until` does so too, but is no end for the rule about labels.
  var endsBlock: Bool {
    switch self {
    case .end, .else, .elseif, .until, .endOfFile: true
    default: false
    }
  }

  /// A word that can only begin (or end) a statement, never stand in an expression.
  var isStatementWord: Bool {
    switch self {
    case .break, .do, .else, .elseif, .end, .for, .goto, .if, .local, .repeat, .return, .then,
      .until, .while:
      true
    default: false
    }
  }

  var startsExpression: Bool {
    switch self {
    case .name, .number, .text, .nil, .true, .false, .function, .leftBrace, .leftParen, .ellipsis,
      .not, .minus, .hash, .tilde:
      true
    default: false
    }
  }

  var startsArguments: Bool { self == .leftParen || self == .text || self == .leftBrace }
}
