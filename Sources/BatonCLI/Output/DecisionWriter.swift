import BatonModel
import BatonWorkbench

/// Turns decisions into the bytes of one output form, one after the other.
protocol DecisionWriter {
  /// What is to be written out next; the command empties it.
  var bytes: [UInt8] { get set }

  mutating func begin()
  mutating func write(_ decision: Decision, of request: Request)
  /// A record that gave no request; false if the form has no place for it.
  mutating func write(_ fault: RequestStreamFault) -> Bool
  /// Puts what was held back for a common look into the bytes.
  mutating func settle()
  mutating func end()
}

extension DecisionWriter {
  mutating func begin() {}
  mutating func write(_ fault: RequestStreamFault) -> Bool { false }
  mutating func settle() {}
  mutating func end() { settle() }
}
