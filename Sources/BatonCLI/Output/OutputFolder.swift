#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder that a command writes files into.
struct OutputFolder {
  let path: String

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  /// How a file begins; nil if it is not there or is no text.
  func start(of name: String, count: Int) -> String? {
    guard let handle = FileManager.default.contents(atPath: file(name)) else { return nil }
    return String(validating: handle.prefix(count), as: UTF8.self)
  }

  /// Writes a file, with the folders that it needs, and says so.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(filePath: file(name))
    do {
      try FileManager.default.createDirectory(
        atPath: url.deletingLastPathComponent().path, withIntermediateDirectories: true)
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw Unusable("\"\(file(name))\" cannot be written: is it a place that you may write to?")
    }
    Terminal.note(line: "wrote \(file(name))")
  }

  func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }
}
