/// What was wrong so far: each kind counted, and the first of each told.
struct FaultLedger {
  private(set) var counts: [LogFault.Kind: Int] = [:]
  private let most: Int

  /// - Parameter most: how many faults of a kind are told; the rest is only counted.
  init(most: Int) { self.most = most }

  mutating func tell(_ fault: LogFault, in batch: inout LogBatch) {
    let kind = fault.cause.kind
    counts[kind, default: 0] += 1
    if counts[kind, default: 0] <= most { batch.faults.append(fault) }
  }
}
