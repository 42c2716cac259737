import ArgumentParser
import Baton
import BatonLogs
import BatonRecords
import BatonWorkbench

/// What really happened beside the process.
struct ConformCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conform",
    abstract: "Check an event log by the processes: which rules were kept, by whom, and where not.",
    discussion: """
      Reads a log as XES, CSV, OCEL 2.0 (JSON) or NDJSON with an event or a case a line, plain or \
      gzip; the form is recognised from the first bytes.

        baton conform rules incidents.xes.gz
        baton conform rules log.csv --source tickets --by unit --format json
        baton conform rules log.ndjson --violations | jq -r .case | sort | uniq -c
        tail -f events.ndjson | baton conform rules - --follow

      A source of the rule base says where the log has its case, activity, time and so on, with `log`. \
      Without one the keys are the usual ones: concept:name, time:timestamp, org:group and \
      org:resource in XES; case, event and at elsewhere.

      Cases end where the log's form says so, else with the log. Constraints that nothing asked for \
      are kept, and counted as vacuous; what an adaptation or a waiver excuses is counted apart.

      What the log has wrong is told with its line, and the rest is checked. The exit code is 1 if an \
      enforced rule is violated, and 2 if the log cannot be used.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, junit
  }

  enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case party, unit, person

    var grouping: ConformanceReport.Grouping {
      switch self {
      case .party: .party
      case .unit: .unit
      case .person: .person
      }
    }
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "The log; - is standard input.")
  var log = "-"

  @Option(
    help: ArgumentHelp(
      "The declared source that says how the log is written.",
      discussion: "If nothing is said, the one that has `log`.", valueName: "name"))
  var source: String?

  @Option(
    help: ArgumentHelp(
      "The process of all cases.",
      discussion: "If nothing is said, the first whose `of` fits a case's first event.",
      valueName: "name"))
  var process: String?

  @Option(help: "Whom to count beside the rules: party, unit or person.")
  var by: Grouping?

  @Option(help: "How to write the report: table, json, csv or junit.")
  var format: Format = .table

  @Flag(help: "Write each deviation as a line of JSON as it is found, instead of the report.")
  var violations = false

  @Flag(help: "Write each case as a line of JSON when it ends, instead of the report.")
  var cases = false

  @Flag(
    help: "Go on when the log is at its end, and tell deviations as they come, deadlines too.")
  var follow = false

  func validate() throws {
    if violations, cases {
      throw ValidationError("--violations and --cases both write lines: drop one of them")
    }
    if format != .table, violations || cases || follow {
      throw ValidationError("lines are written as JSON: drop --format")
    }
  }

  func run() throws {
    let engine = try RuleBaseLoading.engine(rules)
    let setup: ConformanceSetup
    do throws(ConformanceSetup.Failure) {
      setup = try ConformanceSetup(engine, source: source, process: process)
    } catch {
      throw Unusable(error.description)
    }
    let input = try LogInput(log, follows: follow)
    Interruption.watch(input: input.descriptor)
    let lines: ConformRun.Lines =
      cases ? .cases : violations || follow ? .violations : .none
    let run = try ConformRun(
      engine, setup, input, by: by?.grouping, lines: lines, waits: follow)
    let report = try run.run()
    try write(report, engine)
    if Interruption.isRequested { throw ExitCode.interrupted }
    if report.isViolated { throw ExitCode.finding }
  }

  private func write(_ report: ConformanceReport, _ engine: Engine) throws {
    if violations || cases || follow {
      for line in ConformanceText.summary(report) { Terminal.note(line: line) }
      return
    }
    switch format {
    case .table:
      var text = ""
      for line in ConformanceText(report, in: engine.zone).page {
        text += TerminalText.plain(line) + "\n"
      }
      try Terminal.write(Array(text.utf8))
    case .json:
      var json = JSONWriter()
      ConformanceJSON(in: engine.zone).write(report, to: &json)
      json.endLine()
      try Terminal.write(json.bytes)
    case .csv: try Terminal.write(Array(ConformanceTable.csv(report).utf8))
    case .junit: try Terminal.write(Array(ConformanceJUnit.xml(report).utf8))
    }
  }
}
