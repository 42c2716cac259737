import Baton

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The three standard streams: whole writes, and whether a person sits behind them.
enum Terminal {
  static let input: Int32 = 0
  static let output: Int32 = 1
  static let errors: Int32 = 2

  static func isInteractive(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether to colour what goes to a descriptor: only a terminal, and not if NO_COLOR is set
  /// (no-color.org) or the terminal cannot.
  static func isColoured(_ descriptor: Int32) -> Bool {
    guard isInteractive(descriptor) else { return false }
    if let noColour = getenv("NO_COLOR"), noColour.pointee != 0 { return false }
    return getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  /// Writes all bytes; a closed pipe and a full disk are failures of their own.
  static func write(_ bytes: [UInt8], to descriptor: Int32 = output) throws(OutputFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        put(descriptor, buffer.baseAddress! + written, buffer.count - written)
      }
      if count >= 0 {
        written += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // Somebody made the descriptor non-blocking, perhaps for the process at its other end.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
      case EPIPE: throw .closed
      default: throw .failed(errno: errno)
      }
    }
  }

  static func write(line text: String) throws(OutputFailure) {
    try write(Array((text + "\n").utf8))
  }

  /// Writes to standard error; if that fails there is nobody to tell.
  static func note(_ text: String) {
    try? write(Array(text.utf8), to: errors)
  }

  /// Writes a sentence to standard error. It may quote what others wrote.
  static func note(line text: String) { note(TerminalText.plain(text) + "\n") }

  /// One sentence about why nothing can be done.
  static func complain(_ message: String) { note(line: "baton: \(message)") }

  /// Writes diagnostics to standard error.
  static func note(_ diagnostics: [Diagnostic]) {
    let isColoured = isColoured(errors)
    for diagnostic in diagnostics {
      note(DiagnosticRenderer.text(diagnostic, coloured: isColoured) + "\n")
    }
  }

  private static func put(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #else
      Darwin.write(descriptor, bytes, count)
    #endif
  }
}
