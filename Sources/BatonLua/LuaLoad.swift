// What loading gave.

/// What loading a rule file and what it includes gave.
package struct LuaLoad: Sendable {
  /// What the main chunk returned.
  package let results: [LuaValue]
  /// What declarations and single words made, in the order of their first calls, pending ones too.
  package let declared: [LuaRecord]
  /// Which of the host's own declarations came into being in between.
  package let reached: [LuaReach]
  /// What went wrong: of each file at most one failure, included files first.
  package let failures: [LuaFailure]
  package let usage: LuaUsage
  /// What scripts printed, cut at the limit.
  package let printed: [UInt8]
  /// What makes the same functions in another state.
  package let program: LuaProgram
}

/// Where a source called `__n(first, count, true)`: in place of declarations that the host had read
/// from it and that Lua need not make.
package struct LuaReach: Sendable {
  /// How many of the declared records came before.
  package let declaredBefore: Int
  /// The numbers that were given.
  package let first: Int
  package let count: Int
}

/// What a worker needs to have the same functions under the same ordinals: the sources that ran.
package struct LuaProgram: Sendable {
  package let words: [LuaWord]
  package let hostObjects: [String]
  /// Members that are told to the host by index; more may be named than while loading.
  package var fields: [String]
  /// The host's functions by name.
  package let functions: [String]
  /// The host object whose fields answer the same until ``LuaState/forgetFields()``, so that Lua
  /// keeps the answers; none if nil.
  package var keptObject: UInt32?
  package let main: LuaChunk
  package let limits: LuaLimits
  let includes: [String: LuaInclude]
  /// What the host's functions gave, in order: they give the same again.
  let calls: [LuaMember]
}
