import BatonModel
import BatonRecords
import BatonTime

/// Binds a request to facts: every known member becomes a field of its type.
///
/// A value that does not fit makes its field missing and is a fault; the rest is decided. A
/// reference may be an object, `customer = { id, region }`: the id is the field's value, and the
/// other members are laid over what the catalogue says of that record. Members that no field
/// takes go to the attributes, and so do those of an object `attributes`, which is how a request in
/// the engine's own words writes them. Cost: linear in the request's members and the labels that
/// rules ask for.
struct RequestBinder: ~Copyable, Sendable {
  private static let attributes = "attributes"
  private static let labels = "labels"

  let schema: FactSchema
  private let reader: ValueReader
  /// The names of the request before and their slots: the next one mostly has the same.
  private var names: MemberNames?
  private var slots: [Int?] = []
  /// The names of some requests before that: cases of several shapes come in turn.
  private var shapes: [(names: MemberNames, slots: [Int?])] = []
  private static let mostShapes = 16
  /// Whether functions may read what no field takes.
  private let keepsRequests: Bool
  /// By slot. Of requests texts that nobody reads are kept all the same.
  let textWays: [TextWay]

  /// - Parameter isRead: by slot, whether somebody reads a field's text; nil if all are read.
  init(_ schema: FactSchema, keepsRequests: Bool = true, isRead: [Bool]? = nil) {
    self.schema = schema
    self.keepsRequests = keepsRequests
    reader = ValueReader(schema: schema)
    let all = [Bool](repeating: true, count: schema.requestFields.count)
    textWays = Self.textWays(schema, isRead: isRead ?? all)
  }

  static func bind(_ request: Request, in world: World, to schema: FactSchema) -> Facts {
    var facts = Facts(schema)
    var binder = RequestBinder(schema)
    binder.bind(request, in: world, to: &facts)
    return facts
  }

  /// Makes the facts those of this request.
  mutating func bind(_ request: Request, in world: World, to facts: inout Facts) {
    facts.reset()
    if keepsRequests { facts.remember(request) }
    if !request.faults.isEmpty { facts.faults = request.faults }
    let labels = schema.labelNames.isEmpty ? nil : labels(of: request, &facts)
    let shape = request.members.shape
    if names !== shape { turn(to: shape) }
    // The positions of members that take a closer look, as bits.
    var others: UInt64 = 0
    facts.fillWithTexts { cells, texts in
      var given: UInt64 = 0
      let values = request.members.values.span
      let slots = slots.span
      for position in 0..<min(values.count, Self.most) {
        guard let slot = slots[position] else { continue }
        if let cell = cell(values[position], slot, &texts) {
          cells[slot] = cell
          given |= 1 << UInt64(slot)
        } else {
          others |= 1 << UInt64(position)
        }
      }
      return given
    }
    if others != 0 || request.members.count > Self.most {
      bind(others, of: request, labels, &facts)
    }
    addContext(of: world, &facts)
    for (place, column) in schema.labelColumns.enumerated() {
      guard case .label(let name) = schema.columns[column].root else { continue }
      facts.setLabel(place, to: (labels ?? request.members)[name]?.asLabel ?? "")
    }
  }

  private mutating func turn(to shape: MemberNames) {
    names = shape
    if let known = shapes.first(where: { $0.names === shape }) {
      slots = known.slots
      return
    }
    slots = shape.list.map { schema.givenSlot($0) }
    if shapes.count == Self.mostShapes { shapes.removeFirst() }
    shapes.append((shape, slots))
  }

  /// What no field takes, by name.
  static func attributes(of request: Request, _ schema: FactSchema) -> Members {
    var others: [(String, Value?)] = []
    for (name, value) in request.members where schema.givenSlot(name) == nil {
      if name == Self.attributes, case .object(let written)? = value {
        others += written.map { ($0.name, $0.value) }
      } else {
        others.append((name, value))
      }
    }
    if others.isEmpty { return request.attributes }
    return Members(request.attributes.map { ($0.name, $0.value) } + others)
  }

  /// The request's own object of labels; nil where its members are its labels.
  private func labels(of request: Request, _ facts: inout Facts) -> Members? {
    guard let written = request.members[Self.labels] else { return nil }
    switch written {
    case .object(let labels): return labels
    // An empty table in Lua may be either.
    case .list([]): return Members()
    default:
      if schema.givenSlot(Self.labels) == nil {
        let fault = ValueFault.notLabels(written)
        facts.faults.append(RequestFault(field: Self.labels, message: fault.message))
      }
      return nil
    }
  }

  // MARK: Fields

  /// How many members are bound in one go, without a look at the rest of the facts.
  static let most = UInt64.bitWidth

  /// The cell of a member; nil if that takes a closer look.
  @inline(__always)
  private func cell(_ value: Value?, _ slot: Int, _ texts: inout ByteArena) -> Cell? {
    let reading = schema.readings[slot]
    switch value {
    case nil: return .missing
    case .text(let text)?: return self.text(text, slot, &texts)
    case .integer(let number)?: return whole(number, reading)
    case .yesNo(let yes)?: return reading.code == .yesNo ? Cell(yesNo: yes) : nil
    default: return nil
    }
  }

  /// The cell of a text; nil if that takes a closer look.
  @inline(__always)
  private func text(_ text: String, _ slot: Int, _ texts: inout ByteArena) -> Cell? {
    let text = text.utf8.span
    let way = textWays[slot]
    switch way {
    case .closely: return nil
    case .kept, .id, .unread: return texts.cell(of: text, symbol: Cell.noSymbol)
    case .symbol, .name, .declared, .choice:
      let found = schema.symbols.look(text)
      if let symbol = found.symbol, fits(symbol, way, slot) {
        return found.isSame ? Cell(symbol) : texts.cell(of: text, symbol: symbol.number)
      }
      return way == .symbol ? texts.cell(of: text, symbol: Cell.noSymbol) : nil
    }
  }

  /// The cell of a whole number; nil if that takes a closer look.
  @inline(__always)
  func whole(_ number: Int, _ reading: FactSchema.Reading) -> Cell? {
    switch reading.code {
    case .number, .wholeNumber: Cell(integer: number)
    case .priority: number >= 1 ? Cell(integer: number) : nil
    default: nil
    }
  }

  private func provider(of request: Request) -> String? {
    request.members["provider"]?.asReference.name
  }

  /// Binds the members at some positions, and those beyond what is bound in one go.
  private func bind(
    _ others: UInt64, of request: Request, _ labels: Members?, _ facts: inout Facts
  ) {
    let members = request.members
    for position in members.values.indices
    where position >= Self.most || others & (1 << UInt64(position)) != 0 {
      guard let slot = slots[position], let value = members.values[position] else { continue }
      let known = facts.faults.count
      bind(slot, value, beside: slot == schema.slots.group ? provider(of: request) : nil, &facts)
      // A label of a field's name need not be a value of that field.
      if !schema.labelNames.isEmpty, labels == nil,
        schema.labelNames.contains(members.shape.list[position]), value.asLabel != nil
      {
        facts.faults.removeSubrange(known...)
      }
    }
  }

  /// Binds what is rare, and what does not fit.
  /// - Parameter provider: the provider that a group is named beside.
  func bind(
    _ slot: Int, _ value: Value, beside provider: String?, _ facts: inout Facts
  ) {
    let field = schema.requestFields[slot]
    if case .instant = field.type, case .text(let text) = value,
      let parsed = ISO8601.parse(text, in: schema.zone)
    {
      if slot == schema.slots.openedAt { facts.offset = parsed.offsetSeconds ?? 0 }
      return facts.put(Cell(instant: parsed.instant.milliseconds), at: slot)
    }
    var value = value
    if schema.readings[slot].isIdentifier, case .integer(let number) = value {
      value = .text(String(number))
    }
    var overlay: Members?
    if case .reference(let kind) = field.type {
      if case .object(let members) = value {
        let said = typed(members, of: kind, path: field.name, &facts)
        overlay = said
        guard let id = said["id"] else { return facts.lay(said, over: slot) }
        value = id
      }
      if slot == schema.slots.group { value = qualified(value, by: provider) }
    }
    if let read = read(value, as: field.type, path: field.name, &facts) {
      facts.put(facts.cell(of: read), at: slot)
    }
    if let overlay { facts.lay(overlay, over: slot) }
  }

  private func read(
    _ value: Value, as type: FieldType, path: String, _ facts: inout Facts
  ) -> Value? {
    switch reader.read(value, as: type) {
    case .success(let value): return value
    case .failure(let fault):
      facts.faults.append(RequestFault(field: path, message: fault.message))
      return nil
    }
  }

  /// The members of an object that stands for a record, each by the type of its attribute; what
  /// the schema does not know stays as it is, for functions.
  private func typed(
    _ members: Members, of kind: RecordKind, path: String, _ facts: inout Facts
  ) -> Members {
    Members(
      members.map { name, value in
        guard let value else { return (name, nil) }
        if name == "id", case .integer(let number) = value { return (name, .text(String(number))) }
        if name == "id" { return (name, read(value, as: .text, path: path + ".id", &facts)) }
        guard let field = schema.fields[kind, name] else { return (name, value) }
        if case .reference(let next) = field.type, case .object(let inner) = value {
          return (name, .object(typed(inner, of: next, path: path + "." + name, &facts)))
        }
        return (name, read(value, as: field.type, path: path + "." + name, &facts))
      })
  }

  /// A group that is named without its provider, when the request names the provider beside it.
  private func qualified(_ group: Value, by provider: String?) -> Value {
    guard case .text(let name) = group, let provider else { return group }
    let full = "\(provider)/\(name)"
    return schema.catalogue.record(.group, full) == nil ? group : .text(full)
  }

  /// What the world knows of the requester, where the request itself does not say.
  func addContext(of world: World, _ facts: inout Facts) {
    if world.requesters.isEmpty, !facts.hasOverlays { return }
    let slots = schema.slots
    var said = facts.overlay(slots.requester)
    if !world.requesters.isEmpty, let id = facts.text(slots.requester),
      let known = world.requesters[id]
    {
      let context: [(String, Value?)] = [
        ("segment", known.segment.map(Value.text)),
        ("open_requests", known.openRequests.map(Value.integer)),
        ("contacts", known.contacts.map(Value.integer)),
      ].filter { $0.1 != nil && said?[$0.0] == nil }
      let both = Members((said ?? Members()).map { ($0.name, $0.value) } + context)
      facts.lay(both, over: slots.requester)
      said = both
    }
    guard let said else { return }
    if !facts.has(slots.contactsOfRequester), let contacts = said["contacts"] {
      facts.put(facts.cell(of: contacts), at: slots.contactsOfRequester)
    }
    if !facts.has(slots.openRequestsOfRequester), let open = said["open_requests"] {
      facts.put(facts.cell(of: open), at: slots.openRequestsOfRequester)
    }
  }
}
