import ArgumentParser
import Baton
import BatonLogs
import BatonRecords
import BatonWorkbench

/// The course of `report`: a history in, whichever form it has, and the report.
enum ReportRun {
  struct Made {
    let report: Report
    /// Whether a record could not be used.
    let hasFindings: Bool
    /// What ended the reading; what was read before stands.
    let failure: String?
  }

  // MARK: Requests and events

  static func cases(
    _ file: String, _ engine: Engine, _ scope: Report.Scope, _ options: InputOptions
  ) throws -> Made {
    let world = try options.readWorld(for: engine)
    var history: LivedHistory
    do throws(Intake.Failure) {
      history = try LivedHistory(engine, in: world, source: options.source)
    } catch {
      throw Unusable(error.description)
    }
    let source = try RequestSource(file, format: options.inputFormat?.format)
    Interruption.watch(input: source.descriptor)
    let failure = read(source, &history)
    for fault in history.faults { Terminal.note(line: fault) }
    let measured = history.finish()
    if measured.cases.isEmpty, failure == nil {
      throw Unusable(
        "there is no request that opens a case; an event log is read with --from log")
    }
    return Made(
      report: Report(
        of: measured, by: engine, named: name(of: file), scope: scope, totals: history.totals),
      hasFindings: measured.ledger.unreadable > 0, failure: failure.map { "\($0)" })
  }

  /// Takes in the whole input, up to what ends it too early.
  private static func read(
    _ input: consuming RequestSource, _ history: inout LivedHistory
  ) -> ReadFailure? {
    var source = input
    var lines = LineBatchReader()
    var progress = Progress()
    defer { progress.finish() }
    do throws(ReadFailure) {
      while !Interruption.isRequested, let batch = try source.nextBatch(size: 64 << 10) {
        let count = batch.forEach(reading: &lines) { history.take($0, isTabular: $1) }
        progress.step(count, "read")
      }
    } catch {
      return error
    }
    return nil
  }

  // MARK: Logs

  static func log(
    _ file: String, _ engine: Engine, _ scope: Report.Scope, source: String?
  ) throws -> Made {
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
      ? ConformanceRun(engine, setup, reader, tellCase: { results.all.append($0) }) : nil
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
    let measured = history.finish(reader.names, results: results.all)
    if measured.ledger.events == 0, failure == nil, !Interruption.isRequested {
      throw Unusable("\(input.name): there is no event in the log")
    }
    var conformance = check?.report(reader.names)
    conformance?.log = input.name
    let faults = ConformanceText.faults(reader.faultCounts)
    return Made(
      report: Report(
        of: measured, by: engine, named: name(of: file), scope: scope, conformance: conformance,
        faults: faults),
      hasFindings: !faults.isEmpty, failure: failure?.description)
  }

  /// What was found of each case beside its process. A class, because the check keeps who collects.
  private final class CaseResults {
    var all: [ConformanceReport.CaseResult] = []
  }

  /// A report names its history without the folder that it lay in.
  private static func name(of file: String) -> String {
    file == "-" ? "standard input" : file.split(separator: "/").last.map(String.init) ?? file
  }
}
