import BatonModel
import BatonRecords
import BatonTime

/// What a line of a decision log is to whoever reads the log as a history: a request, and nothing else of
/// it, because whoever measures decides anew.
///
/// Whether the log is complete and unaltered is not asked here: `baton verify` proves it.
enum DecisionLogRecord {
  /// A run begins, at this instant if it had one; or it ends.
  case border(clock: Instant?)
  case request(Record)
  /// What could not be read when it was decided.
  case unreadable

  /// Nil for a record that is no line of a decision log.
  /// - Parameter clock: the instant of the run that the line is of: when a request was decided that does
  ///   not say when it was opened.
  init?(_ record: Record, clock: Instant?) {
    let value = record.value
    guard case .integer? = value["line"], case .text? = value["previous"],
      case .text? = value["hash"]
    else { return nil }
    if value["log"] == .text(DecisionLog.schema) {
      guard case .text(let text)? = value["clock"] else {
        self = .border(clock: nil)
        return
      }
      self = .border(clock: ISO8601.parse(text, in: .utc)?.instant)
    } else if case .object(let request)? = value["request"] {
      var pairs = request.map { ($0.name, $0.value) }
      if let clock, request["opened_at"] == nil {
        pairs.removeAll { $0.0 == "opened_at" }
        pairs.append(("opened_at", .text(ISO8601.format(clock, offsetSeconds: 0))))
      }
      self = .request(
        Record(
          value: Members(pairs), line: record.line, number: record.number,
          repeated: record.repeated))
    } else if value.contains("unreadable") {
      self = .unreadable
    } else if value.contains("closed") {
      self = .border(clock: nil)
    } else {
      return nil
    }
  }
}
