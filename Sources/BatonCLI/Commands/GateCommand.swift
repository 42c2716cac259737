import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation

/// Whether rules may go live, or are as expected in their first weeks.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Say whether rules may go live, by what the rule base demands of itself.",
    discussion: """
      A rule base declares with `gate` what must hold before its rules go live: how much its scenarios \
      reach, how many findings there may be, and what a history may show under them that it did not \
      show before. All scenarios must pass in any case, and all records of the history must be readable \
      unless it says how many need not be.

        baton gate rules --against live
        baton gate rules --against live --history may.ndjson.gz
        baton gate rules --against live --format html > to-sign.html
        baton gate rules --early-life --history since-then.ndjson
        baton gate rules --against live --sign hr-director --by "R. Weiss" >> signatures.ndjson
        baton gate rules --against live --signatures signatures.ndjson

      With --early-life it judges what `early_life` demands of the first weeks after, by what has \
      really happened. A condition that cannot be judged keeps the gate closed, and says what is missing.

      If the gate names with `agreed_by` who must agree, --signatures has what they said of exactly this \
      version and, with --against, of this change. --sign prints such a line and judges nothing. It is a \
      statement and no cryptographic signature: who keeps the file vouches for it.

      The exit code is 0 if the gate is open, else 1.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, html, json
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Option(help: ArgumentHelp("The rules that are live.", valueName: "rules"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "Requests and events, instead of the file that the rule base names; - is standard input.",
      valueName: "file"))
  var history: String?

  @Flag(help: "Judge the first weeks after the rules went live.")
  var earlyLife = false

  @Option(
    help: ArgumentHelp(
      "What those who must agree have said, a line of JSON each; - is standard input.",
      valueName: "file"))
  var signatures: String?

  @Option(
    help: ArgumentHelp(
      "Print the line with which a role agrees to these rules, for the file of signatures.",
      valueName: "role"))
  var sign: String?

  @Option(help: ArgumentHelp("Who signs for the role.", valueName: "name"))
  var by: String?

  @Flag(help: "Sign that the role does not agree.")
  var disagree = false

  @Option(help: "How to write it: text, markdown, html or json.")
  var format: Format = .text

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "How many threads run scenarios; as many as there are cores, if nothing is said.",
      valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...TestCommand.mostJobs).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(TestCommand.mostJobs), not \(jobs)")
    }
    if sign == nil, by != nil || disagree {
      throw ValidationError(
        "\(by == nil ? "--disagree" : "--by") is for --sign: name the role with it")
    }
    if sign != nil {
      guard let by, by.contains(where: { !$0.isWhitespace }) else {
        throw ValidationError("--sign needs a name: say with --by who signs")
      }
      if earlyLife || signatures != nil || history != nil {
        throw ValidationError("--sign prints a line and judges nothing: drop the other options")
      }
    }
    if signatures == "-", history == "-" {
      throw ValidationError("--signatures and --history cannot both be standard input")
    }
    if earlyLife, signatures != nil {
      throw ValidationError("--early-life judges what happened: drop --signatures")
    }
    if earlyLife, against != nil {
      throw ValidationError("--early-life judges what happened: drop --against")
    }
  }

  func run() throws {
    if let sign { return try Terminal.write(GateRun(self).signature(of: sign).line) }
    let report = try GateRun(self).report()
    let page = GatePage.page(report)
    switch format {
    case .text: try Terminal.write(PageText.bytes(page))
    case .markdown: try Terminal.write(Array(PageMarkdown.text(page).utf8))
    case .html: try Terminal.write(Array(PageHTML.text(page).utf8))
    case .json: try Terminal.write(GateJSON.bytes(report))
    }
    if !report.isOpen { throw ExitCode.finding }
  }

  var threads: Int {
    jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, TestCommand.mostJobs)
  }
}
