package import BatonRecords

/// A record that gave no request.
package struct RefusedRecord: Error, Sendable {
  package let line: Int
  package let column: Int?
  /// The record's number in its source, from 1.
  package let number: Int
  package let message: String

  package init(_ fault: RecordFault) {
    line = fault.line
    column = fault.column
    number = fault.number
    message = fault.cause.description
  }

  package init(_ failure: Intake.Failure, _ record: Record) {
    line = record.line
    column = nil
    number = record.number
    message = failure.description
  }

  package init(_ message: String, _ record: Record) {
    self.init(message, line: record.line, number: record.number)
  }

  package init(_ message: String, line: Int, number: Int) {
    self.line = line
    column = nil
    self.number = number
    self.message = message
  }

  /// "line 12, column 7: not JSON: a colon is expected after the name"
  package var inWords: String {
    "line \(line)" + (column.map { ", column \($0)" } ?? "") + ": \(message)"
  }

  /// Writes `{"error":{…}}`, which stands where the decision would.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.name("error")
    json.beginObject()
    json.name("line")
    json.integer(line)
    if let column {
      json.name("column")
      json.integer(column)
    }
    json.name("message")
    json.text(message)
    json.name("number")
    json.integer(number)
    json.endObject()
    json.endObject()
  }
}
