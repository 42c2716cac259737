// What functions captured, as far as whoever reads their source needs it.

/// The value of a variable that a function captured.
package enum LuaCaptured: Sendable {
  /// A scalar or a host object; what is none of these cases is `.opaque` or `.cycle`.
  case value(LuaValue)
  case table(LuaCapturedTable)
  case closure(LuaClosure)
}

/// A small table that a function captured.
package final class LuaCapturedTable: Sendable {
  /// In the order of `pairs`; keys of other kinds last.
  package let entries: [(key: LuaKey, value: LuaCaptured)]

  package init(entries: [(key: LuaKey, value: LuaCaptured)]) {
    self.entries = entries
  }
}

/// A function that another one captured.
package final class LuaClosure: Sendable {
  /// The number that `__n` gave it.
  package let node: Int?
  package let captures: [String: LuaCaptured]

  package init(node: Int?, captures: [String: LuaCaptured]) {
    self.node = node
    self.captures = captures
  }
}
