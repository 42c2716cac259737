// A source and its name, and what a host answers when a script asks for one.

/// A source with the name by which messages call it.
package struct LuaChunk: Sendable {
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// What a script asked for with `include`.
package struct LuaIncludeRequest: Sendable {
  package let name: String
  /// The number that `__n` gave to the name.
  package let node: Int?
  /// The chunk that includes, and where.
  package let chunk: String
  package let line: Int
}

/// The host's answer to an `include`.
package enum LuaInclude: Sendable {
  /// The source; one whose name was run before is not run again.
  case source(LuaChunk)
  /// Not possible; the message is raised in the script.
  case refused(String)
}
