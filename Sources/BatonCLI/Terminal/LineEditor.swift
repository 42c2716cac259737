internal import CLineEditor

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lines typed at a terminal, with completion and with those typed before.
///
/// The only place where the tool meets libedit: it calls back for a completion while a line is read,
/// on the same thread.
final class LineEditor {
  enum Answer {
    case line(String)
    /// Ctrl-C: the line was given up.
    case interrupted
    case end
  }

  /// What Tab does.
  struct Completion {
    /// What to put in at the cursor.
    var insert = ""
    /// What to show below the line; empty for nothing.
    var show = ""
  }

  private var editor: OpaquePointer?
  private let complete: (String) -> Completion

  /// - Parameters:
  ///   - remembered: as many lines as arrow-up recalls, the oldest first.
  ///   - complete: asked with the line up to the cursor.
  /// - Returns: nil if the input is no terminal, or one that cannot move its cursor.
  init?(
    remembered: [String], limit: Int, complete: @escaping (String) -> Completion
  ) {
    guard Terminal.isInteractive(Terminal.input), Terminal.isInteractive(Terminal.output),
      let term = getenv("TERM"), !["", "dumb"].contains(String(cString: term))
    else { return nil }
    self.complete = complete
    let context = Unmanaged.passUnretained(self).toOpaque()
    editor = clineeditor_open(
      { context, line, count, insert, show in
        guard let context, let line else { return }
        let editor = Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
        let bytes = UnsafeRawBufferPointer(start: line, count: count)
        let completion = editor.complete(String(decoding: bytes, as: UTF8.self))
        insert?.pointee = strdup(completion.insert)
        show?.pointee = strdup(completion.show)
      }, context, Int32(limit))
    guard editor != nil else { return nil }
    for line in remembered { remember(line) }
  }

  deinit { clineeditor_close(editor) }

  /// Adds a line to those that arrow-up recalls.
  func remember(_ line: String) { clineeditor_remember(editor, line) }

  func read(prompt: String) -> Answer {
    var line: UnsafePointer<CChar>?
    var count = 0
    let status = prompt.withCString { clineeditor_read(editor, $0, &line, &count) }
    switch status {
    case clineeditor_line:
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      return .line(String(decoding: bytes, as: UTF8.self))
    case clineeditor_interrupted: return .interrupted
    default: return .end
    }
  }
}
