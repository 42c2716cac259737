import BatonModel

/// Gives every value that conditions test its column, once.
final class ColumnTable {
  private(set) var columns: [Column] = []
  private var positions: [Column: Int] = [:]

  func index(of column: Column) -> Int {
    if let known = positions[column] { return known }
    positions[column] = columns.count
    columns.append(column)
    return columns.count - 1
  }
}

/// The way from a request to the value of a field: the root field and the members after it.
struct FieldPath {
  /// The kind of record that the next name is a field of.
  let kind: RecordKind
  private let slot: Int?
  private let members: [String]
  private let names: [String]

  static let request = FieldPath(kind: .request, slot: nil, members: [], names: [])

  /// As messages say it: `customer.region`.
  func name(of field: String) -> String { (names + [field]).joined(separator: ".") }

  /// The column of a field at the end of this path.
  func column(_ field: FieldDefinition, _ fields: FieldTable) -> Column? {
    let root = slot ?? fields.slot(field.name)
    guard let root else { return nil }
    return Column(
      root: .field(slot: root), path: slot == nil ? [] : members + [field.name],
      name: name(of: field.name), type: field.type)
  }

  /// The path into the record that a field refers to; nil when it refers to none.
  func into(_ field: FieldDefinition, _ fields: FieldTable) -> FieldPath? {
    guard case .reference(let next) = field.type else { return nil }
    let root = slot ?? fields.slot(field.name)
    guard let root else { return nil }
    return FieldPath(
      kind: next, slot: root, members: slot == nil ? [] : members + [field.name],
      names: names + [field.name])
  }
}
