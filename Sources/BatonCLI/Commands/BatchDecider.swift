import Baton
import BatonModel
import BatonRecords

/// What one thread does with batches of records: each becomes finished output.
///
/// Whatever it needs and nobody else may touch at the same time is its own: the intake, the parsers,
/// the writer's state. It looks at the stop sign between records.
protocol BatchDecider: AnyObject {
  func decide(_ batch: RequestBatch) -> DecidedBatch
}

/// A batch's decisions, ready to be written.
struct DecidedBatch: Sendable {
  var written: WrittenPart = .bytes([])
  /// Lines for standard error, about records for which the output has no place.
  var notes: [String] = []
  /// What a log of decisions says of each record, in order.
  var logged: [[UInt8]] = []
  var decided = 0
  var unreadable = 0
  var withErrors = 0
  /// Whether the work ends here: at a finding, or because it is no longer wanted.
  var isCut = false
  /// Whether there was nothing more to read behind it.
  var isLastForNow: Bool
}
