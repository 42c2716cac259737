import BatonRecords
import Synchronization

/// The records of a source in batches, for whichever thread reads them.
///
/// The first batches are small, so that the first decisions are soon there and a short file keeps
/// all threads busy; then they grow, because each costs some messages between threads. They stay
/// small beside a core's own cache: each passes through it three times (as it is read, as a batch,
/// as decisions), and what it displaces there is the index.
final class RequestBatches: Sendable {
  private struct State: ~Copyable {
    var source: RequestSource
    var size: Int
  }

  private let state: Mutex<State>
  private let largest: Int

  init(_ source: consuming sending RequestSource, first: Int = 16 << 10, largest: Int = 64 << 10) {
    state = Mutex(State(source: source, size: first))
    self.largest = largest
  }

  /// The next batch; nil at the end. What was read when Ctrl-C came may be half a record: it is
  /// not there.
  func next() throws -> RequestBatch? {
    if Interruption.isRequested { return nil }
    let batch = try state.withLock { state in
      defer { state.size = min(2 * state.size, largest) }
      return try state.source.nextBatch(size: state.size)
    }
    return Interruption.isRequested ? nil : batch
  }
}
