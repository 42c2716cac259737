import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonWorkbench

/// Runs the scenarios of a rule base.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the scenarios of a rule base.",
    discussion: """
      Runs every scenario in main.lua, in what it includes, and in tests/*.lua, and says of each \
      that fails what was expected, what came out, and which rules made it so.

        baton test rules
        baton test rules payroll
        baton test rules --format junit > results.xml

      A scenario that says no time (neither the world's now nor the request's opened_at) is decided \
      at 2026-01-01T00:00:00Z. Where errors are not mentioned, an error of a rule fails the \
      scenario. A value of false expects that there is nothing. The exit code is 1 if one failed.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "Only scenarios whose name or file contains this, whatever its case.")
  var filter: String?

  @Option(help: "How to write the results: text, json or junit.")
  var format: Format = .text

  @Flag(help: "Exit with 1 if there is no scenario.")
  var failOnEmpty = false

  func run() throws {
    let load = try RuleBaseLoading.load(rules, withTests: true)
    let engine = try RuleBaseLoading.engine(of: load)
    let scenarios = load.scenarios.filter(isWanted)
    if let filter, scenarios.isEmpty, !load.scenarios.isEmpty {
      throw Unusable("no scenario has \"\(filter)\" in its name or file")
    }
    let report = ScenarioReport(ScenarioRunner(engine).run(scenarios))
    switch format {
    case .text: try Terminal.write(Array(report.text.utf8))
    case .junit: try Terminal.write(Array(report.junit(suite: engine.identity.name).utf8))
    case .json:
      var json = JSONWriter()
      report.write(to: &json)
      json.endLine()
      try Terminal.write(json.bytes)
    }
    if report.failed > 0 || (failOnEmpty && scenarios.isEmpty) { throw ExitCode.finding }
  }

  private func isWanted(_ scenario: Scenario) -> Bool {
    guard let filter = filter?.lowercased() else { return true }
    return scenario.name.lowercased().contains(filter)
      || scenario.place.file.lowercased().contains(filter)
  }
}
