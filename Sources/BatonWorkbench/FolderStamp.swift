#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What tells whether a rule base's files are others than before: their names, sizes and times of change.
///
/// Reads no contents. Hidden files and folders do not count, for editors put theirs there.
package struct FolderStamp: Equatable {
  private struct File: Equatable {
    let size: Int
    let changed: Date
  }

  /// Of a folder that holds more than rules.
  private static let mostFiles = 10_000

  private var files: [String: File] = [:]

  /// - Parameter rules: a folder or one file.
  package init(_ rules: String) {
    var waiting = [rules]
    while let path = waiting.popLast(), files.count < Self.mostFiles {
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
        continue
      }
      if attributes[.type] as? FileAttributeType == .typeDirectory {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        waiting += names.filter { !$0.hasPrefix(".") }.map { path + "/" + $0 }
      } else {
        files[path] = File(
          size: attributes[.size] as? Int ?? 0,
          changed: attributes[.modificationDate] as? Date ?? .distantPast)
      }
    }
  }
}
