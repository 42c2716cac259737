import ArgumentParser
import Baton
import BatonRecords
import BatonWorkbench
import Foundation

/// One run of a rule base's tests, or one after the other while its files change.
struct TestRun {
  private let command: TestCommand

  init(_ command: TestCommand) {
    self.command = command
  }

  /// - Returns: whether something is to be told that is not as it should be.
  func run() throws -> Bool {
    if let file = command.saveTests { try requireNew(file) }
    let load = try RuleBaseLoading.load(command.rules, withTests: true)
    let engine = try RuleBaseLoading.engine(of: load)
    if command.update { return try update(load, engine) }
    if command.generate {
      let suite = showingProgress {
        SuiteGenerator(engine).suite(jobs: command.threads, onStep: $0)
      }
      try save(suite.scenarios, to: command.saveTests)
      if suite.left > 0 {
        Terminal.complain(
          "\(suite.left) of \(Plural.of(suite.mistakes, "possible mistake")) were not looked at: "
            + "with so many rules that takes too long, and --mutate takes the time")
      }
      return false
    }
    let suite = TestSuite(load, by: engine)
    let mistakes = suite.mistakes.filter { isWanted($0.scenario) }
    let declared = suite.scenarios
    let scenarios = declared.filter(isWanted)
    if let filter = command.filter, scenarios.isEmpty, mistakes.isEmpty, !declared.isEmpty {
      throw Unusable("no scenario has \"\(filter)\" in its name or file")
    }
    let runner = ScenarioRunner(engine)
    guard command.covers else {
      let results = runner.run(scenarios, jobs: command.threads) + mistakes
      return try tell(results, nil, mutation(of: engine, results), of: engine)
    }
    let run = runner.runCovering(scenarios, jobs: command.threads)
    let results = run.results + mistakes
    return try tell(results, run.coverage, mutation(of: engine, results), of: engine)
  }

  /// Nil where it is not asked for, and where a scenario fails: what it would notice is not known then.
  private func mutation(of engine: Engine, _ results: [ScenarioResult]) -> MutationReport? {
    guard command.mutate, results.allSatisfy(\.isPassed) else { return nil }
    return showingProgress {
      MutationRun(engine).run(results.map(\.scenario), jobs: command.threads, onStep: $0)
    }
  }

  /// Counts the steps of long work on the terminal.
  private func showingProgress<Result>(_ work: ((String) -> Void) -> Result) -> Result {
    var progress = Progress()
    var doing = ""
    let result = work { verb in
      if verb != doing {
        progress.finish()
        progress = Progress()
        doing = verb
      }
      progress.step(1, verb)
    }
    progress.finish()
    return result
  }

  /// Writes scenarios to a file, else to standard output.
  private func save(_ scenarios: [Scenario], to file: String?) throws {
    let text = TestText.lua(scenarios)
    guard let file else { return try Terminal.write(Array(text.utf8)) }
    try requireNew(file)
    do { try Data(text.utf8).write(to: URL(filePath: file)) } catch {
      throw Unusable("\"\(file)\" cannot be written")
    }
    Terminal.note(line: "\(file): \(Plural.of(scenarios.count, "scenario")) written")
  }

  private func requireNew(_ file: String) throws {
    guard FileManager.default.fileExists(atPath: file) else { return }
    throw Unusable("\"\(file)\" is there already: --save-tests writes a new file")
  }

  private func tell(
    _ results: [ScenarioResult], _ coverage: Coverage?, _ mutation: MutationReport?,
    of engine: Engine
  ) throws -> Bool {
    let report = ScenarioReport(results, coverage: coverage, mutation: mutation)
    try write(report, suite: engine.identity.name)
    if command.mutate, mutation == nil {
      Terminal.complain("mutants are run when all scenarios pass")
    }
    if let mutation {
      if command.format == .text {
        let text = "\n" + mutation.text(showsTests: command.saveTests == nil)
        try Terminal.write(Array(text.utf8))
      }
      if let file = command.saveTests, !mutation.tests.isEmpty {
        try save(mutation.tests, to: file)
      }
    }
    if let coverage, let file = command.coveragePage {
      let page = CoveragePage(coverage, of: engine.identity.name) { name in
        (try? Data(contentsOf: folder.appending(path: name)))
          .map { String(decoding: $0, as: UTF8.self) }
      }
      do { try Data(page.html.utf8).write(to: URL(filePath: file)) } catch {
        throw Unusable("\"\(file)\" cannot be written")
      }
    }
    let isTooLittle = coverage.map { $0.percent < command.minCoverage ?? 0 } ?? false
    if isTooLittle, let coverage, let least = command.minCoverage {
      Terminal.complain(
        "the scenarios reach \(coverage.percentInWords), at least \(least) % is wanted")
    }
    return report.failed > 0 || (command.failOnEmpty && results.isEmpty) || isTooLittle
      || (mutation?.unnoticed ?? 0) > 0
  }

  private func write(_ report: ScenarioReport, suite: String) throws {
    switch command.format {
    case .text: try Terminal.write(Array(report.text.utf8))
    case .junit: try Terminal.write(Array(report.junit(suite: suite).utf8))
    case .tap: try Terminal.write(Array(report.tap.utf8))
    case .json:
      var json = JSONWriter()
      report.write(to: &json)
      json.endLine()
      try Terminal.write(json.bytes)
    }
  }

  private func isWanted(_ scenario: Scenario) -> Bool {
    guard let filter = command.filter?.lowercased() else { return true }
    return scenario.name.lowercased().contains(filter)
      || scenario.place.file.lowercased().contains(filter)
  }

  // MARK: Golden decisions

  private func update(_ load: RuleBaseLoad, _ engine: Engine) throws -> Bool {
    if load.goldens.isEmpty {
      throw Unusable("there is nothing to update: no file declares `golden` decisions")
    }
    for golden in load.goldens where isWanted(golden) {
      let bytes = GoldenDecisions(golden, by: engine).decided()
      let file = folder.appending(path: golden.decisionsFile)
      let before = (try? Data(contentsOf: file)).map { [UInt8]($0) }
      if before == bytes {
        try Terminal.write(line: "\(golden.decisionsFile): as before")
        continue
      }
      do { try Data(bytes).write(to: file, options: .atomic) } catch {
        throw Unusable("\"\(golden.decisionsFile)\" cannot be written")
      }
      let moved = LineDifference.count(before ?? [], bytes)
      try Terminal.write(
        line: "\(golden.decisionsFile): \(Plural.of(moved, "decision")) moved, "
          + "\(golden.requests.count) written")
    }
    return false
  }

  private func isWanted(_ golden: Golden) -> Bool {
    guard let filter = command.filter?.lowercased() else { return true }
    return golden.name.lowercased().contains(filter)
      || golden.place.file.lowercased().contains(filter)
  }

  private var folder: URL {
    let url = URL(filePath: command.rules)
    var isFolder = false
    _ = FileManager.default.fileExists(atPath: command.rules, isDirectory: &isFolder)
    return isFolder ? url : url.deletingLastPathComponent()
  }

  // MARK: Watching

  /// Runs again whenever a file changes. What is half-edited gives its errors, and is waited for.
  func watch() throws {
    Interruption.endAtOnce()
    while true {
      let stamp = FolderStamp(command.rules)
      do { _ = try run() } catch let failure as Unusable {
        Terminal.complain(failure.message)
      } catch is ExitCode {
        // The diagnostics are on standard error.
      }
      Terminal.note(line: "waiting for a change of \(command.rules)")
      while FolderStamp(command.rules) == stamp { Thread.sleep(forTimeInterval: 0.2) }
    }
  }
}
