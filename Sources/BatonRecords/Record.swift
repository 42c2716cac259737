package import BatonModel

/// One record as it was read.
package struct Record: Sendable {
  /// The record's members. A CSV row has one for each column: its text, or none for an empty cell.
  package let value: Members
  /// The line on which it starts, from 1.
  package let line: Int
  /// Its number in its source, from 1, faulty records counted.
  package let number: Int
  /// Names that the record, or an object in it, has more than once; the last value was taken.
  package let repeated: [String]

  package init(value: Members, line: Int, number: Int, repeated: [String]) {
    self.value = value
    self.line = line
    self.number = number
    self.repeated = repeated
  }
}

/// What a reader gives for each record of its source.
package enum RecordOutcome: Sendable {
  case record(Record)
  case fault(RecordFault)
}
