import ArgumentParser
import Baton
import BatonTime
import BatonWorkbench
import Foundation

/// What work is to be expected, and how long it will wait.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract:
      "Say what work each group has to expect, hour by hour, and what a change would change.",
    discussion: """
      Reads a history as `report` does. From its last whole weeks it says for each group and hour of the \
      week how many cases come and how many are worked on at once, with bounds. Where groups have a \
      capacity, it lets weeks of the history go once more through their queues, many times, and says how \
      long work waits.

        baton forecast rules cases.ndjson
        baton forecast rules log.csv --group acme/desk
        baton forecast rules cases.ndjson --with acme=contoso
        baton forecast rules cases.ndjson --with acme/desk:capacity=5 --with acme/desk:hours=always
        baton forecast rules cases.ndjson --format csv --table hours

      --with says what somebody thinks about: another provider, another group, another capacity, other \
      hours, or less work (acme/desk:work=80%). The same seed gives the same numbers.

      The exit code is 1 if a record could not be used, and 2 if the input cannot be read.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, html, csv, json
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "The history; - is standard input.")
  var log = "-"

  @Option(help: "How to write it: text, markdown, html, csv or json.")
  var format: Format = .text

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("A change to think about; may be said several times.", valueName: "change"))
  var changes: [String] = []

  @Option(help: ArgumentHelp("Only one group, or the groups of one provider.", valueName: "name"))
  var group: String?

  @Option(help: "What the history is: an event log, or requests with what happened to them.")
  var from: ReportCommand.Form?

  @Option(
    help: ArgumentHelp(
      "Only weeks in it: 2026, 2026-Q2, 2026-05, or two days with .. between.",
      valueName: "period"))
  var period: String?

  @Option(help: "How many weeks of the history at most, the last.")
  var weeks = 52

  @Option(help: "How often the queues are simulated.")
  var runs = 20

  @Option(help: "What chance begins with.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "What a visit takes where the history knows of no work of a group: 30m, 1h 30m.",
      valueName: "duration"))
  var work: String?

  @Option(help: ArgumentHelp("Only one table, by its name.", valueName: "name"))
  var table: String?

  @OptionGroup var input: InputOptions

  func validate() throws {
    if !(1...1040).contains(weeks) {
      throw ValidationError("--weeks takes a number from 1 to 1040, not \(weeks)")
    }
    if !(1...1000).contains(runs) {
      throw ValidationError("--runs takes a number from 1 to 1000, not \(runs)")
    }
    if let work, RelativeTime.parse("+" + work) == nil {
      throw ValidationError("\"\(work)\" is no duration: write 30m, 2h or 1h 30m")
    }
  }

  func run() throws {
    let engine = try RuleBaseLoading.engine(rules)
    let period = try ReportCommand.period(period, in: engine)
    let form = ReportCommand.form(of: log, from, input.source, engine)
    let reading = try HistoryReading(log, as: form, by: engine, input)
    try write(try forecast(of: reading, in: period, engine))
    try reading.end()
  }

  private func forecast(
    of reading: HistoryReading, in period: ReportPeriod?, _ engine: Engine
  ) throws -> Forecast {
    var question = Forecast.Question()
    question.changes = changes
    question.group = group
    question.weeks = weeks
    question.plan.runs = runs
    question.plan.seed = seed
    question.plan.work = work.flatMap { RelativeTime.parse("+" + $0) }
    question.plan.jobs = ProcessInfo.processInfo.activeProcessorCount
    do throws(Forecast.Failure) {
      return try Forecast(
        of: reading.measured, by: engine, named: reading.name, in: period, question)
    } catch {
      throw Unusable(error.description)
    }
  }

  private func write(_ forecast: Forecast) throws {
    if let name = table {
      guard let found = forecast.table(name) else {
        let names = forecast.tables.map(\.name).joined(separator: ", ")
        throw Unusable("there is no table \"\(name)\" in this forecast: it has \(names)")
      }
      switch format {
      case .csv: return try Terminal.write(ReportCSV.bytes(found, in: forecast.zone))
      case .json: return try Terminal.write(ReportJSON.bytes(found, of: forecast))
      case .html: return try Terminal.write(Array(ForecastPage.html(forecast, of: found).utf8))
      case .text, .markdown: return try write(ReportPage.page(forecast, of: found))
      }
    }
    switch format {
    case .csv: try Terminal.write(ReportCSV.bytes(forecast))
    case .json: try Terminal.write(ForecastJSON.bytes(forecast))
    case .html: try Terminal.write(Array(ForecastPage.html(forecast).utf8))
    case .text, .markdown: try write(ForecastPage.page(forecast))
    }
  }

  private func write(_ page: Page) throws {
    if format == .markdown {
      try Terminal.write(Array(PageMarkdown.text(page).utf8))
    } else {
      try Terminal.write(PageText.bytes(page))
    }
  }
}
