import Baton
import BatonModel
import BatonRecords

/// A request, or what is wrong with a record.
enum RequestItem {
  case request(Request)
  case fault(RefusedRecord)
}

/// Turns what a reader gives into requests; each thread has its own.
struct RecordIntake {
  private var intake: Intake

  /// - Parameter source: the source's mapping to use; nil to recognise it.
  init(_ engine: Engine, source: String?) throws(Unusable) {
    do throws(Intake.Failure) {
      intake = try engine.intake(source: source)
    } catch {
      throw Unusable(error.description)
    }
  }

  /// What a record gives, in order.
  /// - Parameter isTabular: it came from a table, where everything is text.
  mutating func items(of outcome: RecordOutcome, isTabular: Bool) -> [RequestItem] {
    switch outcome {
    case .fault(let fault): return [.fault(RefusedRecord(fault))]
    case .record(let record):
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
}
