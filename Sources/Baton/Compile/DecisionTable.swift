import BatonModel

/// How the rows of a decision table that match make its outcome (DMN 1.3, 8.2).
enum TableHit: String, Sendable, CaseIterable {
  case unique, any, first, priority
  case ruleOrder = "rule_order"
  case outputOrder = "output_order"
  case collect, sum, min, max, count

  /// Whether every output is a list of what the rows say.
  var makesLists: Bool {
    switch self {
    case .ruleOrder, .outputOrder, .collect: true
    default: false
    }
  }

  /// Whether one value is worked out from what all rows say.
  var aggregates: Bool {
    switch self {
    case .sum, .min, .max, .count: true
    default: false
    }
  }

  /// Whether it asks which output comes first.
  var ranks: Bool { self == .priority || self == .outputOrder }

  /// How rows stand to each other, as tables of routes have it: where none keeps another from counting,
  /// they are collected.
  var ofRows: HitPolicy {
    switch self {
    case .unique: .unique
    case .any: .any
    case .first: .first
    default: .collect
    }
  }
}

/// A table that sets fields of the request.
struct DecisionTable: Sendable {
  /// A column that sets a field.
  struct Output: Sendable {
    let slot: Int
    let field: FieldDefinition
    /// What it may be set to, the most important first; empty for anything.
    var allowed: [Value] = []
  }

  struct Row: Sendable {
    let condition: Condition
    /// By output; nil where the row does not set it.
    let values: [Computed<Value>?]
    let because: String?
    /// The row's place in the rules or in the CSV file.
    let place: Place
    /// Counted from 1.
    let number: Int

    /// By output what it sets; nil if a function says something of it.
    var constants: [Value?]? {
      var constants: [Value?] = []
      for value in values {
        switch value {
        case .constant(let constant)?: constants.append(constant)
        case nil: constants.append(nil)
        case .function?: return nil
        }
      }
      return constants
    }
  }

  let head: RuleHead
  /// Guards the whole table.
  let condition: Condition
  let hit: TableHit
  let outputs: [Output]
  let rows: [Row]
  /// By output what it is set to when no row matches; empty if nothing is.
  let defaults: [Value?]
  let overwrites: Bool
  /// The columns that rows are told apart by.
  var inputs: [TableInput] = []
  /// Of a table in a file what the file says.
  var fingerprint: String?
}
