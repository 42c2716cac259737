import Baton
import Foundation
import Testing

/// What documents show is true: their rules load, their commands print what they say.
struct DocumentTests {
  static let guide = "rules/README.md"

  @Test func documentsAreFound() {
    #expect(DocumentCommands.documents.contains(DocumentTests.guide))
    #expect(DocumentCommands.documents.contains("Examples/payroll/README.md"))
  }

  /// Documents whose commands a reader runs in the repo's root.
  @Test(arguments: DocumentCommands.documents.filter { $0 != DocumentTests.guide })
  func commands(of document: String) throws {
    let scratch = try ScratchFolder()
    for name in ["Examples", "rules"] {
      try FileManager.default.createSymbolicLink(
        at: scratch.url.appending(path: name), withDestinationURL: Repository.folder(name))
    }
    for block in try blocks(of: document) where block.language == "console" {
      try check(block, in: scratch.url)
    }
  }

  /// The guide grows one rule base. A block `-- file: X` is the file X, `-- add to: X` goes to its
  /// end; after each of them the whole loads, and its scenarios pass at the end.
  @Test func theGuide() throws {
    let scratch = try ScratchFolder()
    for block in try blocks(of: DocumentTests.guide) {
      switch block.language {
      case "lua":
        try write(block, below: scratch.url)
        let load = RuleBaseLoad(rules: scratch.url)
        #expect(load.diagnostics.isEmpty, "line \(block.line)")
      case "console":
        try check(block, in: scratch.url)
      default:
        Issue.record("line \(block.line): a block is marked lua or console")
      }
    }
    let tests = try BuiltTool.baton(["test", scratch.url.path, "--fail-on-empty"])
    #expect(tests.status == 0, "\(tests.output)")
  }

  private func check(_ block: MarkdownBlock, in folder: URL) throws {
    let commands = DocumentCommands(block)
    #expect(!commands.commands.isEmpty, "line \(block.line): a block without a command")
    let differences = commands.differences(from: try commands.run(in: folder))
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  private func write(_ block: MarkdownBlock, below folder: URL) throws {
    let head = try #require(block.lines.first)
    let parts = head.components(separatedBy: ": ")
    try #require(parts.count == 2 && ["-- file", "-- add to"].contains(parts[0]), "\(head)")
    let file = folder.appending(path: parts[1])
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text = block.lines.dropFirst().joined(separator: "\n") + "\n"
    let before = parts[0] == "-- add to" ? try String(contentsOf: file, encoding: .utf8) : ""
    try Data((before + text).utf8).write(to: file)
  }

  private func blocks(of document: String) throws -> [MarkdownBlock] {
    let text = try String(contentsOf: Repository.root.appending(path: document), encoding: .utf8)
    return MarkdownBlock.blocks(in: text)
  }
}
