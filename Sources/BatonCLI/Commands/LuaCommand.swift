import ArgumentParser
import Baton
import BatonLua
import BatonRecords

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One file in the sandbox.
struct LuaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lua",
    abstract: "Run one Lua file in the sandbox.",
    discussion: """
      Runs the file with the words of the language, as it would run in a rule base, and prints what \
      it printed and then what it returned: a text as it is, numbers and truth values as tostring \
      gives them, anything else by its kind, as <table>. Several values are separated by tabs.

        echo 'return 6 * 7' | baton lua -
        baton lua experiment.lua --meters

      An error goes to standard error with its place, the line and where it was called from; the \
      exit code is 1. So does a warning about legal Lua that is surely a mistake, without changing \
      the exit code. With --meters it adds what the file used and which meter stopped it.
      """)

  @Argument(help: "The file; - is standard input.")
  var file: String

  @Flag(help: "Tell what the file used, on standard error.")
  var meters = false

  func run() throws {
    let outcome = LuaFile.run(
      name: file == "-" ? "standard input" : file, bytes: try read(), folder: folder)
    var bytes = outcome.printed
    if outcome.isFine, !outcome.results.isEmpty {
      bytes += outcome.results.map(LuaValueText.bytes).joined(separator: [0x09])
      bytes.append(0x0a)
    }
    try Terminal.write(bytes)
    Terminal.note(outcome.diagnostics)
    if meters { tell(outcome) }
    if !outcome.isFine { throw ExitCode.finding }
  }

  private func read() throws(ReadFailure) -> [UInt8] {
    try file == "-" ? RuleFiles.standardInput() : RuleFiles.bytes(file)
  }

  private var folder: URL {
    if file == "-" { return URL(filePath: ".") }
    return URL(filePath: file).resolvingSymlinksInPath().deletingLastPathComponent()
  }

  private func tell(_ outcome: LuaFile.Outcome) {
    let usage = outcome.usage
    Terminal.note(
      """
      fuel: \(usage?.fuel ?? 0)
      live: \(usage?.liveBytes ?? 0) bytes
      largest block: \(usage?.largestBlock ?? 0) bytes
      churned: \(usage?.churnedBytes ?? 0) bytes
      clock: \(Int((usage?.seconds ?? 0) * 1e6)) µs
      stopped by: \(outcome.stopped?.rawValue ?? "nothing")

      """)
  }
}
