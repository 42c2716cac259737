/// The bytes at which statements begin, in a whole tree.
struct StatementStarts {
  private(set) var offsets: Set<Int> = []

  init(_ tree: SyntaxTree) {
    add(tree.block)
    tree.block.walk { expression in
      if case .function(let function) = expression { add(function.body) }
    }
  }

  private mutating func add(_ block: Block) {
    for statement in block.statements {
      offsets.insert(statement.range.lower)
      switch statement {
      case .if(let node):
        for clause in node.clauses { add(clause.block) }
        if let last = node.elseBlock { add(last) }
      case .while(let node): add(node.block)
      case .repeat(let node): add(node.block)
      case .numericFor(let node): add(node.block)
      case .genericFor(let node): add(node.block)
      case .do(let inner, _): add(inner)
      default: break
      }
    }
  }
}
