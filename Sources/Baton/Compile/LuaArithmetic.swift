import Foundation

/// Lua's operators on two numbers. Source: Lua 5.4 manual, 3.4.1 to 3.4.3, and lvm.c.
///
/// An integer and a float are different: `7 // 2` is 3, `7 / 2` is 3.5, integers wrap around. Texts
/// are never numbers here, because the sandbox gives them no arithmetic.
enum LuaArithmetic: UInt8, Sendable {
  case add, subtract, multiply, divide, floorDivide, modulo, power
  case bitwiseAnd, bitwiseOr, bitwiseXor, shiftLeft, shiftRight

  /// - Returns: nil where Lua raises.
  @inline(__always)
  func apply(_ left: LuaNumber, _ right: LuaNumber) -> LuaNumber? {
    if case .integer(let left) = left, case .integer(let right) = right {
      return apply(left, right)
    }
    if isBitwise {
      guard let left = left.asInteger, let right = right.asInteger else { return nil }
      return apply(left, right)
    }
    return .float(apply(left.double, right.double))
  }

  private var isBitwise: Bool { rawValue >= Self.bitwiseAnd.rawValue }

  @inline(__always)
  private func apply(_ left: Int, _ right: Int) -> LuaNumber? {
    switch self {
    case .add: return .integer(left &+ right)
    case .subtract: return .integer(left &- right)
    case .multiply: return .integer(left &* right)
    case .divide, .power: return .float(apply(Double(left), Double(right)))
    case .floorDivide:
      guard right != 0 else { return nil }
      if right == -1 { return .integer(0 &- left) }
      let quotient = left / right
      return .integer(left % right != 0 && (left ^ right) < 0 ? quotient - 1 : quotient)
    case .modulo:
      guard right != 0 else { return nil }
      if right == -1 { return .integer(0) }
      let rest = left % right
      return .integer(rest != 0 && (rest ^ right) < 0 ? rest + right : rest)
    case .bitwiseAnd: return .integer(left & right)
    case .bitwiseOr: return .integer(left | right)
    case .bitwiseXor: return .integer(left ^ right)
    case .shiftLeft: return .integer(Int(bitPattern: UInt(bitPattern: left) << right))
    case .shiftRight: return .integer(Int(bitPattern: UInt(bitPattern: left) >> right))
    }
  }

  /// - Precondition: not bitwise.
  @inline(never)
  private func apply(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide: return left / right
    case .floorDivide: return (left / right).rounded(.down)
    case .modulo:
      var rest = fmod(left, right)
      if rest > 0 ? right < 0 : (rest < 0 && right > 0) { rest += right }
      return rest
    case .power: return right == 2 ? left * left : pow(left, right)
    case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .shiftLeft, .shiftRight: return .nan
    }
  }
}
