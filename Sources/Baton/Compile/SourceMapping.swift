import BatonModel
import BatonTime

/// How records of another tool become requests: ours = theirs.
struct SourceMapping: Sendable {
  struct Field: Sendable {
    let definition: FieldDefinition
    let origin: Origin
  }

  /// Where a field's value comes from.
  indirect enum Origin: Sendable {
    case member(String)
    case path([String])
    /// Their values in our words; other values are faults unless there is a default.
    case translate(Origin, [String: Value], otherwise: Value?)
    case constant(Value)
    /// Some records lack it.
    case optional(Origin)
    /// Given the record, returns the value.
    case function(FunctionReference)

    /// The member that a record must have for its source to be recognised.
    var required: [String]? {
      switch self {
      case .member(let name): [name]
      case .path(let names): names
      case .translate(let origin, _, _): origin.required
      case .constant, .optional, .function: nil
      }
    }
  }

  let name: String
  let place: Place
  /// For times without an offset.
  let zone: Zone
  let dates: [DatePattern]
  /// Texts that mean "no value".
  let missing: Set<String>
  /// The member that holds the records; empty when the document is the record.
  let records: [String]
  let fields: [Field]
  /// How its logs of events are written; nil if nothing is said of them.
  let log: SourceLog?
  /// The names of the fields: all its requests have these members, some without a value.
  let names: MemberNames
}
