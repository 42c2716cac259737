#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files with a rule base's scenarios.
package enum TestFiles {
  /// The Lua files in the folder `tests` of a rule base, sorted, relative to the rule base's folder;
  /// none if the rule base is one file.
  package static func names(in rules: String) -> [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: rules + "/tests")
    return (found ?? []).filter { $0.hasSuffix(".lua") }.sorted().map { "tests/\($0)" }
  }
}
