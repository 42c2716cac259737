import Baton
import Synchronization

/// Workers for single calls: each call borrows one that was made for its options and that nobody
/// else has.
///
/// So repeated calls with equal options cost no setting up, from any number of threads. At most
/// `most` are kept while nobody uses them: where options always differ, the oldest go.
final class CallWorkers: Sendable {
  private static let most = 16

  private let free = Mutex<[CallWorker]>([])

  func decide(
    _ request: BorrowedText, options: BorrowedText, by engine: Engine
  ) throws(Failure) -> [UInt8] {
    let worker =
      if let known = take(options) { known } else {
        try CallWorker(options: options, for: engine)
      }
    defer { put(worker) }
    return try worker.decide(request)
  }

  private func take(_ options: BorrowedText) -> CallWorker? {
    free.withLock { free in
      free.lastIndex { options.equals($0.options) }.map { free.remove(at: $0) }
    }
  }

  private func put(_ worker: CallWorker) {
    // Let go outside the lock.
    let oldest = free.withLock { free in
      free.append(worker)
      return free.count > Self.most ? free.removeFirst() : nil
    }
    _ = consume oldest
  }
}
