// Values that left a state. Scalars are copied; tables and records are shared objects, so that the
// same table seen twice is the same object here; functions stay inside and are named by ordinal.

/// A value that left a state.
package enum LuaValue: Sendable {
  case none
  case yesNo(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  /// A text that is not UTF-8.
  case bytes([UInt8])
  case table(LuaTable)
  indirect case function(LuaFunction)
  case record(LuaRecord)
  /// A host object, by its handle.
  case host(UInt32)
  /// A table or record inside itself.
  case cycle
  /// What is nested deeper than 100.
  case tooDeep
  /// Anything else, by the name of its type.
  case opaque(String)
}

/// A key of a table that left a state.
package enum LuaKey: Sendable, Hashable {
  case integer(Int64)
  case text(String)
  /// A text that is not UTF-8.
  case bytes([UInt8])
  case yesNo(Bool)
  /// A key that has no place in a rule, by the name of its type.
  case other(String)
}
