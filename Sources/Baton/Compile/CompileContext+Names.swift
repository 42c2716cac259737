import BatonModel

// Names of declared records, as values of keys.
extension CompileContext {
  /// The name of a declared record; nil after a report.
  func name(_ written: Written, of kind: RecordKind, field: String) -> String? {
    guard
      case .text(let name)? = constants.value(written, as: .reference(kind), field: field)
    else { return nil }
    return name
  }

  /// The groups of these providers; of none, all groups.
  func groups(of providers: [String]) -> [CatalogueRecord] {
    let groups = catalogue.records(of: .group)
    if providers.isEmpty { return groups }
    return groups.filter { group in
      guard case .text(let provider)? = group["provider"] else { return false }
      return providers.contains(provider)
    }
  }

  /// One or several names of declared records, each once; empty if the key is absent.
  func names(_ table: TableReader, _ key: String, of kind: RecordKind) -> [String] {
    listed(table, key) { name($0, of: kind, field: key) }
  }

  /// What is made of the one value, or of each value of the list, that a key has; equal ones once.
  /// - Parameter read: gives nil after a report.
  func listed<Item: Equatable>(
    _ table: TableReader, _ key: String, _ read: (Written) -> Item?
  ) -> [Item] {
    guard let value = table.value(key) else { return [] }
    guard value.table != nil else { return read(value).map { [$0] } ?? [] }
    if value.isEmptyTable {
      findings.report(.emptyList(key), at: value.site)
      return []
    }
    if !value.isDense { findings.report(.listHasHole(key), at: value.site) }
    guard !value.hasNames else {
      findings.report(.wrongType(key, wanted: "a list", found: value.phrase), at: value.site)
      return []
    }
    var items: [Item] = []
    for written in value.items(in: sources) {
      if let item = read(written), !items.contains(item) { items.append(item) }
    }
    return items
  }
}
