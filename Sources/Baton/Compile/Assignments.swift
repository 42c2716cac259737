import BatonSyntax

/// The variables that a function's statements give a new value.
enum Assignments {
  static func variables(in block: Block) -> Set<ObjectIdentifier> {
    var found: Set<ObjectIdentifier> = []
    collect(block, &found)
    return found
  }

  private static func collect(_ block: Block, _ found: inout Set<ObjectIdentifier>) {
    for statement in block.statements {
      switch statement {
      case .assignment(let node):
        for case .name(let name) in node.targets {
          if case .local(let declaration) = name.resolution {
            found.insert(ObjectIdentifier(declaration))
          }
        }
      case .if(let node):
        for clause in node.clauses { collect(clause.block, &found) }
        if let block = node.elseBlock { collect(block, &found) }
      case .do(let inner, _): collect(inner, &found)
      case .while(let node): collect(node.block, &found)
      case .repeat(let node): collect(node.block, &found)
      case .numericFor(let node): collect(node.block, &found)
      case .genericFor(let node): collect(node.block, &found)
      default: break
      }
    }
  }
}
