// Lua in the one house way.
//
// The writer decides which lines there are, and the formatter how they look: indentation, spaces,
// quotes, commas, blank lines and columns. Only a line longer than 100 characters is divided, at
// its tables. Source becomes pieces (PieceReader), the pieces are broken into lines (LineBreaker)
// and their columns aligned (ColumnAligner); Layout says at which column each piece stands.
//
// Nothing here can change what a program means: the pieces are the tokens, in their order, and what
// comes out is read again and compared (see `isSame`). O(bytes × depth of the tables) time.

package enum SourceFormat {
  /// As many characters as a line may have.
  package static let columns = 100
  /// By how much a line inside something is indented.
  package static let indent = 2

  /// Why a source was not formatted.
  package enum Failure: Error {
    /// It is not Lua.
    case problems([SyntaxProblem])
    /// What came out would mean something else. Never seen; a fault of the formatter.
    case changed
  }

  /// A source in the house way. Formatting the result again gives the same.
  /// - Returns: bytes that end with a line end, or none if the source has no words.
  package static func format(_ source: SourceText) throws(Failure) -> [UInt8] {
    let tree = SyntaxTree.parse(source)
    guard tree.problems.isEmpty else { throw .problems(tree.problems) }
    let bytes = LineBreaker.layout(PieceReader.pieces(of: tree)).bytes
    guard isSame(tree, SyntaxTree.parse(SourceText(name: source.name, bytes: bytes))) else {
      throw .changed
    }
    return bytes
  }

  /// Whether two sources have the same tokens, but for what separates fields and statements, the
  /// same comments between the same tokens, and as many tables, functions and calls.
  private static func isSame(_ before: SyntaxTree, _ after: SyntaxTree) -> Bool {
    guard after.problems.isEmpty, before.numbered.count == after.numbered.count else {
      return false
    }
    let old = Words(before.source)
    let new = Words(after.source)
    return old.tokens.count == new.tokens.count && old.comments == new.comments
      && zip(old.tokens, new.tokens).allSatisfy { left, right in
        guard left.kind == right.kind else { return false }
        switch left.kind {
        case .text, .name: return old.symbols[left.symbol] == new.symbols[right.symbol]
        case .number: return old.bytes(of: left).elementsEqual(new.bytes(of: right))
        default: return true
        }
      }
  }

  /// What a source says, whatever its layout.
  private struct Words {
    let tokens: [Token]
    /// After how many tokens each comment stands.
    let comments: [Int]
    let symbols: SymbolTable
    private let source: SourceText

    init(_ source: SourceText) {
      var lexer = Lexer(source, words: [])
      lexer.run()
      self.source = source
      let tokens = lexer.tokens.filter { $0.kind != .comma && $0.kind != .semicolon }
      var at = 0
      comments = lexer.comments.map { comment in
        while at < tokens.count, Int(tokens[at].lower) < comment.range.lower { at += 1 }
        return at
      }
      self.tokens = tokens
      symbols = lexer.symbols
    }

    func bytes(of token: Token) -> ArraySlice<UInt8> {
      source.bytes[Int(token.lower)..<Int(token.upper)]
    }
  }
}
