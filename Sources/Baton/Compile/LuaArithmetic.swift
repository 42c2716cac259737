import Foundation

/// Lua's operators on two numbers. Source: Lua 5.4 manual, 3.4.1 to 3.4.3, and lvm.c.
///
/// An integer and a float are different: `7 // 2` is 3, `7 / 2` is 3.5, integers wrap around. Texts
/// are never numbers here, because the sandbox gives them no arithmetic.
enum LuaArithmetic: UInt8, Sendable {
  case add, subtract, multiply, divide, floorDivide, modulo, power
  case bitwiseAnd, bitwiseOr, bitwiseXor, shiftLeft, shiftRight

  /// - Returns: nil where Lua raises.
  func apply(_ left: FormulaValue, _ right: FormulaValue) -> FormulaValue? {
    if isBitwise {
      guard let left = Self.integer(left), let right = Self.integer(right) else { return nil }
      return apply(left, right)
    }
    return switch (left, right) {
    case (.integer(let left), .integer(let right)): apply(left, right)
    case (.integer(let left), .number(let right)): apply(Double(left), right)
    case (.number(let left), .integer(let right)): apply(left, Double(right))
    case (.number(let left), .number(let right)): apply(left, right)
    default: nil
    }
  }

  private var isBitwise: Bool { rawValue >= Self.bitwiseAnd.rawValue }

  private func apply(_ left: Int, _ right: Int) -> FormulaValue? {
    switch self {
    case .add: return .integer(left &+ right)
    case .subtract: return .integer(left &- right)
    case .multiply: return .integer(left &* right)
    case .divide, .power: return apply(Double(left), Double(right))
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

  private func apply(_ left: Double, _ right: Double) -> FormulaValue? {
    switch self {
    case .add: return .number(left + right)
    case .subtract: return .number(left - right)
    case .multiply: return .number(left * right)
    case .divide: return .number(left / right)
    case .floorDivide: return .number((left / right).rounded(.down))
    case .modulo:
      var rest = fmod(left, right)
      if rest > 0 ? right < 0 : (rest < 0 && right > 0) { rest += right }
      return .number(rest)
    case .power: return .number(right == 2 ? left * left : pow(left, right))
    case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .shiftLeft, .shiftRight: return nil
    }
  }

  /// The integer that a float is exactly.
  static func integer(_ number: Double) -> Int? { Int(exactly: number) }

  /// The integer that a number is exactly; nil for what is no number.
  static func integer(_ value: FormulaValue) -> Int? {
    switch value {
    case .integer(let number): number
    case .number(let number): integer(number)
    default: nil
    }
  }

  static func negate(_ value: FormulaValue) -> FormulaValue? {
    switch value {
    case .integer(let number): .integer(0 &- number)
    case .number(let number): .number(-number)
    default: nil
    }
  }

  // MARK: Comparing: the mathematical values, whatever their type

  static func equal(_ left: Int, _ right: Double) -> Bool { Int(exactly: right) == left }

  static func less(_ left: Int, _ right: Double) -> Bool {
    if right.isNaN { return false }
    if right >= 0x1p63 { return true }
    if right < -0x1p63 { return false }
    let ceiling = right.rounded(.up)
    return ceiling >= 0x1p63 || left < Int(ceiling)
  }

  static func lessEqual(_ left: Int, _ right: Double) -> Bool {
    if right.isNaN { return false }
    if right >= 0x1p63 { return true }
    if right < -0x1p63 { return false }
    return left <= Int(right.rounded(.down))
  }

  static func less(_ left: Double, _ right: Int) -> Bool {
    if left.isNaN { return false }
    if left >= 0x1p63 { return false }
    if left < -0x1p63 { return true }
    return Int(left.rounded(.down)) < right
  }

  static func lessEqual(_ left: Double, _ right: Int) -> Bool {
    if left.isNaN { return false }
    if left >= 0x1p63 { return false }
    if left < -0x1p63 { return true }
    let ceiling = left.rounded(.up)
    return ceiling < 0x1p63 && Int(ceiling) <= right
  }
}
