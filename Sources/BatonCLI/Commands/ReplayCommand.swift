import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonWorkbench

/// A whole history under the rules.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Live through a whole history under the rules, and say what came of it.",
    discussion: """
      Reads requests and events as `simulate` does, lets every case live, and counts: which agreements \
      were kept, what ladders did, where cases left their process, and what rules in shadow mode would \
      have done. It says which values the rules ask for and the history does not hold.

        baton replay rules log.csv.gz
        baton replay new log.csv.gz --against old
        baton replay rules cases.ndjson --format markdown

      With --against the same history also runs under other rules, and both are laid side by side.

      The exit code is 1 if a record could not be used, or a case had an error.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, html, json
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "Requests and events; - is standard input.")
  var log = "-"

  @Option(help: ArgumentHelp("Other rules to run the same history under.", valueName: "rules"))
  var against: String?

  @Option(help: "How to write it: text, markdown, html or json.")
  var format: Format = .text

  @OptionGroup var input: InputOptions

  func run() throws {
    var now = try report(rules)
    var before = try against.map { try report($0) }
    let source = try RequestSource(log, format: input.inputFormat?.format)
    Interruption.watch(input: source.descriptor)
    let failure = read(source, &now, &before)
    if Interruption.isRequested { throw ExitCode.interrupted }
    now.finish()
    before?.finish()
    try write(now, before)
    if let failure {
      Terminal.complain("\(failure)")
      throw ExitCode.unusable
    }
    if now.count.cases == 0 { throw Unusable("there is no request that opens a case") }
    if now.count.hasFindings || before?.count.hasFindings ?? false { throw ExitCode.finding }
  }

  private func report(_ rules: String) throws -> ReplayReport {
    let engine = try RuleBaseLoading.engine(rules)
    let world = try input.readWorld(for: engine)
    do throws(Intake.Failure) {
      return try ReplayReport(engine, in: world, source: input.source)
    } catch {
      throw Unusable(error.description)
    }
  }

  /// Takes in the whole input, up to what ends it too early: what was read before stands.
  private func read(
    _ input: consuming RequestSource, _ now: inout ReplayReport, _ before: inout ReplayReport?
  ) -> ReadFailure? {
    var source = input
    var lines = LineBatchReader()
    var progress = Progress()
    defer { progress.finish() }
    do {
      while !Interruption.isRequested, let batch = try source.nextBatch(size: 64 << 10) {
        let count = batch.forEach(reading: &lines) { outcome, isTabular in
          now.take(outcome, isTabular: isTabular)
          before?.take(outcome, isTabular: isTabular)
        }
        progress.step(count, "replayed")
      }
    } catch {
      return error
    }
    return nil
  }

  private func write(_ now: ReplayReport, _ before: ReplayReport?) throws {
    let page = ReplayPage.page(now, before: before)
    switch format {
    case .text: try Terminal.write(PageText.bytes(page))
    case .markdown: try Terminal.write(Array(PageMarkdown.text(page).utf8))
    case .html: try Terminal.write(Array(PageHTML.text(page).utf8))
    case .json: try Terminal.write(ReplayJSON.bytes(now, before: before))
    }
  }
}
