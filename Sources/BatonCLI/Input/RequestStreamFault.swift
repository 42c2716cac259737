import Baton
import BatonRecords

/// A record that gave no request.
struct RequestStreamFault {
  let line: Int
  let column: Int?
  /// The record's number in its source, from 1.
  let number: Int
  let message: String

  init(_ fault: RecordFault) {
    line = fault.line
    column = fault.column
    number = fault.number
    message = fault.cause.description
  }

  init(_ failure: Intake.Failure, _ record: Record) {
    line = record.line
    column = nil
    number = record.number
    message = failure.description
  }

  /// "line 12, column 7: not JSON: a colon is expected after the name"
  var inWords: String {
    "line \(line)" + (column.map { ", column \($0)" } ?? "") + ": \(message)"
  }
}
