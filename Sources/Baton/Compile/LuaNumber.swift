/// A number of Lua: an integer and a float are different, though they compare by what they are
/// worth. Source: Lua 5.4 manual, 3.4.3 and 3.4.4, and lvm.c.
enum LuaNumber: Sendable {
  case integer(Int)
  case float(Double)

  var double: Double {
    switch self {
    case .integer(let integer): Double(integer)
    case .float(let float): float
    }
  }

  /// The integer that it is exactly.
  var asInteger: Int? {
    switch self {
    case .integer(let integer): integer
    case .float(let float): Self.integer(float)
    }
  }

  /// The integer that a float is exactly.
  static func integer(_ float: Double) -> Int? { Int(exactly: float) }

  var negated: LuaNumber {
    switch self {
    case .integer(let integer): .integer(0 &- integer)
    case .float(let float): .float(-float)
    }
  }

  /// `math.abs`
  var magnitude: LuaNumber {
    switch self {
    case .integer(let integer): .integer(integer < 0 ? 0 &- integer : integer)
    case .float(let float): .float(float.magnitude)
    }
  }

  /// `math.fmod`, whose rest has the sign of the dividend; nil where Lua raises.
  func remainder(by other: LuaNumber) -> LuaNumber? {
    if case .integer(let left) = self, case .integer(let right) = other {
      if right == 0 { return nil }
      return .integer(right == -1 ? 0 : left % right)
    }
    return .float(double.truncatingRemainder(dividingBy: other.double))
  }

  // MARK: Comparing

  @inline(__always)
  static func < (left: LuaNumber, right: LuaNumber) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.float(let left), .float(let right)): left < right
    case (.integer(let left), .float(let right)): less(left, right)
    case (.float(let left), .integer(let right)): less(left, right)
    }
  }

  @inline(__always)
  static func <= (left: LuaNumber, right: LuaNumber) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left <= right
    case (.float(let left), .float(let right)): left <= right
    case (.integer(let left), .float(let right)): lessEqual(left, right)
    case (.float(let left), .integer(let right)): lessEqual(left, right)
    }
  }

  static func equal(_ left: Int, _ right: Double) -> Bool { Int(exactly: right) == left }

  private static func less(_ left: Int, _ right: Double) -> Bool {
    if right.isNaN { return false }
    if right >= 0x1p63 { return true }
    if right < -0x1p63 { return false }
    let ceiling = right.rounded(.up)
    return ceiling >= 0x1p63 || left < Int(ceiling)
  }

  private static func lessEqual(_ left: Int, _ right: Double) -> Bool {
    if right.isNaN { return false }
    if right >= 0x1p63 { return true }
    if right < -0x1p63 { return false }
    return left <= Int(right.rounded(.down))
  }

  private static func less(_ left: Double, _ right: Int) -> Bool {
    if left.isNaN { return false }
    if left >= 0x1p63 { return false }
    if left < -0x1p63 { return true }
    return Int(left.rounded(.down)) < right
  }

  private static func lessEqual(_ left: Double, _ right: Int) -> Bool {
    if left.isNaN { return false }
    if left >= 0x1p63 { return false }
    if left < -0x1p63 { return true }
    let ceiling = left.rounded(.up)
    return ceiling < 0x1p63 && Int(ceiling) <= right
  }
}
