// Statements as they were written. Semicolons are not kept: they mean nothing.

/// Statements in order, and the bytes from the first to the last of them.
package struct Block: Sendable {
  package let statements: [Statement]
  package let range: SourceRange
}

package enum Statement: Sendable {
  case call(CallNode)
  case local(LocalStatement)
  case assignment(Assignment)
  /// `local function` and `function a.b:c`
  case function(FunctionStatement)
  case `if`(IfStatement)
  case `while`(WhileStatement)
  case `repeat`(RepeatStatement)
  case numericFor(NumericFor)
  case genericFor(GenericFor)
  case `do`(Block, SourceRange)
  case `return`([Expression], SourceRange)
  case `break`(SourceRange)
  case goto(name: String, SourceRange)
  case label(name: String, SourceRange)
  /// Not Lua; a problem says why. What could be understood of it is kept.
  case broken([Expression], SourceRange)

  package var range: SourceRange {
    switch self {
    case .call(let node): node.range
    case .local(let node): node.range
    case .assignment(let node): node.range
    case .function(let node): node.function.range
    case .if(let node): node.range
    case .while(let node): node.range
    case .repeat(let node): node.range
    case .numericFor(let node): node.range
    case .genericFor(let node): node.range
    case .do(_, let range), .return(_, let range), .break(let range), .goto(_, let range),
      .label(_, let range), .broken(_, let range):
      range
    }
  }
}

/// `local a, b <const> = 1, 2`
package final class LocalStatement: Sendable {
  package let variables: [LocalDeclaration]
  package let values: [Expression]
  package let range: SourceRange

  init(variables: [LocalDeclaration], values: [Expression], range: SourceRange) {
    self.variables = variables
    self.values = values
    self.range = range
  }
}

/// `a, b.c = 1, 2`
package final class Assignment: Sendable {
  package let targets: [Expression]
  package let values: [Expression]
  package let range: SourceRange

  init(targets: [Expression], values: [Expression], range: SourceRange) {
    self.targets = targets
    self.values = values
    self.range = range
  }
}

/// A function declared by name. The target is what its value is assigned to.
package final class FunctionStatement: Sendable {
  package let target: Expression
  package let function: FunctionNode

  init(target: Expression, function: FunctionNode) {
    self.target = target
    self.function = function
  }
}

package final class IfStatement: Sendable {
  package struct Clause: Sendable {
    package let condition: Expression
    package let block: Block
  }

  /// The `if` and every `elseif`.
  package let clauses: [Clause]
  package let elseBlock: Block?
  package let range: SourceRange

  init(clauses: [Clause], elseBlock: Block?, range: SourceRange) {
    self.clauses = clauses
    self.elseBlock = elseBlock
    self.range = range
  }
}

package final class WhileStatement: Sendable {
  package let condition: Expression
  package let block: Block
  package let range: SourceRange

  init(condition: Expression, block: Block, range: SourceRange) {
    self.condition = condition
    self.block = block
    self.range = range
  }
}

package final class RepeatStatement: Sendable {
  package let block: Block
  package let condition: Expression
  package let range: SourceRange

  init(block: Block, condition: Expression, range: SourceRange) {
    self.block = block
    self.condition = condition
    self.range = range
  }
}

/// `for i = 1, 10, 2 do … end`
package final class NumericFor: Sendable {
  package let variable: LocalDeclaration
  /// First, last and, when written, step.
  package let bounds: [Expression]
  package let block: Block
  package let range: SourceRange

  init(variable: LocalDeclaration, bounds: [Expression], block: Block, range: SourceRange) {
    self.variable = variable
    self.bounds = bounds
    self.block = block
    self.range = range
  }
}

/// `for k, v in pairs(t) do … end`
package final class GenericFor: Sendable {
  package let variables: [LocalDeclaration]
  package let values: [Expression]
  package let block: Block
  package let range: SourceRange

  init(
    variables: [LocalDeclaration], values: [Expression], block: Block, range: SourceRange
  ) {
    self.variables = variables
    self.values = values
    self.block = block
    self.range = range
  }
}
