extension Automaton {
  /// A shortest word that is accepted, the first in the order of the symbols; nil if there is none.
  ///
  /// O(states x symbols).
  package func shortestWord() -> [Int]? {
    Exploration(automata: [self], limit: count).shortestWord { accepting[$0[0]] }.word
  }

  /// Whether all words of this automaton are words of another one, over the same symbols.
  ///
  /// - Parameter limit: how many pairs of states may be looked at.
  package func isContained(in other: Automaton, limit: Int = .max) -> Containment {
    let search = Exploration(automata: [self, other], limit: limit)
      .shortestWord { accepting[$0[0]] && !other.accepting[$0[1]] }
    if let word = search.word { return .refuted(witness: word) }
    return search.isComplete ? .proven : .undecided(states: limit)
  }

  /// The answer to whether one language is part of another.
  package enum Containment: Sendable, Hashable {
    case proven
    /// A shortest word of the one that is no word of the other.
    case refuted(witness: [Int])
    /// So many states were looked at, and there are more.
    case undecided(states: Int)
  }
}
