// What a program means, as nested text without any layout: equal for two sources that differ in
// nothing but spaces, line ends, comments, quotes and separators.

import BatonSyntax

struct Outline {
  private let source: SourceText
  private(set) var text = ""

  init(_ tree: SyntaxTree) {
    source = tree.source
    add(tree.block)
  }

  private mutating func add(_ block: Block) {
    text += "<"
    for statement in block.statements {
      add(statement)
      text += "\n"
    }
    text += ">"
  }

  private mutating func add(_ statement: Statement) {
    switch statement {
    case .call(let node): add(Expression.call(node))
    case .local(let node):
      text += "local"
      for variable in node.variables { text += " \(variable.name) \(variable.attribute)" }
      add(node.values)
    case .assignment(let node):
      add(node.targets)
      text += " := "
      add(node.values)
    case .function(let node):
      text += "define "
      add(node.target)
      add(node.function)
    case .if(let node):
      for clause in node.clauses {
        text += "if "
        add(clause.condition)
        add(clause.block)
      }
      if let block = node.elseBlock { add(block) }
    case .while(let node):
      text += "while "
      add(node.condition)
      add(node.block)
    case .repeat(let node):
      text += "repeat "
      add(node.block)
      add(node.condition)
    case .numericFor(let node):
      text += "for \(node.variable.name)"
      add(node.bounds)
      add(node.block)
    case .genericFor(let node):
      text += "for \(node.variables.map(\.name)) in "
      add(node.values)
      add(node.block)
    case .do(let block, _): add(block)
    case .return(let values, _):
      text += "return "
      add(values)
    case .break: text += "break"
    case .goto(let name, _): text += "goto \(name)"
    case .label(let name, _): text += "::\(name)::"
    case .broken: text += "broken"
    }
  }

  private mutating func add(_ function: FunctionNode) {
    text += "function \(function.form) \(function.parameters.map(\.name)) \(function.isVariadic)"
    add(function.body)
  }

  private mutating func add(_ expressions: [Expression]) {
    text += "("
    for expression in expressions {
      add(expression)
      text += "; "
    }
    text += ")"
  }

  private mutating func add(_ expression: Expression) {
    switch expression {
    case .nil: text += "nil"
    case .boolean(let value, _): text += "\(value)"
    case .number: text += source.text(expression.range)
    case .text(let literal): text += literal.value.debugDescription
    case .varargs: text += "..."
    case .name(let node): text += node.name
    case .index(let node):
      add(node.object)
      switch node.key {
      case .named(let name, _): text += ".\(name)"
      case .computed(let key):
        text += "["
        add(key)
        text += "]"
      }
    case .call(let node):
      add(node.callee)
      text += " call \(node.methodName ?? "") \(node.hasParentheses)"
      add(node.arguments)
    case .unary(let node):
      text += "\(node.symbol.rawValue) of "
      add([node.operand])
    case .binary(let node):
      add([node.left])
      text += " \(node.symbol.rawValue) "
      add([node.right])
    case .parenthesised(let node):
      text += "group"
      add([node.inner])
    case .table(let node):
      text += "{"
      for field in node.fields {
        switch field {
        case .named(let name, _, let value):
          text += "\(name) = "
          add(value)
        case .keyed(let key, let value, _):
          add([key])
          text += " = "
          add(value)
        case .positional(let value): add(value)
        }
        text += "; "
      }
      text += "}"
    case .function(let node): add(node)
    case .missing: text += "missing"
    }
  }
}
