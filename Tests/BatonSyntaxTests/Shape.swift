import BatonSyntax

/// What a program consists of, in order, without the markers and parentheses of a numbered source:
/// equal for two programs that mean the same but for them.
struct Shape {
  /// Numbers from here on are the markers'; no generated program has an integer as large.
  static let base = 1_000_000

  private(set) var nodes: [String] = []
  /// How many of the next expressions belong to a marker.
  private var skipped = 0

  init(_ tree: SyntaxTree) {
    tree.block.walk { add($0, tree.source) }
  }

  private mutating func add(_ expression: Expression, _ source: SourceText) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch expression {
    case .call(let call) where call.calleeName == SyntaxTree.marker:
      // The marker's name and number; of a named function's marker, the function's path too.
      skipped = 2
      switch call.arguments.last {
      case .name, .index: call.arguments[1].walk { _ in skipped += 1 }
      default: break
      }
    case .parenthesised: break
    case .call(let call): nodes.append("call of \(call.arguments.count) \(call.methodName ?? "")")
    case .table(let table): nodes.append("table of \(table.fields.count)")
    case .function(let function): nodes.append("function in line \(function.firstLine)")
    case .index(let index): nodes.append("index \(index.name ?? "")")
    case .unary(let node): nodes.append(node.symbol.rawValue)
    case .binary(let node): nodes.append(node.symbol.rawValue)
    default: nodes.append(source.text(expression.range))
    }
  }
}
