package import BatonModel

/// What tests reached of one thing that can match: a rule, a row of a table, a node of a tree.
package struct CoveredRule: Sendable, Hashable {
  /// A part of its condition: a test or a function.
  package struct Part: Sendable, Hashable {
    /// `customer.region is one of "IE", "UK"`
    package let words: String
    /// Whether it decided by coming out as the rule wants it while everything hung on it.
    package let decidedByHolding: Bool
    /// Whether it decided by coming out otherwise while everything hung on it.
    package let decidedByFailing: Bool

    package var isShown: Bool { decidedByHolding && decidedByFailing }
  }

  /// The word that declares it; "row" for a row of a table.
  package let word: String
  package let name: String
  /// Of a row, counted from 1.
  package let row: Int?
  package let place: Place
  package let hasMatched: Bool
  /// Whether it made a decision, or a part of one; of a shadow rule whether it matched.
  package let hasDecided: Bool
  package let parts: [Part]
}

/// What tests can reach of a case's life.
package enum LifeMark: Sendable, Hashable {
  /// The position of a step of a ladder.
  case step(ladder: String, Int)
  /// Positions of states.
  case way(process: String, from: Int, to: Int)
  /// A constraint that something was asked of, and that was kept in the end.
  case kept(process: String, constraint: String)
  case broken(process: String, constraint: String)
}

/// One of them that the rule base has, in words and with its place.
package struct LifeUnit: Sendable {
  package let mark: LifeMark
  package let words: String
  package let place: Place
}
