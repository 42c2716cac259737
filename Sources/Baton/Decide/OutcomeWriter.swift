package import BatonModel
import BatonRecords

/// Writes decisions as lines of NDJSON, straight from outcomes: whole ones, or the fields that are
/// asked for.
///
/// Where all fields are single parts of the decision (`request`, `priority`, `to`, `why`, …) a line
/// costs little more than copying it: see ``PlainLine``. Each thread has a writer of its own.
package struct OutcomeWriter: Sendable {
  private let decider: Decider
  /// Nil for whole decisions.
  private let fields: [DecisionField]?
  private let isPlain: Bool
  /// For plain fields, else without any.
  private let line: PlainLine
  private var json = JSONWriter()

  init(_ decider: Decider, fields: [DecisionField]?) {
    self.decider = decider
    self.fields = fields
    isPlain = fields.map(PlainLine.canWrite) ?? false
    line = PlainLine(isPlain ? fields ?? [] : [], decider)
  }

  /// What is to be written out next; whoever writes it out empties it.
  package var bytes: [UInt8] {
    get { json.bytes }
    set { json.bytes = newValue }
    _modify { yield &json.bytes }
  }

  /// Whether a field of the request itself is asked for, so that the request must be at hand.
  package var needsRequest: Bool {
    fields?.contains { if case .own = $0 { false } else { true } } ?? false
  }

  /// Writes what stands in the place of a decision, and a line end.
  mutating func writeLine(_ write: (inout JSONWriter) -> Void) {
    write(&json)
    json.endLine()
  }

  /// Writes one decision and a line end.
  mutating func write(_ outcome: borrowing Outcome, of request: Request?) {
    if isPlain { return line.write(outcome, to: &json.bytes) }
    if let fields {
      json.write(Decision(outcome, of: decider), fields: fields, of: request)
    } else {
      json.write(outcome, decider)
    }
    json.endLine()
  }
}

extension JSONWriter {
  /// Writes those fields of a decision that are there, as one object.
  package mutating func write(
    _ decision: Decision, fields: [DecisionField], of request: Request?
  ) {
    beginObject()
    for field in fields {
      guard let value = decision.value(of: field, request: request ?? Request(Members())) else {
        continue
      }
      member(field.name, value, offset: decision.offset)
    }
    endObject()
  }
}
