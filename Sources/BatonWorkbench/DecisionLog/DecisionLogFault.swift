/// Why a line of a decision log is not what it should be.
package enum DecisionLogFault: Error, Hashable {
  case unreadable(String)
  case notALine
  /// Its number, and what it should be.
  case number(Int, expected: Int)
  /// It stands behind another line than the one that it was written behind.
  case notBehind
  case altered
  /// What comes before the first run, or behind the end of one.
  case outsideRun
  case notAnOpening
  case newerForm(String)
  /// The request is not the one that was decided.
  case otherRequest
  /// What the rules say now of the same request in the same world; the names of what differs.
  case otherDecision([String])
  case otherCounts
  case world(String)
  /// The file ends, and the run that began at a line does not.
  case notClosed(began: Int)
  case otherHead(expected: String)
  case empty

  package var message: String {
    switch self {
    case .unreadable(let message): message
    case .notALine:
      "this is no line of a decision log: it has a number, the hash before it and its own"
    case .number(let number, let expected):
      number > expected
        ? "this is line \(number) of the log: \(Self.lines(expected, number - 1)) missing"
        : "this is line \(number) of the log, and line \(expected) belongs here"
    case .notBehind: "this line was not written behind the one before it"
    case .altered: "this line was changed after it was written: its hash is another"
    case .outsideRun: "this line belongs to no run: before it stands what a run decides by"
    case .notAnOpening: "this line does not say by which rules the run decides"
    case .newerForm(let form):
      "this log is of the form \"\(form)\", and this version reads \"\(DecisionLog.schema)\""
    case .otherRequest: "the request is not the one that was decided: its hash is another"
    case .otherDecision(let names):
      "the same rules decide this request otherwise: \(names.joined(separator: ", "))"
    case .otherCounts: "the run says that it decided another number of requests"
    case .world(let message): "the world of this run cannot be read: \(message)"
    case .notClosed(let began):
      "the log ends, and the run that began at line \(began) does not: it was cut off, or still runs"
    case .otherHead(let expected):
      "the log does not end with the hash \(expected): it was cut off or went on"
    case .empty: "the log is empty"
    }
  }

  private static func lines(_ first: Int, _ last: Int) -> String {
    first == last ? "line \(first) is" : "lines \(first) to \(last) are"
  }
}
