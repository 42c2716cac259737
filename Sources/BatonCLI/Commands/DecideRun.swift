import ArgumentParser
import Baton
import BatonRecords

/// The course of `decide`: batch by batch, whole lines out, in the order of the input.
///
/// A batch is written as soon as those before it are. It ends early when the input has nothing to
/// read: so a slow pipe is answered record by record, and a fast one costs few writes.
struct DecideRun: ~Copyable {
  private var writer: any DecisionWriter
  private var decided = 0
  private var unreadable = 0
  private var withErrors = 0
  private var progress = Progress()
  private var log: DecisionLogFile?

  /// - Parameter log: takes each decision before it is written out.
  init(writer: any DecisionWriter, log: consuming DecisionLogFile? = nil) {
    self.writer = writer
    self.log = log
  }

  /// Whether anything was wrong with a record or a decision.
  var hasFindings: Bool { unreadable + withErrors > 0 }

  /// "113697 decided, 3 could not be read, 5 with errors"
  var count: String {
    var parts = ["\(decided) decided"]
    if unreadable > 0 { parts.append("\(unreadable) could not be read") }
    if withErrors > 0 { parts.append("\(withErrors) with errors") }
    return parts.joined(separator: ", ")
  }

  /// Decides all requests; those up to the first that a decider cuts off.
  /// - Parameter makeDecider: called once on each of the threads that decide.
  mutating func run(
    _ requests: RequestBatches, jobs: Int, stop: StopSign,
    makeDecider: @escaping @Sendable () throws -> any BatchDecider
  ) throws {
    defer { progress.finish() }
    if jobs > 1 { Interruption.leaveToReader() }
    defer { Interruption.accept() }
    writer.begin()
    try flush()
    do {
      try OrderedPipeline<RequestBatch, DecidedBatch>.run(
        workers: jobs, stop: stop,
        read: {
          Interruption.accept()
          return try requests.next()
        },
        makeWorker: {
          let decider = try makeDecider()
          return { decider.decide($0) }
        },
        write: { try write($0) })
    } catch let failure as ReadFailure {
      return try fail(failure)
    }
    try log?.close()
    writer.end()
    try flush()
    progress.finish()
    Terminal.note(line: count)
  }

  /// - Returns: false if the work ends here.
  private mutating func write(_ batch: DecidedBatch) throws -> Bool {
    try log?.append(batch)
    decided += batch.decided
    unreadable += batch.unreadable
    withErrors += batch.withErrors
    for note in batch.notes { Terminal.note(line: note) }
    writer.append(batch.written)
    if batch.isLastForNow { writer.settle() }
    try flush()
    progress.step(batch.decided + batch.unreadable, "decided")
    return !batch.isCut
  }

  /// The input ends too early: what was decided stands, the rest cannot be read.
  private mutating func fail(_ failure: ReadFailure) throws {
    try log?.close()
    writer.end()
    try flush()
    progress.finish()
    Terminal.complain("\(failure)")
    Terminal.note(line: count)
    throw ExitCode.unusable
  }

  private mutating func flush() throws(OutputFailure) {
    guard !writer.bytes.isEmpty else { return }
    try Terminal.write(writer.bytes)
    writer.bytes.removeAll(keepingCapacity: true)
  }
}
