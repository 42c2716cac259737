import ArgumentParser
import Baton
import BatonWorkbench

/// What a history says, measured end to end.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Measure a history: where the time went, what was kept, how cases were handed on.",
    discussion: """
      Reads requests and events as `replay` does, and lets the cases live under the rules, so that \
      agreements count, also those of a decision log; or reads an event log as `conform` does, which \
      only says what happened. A source with `log`, and XES, are logs; --from says otherwise.

        baton report rules cases.ndjson
        baton report rules cases.ndjson --format html > report.html
        baton report rules log.xes.gz --format json
        baton report rules cases.ndjson --period 2026-05 --for provider:acme
        baton report rules cases.ndjson --format csv --table time
        baton report rules log.xes.gz --changed 2026-05-08 --table before_and_after
        baton report rules cases.ndjson --before old-rules --table before_and_after

      The measures of the rule base are among the tables. Each number has the cases behind it \
      (--with-cases in JSON), and the time of all cases is the time of all their parts, which the foot \
      says. --table cases and --table spans give the cases one by one.

      --changed lays cases opened before a day beside those opened from it on. --before lets the same \
      requests and events live under other rules as well, and lays both beside each other. A \
      difference is called more than chance so that chance alone gives any in less than 1 of 100 reports.

      The exit code is 1 if a record could not be used, and 2 if the input cannot be read.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, html, csv, json
  }

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case log, cases
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "The history; - is standard input.")
  var log = "-"

  @Option(help: "How to write it: text, markdown, html (one file), csv or json.")
  var format: Format = .text

  @Option(help: "What the history is: an event log, or requests with what happened to them.")
  var from: Form?

  @Option(
    help: ArgumentHelp(
      "Only cases that were opened then: 2026, 2026-Q2, 2026-05, a day, or two with .. between.",
      valueName: "period"))
  var period: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Only what concerns a provider: provider:acme; or for a board, without cases: board.",
      valueName: "who"))
  var audience: String?

  @Option(
    help: ArgumentHelp(
      "Lay cases opened before a day, or an instant, beside those opened from then on.",
      valueName: "day"))
  var changed: String?

  @Option(
    help: ArgumentHelp(
      "Lay beside it what the same history is under other rules.", valueName: "rules"))
  var before: String?

  @Option(help: ArgumentHelp("Only one table, by its name.", valueName: "name"))
  var table: String?

  @Flag(help: "In JSON, name the cases behind each row.")
  var withCases = false

  @OptionGroup var input: InputOptions

  func validate() throws {
    if format == .html, table != nil {
      throw ValidationError("--table is one table: write it as text, markdown, csv or json")
    }
    if audience == Self.board, format != .html {
      throw ValidationError("--for board is a page: add --format html")
    }
    if changed != nil, before != nil {
      throw ValidationError("--changed and --before are two ways to compare: take one of them")
    }
    if withCases, format != .json {
      throw ValidationError("--with-cases names cases in JSON: add --format json")
    }
  }

  func run() throws {
    let isPack = audience != nil && audience != Self.board
    let load =
      isPack ? try RuleBaseLoading.quoted(rules) : try RuleBaseLoading.load(rules)
    let engine = try RuleBaseLoading.engine(of: load)
    let scope = try scope(in: engine)
    let form = Self.form(of: log, from, input.source, engine)
    if before != nil, form == .log {
      throw Unusable(
        "--before lets a history live under other rules, and an event log only says what happened: "
          + "write --changed with the day from which other rules held")
    }
    let changed = try changed(in: engine)
    let old = try before.map { try RuleBaseLoading.engine($0) }
    let reading = try HistoryReading(log, as: form, by: engine, input, old: old)
    let comparison = old.flatMap { old in
      reading.before.map { ReportComparison.rules($0, old.identity) }
    }
    let report = Report(
      of: reading.measured, by: engine, named: reading.name, scope: scope,
      beside: comparison ?? changed, quoting: load.outline, faults: reading.faults)
    try write(report)
    try reading.end(isSound: report.addsUp)
  }

  private func changed(in engine: Engine) throws -> ReportComparison? {
    guard let changed else { return nil }
    guard let read = ReportComparison(opened: changed, in: engine.zone) else {
      throw Unusable("\"\(changed)\" is no day: write 2026-05-08, or 2026-05-08T14:00:00+02:00")
    }
    return read
  }

  /// Whether a history is an event log: as somebody says, else by its name and the rules' sources.
  static func form(
    of log: String, _ from: Form?, _ name: String?, _ engine: Engine
  ) -> HistoryReading.Form {
    if let from { return from == .log ? .log : .cases }
    if log.hasSuffix(".xes") || log.hasSuffix(".xes.gz") { return .log }
    let isLog = engine.logSources.contains { source in
      source.log != nil && (name.map { $0 == source.name } ?? true)
    }
    return isLog ? .log : .cases
  }

  static func period(_ text: String?, in engine: Engine) throws -> ReportPeriod? {
    guard let text else { return nil }
    guard let period = ReportPeriod(text, in: engine.zone) else {
      throw Unusable(
        "\"\(text)\" is no period: write 2026, 2026-Q2, 2026-05, 2026-05-08, or two with .. between"
      )
    }
    return period
  }

  private static let board = "board"

  /// How the page was made, to make it again.
  private var command: String {
    var words = ["baton report", rules, log, "--format html"]
    if let from { words.append("--from \(from.rawValue)") }
    if let period { words.append("--period \(period)") }
    if let audience { words.append("--for \(audience)") }
    if let changed { words.append("--changed \(changed)") }
    if let before { words.append("--before \(before)") }
    if let source = input.source { words.append("--source \(source)") }
    if let world = input.world { words.append("--world \(world)") }
    if let now = input.now { words.append("--now \(now)") }
    return words.joined(separator: " ")
  }

  private func scope(in engine: Engine) throws -> Report.Scope {
    var scope = Report.Scope(period: try Self.period(period, in: engine))
    if let audience, audience != Self.board {
      let parts = audience.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0] == "provider" else {
        throw Unusable("\"\(audience)\" is nobody to report for: write provider:name, or board")
      }
      if !engine.providerNames.contains(parts[1]) {
        let nearest = Engine.nearest(to: parts[1], among: engine.providerNames)
        Terminal.note(
          line: "the rules know no provider \"\(parts[1])\""
            + (nearest.map { ": did you mean \"\($0)\"?" } ?? ""))
      }
      scope.provider = parts[1]
    }
    return scope
  }

  private func write(_ report: Report) throws {
    guard let name = table else { return try writeAll(report) }
    guard let found = report.table(name) ?? CaseTables.table(name, of: report) else {
      let names = report.tables.map(\.name) + CaseTables.names
      throw Unusable(
        "there is no table \"\(name)\" in this report: it has " + names.joined(separator: ", "))
    }
    switch format {
    case .text:
      try Terminal.write(PageText.bytes(ReportPage.page(report, of: found)))
    case .markdown:
      try Terminal.write(Array(PageMarkdown.text(ReportPage.page(report, of: found)).utf8))
    case .html: break
    case .csv: try Terminal.write(ReportCSV.bytes(found, in: report.zone))
    case .json:
      try Terminal.write(ReportJSON.bytes(found, of: report, withCases: withCases))
    }
  }

  private func writeAll(_ report: Report) throws {
    switch format {
    case .text: try Terminal.write(PageText.bytes(ReportPage.page(report)))
    case .markdown: try Terminal.write(Array(PageMarkdown.text(ReportPage.page(report)).utf8))
    case .html:
      let page = ReportHTML.text(
        report, for: audience == Self.board ? .board : .everybody, command: command)
      try Terminal.write(Array(page.utf8))
    case .csv: try Terminal.write(ReportCSV.bytes(report))
    case .json: try Terminal.write(ReportJSON.bytes(report, withCases: withCases))
    }
  }
}
