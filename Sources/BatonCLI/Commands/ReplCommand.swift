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

      \(ReplSession.commandHelp)

      At a terminal Tab completes commands, words, fields and the names of the rule base, and arrow-up \
      brings back what was typed before. Lines are kept from one session to the next in \
      ~/.local/state/baton/history (or $XDG_STATE_HOME/baton/history), readable by you alone; requests \
      among them may hold personal data. With --no-history nothing is kept, and a line that begins with \
      a space never is.

      Rules that cannot be loaded are told of as well: mend them and :reload.
      """)

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Flag(help: "Neither keep the lines that are typed nor bring back earlier ones.")
  var noHistory = false

  func run() throws {
    var session = ReplSession(rules: rules)
    try session.load()
    let typist = Typist()
    let history = noHistory ? nil : HistoryFile()
    let editor = LineEditor(
      remembered: Terminal.isInteractive(Terminal.input) ? history?.lines() ?? [] : [],
      limit: HistoryFile.limit, complete: typist.complete)
    guard let editor else { return try readPlainly(&session) }
    defer { history?.trim() }
    var isKept = history != nil
    while true {
      typist.see(session.names, session.waiting)
      switch editor.read(prompt: session.prompt) {
      case .end:
        try session.finish()
        return try Terminal.write(line: "")
      case .interrupted: session.giveUp()
      case .line(let line):
        if line.contains(where: { $0 != " " }) { editor.remember(line) }
        if isKept, let history {
          do throws(Unusable) { try history.add(line) } catch {
            Terminal.complain(error.message)
            isKept = false
          }
        }
        guard try session.take(line) else { return }
      }
    }
  }

  /// From a pipe, or at a terminal that can do no more.
  private func readPlainly(_ session: inout ReplSession) throws {
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
