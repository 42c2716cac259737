/// Everything that the rule base declares about the landscape: services, providers and their
/// groups, roles, customers, items, receivers, calendars.
///
/// Frozen after loading. Lookup by kind and name is O(1); `records(of:)` keeps declared order.
public struct Catalogue: Sendable {
  private var positions: [RecordKind: [String: Int]] = [:]
  private var lists: [RecordKind: [CatalogueRecord]] = [:]

  public init(_ records: [CatalogueRecord] = []) {
    for record in records { insert(record) }
  }

  /// Adds a record; one of the same kind and name that is there already stays.
  /// - Returns: false when the name was taken.
  @discardableResult
  public mutating func insert(_ record: CatalogueRecord) -> Bool {
    guard positions[record.kind]?[record.name] == nil else { return false }
    positions[record.kind, default: [:]][record.name] = lists[record.kind]?.count ?? 0
    lists[record.kind, default: []].append(record)
    return true
  }

  /// The records of one kind in declared order.
  public func records(of kind: RecordKind) -> [CatalogueRecord] { lists[kind] ?? [] }

  public func record(_ kind: RecordKind, _ name: String) -> CatalogueRecord? {
    guard let position = positions[kind]?[name] else { return nil }
    return lists[kind]?[position]
  }

  public func names(of kind: RecordKind) -> [String] { records(of: kind).map(\.name) }

  /// The role that answers for a service, whoever works on it; nil when the service is unknown
  /// or names none.
  public func accountable(forService name: String) -> String? {
    guard case .text(let role)? = record(.service, name)?["accountable"] else { return nil }
    return role
  }
}
