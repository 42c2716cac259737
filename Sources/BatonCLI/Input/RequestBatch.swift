import BatonRecords

/// Records that are decided together.
struct RequestBatch: Sendable {
  let records: RecordBatch
  /// Whether there was nothing more to read: time to show what is done so far.
  let isLastForNow: Bool
}
