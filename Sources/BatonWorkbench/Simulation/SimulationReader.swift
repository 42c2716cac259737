import Baton
import BatonModel
import BatonRecords

/// What a record is to a simulation.
enum SimulationItem: Sendable {
  case event(ScriptedEvent)
  /// Opens a case, or says how it is later.
  case request(Request)
  case fault(RefusedRecord)
}

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

  /// What a record gives, in order.
  /// - Parameter isTabular: it came from a table, where everything is text.
  mutating func items(of outcome: RecordOutcome, isTabular: Bool) -> [SimulationItem] {
    switch outcome {
    case .fault(let fault): return [.fault(RefusedRecord(fault))]
    case .record(let record):
      if Self.isEvent(record.value) { return [event(record, isTabular: isTabular)] }
      do throws(Intake.Failure) {
        return try intake.outcomes(of: record.value, isTabular: isTabular).map { outcome in
          switch outcome {
          case .success(let request): .request(request)
          case .failure(let failure): .fault(RefusedRecord(failure, record))
          }
        }
      } catch {
        return [.fault(RefusedRecord(error, record))]
      }
    }
  }

  private static func isEvent(_ record: Members) -> Bool {
    record["case"] != nil && (record.contains("event") || record.contains("at"))
  }

  private func event(_ record: Record, isTabular: Bool) -> SimulationItem {
    do throws(SimulationFault) {
      return .event(try events.event(record.value, isTabular: isTabular))
    } catch {
      return .fault(RefusedRecord(error.description, record))
    }
  }
}
