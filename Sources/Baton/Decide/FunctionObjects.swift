import BatonLua
import BatonModel
import BatonTime

/// What the functions of one evaluation may read: the request, the records that it refers to, its
/// attributes, the catalogue. Nothing is copied into Lua; members are looked up as they are asked
/// for, and what is nested gets a handle that is good until the evaluation ends.
///
/// A class, so that the host given to Lua is one word and no call allocates.
final class FunctionObjects {
  /// The handles that are always the same. The catalogue is the first host object of the program.
  enum Handle {
    static let catalogue: UInt32 = 1
    static let request: UInt32 = 2
    static let its: UInt32 = 3
    fileprivate static let firstFree: UInt32 = 4
  }

  private enum Object {
    /// A declared record with what the request says of it laid over it.
    case record(RecordKind, name: String?, overlay: Members?)
    /// An object that a sender wrote.
    case members(Members)
    case list([Value])
    /// All declared records of a kind, by name.
    case kind(RecordKind)
  }

  private let schema: FactSchema
  /// The request's slot for each of the program's fields; nil for other names.
  private let slots: [Int?]
  private let calendars: [String: BusinessCalendar]
  private var objects: [Object] = []
  /// Whose facts are read: nobody's, or the request's in hand.
  private var held: HeldFacts?
  /// What is read between evaluations.
  private let nothing: HeldFacts
  private var offset = 0

  /// - Parameter fields: the program's interned names, by index.
  init(_ schema: FactSchema, fields: [String], calendars: [String: BusinessCalendar]) {
    self.schema = schema
    self.calendars = calendars
    slots = fields.map { schema.slot($0) }
    nothing = HeldFacts(Facts(schema))
  }

  private var current: HeldFacts { held ?? nothing }

  /// Begins an evaluation: handles of the one before are worth nothing any more. A request's facts
  /// are held until ``letGo()``, because all functions of a stage read the same.
  /// - Returns: whether the facts are others than before.
  @discardableResult
  func begin(_ facts: borrowing Facts, offset: Int) -> Bool {
    if !objects.isEmpty { objects.removeAll(keepingCapacity: true) }
    if let held, held.facts.revision == facts.revision { return false }
    held = HeldFacts(facts.copy())
    self.offset = offset
    return true
  }

  /// Begins an evaluation that has no request to read.
  func begin() {
    letGo()
    if !objects.isEmpty { objects.removeAll(keepingCapacity: true) }
    offset = 0
  }

  /// Lets the request go: it is decided, or about to be changed.
  func letGo() {
    guard held != nil else { return }
    held = nil
    objects.removeAll(keepingCapacity: true)
  }

  /// A value as an argument of a function.
  func argument(_ value: Value?) -> LuaArgument {
    switch member(value) {
    case .none, .refused: .none
    case .yesNo(let yes): .yesNo(yes)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .object(let handle): .object(handle)
    }
  }

  // MARK: Members

  func member(of handle: UInt32, slot: Int, key: LuaHostKey) -> LuaMember {
    switch handle {
    case Handle.request: requestMember(slot, key)
    case Handle.its: itsMember(key)
    case Handle.catalogue: catalogueMember(key)
    default: member(of: object(handle), key)
    }
  }

  private func object(_ handle: UInt32) -> Object? {
    let index = Int(handle) - Int(Handle.firstFree)
    return objects.indices.contains(index) ? objects[index] : nil
  }

  private func requestMember(_ slot: Int, _ key: LuaHostKey) -> LuaMember {
    if slots.indices.contains(slot), let slot = slots[slot] {
      return member(current.facts.value(slot))
    }
    guard case .text(let name) = key else { return .none }
    if let slot = schema.slot(name) { return member(current.facts.value(slot)) }
    if name == Self.attributes { return add(.members(current.facts.attributes)) }
    return .refused(
      FunctionWording.unknownField(name, nearest: NearestName.to(name, among: requestNames)))
  }

  private func itsMember(_ key: LuaHostKey) -> LuaMember {
    guard case .text(let name) = key else { return .none }
    guard let slot = schema.slot(name), let kind = schema.kind(ofSlot: slot) else {
      return .refused(
        FunctionWording.noReference(name, nearest: NearestName.to(name, among: references)))
    }
    let overlay = current.facts.overlay(slot)
    guard let id = current.facts.text(slot) else {
      return overlay.map { add(.record(kind, name: nil, overlay: $0)) } ?? .none
    }
    return add(.record(kind, name: id, overlay: overlay))
  }

  private func catalogueMember(_ key: LuaHostKey) -> LuaMember {
    guard case .text(let name) = key else { return .none }
    guard let kind = RecordKind.plurals[name] else {
      return .refused(
        FunctionWording.noKind(name, nearest: NearestName.to(name, among: RecordKind.plurals.keys)))
    }
    return add(.kind(kind))
  }

  private func member(of object: Object?, _ key: LuaHostKey) -> LuaMember {
    switch (object, key) {
    case (.list(let values)?, .integer(let index)):
      return index >= 1 && index <= Int64(values.count) ? member(values[Int(index) - 1]) : .none
    case (.members(let members)?, .text(let name)):
      return member(members[name])
    case (.kind(let kind)?, .text(let name)):
      guard schema.catalogue.record(kind, name) != nil else { return .none }
      return add(.record(kind, name: name, overlay: nil))
    case (.record(let kind, let id, let overlay)?, .text(let name)):
      if name == Self.id { return member(id.map(Value.text)) }
      if let said = overlay?[name] { return member(said) }
      if schema.fields[kind, name] == nil, overlay?.contains(name) != true {
        let nearest = NearestName.to(name, among: schema.fields.names(of: kind))
        return .refused(FunctionWording.unknownAttribute(name, of: kind, nearest: nearest))
      }
      return member(id.flatMap { schema.catalogue.record(kind, $0)?[name] })
    default:
      return .none
    }
  }

  /// A value as a script sees it; instants as text with the request's offset.
  private func member(_ value: Value?) -> LuaMember {
    switch value {
    case nil: .none
    case .text(let text)?: .text(text)
    case .integer(let number)?: .integer(Int64(number))
    case .number(let number)?: .number(number)
    case .yesNo(let yes)?: .yesNo(yes)
    case .instant(let instant)?: .text(ISO8601.format(instant, offsetSeconds: offset))
    case .list(let members)?: add(.list(members))
    case .object(let members)?: add(.members(members))
    }
  }

  private func add(_ object: Object) -> LuaMember {
    objects.append(object)
    return .object(Handle.firstFree + UInt32(objects.count - 1))
  }

  // MARK: Functions

  func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
    CalendarFunctions.answer(function, given, offset: offset, calendars: calendars)
  }

  // MARK: Keys

  func keys(of handle: UInt32) -> [LuaHostKey] {
    switch handle {
    case Handle.request:
      sorted(
        schema.requestFields.indices.filter { current.facts.has($0) }
          .map { schema.requestFields[$0].name } + [Self.attributes])
    case Handle.its:
      sorted(
        references.filter { name in
          schema.slot(name).map { current.facts.has($0) || current.facts.hasOverlay($0) } ?? false
        })
    case Handle.catalogue:
      sorted(Array(RecordKind.plurals.keys))
    default:
      switch object(handle) {
      case .list(let values): values.indices.map { .integer(Int64($0 + 1)) }
      case .members(let members): sorted(members.filter { $0.value != nil }.map(\.name))
      case .kind(let kind): sorted(schema.catalogue.names(of: kind))
      case .record(let kind, let id, let overlay): sorted(Array(names(kind, id, overlay)))
      case nil: []
      }
    }
  }

  private func names(_ kind: RecordKind, _ id: String?, _ overlay: Members?) -> Set<String> {
    var names: Set<String> = id == nil ? [] : [Self.id]
    let declared = id.flatMap { schema.catalogue.record(kind, $0)?.attributes }
    for members in [declared, overlay].compactMap(\.self) {
      for (name, value) in members where value != nil { names.insert(name) }
    }
    return names
  }

  private func sorted(_ names: [String]) -> [LuaHostKey] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(LuaHostKey.text)
  }

  private var requestNames: [String] {
    schema.requestFields.map(\.name) + [Self.attributes]
  }

  private var references: [String] {
    schema.requestFields.indices.filter { schema.kind(ofSlot: $0) != nil }
      .map { schema.requestFields[$0].name }
  }

  private static let attributes = "attributes"
  private static let id = "id"
}

/// The host of one evaluation: one word, so that Lua's bridge holds it without allocating.
struct FunctionHost: LuaHost {
  let objects: FunctionObjects

  func member(of object: UInt32, slot: Int, key: LuaHostKey) -> LuaMember {
    objects.member(of: object, slot: slot, key: key)
  }

  func keys(of object: UInt32) -> [LuaHostKey] { objects.keys(of: object) }

  func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember { objects.call(function, given) }
}
