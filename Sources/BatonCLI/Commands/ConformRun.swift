import ArgumentParser
import Baton
import BatonLogs
import BatonRecords
import BatonWorkbench

/// The course of `conform`: batch by batch in, lines and messages out as they come, and the report.
struct ConformRun: ~Copyable {
  /// What is written while the log is read.
  enum Lines { case none, violations, cases }

  /// How long to wait for input before looking at the clock, in milliseconds.
  private static let patience: Int32 = 200

  private var reader: LogReader
  private var check: ConformanceRun
  private let name: String
  private let descriptor: Int32
  private let waits: Bool
  private let output: LineOutput
  private var progress = Progress()

  init(
    _ engine: Engine, _ setup: ConformanceSetup, _ input: LogInput,
    by grouping: ConformanceReport.Grouping?, lines: Lines, waits: Bool
  ) throws {
    name = input.name
    descriptor = input.descriptor
    self.waits = waits
    for field in setup.fields.leftOut {
      Terminal.note(
        line: "the field \"\(field)\" comes from a function of the source, and no event has it")
    }
    do throws(LogFailure) {
      reader = try LogReader(
        ByteSource(descriptor: input.descriptor), name: input.name, mapping: setup.mapping
      ) { setup.adjust(&$0) }
    } catch {
      throw Unusable(error.description)
    }
    let output = LineOutput(ConformanceJSON(in: engine.zone))
    self.output = output
    check = ConformanceRun(
      engine, setup, reader, by: grouping,
      tell: lines == .violations ? { output.write($0) } : nil,
      tellCase: lines == .cases ? { output.write($0) } : nil)
  }

  consuming func run() throws -> ConformanceReport {
    defer { progress.finish() }
    var batch = LogBatch()
    var failure: LogFailure?
    do throws(LogFailure) {
      while !Interruption.isRequested, try reader.read(into: &batch) {
        // What was read when Ctrl-C came may be half an event.
        if Interruption.isRequested { break }
        check.take(batch, reader.names)
        for fault in batch.faults + check.takeFaults() { Terminal.note(line: "\(name): \(fault)") }
        progress.step(batch.events.count, "checked")
        if waits, !batch.isFull { wait() }
        if output.isBroken { break }
      }
    } catch {
      // What was read before stands.
      failure = error
    }
    // What is interrupted has not ended.
    if !(waits && Interruption.isRequested) { check.finish(reader.names) }
    try output.flush()
    progress.finish()
    var report = check.report(reader.names)
    report.log = name
    report.faults = reader.faultCounts.merging(check.faultCounts) { $0 + $1 }
    for (kind, count) in ConformanceText.faults(report) {
      Terminal.note(line: "\(name): \(kind): \(count)")
    }
    if let failure { Terminal.complain(failure.description) }
    if failure == nil, report.events == 0, !Interruption.isRequested {
      throw Unusable("\(name): there is no event in the log")
    }
    if failure != nil {
      for line in ConformanceText.summary(report) { Terminal.note(line: line) }
      throw ExitCode.unusable
    }
    return report
  }

  /// Until there is more to read, lets time pass: what is due by the clock is told.
  private mutating func wait() {
    output.flushOrBreak()
    while !Interruption.isRequested, !output.isBroken,
      !LogInput.hasInput(descriptor, within: Self.patience)
    {
      check.wait(until: Clock.now, reader.names)
      output.flushOrBreak()
    }
  }
}

/// Lines of JSON on standard output, written in larger pieces. A class, because what finds the lines
/// keeps it.
final class LineOutput {
  private static let size = 64 << 10

  private let form: ConformanceJSON
  private var json = JSONWriter()
  private var failure: OutputFailure?

  init(_ form: ConformanceJSON) { self.form = form }

  /// Whether nobody reads any more.
  var isBroken: Bool { failure != nil }

  func write(_ sample: ConformanceSample) {
    form.write(sample, to: &json)
    endLine()
  }

  func write(_ result: ConformanceReport.CaseResult) {
    form.write(result, to: &json)
    endLine()
  }

  private func endLine() {
    json.endLine()
    if json.bytes.count > Self.size { flushOrBreak() }
  }

  func flushOrBreak() {
    do throws(OutputFailure) { try flush() } catch { failure = error }
  }

  func flush() throws(OutputFailure) {
    if let failure { throw failure }
    guard !json.bytes.isEmpty else { return }
    try Terminal.write(json.bytes)
    json.bytes.removeAll(keepingCapacity: true)
  }
}
