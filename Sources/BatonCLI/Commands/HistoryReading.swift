import ArgumentParser
import Baton
import BatonLogs
import BatonRecords
import BatonWorkbench

/// A history, whichever form it has, read to its end and measured: what a report and a forecast are made
/// of.
struct HistoryReading {
  /// Without the folder that it lay in.
  let name: String
  let measured: MeasuredCases
  /// The same, lived under the other rules that somebody asked about.
  var before: MeasuredCases?
  /// What was wrong with an event log, by kind.
  var faults: [(kind: String, count: Int)] = []
  /// Whether a record could not be used.
  let hasFindings: Bool
  /// What ended the reading; what was read before stands.
  let failure: String?

  /// Which form a history has.
  enum Form {
    case log, cases
  }

  /// - Parameter old: other rules under which the same history lives as well; only cases do.
  init(
    _ file: String, as form: Form, by engine: Engine, _ options: InputOptions, old: Engine? = nil
  ) throws {
    self =
      switch form {
      case .log: try Self.log(file, engine, source: options.source)
      case .cases: try Self.cases(file, engine, options, old: old)
      }
    if Interruption.isRequested { throw ExitCode.interrupted }
  }

  private init(
    name: String, measured: MeasuredCases, hasFindings: Bool, failure: String?
  ) {
    self.name = name
    self.measured = measured
    self.hasFindings = hasFindings
    self.failure = failure
  }

  /// Ends a command as the reading wants it, once what was read has been told.
  /// - Parameter isSound: whether the command itself found nothing wrong.
  func end(isSound: Bool = true) throws {
    if let failure {
      Terminal.complain(failure)
      throw ExitCode.unusable
    }
    if hasFindings || !isSound { throw ExitCode.finding }
  }

  // MARK: Requests and events

  private static func cases(
    _ file: String, _ engine: Engine, _ options: InputOptions, old: Engine?
  ) throws -> Self {
    var history = try lived(engine, options)
    var before = try old.map { try lived($0, options) }
    let source = try RequestSource(file, format: options.inputFormat?.format)
    Interruption.watch(input: source.descriptor)
    let failure = read(source, &history, &before)
    for fault in history.faults { Terminal.note(line: fault) }
    // Consumed, so that their lives are gone before those under the other rules are measured.
    let measured = (consume history).finish()
    if measured.cases.isEmpty, failure == nil {
      throw Unusable(
        "there is no request that opens a case; an event log is read with --from log")
    }
    var reading = Self(
      name: name(of: file), measured: measured, hasFindings: measured.ledger.unreadable > 0,
      failure: failure.map { "\($0)" })
    if let before = consume before { reading.before = before.finish(measuredBy: engine) }
    return reading
  }

  private static func lived(
    _ engine: Engine, _ options: InputOptions
  ) throws -> LivedHistory {
    let world = try options.readWorld(for: engine)
    do throws(Intake.Failure) {
      return try LivedHistory(engine, in: world, source: options.source)
    } catch {
      throw Unusable(error.description)
    }
  }

  /// Takes in the whole input, up to what ends it too early.
  private static func read(
    _ input: consuming RequestSource, _ history: inout LivedHistory,
    _ before: inout LivedHistory?
  ) -> ReadFailure? {
    var source = input
    var lines = LineBatchReader()
    var progress = Progress()
    defer { progress.finish() }
    do throws(ReadFailure) {
      while !Interruption.isRequested, let batch = try source.nextBatch(size: 64 << 10) {
        let count = batch.forEach(reading: &lines) { outcome, isTabular in
          history.take(outcome, isTabular: isTabular)
          before?.take(outcome, isTabular: isTabular)
        }
        progress.step(count, "read")
      }
    } catch {
      return error
    }
    return nil
  }

  // MARK: Logs

  private static func log(
    _ file: String, _ engine: Engine, source: String?
  ) throws -> Self {
    let setup: ConformanceSetup
    do throws(ConformanceSetup.Failure) {
      setup = try ConformanceSetup(
        measuring: engine, source: source, fields: LoggedHistory.fields(of: engine))
    } catch {
      throw Unusable(error.description)
    }
    for field in setup.fields.leftOut {
      Terminal.note(
        line: "the field \"\(field)\" comes from a function of the source, and no event has it")
    }
    let input = try LogInput(file, follows: false)
    Interruption.watch(input: input.descriptor)
    var reader: LogReader
    do throws(LogFailure) {
      reader = try LogReader(
        ByteSource(descriptor: input.descriptor), name: input.name, mapping: setup.mapping
      ) { setup.adjust(&$0) }
    } catch {
      throw Unusable(error.description)
    }
    let checks = !setup.processes.isEmpty
    let results = CaseResults()
    var check =
      checks
      ? ConformanceRun(
        engine, setup, reader, tellCase: { results.all.append($0) }, tellsFindings: true) : nil
    var history = LoggedHistory(engine, setup, reader)
    var progress = Progress()
    var batch = LogBatch()
    var failure: LogFailure?
    do throws(LogFailure) {
      while !Interruption.isRequested, try reader.read(into: &batch) {
        history.take(batch, reader.names)
        check?.take(batch, reader.names)
        for fault in batch.faults { Terminal.note(line: "\(input.name): \(fault)") }
        progress.step(batch.events.count, "read")
      }
    } catch {
      failure = error
    }
    progress.finish()
    check?.finish(reader.names)
    let measured = history.finish(
      reader.names, results: results.all, of: check?.report.processes ?? [])
    if measured.ledger.events == 0, failure == nil, !Interruption.isRequested {
      throw Unusable("\(input.name): there is no event in the log")
    }
    let faults = ConformanceText.faults(reader.faultCounts)
    var reading = Self(
      name: name(of: file), measured: measured, hasFindings: !faults.isEmpty,
      failure: failure?.description)
    reading.faults = faults
    return reading
  }

  /// What was found of each case beside its process. A class, because the check keeps who collects.
  private final class CaseResults {
    var all: [ConformanceReport.CaseResult] = []
  }

  private static func name(of file: String) -> String {
    file == "-" ? "standard input" : file.split(separator: "/").last.map(String.init) ?? file
  }
}
