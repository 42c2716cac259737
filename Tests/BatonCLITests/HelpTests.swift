// Help and bad arguments.

import Testing

@Suite struct HelpTests {
  @Test(arguments: [
    "init", "check", "decide", "verify", "classify", "explain", "test", "simulate", "import",
    "export", "repl",
    "lua",
  ])
  func eachCommandHasHelpWithAnExample(_ command: String) throws {
    let run = try Tool.run(command, "--help")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.contains("USAGE: baton \(command)"))
    #expect(run.output.contains(command == "repl" ? ":decide {" : "baton \(command) "))
    #expect(run.lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE: ") })
    #expect(try Tool.run("--help").output.contains("  \(command) "))
  }

  #if os(Linux)
    @Test(arguments: ["--help", "decide --help", "help"])
    func helpThatCannotBeWrittenIsAFailure(_ arguments: String) throws {
      let run = try Tool.shell("\"$0\" \(arguments) > /dev/full")
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("baton: the output cannot be written: "))
    }
  #endif

  @Test(arguments: [
    ["decide"], ["decide", ".", "--nonsense"], ["check", ".", "--format", "yaml"], ["conduct"],
  ])
  func badArgumentsAreUnusable(_ arguments: [String]) throws {
    let run = try Tool.run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("Error: "))
  }
}
