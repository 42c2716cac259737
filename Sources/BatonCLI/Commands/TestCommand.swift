import ArgumentParser
import BatonWorkbench
import Foundation

/// Runs the scenarios of a rule base.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the scenarios of a rule base.",
    discussion: """
      Runs every scenario, every table of cases and all golden decisions in main.lua, in what it \
      includes, and in tests/*.lua, and says of each that fails what was expected, what came out, and \
      which rules made it so.

        baton test rules
        baton test rules payroll
        baton test rules --format junit > results.xml
        baton test rules --watch
        baton test rules --update
        baton test rules --coverage --min-coverage 90
        baton test rules --coverage-html coverage.html
        baton test rules --mutate --save-tests rules/tests/missing.lua
        baton test rules --generate --save-tests rules/tests/generated.lua

      A scenario that says no time (neither the world's now nor the request's opened_at) is decided \
      at 2026-01-01T00:00:00Z. Where errors are not mentioned, an error of a rule, or a \
      value of the request that does not fit its field, fails the scenario. A value of false \
      expects that there is nothing. The exit code is 1 if one failed.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit, tap
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "Only scenarios whose name or file contains this, whatever its case.")
  var filter: String?

  @Option(help: "How to write the results: text, json, junit or tap.")
  var format: Format = .text

  @Flag(help: "Exit with 1 if there is no scenario.")
  var failOnEmpty = false

  @Option(
    help: ArgumentHelp(
      "How many threads run scenarios; as many as there are cores, if nothing is said.",
      discussion: "The output is the same for any number.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Run again whenever a file of the rule base changes, until Ctrl-C.")
  var watch = false

  @Flag(help: "Write the decisions of all golden files as the rules decide now.")
  var update = false

  @Flag(help: "Say what the scenarios reach: rules, parts of conditions, rows, ways, steps.")
  var coverage = false

  @Option(
    name: .customLong("coverage-html"),
    help: ArgumentHelp(
      "Write what the scenarios reach, beside the rules, as a page.", valueName: "file"))
  var coveragePage: String?

  @Option(
    help: ArgumentHelp("Exit with 1 if the scenarios reach less than that.", valueName: "percent"))
  var minCoverage: Double?

  @Flag(
    help: "Say which mistakes in the rules no scenario would notice, and write what is missing.")
  var mutate = false

  @Flag(help: "Write a small suite of scenarios that reaches every rule and boundary.")
  var generate = false

  @Option(
    help: ArgumentHelp(
      "Where the scenarios of --mutate and --generate are written.", valueName: "file"))
  var saveTests: String?

  static let mostJobs = 1024

  var covers: Bool { coverage || coveragePage != nil || minCoverage != nil }

  func validate() throws {
    if let jobs, !(1...Self.mostJobs).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(Self.mostJobs), not \(jobs)")
    }
    if let minCoverage, !(0...100).contains(minCoverage) {
      throw ValidationError("--min-coverage takes a number from 0 to 100, not \(minCoverage)")
    }
    if saveTests != nil, !mutate, !generate {
      throw ValidationError("--save-tests is for what --mutate or --generate writes")
    }
    if generate, mutate || watch || update || covers {
      throw ValidationError("--generate runs no scenarios: drop the other options")
    }
    if mutate, format == .junit || format == .tap {
      throw ValidationError("--mutate is told as text or json")
    }
    if watch, update {
      throw ValidationError("--update writes files that --watch waits for: drop one of them")
    }
  }

  func run() throws {
    let run = TestRun(self)
    guard watch else {
      if try run.run() { throw ExitCode.finding }
      return
    }
    try run.watch()
  }

  var threads: Int {
    jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, Self.mostJobs)
  }
}
