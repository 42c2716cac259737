import Baton
import BatonRecords

/// What decides one request after the other, for calls with the same options: they are read once,
/// and what deciding writes to is used again.
// A worker moves between threads but is used by one at a time: whoever takes it out of its pool owns
// it until it is put back.
final class CallWorker: @unchecked Sendable {
  /// The options as they were written.
  let options: [UInt8]
  private var decider: RecordDecider

  init(options text: BorrowedText, for engine: Engine) throws(Failure) {
    options = text.copy
    decider = try CallOptions(text, for: engine).makeDecider(for: engine)
  }

  /// The decision about a request, as one JSON object without a line end.
  func decide(_ request: BorrowedText) throws(Failure) -> [UInt8] {
    let record = LineBatch(record: request.copy)
    if record.isEmpty {
      throw Failure(.badRequest, "request: an object in braces is expected, found nothing")
    }
    let before = decider.count
    decider.decide(0..<1, of: record)
    var written = decider.take()
    let decided = decider.count.decided - before.decided
    let refused = decider.count.unreadable - before.unreadable
    if decided + refused != 1 {
      throw Failure(
        .badRequest, "request: the record holds \(decided + refused): decide them as a batch")
    }
    if refused == 1, let reason = decider.lastRefused {
      throw Failure(.badRequest, "request: \(reason.inWords)")
    }
    written.removeLast()
    return written
  }
}
