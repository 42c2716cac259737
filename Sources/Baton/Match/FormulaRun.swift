import BatonModel
import BatonTime

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One working out of a formula: its locals, and what texts may still cost.
///
/// Comparing texts costs nothing here, because no text is made. Whatever makes or searches texts
/// pays by the byte out of an allowance that is far below what stops a function in Lua; when it is
/// used up, Lua is asked and stops the function or not.
struct FormulaRun {
  var locals: [FormulaValue]
  let offset: Int?
  private var allowance = 200_000

  init(locals count: Int, offset: Int?) {
    locals = count == 0 ? [] : [FormulaValue](repeating: .none, count: count)
    self.offset = offset
  }

  private mutating func pay(_ bytes: Int) throws(NeedsLua) {
    allowance -= bytes + 16
    if allowance < 0 { throw NeedsLua() }
  }

  /// An instant as functions see it: text with the request's offset.
  private func written(_ instant: Instant) throws(NeedsLua) -> String {
    guard let offset else { throw NeedsLua() }
    return ISO8601.format(instant, offsetSeconds: offset)
  }

  // MARK: Comparing

  func equal(_ left: FormulaValue, _ right: FormulaValue) throws(NeedsLua) -> Bool {
    switch (left, right) {
    case (.none, .none): return true
    case (.yesNo(let left), .yesNo(let right)): return left == right
    case (.integer(let left), .integer(let right)): return left == right
    case (.number(let left), .number(let right)): return left == right
    case (.integer(let left), .number(let right)): return LuaArithmetic.equal(left, right)
    case (.number(let left), .integer(let right)): return LuaArithmetic.equal(right, left)
    case (.text(let left), .text(let right)): return FormulaValue.sameBytes(left, right)
    case (.instant(let left), .instant(let right)): return left == right
    case (.instant(let instant), .text(let text)), (.text(let text), .instant(let instant)):
      return FormulaValue.sameBytes(try written(instant), text)
    case (.list, .list), (.list, .members), (.list, .record), (.list, .opaque),
      (.members, .list), (.members, .members), (.members, .record), (.members, .opaque),
      (.record, .list), (.record, .members), (.record, .record), (.record, .opaque),
      (.opaque, .list), (.opaque, .members), (.opaque, .record), (.opaque, .opaque):
      throw NeedsLua()
    default: return false
    }
  }

  func less(_ left: FormulaValue, _ right: FormulaValue) throws(NeedsLua) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return left < right
    case (.number(let left), .number(let right)): return left < right
    case (.integer(let left), .number(let right)): return LuaArithmetic.less(left, right)
    case (.number(let left), .integer(let right)): return LuaArithmetic.less(left, right)
    default:
      return try Self.precedes(try text(left), try text(right))
    }
  }

  func lessEqual(_ left: FormulaValue, _ right: FormulaValue) throws(NeedsLua) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return left <= right
    case (.number(let left), .number(let right)): return left <= right
    case (.integer(let left), .number(let right)): return LuaArithmetic.lessEqual(left, right)
    case (.number(let left), .integer(let right)): return LuaArithmetic.lessEqual(left, right)
    default:
      return try !Self.precedes(try text(right), try text(left))
    }
  }

  private static func precedes(_ left: String, _ right: String) throws(NeedsLua) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// A text, and nothing that Lua would make one of.
  private func text(_ value: FormulaValue) throws(NeedsLua) -> String {
    switch value {
    case .text(let text): return text
    case .instant(let instant): return try written(instant)
    default: throw NeedsLua()
    }
  }

  // MARK: Texts

  func length(_ value: FormulaValue) throws(NeedsLua) -> FormulaValue {
    switch value {
    case .text, .instant: return .integer(try text(value).utf8.count)
    case .list(let members): return .integer(members.count)
    default: throw NeedsLua()
    }
  }

  mutating func concatenate(
    _ left: FormulaValue, _ right: FormulaValue
  ) throws(NeedsLua) -> FormulaValue {
    .text(try made(try argument(left) + argument(right)))
  }

  private mutating func made(_ text: String) throws(NeedsLua) -> String {
    try pay(text.utf8.count)
    return text
  }

  /// A text, or an integer as Lua writes it. How it writes floats is its own affair.
  private mutating func argument(_ value: FormulaValue) throws(NeedsLua) -> String {
    if case .integer(let number) = value { return String(number) }
    let text = try text(value)
    try pay(text.utf8.count)
    return text
  }

  func lookup(_ table: FormulaTable, _ key: FormulaValue) throws(NeedsLua) -> FormulaValue {
    if case .instant(let instant) = key { return table[.text(try written(instant))] }
    return FormulaTable.Key(key).map { table[$0] } ?? .none
  }

  // MARK: The library

  mutating func call(
    _ function: LuaLibraryFunction, _ arguments: [FormulaValue]
  ) throws(NeedsLua) -> FormulaValue {
    let first = arguments[0]
    switch function {
    case .lower, .upper:
      let text = try argument(first)
      return .text(try made(Self.mapped(text, toLower: function == .lower)))
    case .length: return .integer(try argument(first).utf8.count)
    case .sub: return try sub(arguments)
    case .byte: return try byte(arguments)
    case .find, .findPlain, .findPrefix, .findSuffix, .findWhole:
      guard let start = try search(function, first, arguments[1]) else { return .none }
      return .integer(start + 1)
    case .match, .matchPrefix, .matchSuffix, .matchWhole:
      return try search(function, first, arguments[1]) == nil ? .none : arguments[1]
    case .toText: return try toText(first)
    case .toNumber: return try toNumber(first)
    case .type: return .text(try typeName(first))
    case .floor, .ceil: return try rounded(first, function == .floor ? .down : .up)
    case .abs:
      switch first {
      case .integer(let number): return .integer(number < 0 ? 0 &- number : number)
      case .number(let number): return .number(number.magnitude)
      default: throw NeedsLua()
      }
    case .max, .min: return try extreme(arguments, largest: function == .max)
    case .fmod: return try remainder(first, arguments[1])
    case .sqrt: return .number(try double(first).squareRoot())
    case .toInteger:
      switch first {
      case .integer: return first
      case .number(let number):
        return LuaArithmetic.integer(number).map { .integer($0) } ?? .none
      case .none, .yesNo: return .none
      default: throw NeedsLua()
      }
    case .mathType:
      switch first {
      case .integer: return .text("integer")
      case .number: return .text("float")
      case .opaque: throw NeedsLua()
      default: return .none
      }
    }
  }

  private static func mapped(_ text: String, toLower: Bool) -> String {
    let letters: ClosedRange<UInt8> = toLower ? 0x41...0x5A : 0x61...0x7A
    return String(decoding: text.utf8.map { letters.contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self)
  }

  /// `string.sub`, as long as no character is cut in two.
  private mutating func sub(_ arguments: [FormulaValue]) throws(NeedsLua) -> FormulaValue {
    let text = try argument(arguments[0])
    let count = text.utf8.count
    let start = Self.start(try integer(arguments[1]), count)
    var end = count
    if arguments.count > 2, case .none = arguments[2] {
      end = count
    } else if arguments.count > 2 {
      end = Self.end(try integer(arguments[2]), count)
    }
    guard start <= end else { return .text("") }
    let utf8 = text.utf8
    let from = utf8.index(utf8.startIndex, offsetBy: start - 1)
    let to = utf8.index(utf8.startIndex, offsetBy: end)
    guard from.samePosition(in: text.unicodeScalars) != nil,
      to.samePosition(in: text.unicodeScalars) != nil
    else { throw NeedsLua() }
    return .text(try made(String(text.unicodeScalars[from..<to])))
  }

  private mutating func byte(_ arguments: [FormulaValue]) throws(NeedsLua) -> FormulaValue {
    let text = try argument(arguments[0])
    var position = 1
    if arguments.count > 1, case .none = arguments[1] {
      position = 1
    } else if arguments.count > 1 {
      position = try integer(arguments[1])
    }
    let count = text.utf8.count
    let start = Self.start(position, count)
    // Of no byte there is no result at all, which is not the same as nil everywhere.
    guard start <= Self.end(position, count) else { throw NeedsLua() }
    return .integer(Int(text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: start - 1)]))
  }

  /// A position counted from 1, or from the end when negative.
  private static func start(_ position: Int, _ count: Int) -> Int {
    if position > 0 { return position }
    if position == 0 || position < -count { return 1 }
    return count + position + 1
  }

  private static func end(_ position: Int, _ count: Int) -> Int {
    if position > count { return count }
    if position >= 0 { return position }
    return position < -count ? 0 : count + position + 1
  }

  /// Where a text is in another, counted from 0; nil where it is not.
  private mutating func search(
    _ function: LuaLibraryFunction, _ subject: FormulaValue, _ wanted: FormulaValue
  ) throws(NeedsLua) -> Int? {
    let text = Array(try argument(subject).utf8)
    let what = Array(try argument(wanted).utf8)
    switch function {
    case .findPrefix, .matchPrefix: return text.starts(with: what) ? 0 : nil
    case .findWhole, .matchWhole: return text == what ? 0 : nil
    case .findSuffix, .matchSuffix:
      return text.count >= what.count && text.suffix(what.count).elementsEqual(what)
        ? text.count - what.count : nil
    case .find:
      guard !what.contains(where: { Self.special.contains($0) }) else { throw NeedsLua() }
      return try position(of: what, in: text)
    default: return try position(of: what, in: text)
    }
  }

  private static let special = Array("^$*+?.([%-".utf8)

  private mutating func position(of what: [UInt8], in text: [UInt8]) throws(NeedsLua) -> Int? {
    guard let first = what.first else { return 0 }
    guard text.count >= what.count else { return nil }
    for start in 0...(text.count - what.count) where text[start] == first {
      var same = 1
      while same < what.count, text[start + same] == what[same] { same += 1 }
      if same == what.count { return start }
      try pay(same)
    }
    return nil
  }

  private func toText(_ value: FormulaValue) throws(NeedsLua) -> FormulaValue {
    switch value {
    case .none: return .text("nil")
    case .yesNo(let yes): return .text(yes ? "true" : "false")
    case .integer(let number): return .text(String(number))
    case .text: return value
    case .instant: return value
    case .number, .list, .members, .record, .opaque: throw NeedsLua()
    }
  }

  /// Plain decimal numerals; of the other spellings Lua is the judge.
  private mutating func toNumber(_ value: FormulaValue) throws(NeedsLua) -> FormulaValue {
    switch value {
    case .integer, .number: return value
    case .text(let text):
      try pay(text.utf8.count)
      let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
      if digits.isEmpty || !digits.contains(where: { (0x30...0x39).contains($0) }) { return .none }
      guard digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(text)
      else { throw NeedsLua() }
      return .integer(number)
    case .none, .yesNo: return .none
    case .instant, .list, .members, .record, .opaque: throw NeedsLua()
    }
  }

  private func typeName(_ value: FormulaValue) throws(NeedsLua) -> String {
    switch value {
    case .none: return "nil"
    case .yesNo: return "boolean"
    case .integer, .number: return "number"
    case .text, .instant: return "string"
    case .list, .members, .record: return "table"
    case .opaque: throw NeedsLua()
    }
  }

  // MARK: Numbers

  private func double(_ value: FormulaValue) throws(NeedsLua) -> Double {
    switch value {
    case .integer(let number): return Double(number)
    case .number(let number): return number
    default: throw NeedsLua()
    }
  }

  private func integer(_ value: FormulaValue) throws(NeedsLua) -> Int {
    guard let integer = LuaArithmetic.integer(value) else { throw NeedsLua() }
    return integer
  }

  private func rounded(
    _ value: FormulaValue, _ rule: FloatingPointRoundingRule
  ) throws(NeedsLua) -> FormulaValue {
    if case .integer = value { return value }
    let number = try double(value).rounded(rule)
    return LuaArithmetic.integer(number).map { .integer($0) } ?? .number(number)
  }

  private func extreme(
    _ values: [FormulaValue], largest: Bool
  ) throws(NeedsLua) -> FormulaValue {
    for value in values { _ = try double(value) }
    var best = values[0]
    for value in values.dropFirst() {
      if try largest ? less(best, value) : less(value, best) { best = value }
    }
    return best
  }

  private func remainder(
    _ left: FormulaValue, _ right: FormulaValue
  ) throws(NeedsLua) -> FormulaValue {
    if case .integer(let left) = left, case .integer(let right) = right {
      if right == 0 { throw NeedsLua() }
      return .integer(right == -1 ? 0 : left % right)
    }
    return .number(try double(left).truncatingRemainder(dividingBy: try double(right)))
  }
}
