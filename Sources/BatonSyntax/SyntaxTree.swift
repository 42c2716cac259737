// Lua 5.4 source as a tree: what every diagnostic, the numbering and all later analysis stand on.
//
// One pass over the bytes makes tokens (Lexer), one over the tokens makes the tree (Parser), names
// resolved on the way (Scopes). Both accept exactly what the reference compiler accepts, but where
// that stops at the first mistake they go on. O(bytes) time; about 40 bytes of memory a byte.

package struct SyntaxTree: Sendable {
  package let source: SourceText
  package let block: Block
  package let comments: [Comment]
  /// What makes the file not Lua, in order of place. Empty when `luac` accepts it, but for what only
  /// a code generator knows: see Parser+Registers.
  package let problems: [SyntaxProblem]
  /// What is Lua but surely a mistake, in order of place.
  package let traps: [SyntaxTrap]
  /// Every table, function and call by its number: in the order of the tokens that open them (`{`,
  /// `function`, a call's arguments), a call before a table that is its argument.
  package let numbered: [NumberedNode]
  package let data: DeclaredData
  /// How deep the deepest place is, in Lua's own count.
  let deepestLevel: Int
  let tokens: [Token]

  /// Reads a source.
  /// - Parameter dataWords: words whose calls, where they stand as statements at the top of the file
  ///   and hold nothing but constants, become ``data`` and are no part of the block.
  package static func parse(_ source: SourceText, data dataWords: [DataWord] = []) -> SyntaxTree {
    var lexer = Lexer(source, words: dataWords.map(\.name))
    lexer.run()
    var parser = Parser(source, lexer, dataWords: dataWords)
    return parser.parse()
  }
}

/// What a number stands for.
package enum NumberedNode: Sendable {
  case table(TableConstructor)
  case function(FunctionNode)
  case call(CallNode)

  package var range: SourceRange {
    switch self {
    case .table(let node): node.range
    case .function(let node): node.range
    case .call(let node): node.range
    }
  }
}
