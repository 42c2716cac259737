import Baton

/// What the caller's `baton_rules *` points to: an engine, which never changes, and the workers of
/// single calls.
///
/// The caller's pointer counts as one reference, from opening to closing. During a call the handle
/// is held by the call as well.
final class RulesHandle: Sendable {
  let engine: Engine
  let workers = CallWorkers()

  init(_ engine: Engine) { self.engine = engine }

  /// A pointer for the caller to keep.
  static func open(_ engine: Engine) -> OpaquePointer {
    OpaquePointer(Unmanaged.passRetained(RulesHandle(engine)).toOpaque())
  }

  static func close(_ pointer: OpaquePointer?) {
    guard let pointer else { return }
    Unmanaged<RulesHandle>.fromOpaque(UnsafeRawPointer(pointer)).release()
  }

  static func of(_ pointer: OpaquePointer?) throws(Failure) -> RulesHandle {
    guard let pointer else { throw Failure(.badArgument, "there are no rules: open them first") }
    return Unmanaged<RulesHandle>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }
}
