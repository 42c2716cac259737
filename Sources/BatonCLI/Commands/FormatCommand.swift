import ArgumentParser
import Baton
import BatonLua
import BatonRecords
import BatonSyntax
import BatonWorkbench

/// Rule files in the house way.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Format rule files.",
    discussion: """
      Writes Lua files in one way: two spaces for what is inside, one space inside braces, double \
      quotes, a comma after the last field of a table over several lines, one blank line at most. \
      Which lines there are stays as it is, but a line of more than 100 characters is divided at its \
      tables. Rows of a table are aligned in columns, other columns where one was begun. What a file \
      means never changes; comments stay where they are.

        baton fmt rules                 every Lua file in the folder and below it
        baton fmt rules/routing.lua     one file
        baton fmt rules --check         tell which files are not in this way; exit code 1 if any
        baton fmt rules --diff          show what would change, and write nothing
        baton fmt - < routing.lua       from standard input to standard output

      Hidden files and links are left alone. A file that is not Lua is told of and left alone too.
      """)

  @Argument(help: "Files and folders; - is standard input.")
  var files: [String]

  @Flag(help: "Write nothing: list the files that would change.")
  var check = false

  @Flag(help: "Write nothing: show what would change.")
  var diff = false

  private enum Outcome {
    case asItWas, changed, refused
  }

  func run() throws {
    if files.contains("-") {
      guard files.count == 1 else { throw Unusable("- stands alone: name files, or read one") }
      return try formatInput()
    }
    var changed = 0
    var total = 0
    var hasFindings = false
    var isUnusable = false
    for name in files {
      do {
        for file in try RuleFiles.files(name) {
          switch try format(file) {
          case .asItWas: break
          case .changed: changed += 1
          case .refused: hasFindings = true
          }
          total += 1
        }
      } catch let failure as Unusable {
        Terminal.complain(failure.message)
        isUnusable = true
      } catch let failure as ReadFailure {
        Terminal.complain(failure.description)
        isUnusable = true
      }
    }
    if isUnusable { throw ExitCode.unusable }
    if hasFindings || ((check || diff) && changed > 0) { throw ExitCode.finding }
    if !check, !diff { Terminal.note(line: "\(changed) of \(Plural.of(total, "file")) formatted") }
  }

  /// - Throws: `Unusable` or `ReadFailure` if the file cannot be read or written.
  private func format(_ file: String) throws -> Outcome {
    let before = try RuleFiles.bytes(file)
    switch LuaFile.formatted(SourceText(name: file, bytes: before)) {
    case .refused(let diagnostics):
      Terminal.note(diagnostics)
      return .refused
    case .formatted(let after):
      if after == before { return .asItWas }
      if diff {
        for line in UnifiedDifference.lines(before, after, name: file) {
          try Terminal.write(line: line)
        }
      } else if check {
        try Terminal.write(line: file)
      } else {
        try RuleFiles.replace(file, with: after)
        try Terminal.write(line: "formatted \(file)")
      }
      return .changed
    }
  }

  private func formatInput() throws {
    let before = try RuleFiles.standardInput()
    switch LuaFile.formatted(SourceText(name: "standard input", bytes: before)) {
    case .refused(let diagnostics):
      Terminal.note(diagnostics)
      throw ExitCode.finding
    case .formatted(let after):
      if diff {
        for line in UnifiedDifference.lines(before, after, name: "standard input") {
          try Terminal.write(line: line)
        }
      } else if check {
        if after != before { try Terminal.write(line: "standard input") }
      } else {
        return try Terminal.write(after)
      }
      if after != before { throw ExitCode.finding }
    }
  }
}
