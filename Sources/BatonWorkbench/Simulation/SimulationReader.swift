import Baton
import BatonModel
import BatonRecords

/// Turns records into events and requests.
///
/// A record with a `case` and an `event` or an `at` is an event. Anything else is a request, in the
/// engine's own words or through the rule base's sources.
struct SimulationReader {
  private var intake: Intake
  private let events: EventReader

  /// - Parameter source: the source whose mapping to use for requests; nil to recognise it.
  init(_ engine: Engine, source: String?) throws(Intake.Failure) {
    intake = try engine.intake(source: source)
    let plain = intake
    events = EventReader(zone: engine.zone, typed: { plain.plain($0) })
  }

  static func isEvent(_ record: Members) -> Bool {
    record["case"] != nil && (record.contains("event") || record.contains("at"))
  }

  /// - Parameters:
  ///   - record: an event.
  ///   - isTabular: it came from a table, where everything is text.
  func event(of record: Record, isTabular: Bool) throws(SimulationFault) -> ScriptedEvent {
    try events.event(record.value, isTabular: isTabular)
  }

  /// The requests of a record that is no event, in order: each opens a case, or says how it is later.
  mutating func requests(
    of outcome: RecordOutcome, isTabular: Bool
  ) -> [Result<Request, RefusedRecord>] {
    switch outcome {
    case .fault(let fault): return [.failure(RefusedRecord(fault))]
    case .record(let record):
      do throws(Intake.Failure) {
        return try intake.outcomes(of: record.value, isTabular: isTabular).map { outcome in
          outcome.mapError { RefusedRecord($0, record) }
        }
      } catch {
        return [.failure(RefusedRecord(error, record))]
      }
    }
  }
}
