// Writes the standard rule library as Swift source, so that an embedder needs no files.

import Foundation

@main
struct EmbedRules {
  /// Arguments: the folder `rules/standard`, and the Swift file to write.
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      throw Failure(message: "usage: EmbedRules FOLDER OUTPUT.swift")
    }
    let folder = URL(filePath: arguments[1])
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".lua") || $0.hasSuffix(".csv") }.sorted()
    var source = "// Made from rules/standard by the build.\n\nextension StandardLibrary {\n"
    source += "  static let files: [String: String] = [\n"
    for name in names {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      source += "    \"\(name)\": \(literal(text)),\n"
    }
    if names.isEmpty { source += "    :\n" }
    source += "  ]\n}\n"
    try source.write(to: URL(filePath: arguments[2]), atomically: true, encoding: .utf8)
  }

  /// A raw string literal on one line, whatever the text contains.
  private static func literal(_ text: String) -> String {
    var hashes = "#"
    while text.contains("\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
    let escaped = text.replacingOccurrences(of: "\r", with: "\\\(hashes)r")
      .replacingOccurrences(of: "\n", with: "\\\(hashes)n")
    return hashes + "\"" + escaped + "\"" + hashes
  }

  struct Failure: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
  }
}
