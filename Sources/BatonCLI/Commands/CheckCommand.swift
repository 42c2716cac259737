import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Loads a rule base with its tests and tells everything that is wrong.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with a rule base.",
    discussion: """
      Loads main.lua, what it includes, and tests/*.lua. Each message has the file, line and column, \
      the line with a caret, what is wrong, the nearest known name, and what to do. All mistakes are \
      reported together.

        baton check rules
        baton check rules --format json | jq -r '.diagnostics[] | "\\(.file):\\(.line): \\(.message)"'
        baton check --explain unreachable

      Of a rule base in order it proves which rules can never be reached, make no difference, \
      contradict themselves or each other, over all requests that the fields and the catalogue \
      allow; a request that shows it stands beside, and --save-tests writes these as scenarios. A \
      finding that is meant stays in the rule: accept = { ["redundant"] = "why" }.

      It proves whether targets can be kept by the agreements that support \
      them, from any start in the two years from --now on, and names the worst start, the chain and \
      its tightest link where not; clocks that never run, ladders that end with nobody who may \
      decide, and hours in which fewer than two groups work. What is not proven is told as not \
      decided.

      Rules with too many alternatives for the index are named: they are right, and slower. \
      Functions that Baton understands are decided like declared conditions; of others it says why \
      they run in Lua.

      The exit code is 1 if there is an error; warnings alone do not fail.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String?

  @Option(
    help: "How to write the findings: text, json, sarif or github (annotations of a workflow).")
  var format: Format = .text

  @Option(help: "Says what a finding means and how to mend it, by its code; all lists the codes.")
  var explain: String?

  @Option(
    name: .customLong("save-tests"), help: "Writes the requests that show findings as scenarios.")
  var savedTests: String?

  @Option(help: "From the day of which instant on to prove: ISO 8601. Absent: today.")
  var now: String?

  @Flag(help: "Exit with 1 for warnings too.")
  var strict = false

  func validate() throws {
    if rules == nil, explain == nil {
      throw ValidationError("Missing expected argument '<rules>'")
    }
  }

  func run() throws {
    if let explain { return try tell(explain) }
    if let savedTests, FileManager.default.fileExists(atPath: savedTests) {
      throw Unusable("\"\(savedTests)\" is there already: --save-tests writes a new file")
    }
    let load = try RuleBaseLoading.load(rules ?? "", withTests: true)
    let checked = load.checked(at: try instant(for: load.engine))
    let zone = load.engine?.zone ?? .utc
    let diagnostics = checked.diagnostics
    let summary = DiagnosticSummary(diagnostics)
    if let savedTests { try save(checked, load, to: savedTests) }
    switch format {
    case .sarif:
      var json = JSONWriter()
      SARIFDocument.write(checked, to: &json)
      json.endLine()
      try Terminal.write(json.bytes)
    case .github: try Terminal.write(Array(WorkflowAnnotations.text(diagnostics).utf8))
    case .text:
      if !load.printed.isEmpty { try? Terminal.write(load.printed, to: Terminal.errors) }
      let isColoured = Terminal.isColoured(Terminal.output)
      var text = ""
      for diagnostic in diagnostics {
        text += DiagnosticRenderer.text(diagnostic, coloured: isColoured) + "\n"
      }
      let functions = load.engine?.functions ?? []
      for line in FunctionSummary(functions).details { text += TerminalText.plain(line) + "\n" }
      for line in WideRuleSummary.details(load.engine?.wideRules ?? []) {
        text += TerminalText.plain(line) + "\n"
      }
      for line in checked.time.map({ ProofSummary($0, checked.rules, in: zone).lines }) ?? [] {
        text += TerminalText.plain(line) + "\n"
      }
      text += TerminalText.plain(Self.summary(of: load, summary, checked)) + "\n"
      try Terminal.write(Array(text.utf8))
    case .json:
      var json = JSONWriter()
      DiagnosticDocument.write(
        checked, functions: load.engine?.functions ?? [], wide: load.engine?.wideRules ?? [],
        in: zone, to: &json)
      json.endLine()
      try Terminal.write(json.bytes)
    }
    if summary.errors > 0 || (strict && summary.warnings > 0) { throw ExitCode.finding }
  }

  private func tell(_ code: String) throws {
    if code == "all" {
      let lines = FindingPages.all.map { "\($0.code): \($0.title)\n" }
      return try Terminal.write(Array(lines.joined().utf8))
    }
    guard let page = FindingPages.page(code) else {
      let nearest = Engine.nearest(to: code, among: FindingPages.all.map(\.code))
      throw Unusable(
        "there is no finding \"\(code)\""
          + (nearest.map { ", did you mean \"\($0)\"?" } ?? "; --explain all lists them"))
    }
    try Terminal.write(Array(page.text.utf8))
  }

  private func save(_ checked: CheckedRules, _ load: RuleBaseLoad, to file: String) throws {
    guard let engine = load.engine else {
      return Terminal.note(line: "\(file): nothing is written while the rules have mistakes")
    }
    let witnesses = checked.findings.compactMap(\.witness)
    if witnesses.isEmpty {
      return Terminal.note(line: "\(file): nothing is written, no finding has a request")
    }
    // To the second, so that the same findings give the same file in a day's work.
    let now = Instant(seconds: try instant(for: engine).milliseconds / 1000)
    let text = WitnessScenarios.text(witnesses, engine, now: now)
    do {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    } catch {
      throw Unusable("\"\(file)\" cannot be written")
    }
    Terminal.note(line: "\(file): \(Plural.of(witnesses.count, "scenario")) written")
  }

  private func instant(for engine: Engine?) throws -> Instant {
    guard let now else { return Clock.now }
    do throws(WorldFault) {
      return try WorldReader.instant(now, in: engine?.zone ?? .utc)
    } catch {
      throw Unusable("--now \(error.message)")
    }
  }

  private static func summary(
    of load: RuleBaseLoad, _ summary: DiagnosticSummary, _ checked: CheckedRules
  ) -> String {
    guard let engine = load.engine else { return summary.counts }
    let identity = engine.identity
    let title = identity.name + (identity.version.map { " \($0)" } ?? "")
    var counts = engine.ruleCounts.filter { $0.count > 0 }.map { Plural.of($0.count, $0.noun) }
    counts.append(Plural.of(load.scenarios.count, "scenario"))
    let functions = FunctionSummary(engine.functions).counts.map { "; \($0)" } ?? ""
    let accepted = checked.accepted.isEmpty ? "" : ", \(checked.accepted.count) accepted"
    return "\(title): \(summary.counts)\(accepted); " + counts.joined(separator: ", ") + functions
  }
}
