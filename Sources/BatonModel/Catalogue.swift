/// Everything that the rule base declares about the landscape: services, providers and their
/// groups, roles, customers, items, receivers, calendars.
///
/// Frozen after loading. Lookup by kind and name is O(1); `records(of:)` keeps declared order.
public struct Catalogue: Sendable {
  /// By the position of the kind.
  private var positions = [[String: Int]](repeating: [:], count: RecordKind.count)
  private var lists = [[CatalogueRecord]](repeating: [], count: RecordKind.count)

  public init(_ records: [CatalogueRecord] = []) {
    for record in records { insert(record) }
  }

  /// Adds a record; one of the same kind and name that is there already stays.
  /// - Returns: false when the name was taken.
  @discardableResult
  public mutating func insert(_ record: CatalogueRecord) -> Bool {
    let kind = record.kind.position
    let position = lists[kind].count
    // One look at the table for the many, two for those whose name is taken.
    if let taken = positions[kind].updateValue(position, forKey: record.name) {
      positions[kind][record.name] = taken
      return false
    }
    lists[kind].append(record)
    return true
  }

  /// The records of one kind in declared order.
  public func records(of kind: RecordKind) -> [CatalogueRecord] { lists[kind.position] }

  public func record(_ kind: RecordKind, _ name: String) -> CatalogueRecord? {
    guard let position = positions[kind.position][name] else { return nil }
    return lists[kind.position][position]
  }

  package func contains(_ kind: RecordKind, _ name: String) -> Bool {
    positions[kind.position][name] != nil
  }

  public func names(of kind: RecordKind) -> [String] { records(of: kind).map(\.name) }

  /// The role that answers for a service, whoever works on it; nil when the service is unknown
  /// or names none.
  public func accountable(forService name: String) -> String? {
    guard case .text(let role)? = record(.service, name)?["accountable"] else { return nil }
    return role
  }
}
