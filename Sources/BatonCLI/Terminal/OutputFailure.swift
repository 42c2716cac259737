#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why output could not be written.
enum OutputFailure: Error, Equatable {
  /// Whoever read it went away, as `head` does: that is no mistake.
  case closed
  /// The system's error number, as for a full disk.
  case failed(errno: Int32)

  /// What to tell; nil if there is nothing to tell.
  var message: String? {
    switch self {
    case .closed: nil
    case .failed(let number):
      "the output cannot be written: \(String(cString: strerror(number)).lowercased()); "
        + "what was written is incomplete"
    }
  }

  var exitCode: Int32 {
    self == .closed ? ExitStatus.fine : ExitStatus.unusable
  }
}
