/// All fields of all kinds of record: the built-in ones and those that a rule base declares.
///
/// The one table from which checking, deciding, editors and documentation take their names.
/// Request fields also have a slot, a small number that the engine indexes by.
public struct FieldTable: Sendable {
  public private(set) var fields: [RecordKind: [FieldDefinition]] = [:]
  /// By the position of the kind.
  private var positions = [[String: Int]](repeating: [:], count: RecordKind.count)

  public init(_ definitions: [FieldDefinition]) {
    for definition in definitions { insert(definition) }
  }

  /// Adds or replaces a field.
  /// - Returns: the definition that was there before, if any.
  @discardableResult
  public mutating func insert(_ definition: FieldDefinition) -> FieldDefinition? {
    if let position = positions[definition.of.position][definition.name] {
      let previous = fields[definition.of]?[position]
      fields[definition.of]?[position] = definition
      return previous
    }
    positions[definition.of.position][definition.name] = fields[definition.of]?.count ?? 0
    fields[definition.of, default: []].append(definition)
    return nil
  }

  public subscript(kind: RecordKind, name: String) -> FieldDefinition? {
    guard let position = positions[kind.position][name] else { return nil }
    return fields[kind]?[position]
  }

  public func names(of kind: RecordKind) -> [String] { (fields[kind] ?? []).map(\.name) }

  /// The slot of a request's field.
  public func slot(_ name: String) -> Int? { positions[RecordKind.request.position][name] }

  /// The request's fields in the order of their slots.
  public var requestFields: [FieldDefinition] { fields[.request] ?? [] }
}
