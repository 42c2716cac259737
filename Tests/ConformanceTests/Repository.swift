import Foundation

/// Where the repo's files are: its documents, rules and examples are tested as they stand.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func folder(_ path: String) -> URL {
    root.appending(path: path, directoryHint: .isDirectory)
  }

  /// The files below a folder of the repo, by their paths from its root, sorted. What is built or
  /// hidden does not count.
  static func files(below folder: String = "", endingIn ending: String) -> [String] {
    let start = folder.isEmpty ? root : self.folder(folder)
    let prefix = folder.isEmpty ? "" : folder + "/"
    let found = FileManager.default.enumerator(atPath: start.path)
    var files: [String] = []
    while let path = found?.nextObject() as? String {
      if path.split(separator: "/").last?.hasPrefix(".") ?? false {
        found?.skipDescendants()
      } else if path.hasSuffix(ending) {
        files.append(prefix + path)
      }
    }
    return files.sorted()
  }
}
