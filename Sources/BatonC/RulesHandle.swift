import Baton

/// What the caller's `baton_rules *` points to: an engine, which never changes.
///
/// The caller's pointer counts as one reference, from opening to closing. During a call the engine
/// is held by the call as well.
final class RulesHandle: Sendable {
  let engine: Engine

  init(_ engine: Engine) { self.engine = engine }

  /// A pointer for the caller to keep.
  static func open(_ engine: Engine) -> OpaquePointer {
    OpaquePointer(Unmanaged.passRetained(RulesHandle(engine)).toOpaque())
  }

  static func close(_ pointer: OpaquePointer?) {
    guard let pointer else { return }
    Unmanaged<RulesHandle>.fromOpaque(UnsafeRawPointer(pointer)).release()
  }

  static func engine(_ pointer: OpaquePointer?) throws(Failure) -> Engine {
    guard let pointer else { throw Failure(.badArgument, "there are no rules: open them first") }
    return Unmanaged<RulesHandle>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue().engine
  }
}
