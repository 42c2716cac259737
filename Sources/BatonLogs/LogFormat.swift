/// How an event log is written.
public enum LogFormat: Sendable, Hashable, CaseIterable {
  /// IEEE 1849: XML with traces of events.
  case xes
  /// One event a row, below a header.
  case csv
  /// One event a line, as JSON.
  case eventLines
  /// One case a line, as JSON with a list of events.
  case caseLines
  /// OCEL 2.0 as JSON: events that belong to objects of several types.
  case ocel
}
