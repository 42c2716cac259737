import BatonModel

/// The columns that the analysis of functions speaks of, by numbers of its own: a column is one of
/// the rule base's only once a test of it remains.
final class AnalysedColumns {
  private let table = ColumnTable()
  private let fields: [FieldDefinition]
  /// By slot.
  private var known: [Int?]

  init(_ fields: FieldTable) {
    self.fields = fields.requestFields
    known = Array(repeating: nil, count: self.fields.count)
  }

  subscript(number: Int) -> Column { table.columns[number] }

  func number(of column: Column) -> Int { table.index(of: column) }

  /// Of a request's field itself.
  func number(ofField slot: Int) -> Int {
    if let number = known[slot] { return number }
    let field = fields[slot]
    let number = table.index(
      of: Column(root: .field(slot: slot), path: [], name: field.name, type: field.type))
    known[slot] = number
    return number
  }
}
