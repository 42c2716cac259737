import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation

/// Requests in, decisions out.
struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide requests: who gets each, at what priority, and why.",
    discussion: """
      Reads NDJSON, JSON (an object or a list) or CSV with a header, plain or gzip; the form is \
      recognised from the first bytes. Writes one decision for each record, in order.

        baton decide rules requests.ndjson
        zcat log.csv.gz | baton decide rules --format csv --fields request,priority,to
        baton decide rules requests.json --format table --now 2026-12-05T10:00:00Z

      A record that cannot be read, or that no source fits, gets {"error":{"line":…,"message":…, \
      "number":…}} in its place; with --format csv or table the message is on standard error. A value \
      that does not fit its field is an error of that decision, and the rest is decided. A count ends \
      the work on standard error, and the exit code is 1 if there was either.

      Rules with dates are compared with --now, or the world's "now", or the request's opened_at, or \
      the clock at the start, whichever is there first.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case ndjson, json, table, csv
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "The requests; - is standard input.")
  var file = "-"

  @Option(help: "How to write decisions: ndjson, json (one list), table or csv.")
  var format: Format = .ndjson

  @OptionGroup var input: InputOptions

  @OptionGroup var told: AudienceOptions

  @Option(
    help: ArgumentHelp(
      "Only these, separated by commas.",
      discussion: """
        Of the decision: request, priority, to, provider, group, accountable, also, why, rule,
        because, at, level (the last five of the route), approvals, policies, shadows, notes,
        errors, rules. Or any field of the request as it is after classifying, or attributes.NAME
        for what the sender wrote.
        """, valueName: "a,b"))
  var fields: String?

  @Flag(help: "Apply each decision to the world before the next: load and turns grow.")
  var apply = false

  @Flag(help: "Add a verdict on every rule to each decision (ndjson and json).")
  var explain = false

  @Option(
    help: ArgumentHelp(
      "Add what was outranked and the n rules of each stage that came nearest (ndjson and json).",
      discussion: "Costs little, however many rules there are; --explain looks at every one.",
      valueName: "n"))
  var nearest: Int?

  @Option(
    help: ArgumentHelp(
      "Also write each decision, with its request, to a log that `baton verify` can check.",
      discussion: "A log that is there goes on. It holds the requests: keep it as you keep them.",
      valueName: "file"))
  var log: String?

  @Option(
    help: ArgumentHelp(
      "Fields whose texts the log is not to hold, separated by commas: summary, customer.name.",
      valueName: "a,b"))
  var mask: String?

  @Flag(help: "Stop at the first record that cannot be read or decision with errors.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "How many threads decide; as many as there are cores, if nothing is said.",
      discussion: "The output is the same for any number.", valueName: "n"))
  var jobs: Int?

  private static let mostJobs = 1024

  func validate() throws {
    if let jobs, !(1...Self.mostJobs).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(Self.mostJobs), not \(jobs)")
    }
    if apply, let jobs, jobs > 1 {
      throw ValidationError(
        "--apply decides one request after the other, because each changes the world of the next: "
          + "drop --jobs")
    }
    if mask != nil, log == nil {
      throw ValidationError("--mask covers fields in a log: say which with --log")
    }
    if let nearest, nearest < 0 {
      throw ValidationError("--nearest takes a number from 0 on, not \(nearest)")
    }
    if explain, nearest != nil {
      throw ValidationError("--explain tells of every rule, --nearest of some: drop one of them")
    }
    guard let option = explain ? "--explain" : nearest.map({ _ in "--nearest" }) else { return }
    if format == .csv || format == .table {
      throw ValidationError("\(option) needs --format ndjson or json: a row has no place for it")
    }
    if fields != nil { throw ValidationError("\(option) adds to whole decisions: drop --fields") }
  }

  func run() throws {
    let engine = try RuleBaseLoading.engine(rules)
    let written = try WorldFile.written(file: input.world, now: input.now)
    let world = try WorldFile.world(written, file: input.world, for: engine)
    let fields = try FieldList.fields(self.fields, in: engine)
    let options = DecideOptions(
      world: world, writer: writer(fields), source: input.source, apply: apply,
      explanation: explain ? .full : nearest.map(Explanation.nearest) ?? .winners, strict: strict,
      audience: try told.audience(of: engine), mask: log.map { _ in requestMask })
    let stop = StopSign()
    // What each decision changes or ends, and what is laid out as a whole, takes them one by one.
    let isLines =
      format == .ndjson && !apply && !strict && options.audience == nil && log == nil
    // Asked for before the input is opened, so that a wrong source is told of first.
    _ = try RecordIntake(engine, source: input.source)
    let source = try RequestSource(file, format: input.inputFormat?.format)
    Interruption.watch(input: source.descriptor)
    var run = DecideRun(writer: options.writer, log: try logFile(engine, world, written))
    try run.run(RequestBatches(source), jobs: threads, stop: stop) {
      if isLines { return try LineDecider(engine, options, fields: fields, stop: stop) }
      return try RequestDecider(engine, options, stop: stop)
    }
    if Interruption.isRequested { throw ExitCode.interrupted }
    if run.hasFindings { throw ExitCode.finding }
  }

  private var requestMask: RequestMask {
    RequestMask(
      (mask ?? "").split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces).split(separator: ".").map(String.init)
      }.filter { !$0.isEmpty })
  }

  private func logFile(
    _ engine: Engine, _ world: World, _ written: Members
  ) throws -> DecisionLogFile? {
    guard let log else { return nil }
    for path in requestMask.paths { try requireToBeAField(path, engine) }
    let run = DecisionLog.Run(
      rules: engine.identity, path: rules, world: written, clock: world.clock, applies: apply,
      mask: requestMask)
    return try DecisionLogFile.begin(run, in: log)
  }

  /// A misspelt name would leave in the log what was to be kept out of it.
  private func requireToBeAField(_ path: [String], _ engine: Engine) throws(Unusable) {
    let known = engine.requestFields.map(\.name)
    guard let first = path.first, first != RequestMask.attributes, first != "labels",
      !known.contains(first)
    else {
      return
    }
    let nearest = Engine.nearest(to: first, among: known).map { ", did you mean \"\($0)\"?" }
    throw Unusable(
      "--mask: there is no field \"\(first)\"" + (nearest ?? "")
        + " (what is no field is attributes.\(first))")
  }

  private var threads: Int {
    if apply { return 1 }
    return jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, Self.mostJobs)
  }

  private func writer(_ fields: [DecisionField]?) -> any DecisionWriter {
    switch format {
    case .ndjson: JSONDecisionWriter(asList: false, fields: fields)
    case .json: JSONDecisionWriter(asList: true, fields: fields)
    case .csv: CSVDecisionWriter(fields: fields)
    case .table: TableDecisionWriter(fields: fields)
    }
  }
}
