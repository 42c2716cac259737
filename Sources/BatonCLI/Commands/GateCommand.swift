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

      With --early-life it judges what `early_life` demands of the first weeks after, by what has \
      really happened. A condition that cannot be judged keeps the gate closed, and says what is missing.

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
    if earlyLife, against != nil {
      throw ValidationError("--early-life judges what happened: drop --against")
    }
  }

  func run() throws {
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
