package import BatonModel

/// A table of rules as tools exchange it: the one form between DMN, sheets, CSV and the rule
/// language. Cells are understood; types and fields are those of the rule language.
package struct RuleTable: Sendable, Equatable {
  /// A column that is asked.
  package struct Input: Sendable, Equatable {
    /// The field, or the path to one: `customer.region`.
    package let field: String
    package let type: FieldType
  }

  /// A column that is set. Of a table of routes there is one, `to`.
  package struct Output: Sendable, Equatable {
    package let field: String
    package let type: FieldType
    /// What it may be, the most important first; empty where nothing is said.
    let allowed: [TableLiteral]
    /// What it is where no row matches.
    let fallback: TableLiteral?
  }

  package struct Row: Sendable, Equatable {
    let tests: [CellTest]
    /// Nil: this row does not set it.
    let outcomes: [TableLiteral?]
    package let because: String?
    /// Other remarks of whoever wrote it.
    package let remarks: [String]
  }

  package let name: String
  /// Whether it says who gets a request, as `route_table` does.
  package let isRoute: Bool
  package let hit: TableHit
  package let inputs: [Input]
  package let outputs: [Output]
  package let rows: [Row]
  package let because: String?

  /// Whether a column gives reasons.
  var hasReasons: Bool { rows.contains { $0.because != nil } }
}
