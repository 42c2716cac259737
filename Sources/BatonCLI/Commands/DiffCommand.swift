import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation

/// What changes between two rule bases.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changes between two rule bases, and for which requests.",
    discussion: """
      Lays two versions of a rule base side by side: what is declared otherwise, whatever the layout \
      of the files; and with --on which requests are decided otherwise, grouped by what changes and by \
      the rules that make it so, with counts and samples, and how many requests each group gets.

        baton diff old new
        baton diff old new --on requests.ndjson
        zcat log.csv.gz | baton diff old new --on - --format markdown > change.md
        baton diff old new --on requests.ndjson --format html > to-sign.html

      Without --on it makes requests of the rules themselves, at the edges that either version draws, \
      and shows some that are decided otherwise; or says that every request goes to the same \
      receivers, if only routes differ and that can be proven.

      Each version reads the requests by its own sources and fields: what only one of them can read is \
      told too. That another rule leads to the same is no difference of a decision.

      The exit code is 1 if anything is decided otherwise, or is declared otherwise and it is not \
      proven that every request is decided alike.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, html, json
  }

  @Argument(help: "The rule base as it was: a folder with a main.lua, or one Lua file.")
  var old: String

  @Argument(help: "The rule base as it is to be.")
  var new: String

  @Option(help: ArgumentHelp("Requests to decide by both; - is standard input.", valueName: "file"))
  var on: String?

  @Option(help: "How to write it: text, markdown, html or json.")
  var format: Format = .text

  @Flag(help: "All rows of each table, not only the ten most frequent.")
  var all = false

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "How many threads decide; as many as there are cores, if nothing is said.", valueName: "n"))
  var jobs: Int?

  private static let mostJobs = 1024

  func validate() throws {
    if let jobs, !(1...Self.mostJobs).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(Self.mostJobs), not \(jobs)")
    }
  }

  func run() throws {
    let (before, outlineBefore, _) = try load(old)
    let (after, outlineAfter, gate) = try load(new)
    var report = DifferenceReport(from: before.identity, to: after.identity)
    if let outlineBefore, let outlineAfter {
      report.rules = RuleChanges(from: outlineBefore, to: outlineAfter)
    }
    if let on {
      try compare(before, after, on, &report)
    } else if let outlineBefore, let outlineAfter, let rules = report.rules {
      let now = try input.readWorld(for: after).now ?? Clock.now
      report.shown = ShownDifference(
        (before, outlineBefore), (after, outlineAfter), rules, at: now)
    }
    try write(report, asking: gate)
    if report.hasFindings { throw ExitCode.finding }
  }

  private func load(_ rules: String) throws -> (Engine, RuleOutline?, Gate?) {
    let load = try RuleBaseLoading.outlined(rules)
    return (try RuleBaseLoading.engine(of: load), load.outline, load.gate)
  }

  private func compare(
    _ before: Engine, _ after: Engine, _ file: String, _ report: inout DifferenceReport
  ) throws {
    let worlds = (try input.readWorld(for: before), try input.readWorld(for: after))
    let name = input.source
    let comparer: @Sendable () throws -> RequestComparer = {
      try RequestComparer((before, worlds.0), (after, worlds.1), source: name)
    }
    // Asked for before the input is opened, so that a wrong source is told of first.
    _ = try comparer()
    let source = try RequestSource(file, format: input.inputFormat?.format)
    Interruption.watch(input: source.descriptor)
    let requests = RequestBatches(source)
    let stop = StopSign()
    let threads = jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, Self.mostJobs)
    var progress = Progress()
    defer { progress.finish() }
    if threads > 1 { Interruption.leaveToReader() }
    defer { Interruption.accept() }
    try OrderedPipeline<RequestBatch, DifferenceReport>.run(
      workers: threads, stop: stop,
      read: {
        Interruption.accept()
        return try requests.next()
      },
      makeWorker: {
        let comparer = try comparer()
        return { comparer.compare($0) }
      },
      write: { part in
        report.add(part)
        progress.step(part.requests, "compared")
        return true
      })
    progress.finish()
    if Interruption.isRequested { throw ExitCode.interrupted }
  }

  private func write(_ report: DifferenceReport, asking gate: Gate?) throws {
    let limit = all || format == .html ? nil : 10
    let page = DifferencePage(report, limit: limit, asking: gate).page
    switch format {
    case .text: try Terminal.write(PageText.bytes(page))
    case .markdown: try Terminal.write(Array(PageMarkdown.text(page).utf8))
    case .html: try Terminal.write(Array(PageHTML.text(page).utf8))
    case .json: try Terminal.write(DifferenceJSON.bytes(report))
    }
  }
}
