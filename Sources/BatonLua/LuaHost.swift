// What a host answers when a script reads one of its objects. The calls come from C and return a
// status; nothing raises here.

/// A key by which a script reads a host object.
package enum LuaHostKey: Sendable, Hashable {
  case text(String)
  case integer(Int64)
}

/// What a host object has at a key.
package enum LuaMember: Sendable {
  case none
  case yesNo(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  /// Another host object, good until the evaluation ends.
  case object(UInt32)
  /// Raised in the script as an error.
  case refused(String)
}

/// A value given to a function.
package enum LuaArgument: Sendable {
  case none
  case yesNo(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  /// A host object; up to 16 of them are reused, no table is made.
  case object(UInt32)
}

/// Answers for the host objects of one evaluation. A host of at most three words costs no allocation.
package protocol LuaHost {
  /// The member of `object` at `key`; `slot` is the key's index in the state's fields, or -1.
  mutating func member(of object: UInt32, slot: Int, key: LuaHostKey) -> LuaMember
  /// All keys of `object`, in the order in which `pairs` gives them; their count is `#`.
  mutating func keys(of object: UInt32) -> [LuaHostKey]
  /// What one of the state's functions gives.
  mutating func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember
}

extension LuaHost {
  package mutating func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
    .refused("this function is not possible here")
  }
}

/// A value that a script gives to a function of the host.
package enum LuaGiven: Sendable, Hashable {
  case none
  case yesNo(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  /// What a declaration made: the word's index, and the name.
  case named(word: Int, String)
  /// What another word made, `hours(4)`: its index, and its number.
  case amount(word: Int, Double)
  /// Anything else, by the name of its type.
  case other(String)
}

/// Answers a load: what `include` gives, which declarations came to be, and what functions of the
/// host give.
package protocol LuaLoadHost {
  mutating func include(_ request: LuaIncludeRequest) -> LuaInclude
  /// A word that is heard has its body. Functions in it are opaque here.
  mutating func hear(_ record: LuaRecord)
  mutating func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember
}

extension LuaLoadHost {
  package mutating func hear(_ record: LuaRecord) {}
  package mutating func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
    .refused("this function is not possible here")
  }
}
