import BatonModel
import BatonTime

/// Binds a request to the schema: every known member becomes a field of its type.
///
/// A value that does not fit makes its field missing and is a fault; the rest is decided. A
/// reference may be an object, `customer = { id, region }`: the id is the field's value, and the
/// other members are laid over what the catalogue says of that record. Members that no field
/// takes go to the attributes, and so do those of an object `attributes`, which is how a request in
/// the engine's own words writes them. Cost: linear in the request's members and the rule base's
/// columns.
struct RequestBinder {
  struct Bound {
    var facts: Facts
    var faults: [RequestFault]
    /// The offset in which the request writes its instants, in seconds.
    var offset: Int
  }

  private static let attributes = "attributes"
  private static let labels = "labels"

  private let schema: FactSchema
  private let reader: ValueReader
  private var fields: [Value?]
  private var overlays: [Int: Members] = [:]
  private var faults: [RequestFault] = []
  private var offset = 0

  static func bind(
    _ request: Request, in world: World, to schema: FactSchema
  ) -> Bound {
    var binder = RequestBinder(schema)
    return binder.bind(request, in: world)
  }

  private init(_ schema: FactSchema) {
    self.schema = schema
    reader = ValueReader(schema: schema)
    fields = [Value?](repeating: nil, count: schema.requestFields.count)
  }

  private mutating func bind(_ request: Request, in world: World) -> Bound {
    faults = request.faults
    let labels = labels(of: request)
    var others: [(String, Value?)] = []
    for (name, value) in request.members {
      guard let slot = schema.slot(name) else {
        if name == Self.attributes, case .object(let written)? = value {
          others += written.map { ($0.name, $0.value) }
        } else {
          others.append((name, value))
        }
        continue
      }
      guard let value else { continue }
      let known = faults.count
      bind(slot, value, of: request)
      // A label of a field's name need not be a value of that field.
      if labels == nil, schema.labelNames.contains(name), value.asLabel != nil {
        faults.removeSubrange(known...)
      }
    }
    addContext(of: world)

    let attributes =
      others.isEmpty
      ? request.attributes : Members(request.attributes.map { ($0.name, $0.value) } + others)
    let facts = Facts(
      schema, fields: fields, overlays: overlays, attributes: attributes,
      labels: labels ?? request.members)
    return Bound(facts: facts, faults: faults, offset: offset)
  }

  /// The request's own object of labels; nil where its members are its labels.
  private mutating func labels(of request: Request) -> Members? {
    guard !schema.labelNames.isEmpty, let written = request.members[Self.labels] else { return nil }
    switch written {
    case .object(let labels): return labels
    // An empty table in Lua may be either.
    case .list([]): return Members()
    default:
      if schema.slot(Self.labels) == nil {
        let fault = ValueFault.notLabels(written)
        faults.append(RequestFault(field: Self.labels, message: fault.message))
      }
      return nil
    }
  }

  private mutating func bind(_ slot: Int, _ value: Value, of request: Request) {
    let field = schema.requestFields[slot]
    var value = value
    if schema.slots.identifiers.contains(slot), case .integer(let number) = value {
      value = .text(String(number))
    }
    if slot == schema.slots.openedAt, case .text(let text) = value {
      offset = ISO8601.parse(text, in: schema.zone)?.offsetSeconds ?? 0
    }
    if case .reference(let kind) = field.type {
      if case .object(let members) = value {
        overlays[slot] = typed(members, of: kind, path: field.name)
        guard let id = overlays[slot]?["id"] else { return }
        value = id
      }
      if slot == schema.slots.group { value = qualified(value, by: request.members["provider"]) }
    }
    fields[slot] = read(value, as: field.type, path: field.name)
  }

  private mutating func read(_ value: Value, as type: FieldType, path: String) -> Value? {
    switch reader.read(value, as: type) {
    case .success(let value): return value
    case .failure(let fault):
      faults.append(RequestFault(field: path, message: fault.message))
      return nil
    }
  }

  /// The members of an object that stands for a record, each by the type of its attribute; what
  /// the schema does not know stays as it is, for functions.
  private mutating func typed(_ members: Members, of kind: RecordKind, path: String) -> Members {
    Members(
      members.map { name, value in
        guard let value else { return (name, nil) }
        if name == "id", case .integer(let number) = value { return (name, .text(String(number))) }
        if name == "id" { return (name, read(value, as: .text, path: path + ".id")) }
        guard let field = schema.fields[kind, name] else { return (name, value) }
        if case .reference(let next) = field.type, case .object(let inner) = value {
          return (name, .object(typed(inner, of: next, path: path + "." + name)))
        }
        return (name, read(value, as: field.type, path: path + "." + name))
      })
  }

  /// A group that is named without its provider, when the request names the provider beside it.
  private func qualified(_ group: Value, by provider: Value?) -> Value {
    guard case .text(let name) = group, !name.contains("/") else { return group }
    guard let provider = provider?.asReference.name else { return group }
    let full = "\(provider)/\(name)"
    return schema.catalogue.record(.group, full) == nil ? group : .text(full)
  }

  /// What the world knows of the requester, where the request itself does not say.
  private mutating func addContext(of world: World) {
    let slots = schema.slots
    guard fields[slots.requester] != nil || overlays[slots.requester] != nil else { return }
    let known: RequesterContext? =
      if case .text(let id)? = fields[slots.requester] { world.requesters[id] } else { nil }
    let said = overlays[slots.requester]
    if let known {
      let context: [(String, Value?)] = [
        ("segment", known.segment.map(Value.text)),
        ("open_requests", known.openRequests.map(Value.integer)),
        ("contacts", known.contacts.map(Value.integer)),
      ].filter { $0.1 != nil && said?[$0.0] == nil }
      overlays[slots.requester] = Members(
        (said ?? Members()).map { ($0.name, $0.value) } + context)
    }
    let overlay = overlays[slots.requester]
    fields[slots.contactsOfRequester] = fields[slots.contactsOfRequester] ?? overlay?["contacts"]
    fields[slots.openRequestsOfRequester] =
      fields[slots.openRequestsOfRequester] ?? overlay?["open_requests"]
  }
}
