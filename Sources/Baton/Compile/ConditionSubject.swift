import BatonModel

extension ConditionCompiler {
  /// What a test is about: a field at the end of a path, or a label.
  ///
  /// A class, because all conditions on the same field of a request share one (``SubjectTable``):
  /// its column is looked up once however many rules ask for it.
  final class Subject {
    let field: FieldDefinition
    let path: FieldPath
    let column: Column
    let name: String
    let isLabel: Bool
    private var index: Int?

    init(
      field: FieldDefinition, path: FieldPath, column: Column, name: String, isLabel: Bool = false
    ) {
      self.field = field
      self.path = path
      self.column = column
      self.name = name
      self.isLabel = isLabel
    }

    /// The number of its column, which exists from the first time on that it is asked for.
    func column(in columns: ColumnTable) -> Int {
      if let index { return index }
      let new = columns.index(of: column)
      index = new
      return new
    }
  }
}

/// The fields of a request that conditions have named so far.
final class SubjectTable {
  private let fields: FieldTable
  private var known = NameDrawers<ConditionCompiler.Subject>()

  init(_ fields: FieldTable) {
    self.fields = fields
  }

  /// A field at the end of a path; nil when there is none of that name.
  func subject(_ name: String, at path: FieldPath) -> ConditionCompiler.Subject? {
    let isRoot = path.kind == .request
    if isRoot, let subject = known[name] { return subject }
    guard let field = fields[path.kind, name], let column = path.column(field, fields) else {
      return nil
    }
    let subject = ConditionCompiler.Subject(
      field: field, path: path, column: column, name: column.name)
    if isRoot { known.insert(name, subject) }
    return subject
  }
}
