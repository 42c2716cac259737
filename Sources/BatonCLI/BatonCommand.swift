import ArgumentParser
import BatonRecords

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The tool. Each command is a thin shell round the library: it reads, calls and writes, and decides
/// nothing itself.
@main
struct BatonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baton",
    abstract: "Rules for service integration: who does what, by when, and why.",
    discussion: """
      A rule base is a folder of Lua files with a main.lua. Begin with one that works:

        baton init rules
        baton check rules
        baton test rules
        baton decide rules requests.ndjson --format table
        baton simulate rules requests.ndjson
        baton conform rules log.xes.gz
        baton report rules requests.ndjson
        baton forecast rules requests.ndjson

      Every command reads a pipe and writes one. Exit codes: 0 all is well; 1 there is a finding (a \
      mistake in the rules, a failed test, a request with errors); 2 the input cannot be used.
      """,
    subcommands: [
      InitCommand.self, CheckCommand.self, DecideCommand.self, ExplainCommand.self,
      TestCommand.self, SimulateCommand.self, ConformCommand.self, DrawCommand.self,
      DiffCommand.self, ReplayCommand.self, GateCommand.self, DocsCommand.self,
      VerifyCommand.self, ClassifyCommand.self,
      ImportCommand.self, ExportCommand.self, FormatCommand.self,
      ReportCommand.self, ForecastCommand.self, ReplCommand.self,
      LuaCommand.self,
    ])

  /// Parses, runs, and turns whatever is thrown into a message and an exit code.
  static func main() {
    // A reader that goes away is met as a failed write, and ends the command quietly.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as OutputFailure {
      end(failure)
    } catch let failure as Unusable {
      Terminal.complain(failure.message)
      ExitStatus.end(ExitStatus.unusable)
    } catch let failure as ReadFailure {
      Terminal.complain(failure.description)
      ExitStatus.end(ExitStatus.unusable)
    } catch let code as ExitCode {
      ExitStatus.end(code.rawValue)
    } catch {
      let isHelp = exitCode(for: error) == .success
      let text = fullMessage(for: error) + "\n"
      if isHelp { help(text) }
      Terminal.note(text)
      ExitStatus.end(ExitStatus.unusable)
    }
  }

  private static func help(_ text: String) -> Never {
    do throws(OutputFailure) {
      try Terminal.write(Array(text.utf8))
      ExitStatus.end(ExitStatus.fine)
    } catch {
      end(error)
    }
  }

  private static func end(_ failure: OutputFailure) -> Never {
    if let message = failure.message { Terminal.complain(message) }
    ExitStatus.end(failure.exitCode)
  }
}
