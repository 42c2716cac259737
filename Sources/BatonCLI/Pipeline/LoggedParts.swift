import Baton
import BatonRecords
import BatonWorkbench
import Synchronization

/// The lines of a decision log in parts, for whichever thread reads them.
final class LoggedParts: Sendable {
  private struct State: ~Copyable {
    var source: RequestSource
    var divider: DecisionLogParts
    /// Parts of the batch that was read last, the next one last.
    var rest: [DecisionLogPart] = []
  }

  /// So large that handing them on costs nothing, and so small that memory stays small.
  private static let size = 256 << 10

  private let state: Mutex<State>

  init(_ source: consuming sending RequestSource, engines: [String: Engine]) {
    state = Mutex(State(source: source, divider: DecisionLogParts(engines: engines)))
  }

  /// The next part; nil at the end, or when Ctrl-C came.
  func next() throws -> DecisionLogPart? {
    if Interruption.isRequested { return nil }
    let part = try state.withLock { state -> DecisionLogPart? in
      while state.rest.isEmpty, let batch = try state.source.nextBatch(size: Self.size) {
        guard case .lines(let lines) = batch.records else { continue }
        state.rest = state.divider.parts(of: lines).reversed()
      }
      return state.rest.popLast()
    }
    return Interruption.isRequested ? nil : part
  }
}
