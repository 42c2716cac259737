import BatonModel

extension DecisionTable {
  /// A row that matches, and what it says by output; nil where it says nothing.
  struct Match: Sendable {
    let row: Int
    let values: [Value?]
  }

  enum Outcome: Sendable {
    /// What one of the rows that match says.
    case row(Int)
    /// What all of them come to, by output.
    case made([Value?])
    /// None matches, and this is set.
    case defaults([Value?])
    /// The hit policy forbids that these match together.
    case violated
    /// None matches, and nothing is set.
    case nothing
  }

  /// What the rows that match come to by the hit policy.
  ///
  /// The definitions are those of DMN 1.3, 8.2: an output that has no values is not looked at where
  /// outputs are put in order; an empty list has no sum, no smallest and no largest, and its count is 0.
  /// - Parameter matches: in the order of the rows; of `first` no more than one is asked for.
  func outcome(of matches: [Match]) -> Outcome {
    guard let first = matches.first else {
      if !defaults.isEmpty { return .defaults(defaults) }
      return hit == .count ? .made([.integer(0)]) : .nothing
    }
    switch hit {
    case .first: return .row(0)
    case .unique: return matches.count == 1 ? .row(0) : .violated
    case .any: return matches.allSatisfy { $0.values == first.values } ? .row(0) : .violated
    case .priority: return .row(inOrder(matches)[0])
    case .outputOrder: return .made(lists(inOrder(matches).map { matches[$0] }))
    case .ruleOrder, .collect: return .made(lists(matches))
    case .sum, .min, .max, .count:
      return .made([aggregate(matches.compactMap { $0.values.first ?? nil })])
    }
  }

  /// The positions of matches by their outputs from left to right, the most important first; of equals
  /// the earlier row.
  private func inOrder(_ matches: [Match]) -> [Int] {
    let ranks = matches.map { match in
      zip(outputs, match.values).compactMap { output, value in
        output.allowed.isEmpty
          ? nil : value.flatMap { output.allowed.firstIndex(of: $0) } ?? output.allowed.count
      }
    }
    // `sorted` is stable.
    return matches.indices.sorted { ranks[$0].lexicographicallyPrecedes(ranks[$1]) }
  }

  private func lists(_ matches: [Match]) -> [Value?] {
    outputs.indices.map { output in
      let members = matches.compactMap { $0.values[output] }
      return members.isEmpty ? nil : .list(members)
    }
  }

  private func aggregate(_ values: [Value]) -> Value? {
    switch hit {
    case .count: return .integer(values.count)
    case .sum:
      if values.isEmpty { return nil }
      var sum = DecimalSum()
      for value in values { sum.add(value) }
      return sum.value
    case .min: return values.min { $0.order(to: $1) == .before }
    case .max: return values.max { $0.order(to: $1) == .before }
    default: return nil
    }
  }
}
