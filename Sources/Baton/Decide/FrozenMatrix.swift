import BatonRecords

/// The priority matrix over symbols: a look-up compares a handful of numbers.
struct FrozenMatrix: Sendable {
  private let impact: [Symbol?]
  private let urgency: [Symbol?]
  /// Row after row.
  private let priorities: [Int]

  init(_ matrix: PriorityMatrix, _ schema: FactSchema) {
    impact = matrix.impact.map(schema.symbol)
    urgency = matrix.urgency.map(schema.symbol)
    priorities = Array(matrix.priorities.joined())
  }

  /// Nil if the matrix has no such level.
  func priority(impact: Symbol, urgency: Symbol) -> Int? {
    for row in self.impact.indices where self.impact[row] == impact {
      for column in self.urgency.indices where self.urgency[column] == urgency {
        return priorities[row * self.urgency.count + column]
      }
    }
    return nil
  }
}
