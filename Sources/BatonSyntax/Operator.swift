package enum UnaryOperator: String, Sendable {
  case minus = "-"
  case not = "not"
  case length = "#"
  case bitwiseNot = "~"

  /// How tightly every unary operator binds.
  static let priority = 12

  init?(_ token: TokenKind) {
    switch token {
    case .minus: self = .minus
    case .not: self = .not
    case .hash: self = .length
    case .tilde: self = .bitwiseNot
    default: return nil
    }
  }
}

package enum BinaryOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case modulo = "%"
  case power = "^"
  case concatenate = ".."
  case bitwiseAnd = "&"
  case bitwiseOr = "|"
  case bitwiseXor = "~"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case equal = "=="
  case notEqual = "~="
  case less = "<"
  case lessEqual = "<="
  case greater = ">"
  case greaterEqual = ">="
  case and = "and"
  case or = "or"

  init?(_ token: TokenKind) {
    switch token {
    case .plus: self = .add
    case .minus: self = .subtract
    case .star: self = .multiply
    case .slash: self = .divide
    case .doubleSlash: self = .floorDivide
    case .percent: self = .modulo
    case .caret: self = .power
    case .concat: self = .concatenate
    case .ampersand: self = .bitwiseAnd
    case .pipe: self = .bitwiseOr
    case .tilde: self = .bitwiseXor
    case .shiftLeft: self = .shiftLeft
    case .shiftRight: self = .shiftRight
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessEqual: self = .lessEqual
    case .greater: self = .greater
    case .greaterEqual: self = .greaterEqual
    case .and: self = .and
    case .or: self = .or
    default: return nil
    }
  }

  /// How tightly the operator binds what stands on its left and on its right (Lua 5.4 manual, 3.4.8).
  var priority: (left: Int, right: Int) {
    switch self {
    case .or: (1, 1)
    case .and: (2, 2)
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: (3, 3)
    case .bitwiseOr: (4, 4)
    case .bitwiseXor: (5, 5)
    case .bitwiseAnd: (6, 6)
    case .shiftLeft, .shiftRight: (7, 7)
    case .concatenate: (9, 8)
    case .add, .subtract: (10, 10)
    case .multiply, .divide, .floorDivide, .modulo: (11, 11)
    case .power: (14, 13)
    }
  }

  package var isBitwise: Bool {
    switch self {
    case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .shiftLeft, .shiftRight: true
    default: false
    }
  }

  package var isOrdering: Bool {
    switch self {
    case .less, .lessEqual, .greater, .greaterEqual: true
    default: false
    }
  }
}
