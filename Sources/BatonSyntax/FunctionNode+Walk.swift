// Every expression of a function, outermost first, in the order of the source; those of functions
// inside it too. Chains are walked flat, so that the depth of the recursion is that of Lua's grammar.

extension FunctionNode {
  /// Calls a function with every expression in the body, however deep.
  package func walk(_ visit: (Expression) -> Void) {
    body.walk(visit)
  }
}

extension Block {
  package func walk(_ visit: (Expression) -> Void) {
    for statement in statements { statement.walk(visit) }
  }
}

extension Statement {
  package func walk(_ visit: (Expression) -> Void) {
    switch self {
    case .call(let call): Expression.call(call).walk(visit)
    case .local(let node): node.values.walk(visit)
    case .assignment(let node):
      node.targets.walk(visit)
      node.values.walk(visit)
    case .function(let node):
      node.target.walk(visit)
      Expression.function(node.function).walk(visit)
    case .if(let node):
      for clause in node.clauses {
        clause.condition.walk(visit)
        clause.block.walk(visit)
      }
      node.elseBlock?.walk(visit)
    case .while(let node):
      node.condition.walk(visit)
      node.block.walk(visit)
    case .repeat(let node):
      node.block.walk(visit)
      node.condition.walk(visit)
    case .numericFor(let node):
      node.bounds.walk(visit)
      node.block.walk(visit)
    case .genericFor(let node):
      node.values.walk(visit)
      node.block.walk(visit)
    case .do(let block, _): block.walk(visit)
    case .return(let values, _), .broken(let values, _): values.walk(visit)
    case .break, .goto, .label: break
    }
  }
}

extension [Expression] {
  fileprivate func walk(_ visit: (Expression) -> Void) {
    for expression in self { expression.walk(visit) }
  }
}

extension Expression {
  /// Calls a function with this expression and every one inside it.
  package func walk(_ visit: (Expression) -> Void) {
    switch self {
    case .nil, .boolean, .number, .text, .varargs, .name, .missing:
      visit(self)
    case .index(let node): node.chain.walk(upTo: node.position, visit)
    case .call(let node): node.chain.walk(upTo: node.position, visit)
    case .binary(let node): node.chain.walk(upTo: node.position, visit)
    case .unary(let node):
      visit(self)
      node.operand.walk(visit)
    case .parenthesised(let node):
      visit(self)
      node.inner.walk(visit)
    case .table(let node):
      visit(self)
      for field in node.fields {
        if case .keyed(let key, _, _) = field { key.walk(visit) }
        field.value.walk(visit)
      }
    case .function(let node):
      visit(self)
      node.walk(visit)
    }
  }
}

extension SuffixChain {
  fileprivate func walk(upTo last: Int, _ visit: (Expression) -> Void) {
    for position in (0...last).reversed() { visit(expression(at: position)) }
    first.walk(visit)
    for suffix in suffixes[0...last] {
      switch suffix {
      case .field: break
      case .key(let key, _): key.walk(visit)
      case .call(let call): for argument in call.arguments { argument.walk(visit) }
      }
    }
  }
}

extension OperatorChain {
  fileprivate func walk(upTo last: Int, _ visit: (Expression) -> Void) {
    for position in (0...last).reversed() {
      visit(.binary(BinaryNode(chain: self, position: position)))
    }
    first.walk(visit)
    for step in steps[0...last] { step.right.walk(visit) }
  }
}
