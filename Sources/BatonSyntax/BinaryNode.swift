/// Operands and operators that are applied from left to right: `a or b or c`.
final class OperatorChain: Sendable {
  struct Step: Sendable {
    let symbol: BinaryOperator
    let symbolRange: SourceRange
    let right: Expression
  }

  let first: Expression
  let steps: [Step]

  init(first: Expression, steps: [Step]) {
    self.first = first
    self.steps = steps
  }
}

/// `left symbol right`. A view: the chain up to one of its operators.
///
/// `left` may be as deep as the source has operators in a row; to visit everything use `walk`.
package struct BinaryNode: Sendable {
  let chain: OperatorChain
  let position: Int

  package var left: Expression {
    position == 0
      ? chain.first : .binary(BinaryNode(chain: chain, position: position - 1))
  }

  package var symbol: BinaryOperator { chain.steps[position].symbol }
  package var symbolRange: SourceRange { chain.steps[position].symbolRange }
  package var right: Expression { chain.steps[position].right }

  package var range: SourceRange {
    SourceRange(lower: chain.first.range.lower, upper: right.range.upper)
  }
}
