// The owner of the shim's state.

import CLuaShim

final class LuaCore {
  let pointer: OpaquePointer

  init?() {
    guard let pointer = bl_new() else { return nil }
    self.pointer = pointer
  }

  deinit { bl_free(pointer) }
}
