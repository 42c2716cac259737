import ArgumentParser
import Baton
import BatonRecords
import BatonWorkbench

/// The course of `simulate`: batch by batch in, and when the input ends each case lives on to its own
/// end.
struct SimulateRun: ~Copyable {
  private static let batchSize = 64 << 10

  private var simulation: Simulation
  private var writer: any SimulationWriter
  private var lines = LineBatchReader()
  private var progress = Progress()

  init(_ simulation: Simulation, writer: any SimulationWriter) {
    self.simulation = simulation
    self.writer = writer
  }

  var count: Simulation.Count { simulation.count }

  mutating func run(_ input: consuming RequestSource) throws {
    var source = input
    defer { progress.finish() }
    var failure: ReadFailure?
    do {
      while !Interruption.isRequested, let batch = try source.nextBatch(size: Self.batchSize) {
        // What was read when Ctrl-C came may be half a record.
        if Interruption.isRequested { break }
        try take(batch)
      }
    } catch let error as ReadFailure {
      // What was read before stands.
      failure = error
    }
    if Interruption.isRequested { return try flush() }
    for index in simulation.cases {
      writer.add(simulation.finish(index), of: index, simulation)
      writer.end(index, simulation)
      if writer.bytes.count >= Self.batchSize { try flush() }
    }
    try writer.end(simulation)
    try flush()
    progress.finish()
    if let failure { Terminal.complain("\(failure)") }
    Terminal.note(line: count.words)
    if failure != nil { throw ExitCode.unusable }
  }

  private mutating func take(_ batch: RequestBatch) throws(OutputFailure) {
    switch batch.records {
    case .lines(let batch):
      for index in 0..<batch.count { take(lines.outcome(at: index, of: batch), isTabular: false) }
      progress.step(batch.count, "simulated")
    case .records(let outcomes, let isTabular):
      for outcome in outcomes { take(outcome, isTabular: isTabular) }
      progress.step(outcomes.count, "simulated")
    }
    try flush()
  }

  private mutating func take(_ outcome: RecordOutcome, isTabular: Bool) {
    for outcome in simulation.take(outcome, isTabular: isTabular) {
      switch outcome {
      case .entries(let index, let entries): writer.add(entries, of: index, simulation)
      case .fault(let fault): if !writer.add(fault) { Terminal.note(line: fault.inWords) }
      case .nothing: break
      }
    }
  }

  private mutating func flush() throws(OutputFailure) {
    guard !writer.bytes.isEmpty else { return }
    try Terminal.write(writer.bytes)
    writer.clear()
  }
}
