import Baton
import BatonModel
import BatonWorkbench

/// One output form, as a whole: what stands before, between and behind the decisions.
///
/// The decisions themselves are written by its parts, of which each thread has one.
protocol DecisionWriter: Sendable {
  /// What is to be written out next; the command empties it.
  var bytes: [UInt8] { get set }

  mutating func begin()
  /// A writer of decisions that any number of others may be written beside.
  func part() -> any DecisionPart
  /// Takes the next decisions, in the order of the requests.
  mutating func append(_ part: WrittenPart)
  /// Puts what was held back for a common look into the bytes.
  mutating func settle()
  mutating func end()
}

extension DecisionWriter {
  mutating func begin() {}
  mutating func settle() {}
  mutating func end() { settle() }
}

/// Turns decisions into one output form, one after the other.
protocol DecisionPart {
  mutating func write(_ decision: Decision, of request: Request)
  /// A record that gave no request; false if the form has no place for it.
  mutating func write(_ fault: RefusedRecord) -> Bool
  /// What was written since the last time.
  mutating func take() -> WrittenPart
}

extension DecisionPart {
  mutating func write(_ fault: RefusedRecord) -> Bool { false }
}

/// What a part wrote: bytes, or cells where the whole decides how wide they are.
enum WrittenPart: Sendable {
  case bytes([UInt8])
  case rows([[String]])
}
