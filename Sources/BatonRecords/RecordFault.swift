/// Why one record could not be read. It costs only that record: the reader goes on behind it.
///
/// A fault says where and what, and holds nothing of the record's content, which can be personal.
package struct RecordFault: Error, Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case notJSON(JSONMistake)
    /// A value of this type stands where an object is expected.
    case notAnObject(typeName: String)
    /// The document lacks the member that is said to hold the records.
    case noRecords(path: [String])
    /// Longer than the maximum record size, in bytes.
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case invalidUTF8
    /// The source ends in the middle of the record.
    case endsInRecord
    /// A CSV row with fewer or more cells than the header has.
    case cells(found: Int, expected: Int)
    case unclosedQuote
    /// Text between a cell's closing quote and the next separator.
    case textAfterQuote
    case noMemory
  }

  package let cause: Cause
  /// The line of the mistake, from 1.
  package let line: Int
  /// The mistake's place in its line, in Unicode scalars from 1; nil if it is the whole record.
  package let column: Int?
  /// The record's number in its source, from 1, faulty records counted.
  package let number: Int
}

/// What is wrong with a text that should be JSON.
package enum JSONMistake: Sendable, Equatable {
  case expectedValue
  case expectedName
  case expectedColon
  case expectedCommaOrBrace
  case expectedCommaOrBracket
  case commaBeforeEnd
  case unclosedText
  case controlCharacter
  case wrongEscape
  case loneSurrogate
  case wrongNumber
  case numberTooLarge
  case notANumber
  case wrongWord
  case textAfterEnd
  case endsEarly
  /// The fast parser refused the text and the slow one did not see why.
  case unexplained
}
