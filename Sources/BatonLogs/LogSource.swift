import BatonRecords

/// A log in one of the formats, read into an assembly.
protocol LogSource: AnyObject {
  /// Reads what can be had without waiting more than once; false at the end of the log.
  func read(_ assembly: inout EventAssembly) throws(LogStop) -> Bool

  /// The line that is read next.
  var line: Int { get }
}

/// Why a source cannot be read on.
enum LogStop: Error {
  case unreadable(ReadFailure.Cause)
  case refused(LogFailure.Cause)
}
