import BatonModel
import BatonTime

/// A value as a formula is written with it, and as it gives one: what Lua would have there. While it
/// is worked out, values are ``FormulaCell``s.
enum FormulaValue: Sendable {
  case none
  case yesNo(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  /// A text to Lua, written out only where its letters count.
  case instant(Instant)
  case list([Value])
  case members(Members)
  /// A declared record with what the request says of it laid over it.
  case record(RecordKind, name: String?, overlay: Members?)
  /// True, equal to nothing but itself, and nothing more is known of it.
  case opaque

  var isTrue: Bool {
    switch self {
    case .none, .yesNo(false): false
    default: true
    }
  }

  init(_ number: LuaNumber) {
    switch number {
    case .integer(let integer): self = .integer(integer)
    case .float(let float): self = .number(float)
    }
  }

  var asNumber: LuaNumber? {
    switch self {
    case .integer(let integer): .integer(integer)
    case .number(let float): .float(float)
    default: nil
    }
  }

  /// Whether two texts have the same bytes. Swift's own equality is Unicode's, which is wider.
  static func sameBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left == right && left.utf8.elementsEqual(right.utf8)
  }
}

/// A table of constants that a formula looks things up in.
struct FormulaTable: Sendable {
  enum Key: Hashable, Sendable {
    case integer(Int)
    case number(Double)
    case yesNo(Bool)
    case text(String)
  }

  /// The key is there again as it was written: see ``FormulaValue/sameBytes(_:_:)``.
  private var entries: [Key: (written: String?, value: FormulaValue)] = [:]

  /// - Returns: false when two different texts are one key to Swift.
  mutating func insert(_ key: Key, _ value: FormulaValue) -> Bool {
    let written: String? = if case .text(let text) = key { text } else { nil }
    return entries.updateValue((written, value), forKey: key) == nil
  }

  subscript(key: Key) -> FormulaValue {
    guard let found = entries[key] else { return .none }
    if case .text(let text) = key, let written = found.written {
      return FormulaValue.sameBytes(text, written) ? found.value : .none
    }
    return found.value
  }
}
