import BatonSyntax

extension LuaArithmetic {
  /// The arithmetic that an operator stands for; nil for other operators.
  init?(_ symbol: BinaryOperator) {
    switch symbol {
    case .add: self = .add
    case .subtract: self = .subtract
    case .multiply: self = .multiply
    case .divide: self = .divide
    case .floorDivide: self = .floorDivide
    case .modulo: self = .modulo
    case .power: self = .power
    case .bitwiseAnd: self = .bitwiseAnd
    case .bitwiseOr: self = .bitwiseOr
    case .bitwiseXor: self = .bitwiseXor
    case .shiftLeft: self = .shiftLeft
    case .shiftRight: self = .shiftRight
    default: return nil
    }
  }
}

extension Expression {
  /// The whole number that Lua makes of constants while it reads them; nil for anything else.
  var constantInteger: Int? {
    switch self {
    case .number(let literal):
      if case .integer(let number) = literal.value { Int(number) } else { nil }
    case .parenthesised(let node): node.inner.constantInteger
    case .unary(let node):
      switch node.symbol {
      case .minus: node.operand.constantInteger.map { 0 &- $0 }
      case .bitwiseNot: node.operand.constantInteger.map { ~$0 }
      case .not, .length: nil
      }
    case .binary(let node):
      if let operation = LuaArithmetic(node.symbol), let left = node.left.constantInteger,
        let right = node.right.constantInteger,
        case .integer(let result)? = operation.apply(.integer(left), .integer(right))
      {
        result
      } else {
        nil
      }
    default: nil
    }
  }
}
