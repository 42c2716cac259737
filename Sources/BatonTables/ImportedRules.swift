package import BatonModel

/// What an import made of a document.
package struct ImportedRules: Sendable {
  /// The name of the model or the file.
  package let name: String
  /// What must be declared beside the tables.
  package let fields: [FieldDefinition]
  /// In the order in which they must stand: each behind those that it needs.
  package let tables: [RuleTable]
  package let findings: [TableFinding]
  /// Which field a name of the model is, by its parts.
  let names: [[String]: ImportedName]

  /// Whether something was not taken over.
  package var isPartial: Bool { findings.contains { !$0.isNote } }
}

/// What a name of a model became.
struct ImportedName: Sendable {
  let field: String
  let type: FieldType
}
