import Foundation

/// The commands that a document shows, and what it says they print.
///
/// In a block marked `console` a line that begins with `$ ` is a command, and the lines after it are
/// all that it prints, errors included. A line `…` stands for any number of lines. A command must
/// succeed; one that must not is followed by `$ echo $?` and the exit code, but for a `diff` that shows
/// differences. Blocks marked otherwise, `sh` for example, are not run.
struct DocumentCommands {
  struct Command {
    let text: String
    /// Where the document has it, from 1.
    let line: Int
    let output: [String]
  }

  /// What a command did.
  struct Result {
    var output: [String]
    var status: Int32
  }

  let commands: [Command]

  /// The documents of the repo that show commands, by their paths.
  static let documents: [String] = Repository.files(endingIn: ".md").filter { path in
    let text = try? String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
    return MarkdownBlock.blocks(in: text ?? "").contains { $0.language == "console" }
  }

  init(_ block: MarkdownBlock) {
    var commands: [Command] = []
    var current: (text: String, line: Int, output: [String])?
    func finish() {
      guard let current else { return }
      commands.append(Command(text: current.text, line: current.line, output: current.output))
    }
    for (index, line) in block.lines.enumerated() {
      if line.hasPrefix("$ ") {
        finish()
        current = (String(line.dropFirst(2)), block.line + index, [])
      } else {
        current?.output.append(line)
      }
    }
    finish()
    self.commands = commands
  }

  /// Runs the commands one after the other in one shell, as a reader would.
  func run(in folder: URL) throws -> [Result] {
    // A line that no command prints stands before the output of each and before its exit code.
    let mark = "\u{1E}"
    var script = "status=0\n"
    for command in commands {
      script += "printf '\(mark)\\n'; (exit $status)\n\(command.text)\n"
      script += "status=$?; printf '\(mark)%d\\n' $status\n"
    }
    let printed = try BuiltTool.shell(script, in: folder).output
    let parts = printed.components(separatedBy: mark).dropFirst()
    var results: [Result] = []
    for (index, part) in parts.enumerated() {
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if index.isMultiple(of: 2) {
        results.append(Result(output: Array(lines.dropFirst().dropLast()), status: -1))
      } else {
        results[results.count - 1].status = lines.first.flatMap { Int32($0) } ?? -1
      }
    }
    return results
  }

  /// What the document says and what happened; empty if they agree.
  func differences(from results: [Result]) -> [String] {
    guard results.count == commands.count else {
      return ["\(results.count) of \(commands.count) commands ran"]
    }
    var differences: [String] = []
    for (index, (command, result)) in zip(commands, results).enumerated() {
      if !Self.agrees(command.output, result.output) {
        differences.append(
          """
          line \(command.line): $ \(command.text)
          shown:
          \(command.output.joined(separator: "\n"))
          printed:
          \(result.output.joined(separator: "\n"))
          """)
      }
      let asksForStatus = index + 1 < commands.count && commands[index + 1].text == "echo $?"
      let showsDifferences = command.text.hasPrefix("diff ") && !command.output.isEmpty
      if !asksForStatus, result.status != (showsDifferences ? 1 : 0) {
        differences.append("line \(command.line): $ \(command.text)\nexit code \(result.status)")
      }
    }
    return differences
  }

  private static func agrees(_ shown: [String], _ printed: [String]) -> Bool {
    agrees(shown[...].map(trimmed)[...], printed.map(trimmed)[...])
  }

  private static func agrees(_ shown: ArraySlice<String>, _ printed: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return printed.isEmpty }
    if first == "…" {
      return printed.indices.contains { agrees(shown.dropFirst(), printed[$0...]) }
        || shown.count == 1
    }
    return first == printed.first && agrees(shown.dropFirst(), printed.dropFirst())
  }

  /// Spaces at the end of a line cannot be seen in a document.
  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
