/// Records that are read together, so that they can go to another thread together.
package enum RecordBatch: Sendable {
  /// Lines of NDJSON, not parsed yet.
  case lines(LineBatch)
  /// - Parameter isTabular: they came from a table, where everything is text.
  case records([RecordOutcome], isTabular: Bool)
}
