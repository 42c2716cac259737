import Baton
import BatonModel
import BatonRecords

/// The requests of a file or of standard input, in order, in bounded memory.
struct RequestStream: ~Copyable {
  private var source: RequestSource
  private var intake: RecordIntake
  /// Further requests of the record in hand, the next one last.
  private var pending: [RequestItem] = []

  /// - Parameter intake: turns the source's records into requests.
  init(_ source: consuming RequestSource, intake: RecordIntake) {
    self.source = source
    self.intake = intake
  }

  /// The next request or what is wrong with a record; nil at the end.
  mutating func next() throws(ReadFailure) -> RequestItem? {
    while pending.isEmpty {
      guard let outcome = try source.reader.next() else { return nil }
      pending = intake.items(of: outcome, isTabular: source.reader.format == .csv).reversed()
    }
    return pending.popLast()
  }
}
