// Evaluating: calling kept functions. Each call is one entry with its own limits; `test` is the fast
// path, which allocates nothing and reads no clock.

import CLuaShim

extension LuaState {
  /// Calls a kept function and takes its first result out.
  package mutating func call(
    _ ordinal: Int, arguments: [LuaArgument], limits: LuaLimits, host: some LuaHost
  ) throws(LuaFailure) -> LuaValue {
    give(arguments)
    var limits = limits.shim
    let status = withHost(host) { bl_call(core, Int64(ordinal), &limits, $0, $1) }
    guard status == BL_OK else { throw failure(of: ordinal) }
    return readExport { $0.value() }
  }

  /// Calls a kept function and tells whether its first result is neither false nor nil.
  package mutating func test(
    _ ordinal: Int, arguments: [LuaArgument], limits: LuaLimits, host: some LuaHost
  ) throws(LuaFailure) -> Bool {
    // A text may not fit the memory that is left, which only the slower way can survive.
    for argument in arguments {
      guard case .text = argument else { continue }
      switch try call(ordinal, arguments: arguments, limits: limits, host: host) {
      case .none, .yesNo(false): return false
      default: return true
      }
    }
    give(arguments)
    return try test(ordinal, limits: limits, host: host)
  }

  /// The same with the arguments of the call before, or with those given since; no text is one.
  package mutating func test(
    _ ordinal: Int, limits: LuaLimits, host: some LuaHost
  ) throws(LuaFailure) -> Bool {
    var limits = limits.shim
    var truth: Int32 = 0
    let status = withHost(host) { bl_test(core, Int64(ordinal), &limits, $0, $1, &truth) }
    guard status == BL_OK else { throw failure(of: ordinal) }
    return truth != 0
  }

  /// Runs `body` with the callbacks and their context.
  @inline(__always)
  private func withHost(
    _ host: some LuaHost,
    _ body: (UnsafePointer<bl_host>, UnsafeMutableRawPointer) -> Int32
  ) -> Int32 {
    fieldKeys.withUnsafeBufferPointer { fields in
      var bridge = HostBridge(host: host, fields: fields)
      var callbacks = hostCallbacks()
      return withUnsafeMutablePointer(to: &bridge) { body(&callbacks, $0) }
    }
  }

  private mutating func failure(of ordinal: Int) -> LuaFailure {
    if let failure = takeFailures().last { return failure }
    return LuaFailure(
      kind: .refused,
      message: isUsable ? "there is no function \(ordinal)" : "the state was stopped before")
  }

  /// Sets what the next calls get.
  package func give(_ arguments: [LuaArgument]) {
    bl_arguments(core)
    for argument in arguments {
      var value = bl_value()
      switch argument {
      case .none: value.tag = Int32(BL_NONE)
      case .yesNo(let truth): value.tag = Int32(truth ? BL_TRUE : BL_FALSE)
      case .integer(let integer):
        value.tag = Int32(BL_INTEGER)
        value.integer = integer
      case .number(let number):
        value.tag = Int32(BL_NUMBER)
        value.number = number
      case .object(let handle):
        bl_argument_object(core, handle)
        continue
      case .text(var text):
        text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) {
            bl_argument_text(core, $0.baseAddress, $0.count)
          }
        }
        continue
      }
      bl_argument(core, &value)
    }
  }
}
