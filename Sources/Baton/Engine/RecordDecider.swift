package import BatonModel
package import BatonRecords

/// Decides records one after the other and writes the decisions as NDJSON, for one thread.
///
/// Records in the engine's own words are bound straight from their bytes where nothing needs more
/// of them; others become requests through the rule base's sources. Both give the same lines.
///
///     var decider = try RecordDecider(engine, fields: nil)
///     decider.decide(0..<batch.count, of: batch)
package struct RecordDecider: ~Copyable {
  /// What became of records.
  package struct Count: Sendable {
    package var decided = 0
    package var unreadable = 0
    package var withErrors = 0

    /// Whether anything was wrong.
    package var hasFindings: Bool { unreadable + withErrors > 0 }
  }

  private var worker: DecisionWorker
  private var writer: OutcomeWriter
  private var intake: Intake
  private var lines = LineBatchReader()
  /// Nil where records must become requests.
  private var fields: FieldReader?
  private let explanation: Explanation
  package private(set) var count = Count()
  /// The last record that gave no request.
  package private(set) var lastRefused: RefusedRecord?

  /// - Parameters:
  ///   - fields: what to write of each decision; nil for all of it.
  ///   - source: the source whose mapping to use for every record; nil to recognise it.
  package init(
    _ engine: Engine, in world: World = World(), fields wanted: [DecisionField]?,
    source: String? = nil, explain: Explanation = .winners
  ) throws(Intake.Failure) {
    worker = engine.makeWorker(in: world)
    writer = worker.makeWriter(fields: wanted)
    intake = try engine.intake(source: source)
    explanation = explain
    if engine.sources.isEmpty, engine.decider.readsOnlyFields, !writer.needsRequest {
      fields = FieldReader(names: RequestBinder.names(engine.decider.schema))
    } else {
      fields = nil
    }
  }

  /// Takes what was written.
  package mutating func take() -> [UInt8] {
    let bytes = writer.bytes
    writer.bytes = []
    writer.bytes.reserveCapacity(bytes.count)
    return bytes
  }

  /// Decides lines of a batch.
  package mutating func decide(_ indices: Range<Int>, of batch: LineBatch) {
    // Taken out while it is used beside the worker.
    guard var reader = fields.take() else {
      for index in indices { decide(lines.outcome(at: index, of: batch), isTabular: false) }
      return
    }
    reader.read(indices, of: batch) { record, fault in
      if let fault {
        refuse(RefusedRecord(fault))
      } else {
        note(worker.decide(&record, explain: explanation, writing: &writer))
      }
    }
    fields = consume reader
  }

  /// Decides a record that was read.
  /// - Parameter isTabular: it came from a table, where everything is text.
  package mutating func decide(_ outcome: RecordOutcome, isTabular: Bool) {
    switch outcome {
    case .fault(let fault): refuse(RefusedRecord(fault))
    case .record(let record):
      do throws(Intake.Failure) {
        for part in try intake.outcomes(of: record.value, isTabular: isTabular) {
          switch part {
          case .success(let request):
            note(worker.decide(request, explain: explanation, writing: &writer))
          case .failure(let failure): refuse(RefusedRecord(failure, record))
          }
        }
      } catch {
        refuse(RefusedRecord(error, record))
      }
    }
  }

  private mutating func note(_ isFine: Bool) {
    count.decided += 1
    if !isFine { count.withErrors += 1 }
  }

  private mutating func refuse(_ refused: RefusedRecord) {
    count.unreadable += 1
    lastRefused = refused
    writer.writeLine { refused.write(to: &$0) }
  }
}
