/// What a decision table makes of the rows that match (DMN 1.3, 8.2.8). The raw value is the rule
/// language's word.
package enum TableHit: String, Sendable, CaseIterable {
  case unique, any, first, priority, collect, sum, min, max, count
  case ruleOrder = "rule_order"
  case outputOrder = "output_order"

  /// DMN's attributes `hitPolicy` and `aggregation`; nil if there are no such.
  init?(policy: String?, aggregation: String?) {
    switch (policy ?? "UNIQUE", aggregation) {
    case ("UNIQUE", _): self = .unique
    case ("ANY", _): self = .any
    case ("FIRST", _): self = .first
    case ("PRIORITY", _): self = .priority
    case ("RULE ORDER", _): self = .ruleOrder
    case ("OUTPUT ORDER", _): self = .outputOrder
    case ("COLLECT", nil): self = .collect
    case ("COLLECT", "SUM"): self = .sum
    case ("COLLECT", "MIN"): self = .min
    case ("COLLECT", "MAX"): self = .max
    case ("COLLECT", "COUNT"): self = .count
    default: return nil
    }
  }

  /// What sheets write in the corner of a table: a letter of DMN, a name of DMN or a word of rules.
  init?(written text: String) {
    let letters: [String: TableHit] = [
      "U": .unique, "A": .any, "F": .first, "P": .priority, "R": .ruleOrder, "O": .outputOrder,
      "C": .collect, "C+": .sum, "C<": .min, "C>": .max, "C#": .count,
    ]
    let text = text.trimmingBlanks
    if let known = letters[text.uppercased()] {
      self = known
    } else if let known = TableHit(rawValue: text.lowercased().replacing(" ", with: "_")) {
      self = known
    } else {
      return nil
    }
  }

  var policy: String {
    switch self {
    case .unique: "UNIQUE"
    case .any: "ANY"
    case .first: "FIRST"
    case .priority: "PRIORITY"
    case .ruleOrder: "RULE ORDER"
    case .outputOrder: "OUTPUT ORDER"
    case .collect, .sum, .min, .max, .count: "COLLECT"
    }
  }

  var aggregation: String? {
    switch self {
    case .sum, .min, .max, .count: rawValue.uppercased()
    default: nil
    }
  }

  /// Whether the order of the allowed outputs decides.
  var needsPriorities: Bool { self == .priority || self == .outputOrder }

  /// Whether the outcome is a list.
  var givesList: Bool { self == .collect || self == .ruleOrder || self == .outputOrder }
}
