/// What Lua skips at the start of a file: a byte order mark, then a first line that begins with "#".
struct SourcePreamble {
  /// The first byte that is Lua.
  let end: Int

  init(_ bytes: [UInt8]) {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if at < bytes.count, bytes[at] == Byte.hash {
      // Only "\n" ends this line (lauxlib.c, skipcomment); the line end itself stays.
      while at < bytes.count, bytes[at] != Byte.newline { at += 1 }
    }
    end = at
  }
}
