import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation

/// Whether a decision log is complete and unaltered, and whether its decisions come out again.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Prove that a log of decisions is complete and unaltered, and decide all of it again.",
    discussion: """
      Reads what `decide --log` wrote. Each line holds the hash of the line before it, so a line that \
      was changed, left out or put in is found: the first is named. Then every decision is derived \
      again, by the same rules in the same world, and compared.

        baton decide rules requests.ndjson --log decisions.ndjson
        baton verify decisions.ndjson
        baton verify decisions.ndjson --rules rules --rules rules-of-may

      The rules are those that the log names, if they are still there and the same, or those given with \
      --rules; several, where the log was written under several. Requests that were masked are derived \
      from their originals, given with --requests.

      Whoever can write the file can write all of it anew. Keep the last hash elsewhere, and give it \
      with --head.

      The exit code is 0 if everything was proven, else 1.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The log; - is standard input.")
  var log: String

  @Option(help: ArgumentHelp("A rule base that decided, perhaps in part.", valueName: "rules"))
  var rules: [String] = []

  @Option(help: ArgumentHelp("The requests before they were masked.", valueName: "file"))
  var requests: String?

  @Option(
    help: ArgumentHelp("The declared source whose mapping the originals need.", valueName: "name"))
  var source: String?

  @Option(help: ArgumentHelp("The hash with which the log must end.", valueName: "hash"))
  var head: String?

  @Flag(help: "Only look at the chain: derive nothing.")
  var chainOnly = false

  @Option(
    help: ArgumentHelp(
      "Decide on so many threads, from 1 to \(mostJobs); without it, on one for each processor.",
      valueName: "number"))
  var jobs: Int?

  private static let mostJobs = 1024

  @Option(help: "How to write it: text or json.")
  var format: Format = .text

  func validate() throws {
    if let jobs, !(1...Self.mostJobs).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(Self.mostJobs), not \(jobs)")
    }
    if chainOnly, !rules.isEmpty || requests != nil {
      throw ValidationError("--chain-only derives nothing: drop --rules and --requests")
    }
  }

  func run() throws {
    let engines = chainOnly ? nil : try engines()
    let originals = try originals(engines ?? [:])
    var check = DecisionLogCheck(engines: engines, originals: originals)
    let source = try RequestSource(log, format: .ndjson, longest: DecisionLog.longestLine)
    Interruption.watch(input: source.descriptor)
    try read(LoggedParts(source, engines: engines ?? [:]), originals, &check)
    if Interruption.isRequested { throw ExitCode.interrupted }
    check.finish(head: head)
    let report = DecisionLogReport(check, name: log == "-" ? "standard input" : log)
    switch format {
    case .text:
      for line in report.lines { try Terminal.write(line: TerminalText.plain(line)) }
    case .json: try Terminal.write(report.json)
    }
    if !report.isFine { throw ExitCode.finding }
  }

  /// Looks at lines on several threads, and follows the chain on this one.
  private func read(
    _ parts: LoggedParts, _ originals: [String: Request], _ check: inout DecisionLogCheck
  ) throws {
    let threads = jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, Self.mostJobs)
    var progress = Progress()
    defer { progress.finish() }
    if threads > 1 { Interruption.leaveToReader() }
    defer { Interruption.accept() }
    try OrderedPipeline<DecisionLogPart, [DecisionLogLine]>.run(
      workers: threads, stop: StopSign(),
      read: {
        Interruption.accept()
        return try parts.next()
      },
      makeWorker: {
        let reader = DecisionLogReader(originals: originals)
        return { reader.lines(of: $0) }
      },
      write: { lines in
        for line in lines where !check.isOver { check.take(line) }
        progress.step(lines.count, "verified")
        return !check.isOver && !Interruption.isRequested
      })
  }

  // MARK: What decides again

  /// The rule bases that are given, or else that the log names, by their hashes.
  private func engines() throws -> [String: Engine] {
    var engines: [String: Engine] = [:]
    for path in rules {
      let engine = try RuleBaseLoading.engine(path)
      engines[engine.identity.hash] = engine
    }
    if !rules.isEmpty || log == "-" { return engines }
    for path in try namedRules() where FileManager.default.fileExists(atPath: path) {
      // Rules that cannot be used any more are not those that decided.
      guard let engine = try? RuleBaseLoading.load(path).engine else { continue }
      engines[engine.identity.hash] = engine
    }
    return engines
  }

  /// Where the log says that its rules are.
  private func namedRules() throws -> Set<String> {
    var source = try RequestSource(log, format: .ndjson, longest: DecisionLog.longestLine)
    var lines = LineBatchReader()
    var paths: Set<String> = []
    while let batch = try source.nextBatch(size: 256 << 10) {
      guard case .lines(let batch) = batch.records else { continue }
      for index in 0..<batch.count {
        // Only the lines with which runs begin are read as a whole.
        guard let bytes = batch.bytes(at: index), DecisionLog.isOpening(bytes),
          case .record(let record) = lines.outcome(at: index, of: batch),
          case .text(let path)? = record.value["path"]
        else { continue }
        paths.insert(path)
      }
    }
    return paths
  }

  private func originals(_ engines: [String: Engine]) throws -> [String: Request] {
    guard let requests else { return [:] }
    var originals: [String: Request] = [:]
    for engine in engines.values {
      var intake = try RecordIntake(engine, source: source)
      var input = try RequestSource(requests, format: nil)
      var lines = LineBatchReader()
      while let batch = try input.nextBatch(size: 64 << 10) {
        _ = batch.forEach(reading: &lines) { outcome, isTabular in
          for case .request(let request) in intake.items(of: outcome, isTabular: isTabular) {
            originals[DecisionLog.hash(of: request)] = request
          }
        }
      }
    }
    return originals
  }
}
