// An expression as it was written. Every case knows its bytes.
//
// The tree is shallow where Lua's grammar is: nesting is bounded by Lua's own limit of 200 levels,
// and what the grammar repeats (operators of one level, `a.b.c.d`, `f()()()`) is stored flat in an
// `OperatorChain` or a `SuffixChain`. `BinaryNode`, `IndexNode` and `CallNode` are views of a chain
// up to one of its steps, so that readers still see an ordinary tree. That is why a text of a
// million `+` can neither overflow the stack when it is parsed nor when it is freed.

package enum Expression: Sendable {
  case `nil`(SourceRange)
  case boolean(Bool, SourceRange)
  case number(NumberLiteral)
  case text(TextLiteral)
  /// `...`
  case varargs(SourceRange)
  case name(NameNode)
  case index(IndexNode)
  case call(CallNode)
  case unary(UnaryNode)
  case binary(BinaryNode)
  case parenthesised(ParenthesisedNode)
  case table(TableConstructor)
  case function(FunctionNode)
  /// Nothing stood where an expression must stand; a problem says so.
  case missing(SourceRange)

  package var range: SourceRange {
    switch self {
    case .nil(let range), .boolean(_, let range), .varargs(let range), .missing(let range): range
    case .number(let literal): literal.range
    case .text(let literal): literal.range
    case .name(let name): name.range
    case .index(let node): node.range
    case .call(let node): node.range
    case .unary(let node): node.range
    case .binary(let node): node.range
    case .parenthesised(let node): node.range
    case .table(let node): node.range
    case .function(let node): node.range
    }
  }
}

package struct NumberLiteral: Sendable {
  package enum Value: Sendable, Hashable {
    case integer(Int64)
    case float(Double)
  }

  /// As Lua reads it: decimal integers that do not fit are floats, hexadecimal ones wrap around.
  package let value: Value
  package let range: SourceRange
}

package struct TextLiteral: Sendable {
  /// The content, escapes resolved; bytes that are not UTF-8 are replaced by U+FFFD.
  package let value: String
  /// With its quotes or brackets.
  package let range: SourceRange
  let symbol: Symbol
}

/// `-a`, `not a`, `#a`, `~a`.
package final class UnaryNode: Sendable {
  package let symbol: UnaryOperator
  package let operand: Expression
  package let range: SourceRange

  init(symbol: UnaryOperator, operand: Expression, range: SourceRange) {
    self.symbol = symbol
    self.operand = operand
    self.range = range
  }
}

/// `(a)`: parentheses cut several results down to one, so they are part of the tree.
package final class ParenthesisedNode: Sendable {
  package let inner: Expression
  package let range: SourceRange

  init(inner: Expression, range: SourceRange) {
    self.inner = inner
    self.range = range
  }
}
