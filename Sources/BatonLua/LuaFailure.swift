// Why a script did not end well. The kind comes from flags of the shim, never from a message.

import CLuaShim

/// A place on the way to a failure, the innermost first.
package struct LuaFrame: Sendable, Equatable {
  package let chunk: String
  package let line: Int
  /// The name by which the function was called, if Lua knows one.
  package let function: String?
}

/// Why a script did not end well, and where.
package struct LuaFailure: Error, Sendable {
  package enum Kind: Sendable, Equatable {
    /// A meter was used up; the state must be thrown away.
    case stopped(LuaMeter)
    /// The script raised an error.
    case raised
    /// The text is not Lua.
    case syntax
    /// The text was refused before Lua saw it, or the call was not possible.
    case refused
  }

  package let kind: Kind
  /// What Lua or the script said, without file and line. A script's own message may hold personal
  /// values.
  package let message: String
  package let chunk: String?
  package let line: Int?
  /// Where the script was, the innermost first; at most 24 places.
  package let traceback: [LuaFrame]

  package init(
    kind: Kind, message: String, chunk: String? = nil, line: Int? = nil, traceback: [LuaFrame] = []
  ) {
    self.kind = kind
    self.message = message
    self.chunk = chunk
    self.line = line
    self.traceback = traceback
  }

  init(_ failure: UnsafePointer<bl_failure>) {
    let facts = failure.pointee
    switch facts.kind {
    case Int32(BL_STOPPED): kind = LuaMeter(code: facts.meter).map(Kind.stopped) ?? .refused
    case Int32(BL_SYNTAX): kind = .syntax
    case Int32(BL_REFUSED): kind = .refused
    default: kind = .raised
    }
    message = facts.message.map { String(cString: $0, count: facts.length) } ?? "not enough memory"
    chunk = facts.chunk.map { String(cString: $0) }
    line = facts.line > 0 ? Int(facts.line) : nil
    traceback = withUnsafePointer(to: failure.pointee.frames) { frames in
      frames.withMemoryRebound(to: bl_frame.self, capacity: Int(BL_FRAMES)) { first in
        UnsafeBufferPointer(start: first, count: Int(facts.frame_count)).map { frame in
          LuaFrame(
            chunk: frame.chunk.map { String(cString: $0) } ?? "",
            line: Int(frame.line),
            function: frame.name.map { String(cString: $0) })
        }
      }
    }
  }
}

extension String {
  /// Text from C that may hold zeros and bytes that are not UTF-8; those are repaired.
  fileprivate init(cString: UnsafePointer<CChar>, count: Int) {
    let bytes = UnsafeRawBufferPointer(start: cString, count: count)
    self.init(decoding: bytes, as: UTF8.self)
  }
}
