import Foundation

/// Lines that were typed at a prompt, kept in a file that only their writer may read.
///
/// One line of text each, the newest last. Requests among them can hold personal data: that is why
/// the file is private, short, and can be switched off.
struct HistoryFile {
  /// How many lines are kept.
  static let limit = 1000
  /// A longer line is not kept, in bytes.
  private static let longest = 16 << 10

  private let file: URL

  /// Where it lies by the XDG base directory specification: `$XDG_STATE_HOME/baton/history`, else
  /// `~/.local/state/baton/history`; nil if neither place is known.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    func folder(_ name: String) -> URL? {
      guard let path = environment[name], path.hasPrefix("/") else { return nil }
      return URL(filePath: path, directoryHint: .isDirectory)
    }
    guard
      let state = folder("XDG_STATE_HOME")
        ?? folder("HOME")?.appending(path: ".local/state", directoryHint: .isDirectory)
    else { return nil }
    file = state.appending(path: "baton/history")
  }

  /// The lines that are kept, the oldest first; none if there are none or they cannot be read.
  func lines() -> [String] {
    guard let data = try? Data(contentsOf: file) else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").suffix(Self.limit)
      .map(String.init)
  }

  /// Adds a line; one that begins with a space is not kept, as in other shells.
  /// - Throws: `Unusable` if it cannot be written.
  func add(_ line: String) throws(Unusable) {
    guard !line.isEmpty, !line.hasPrefix(" "), line.utf8.count <= Self.longest,
      !line.utf8.contains(0x0A)
    else { return }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      if !FileManager.default.fileExists(atPath: file.path) {
        try Data().write(to: file, options: .withoutOverwriting)
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      let handle = try FileHandle(forWritingTo: file)
      defer { try? handle.close() }
      try handle.seekToEnd()
      try handle.write(contentsOf: Data((line + "\n").utf8))
    } catch {
      throw Unusable("\"\(file.path)\" cannot be written: lines are not kept")
    }
  }

  /// Drops what is more than the limit.
  func trim() {
    guard let data = try? Data(contentsOf: file) else { return }
    let all = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard all.count > Self.limit else { return }
    let kept = all.suffix(Self.limit).joined(separator: "\n") + "\n"
    let temporary = file.appendingPathExtension("\(UUID().uuidString)")
    do {
      try Data().write(to: temporary, options: .withoutOverwriting)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: temporary.path)
      try Data(kept.utf8).write(to: temporary)
      guard rename(temporary.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
    }
  }
}
