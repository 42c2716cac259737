import ArgumentParser
import Baton

/// Rules tried by hand.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Try rules and Lua by hand.",
    discussion: """
      Reads lines: Lua expressions and statements, run in the sandbox, and commands that begin with \
      a colon. Mistakes are told and end nothing.

        :decide {"kind":"incident","impact":"high"}   the decision as JSON
        :why {"kind":"incident","impact":"high"}      the reasons as text
        :reload                                       read the rules again
        :help                                         these commands
        :quit                                         end, as the end of input does

      Rules that cannot be loaded are told of as well: mend them and :reload.
      """)

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  func run() throws {
    var session = ReplSession(rules: rules)
    try session.load()
    let isInteractive = Terminal.isInteractive(Terminal.input)
    while true {
      if isInteractive { try Terminal.write(Array(session.prompt.utf8)) }
      guard let line = readLine() else { break }
      guard try session.take(line) else { return }
    }
    try session.finish()
    if isInteractive { try Terminal.write(line: "") }
  }
}
