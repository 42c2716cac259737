import BatonRecords

/// Records that are decided together.
struct RequestBatch: Sendable {
  let records: RecordBatch
  /// Whether there was nothing more to read: time to show what is done so far.
  let isLastForNow: Bool
}

extension RequestBatch {
  /// Does something with each record, in order, and whether it came from a table.
  /// - Returns: how many there are.
  func forEach(
    reading lines: inout LineBatchReader, _ body: (RecordOutcome, _ isTabular: Bool) -> Void
  ) -> Int {
    switch records {
    case .lines(let batch):
      for index in 0..<batch.count { body(lines.outcome(at: index, of: batch), false) }
      return batch.count
    case .records(let outcomes, let isTabular):
      for outcome in outcomes { body(outcome, isTabular) }
      return outcomes.count
    }
  }
}
