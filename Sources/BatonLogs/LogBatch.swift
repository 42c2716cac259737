/// Some events of a log, in its order, as flat arrays that are used again for the next.
///
///     var batch = LogBatch()
///     while try reader.read(into: &batch) {
///       for run in batch.runs {
///         for position in run.events {
///           let event = batch.events[position]
///           let impact = batch.cell(0, of: position)
///
/// Order is position in the log; nothing is sorted by time. Names are numbers of the reader's
/// ``LogNames``, so they stay true in later batches; all other texts are the batch's own and gone
/// with its next filling.
public struct LogBatch: Sendable {
  public internal(set) var events: [LogEvent] = []
  /// Together they have all events, in order.
  public internal(set) var runs: [LogRun] = []
  /// What could not be understood, in the order it was found.
  public internal(set) var faults: [LogFault] = []
  /// `width` for each event, in the mapping's order of values.
  @usableFromInline var cells: [LogCell] = []
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var width = 0

  public init() {}

  /// How many values each event has: as many as the mapping wants.
  public var valueCount: Int { width }

  /// A wanted value of an event.
  /// - Parameter value: its position among the mapping's values.
  @inlinable
  public func cell(_ value: Int, of event: Int) -> LogCell { cells[event * width + value] }

  /// Lends the UTF-8 of a text.
  /// - Precondition: the cell is one of this batch, and a text.
  @inlinable
  public func withText<Result>(of cell: LogCell, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(cell.range))
  }

  /// A text as a string.
  public func text(of cell: LogCell) -> String {
    String(decoding: bytes[cell.range], as: UTF8.self)
  }

  /// Lends the UTF-8 of a case's id.
  public func withCase<Result>(of run: LogRun, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(run.id))
  }

  /// The id of a run's case.
  public func caseID(of run: LogRun) -> String { String(decoding: bytes[run.id], as: UTF8.self) }
}
