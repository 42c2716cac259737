/// A complete deterministic finite automaton over symbols that are numbers; its first state is where
/// it begins.
///
/// Frozen: made by a builder or by an operation on others, and then only read.
package struct Automaton: Sendable, Hashable {
  package let symbols: Int
  /// The state after each symbol, state by state.
  let transitions: [Int]
  package let accepting: [Bool]

  /// - Precondition: there is a state, and a transition for each of its symbols.
  package init(symbols: Int, transitions: [Int], accepting: [Bool]) {
    precondition(!accepting.isEmpty && transitions.count == accepting.count * symbols)
    self.symbols = symbols
    self.transitions = transitions
    self.accepting = accepting
  }

  package var count: Int { accepting.count }

  package func state(after symbol: Int, from state: Int) -> Int {
    transitions[state * symbols + symbol]
  }

  /// Whether a word is accepted. O(its length).
  package func accepts(_ word: some Sequence<Int>) -> Bool {
    accepting[word.reduce(0) { state(after: $1, from: $0) }]
  }
}
