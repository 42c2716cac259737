/// Events of one case that follow each other in the log.
///
/// Whoever keeps something for each case looks it up once for a run. In a log sorted by case a run
/// is a case, or what a batch has of it; where cases are mixed it is mostly one event.
public struct LogRun: Sendable {
  /// Its events' positions in the batch. May be empty: a trace without events, or the end of a case
  /// whose events were in batches before.
  public internal(set) var events: Range<Int>
  /// A hash of the case's id. Equal ids have equal hashes, in all batches.
  public internal(set) var digest: UInt64
  /// Which trace, or which case's line, it is, from 1; of other logs 0.
  public internal(set) var trace: Int
  /// The line on which the case, or the run, starts.
  public internal(set) var line: Int
  /// The case is new here, as far as the form of the log says it: always in XES and in logs with one
  /// case a line, else only if the mapping says that the log is sorted by case.
  public internal(set) var begins: Bool
  /// The case has ended behind these events. Cases of other logs end with the log.
  public internal(set) var ends: Bool
  /// Reading lost what is behind these events of the case; a fault says why.
  public internal(set) var isCut: Bool
  /// Where the id is in the batch's bytes.
  var id: Range<Int>
}
