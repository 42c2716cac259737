// States and loads as the tests want them.

import BatonLua

/// A small language without meaning, and ways to run it.
enum Sandbox {
  static let words = [
    LuaWord("route", .declaration), LuaWord("task", .declaration), LuaWord("levels", .single),
    LuaWord("above", .value), LuaWord("contains_any", .value), LuaWord("include", .include),
    LuaWord("absent", .constant),
  ]
  static let fields = ["kind", "priority", "service", "customer", "region", "name"]

  static func state() throws -> LuaState {
    try LuaState(words: words, hostObjects: ["catalogue"], fields: fields)
  }

  /// Loads one source in a fresh state, with other files by name.
  static func load(
    _ source: String, files: [String: String] = [:], limits: LuaLimits? = nil
  ) throws -> LuaLoad {
    var state = try state()
    return load(source, files: files, limits: limits, in: &state)
  }

  static func load(
    _ source: String, files: [String: String] = [:], limits: LuaLimits? = nil,
    in state: inout LuaState
  ) -> LuaLoad {
    state.load(
      LuaChunk(name: "main.lua", bytes: Array(source.utf8)),
      limits: limits ?? .loading(sourceBytes: source.utf8.count)
    ) { request in
      guard let text = files[request.name] else {
        return .refused("there is no file '\(request.name)'")
      }
      return .source(LuaChunk(name: request.name, bytes: Array(text.utf8)))
    }
  }
}
