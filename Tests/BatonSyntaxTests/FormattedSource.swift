// A source before and after formatting, and what must be the same in both.

import BatonSyntax
import Testing

struct FormattedSource {
  let before: SyntaxTree
  let after: SyntaxTree

  /// Formats a source that is Lua.
  init(_ bytes: [UInt8]) throws {
    before = SyntaxTree.parse(SourceText(name: "p", bytes: bytes))
    let formatted = try SourceFormat.format(before.source)
    after = SyntaxTree.parse(SourceText(name: "p", bytes: formatted))
  }

  init(_ text: String) throws { try self.init(Array(text.utf8)) }

  var text: String { String(decoding: after.source.bytes, as: UTF8.self) }

  /// What is not as it must be, in words; empty if all is well.
  func faults() throws -> [String] {
    var faults: [String] = []
    if !after.problems.isEmpty { faults.append("is not Lua: \(after.problems)") }
    if Outline(before).text != Outline(after).text { faults.append("means something else") }
    if comments(of: before) != comments(of: after) { faults.append("moves or loses a comment") }
    if try SourceFormat.format(after.source) != after.source.bytes {
      faults.append("formatting again changes it")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if !text.isEmpty, !text.hasSuffix("\n") || text.hasSuffix("\n\n") {
      faults.append("does not end with one line end")
    }
    if lines.first == "", !text.isEmpty { faults.append("begins with a blank line") }
    return faults
  }

  /// Each comment, and how many characters of the program (but for separators, quotes and what
  /// escapes them) stand before it.
  private func comments(of tree: SyntaxTree) -> [String] {
    let source = tree.source
    // A byte order mark is no part of the program.
    var from = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var count = 0
    return tree.comments.map { comment in
      for byte in source.bytes[from..<comment.range.lower] where Self.counts(byte) { count += 1 }
      from = comment.range.upper
      let lines = source.text(comment.range).split(omittingEmptySubsequences: false) {
        $0 == "\r" || $0 == "\n" || $0 == "\r\n"
      }
      let text = lines.joined(separator: "\n")
      return "\(count): " + (comment.isLong ? text : Self.withoutEnd(text))
    }
  }

  private static func counts(_ byte: UInt8) -> Bool {
    byte > 0x20 && !#",;"'\"#.utf8.contains(byte)
  }

  private static func withoutEnd(_ line: String) -> String {
    var line = line[...]
    while line.last == " " || line.last == "\t" { line.removeLast() }
    return String(line)
  }
}
