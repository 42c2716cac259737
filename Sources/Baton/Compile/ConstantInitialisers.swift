import BatonSyntax

/// The expressions of variables that are declared `<const>`.
///
/// Where such a value is known while compiling, Lua writes it into the functions that use it: they
/// capture no variable, so their captures do not tell it. Each file is looked through once.
final class ConstantInitialisers {
  private let sources: SourceSet
  private var files: [Int: [ObjectIdentifier: Expression]] = [:]

  init(_ sources: SourceSet) {
    self.sources = sources
  }

  func value(of declaration: LocalDeclaration, in file: Int) -> Expression? {
    if files[file] == nil {
      var found: [ObjectIdentifier: Expression] = [:]
      Self.collect(sources.files[file].block, &found)
      for case .function(let function) in sources.files[file].numbered {
        Self.collect(function.body, &found)
      }
      files[file] = found
    }
    return files[file]?[ObjectIdentifier(declaration)]
  }

  private static func collect(_ block: Block, _ found: inout [ObjectIdentifier: Expression]) {
    for statement in block.statements {
      switch statement {
      case .local(let node):
        // Only the last variable of a statement can be known while compiling (lparser.c).
        if let last = node.variables.last, node.variables.count == node.values.count,
          last.attribute == .constant
        {
          found[ObjectIdentifier(last)] = node.values[node.values.count - 1]
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
