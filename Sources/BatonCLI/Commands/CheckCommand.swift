import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench

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

      Of a rule base in order it proves whether targets can be kept by the agreements that support \
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
    case text, json
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Option(help: "How to write the findings: text or json.")
  var format: Format = .text

  @Option(help: "From the day of which instant on to prove: ISO 8601. Absent: today.")
  var now: String?

  func run() throws {
    let load = try RuleBaseLoading.load(rules, withTests: true)
    let proofs = load.timeProofs(at: try instant(for: load.engine))
    let zone = load.engine?.zone ?? .utc
    let diagnostics = (load.diagnostics + (proofs?.findings ?? [])).sorted()
    let summary = DiagnosticSummary(diagnostics)
    switch format {
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
      for line in proofs.map({ ProofSummary($0, in: zone).lines }) ?? [] {
        text += TerminalText.plain(line) + "\n"
      }
      text += TerminalText.plain(Self.summary(of: load, summary)) + "\n"
      try Terminal.write(Array(text.utf8))
    case .json:
      var json = JSONWriter()
      DiagnosticDocument.write(
        diagnostics, functions: load.engine?.functions ?? [],
        wide: load.engine?.wideRules ?? [], proofs: proofs, in: zone, to: &json)
      json.endLine()
      try Terminal.write(json.bytes)
    }
    if summary.errors > 0 { throw ExitCode.finding }
  }

  private func instant(for engine: Engine?) throws -> Instant {
    guard let now else { return Clock.now }
    do throws(WorldFault) {
      return try WorldReader.instant(now, in: engine?.zone ?? .utc)
    } catch {
      throw Unusable("--now \(error.message)")
    }
  }

  private static func summary(of load: RuleBaseLoad, _ summary: DiagnosticSummary) -> String {
    guard let engine = load.engine else { return summary.counts }
    let identity = engine.identity
    let title = identity.name + (identity.version.map { " \($0)" } ?? "")
    var counts = engine.ruleCounts.filter { $0.count > 0 }.map { Plural.of($0.count, $0.noun) }
    counts.append(Plural.of(load.scenarios.count, "scenario"))
    let functions = FunctionSummary(engine.functions).counts.map { "; \($0)" } ?? ""
    return "\(title): \(summary.counts); " + counts.joined(separator: ", ") + functions
  }
}
