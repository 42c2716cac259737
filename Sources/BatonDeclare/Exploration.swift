/// The states of several automata that read the same word, breadth first: the product of them, made
/// only as far as it is needed.
package struct Exploration {
  package let automata: [Automaton]
  /// How many states of the product may be made.
  package let limit: Int

  /// - Precondition: all automata have the same symbols, and there is one.
  package init(automata: [Automaton], limit: Int) {
    precondition(!automata.isEmpty && automata.allSatisfy { $0.symbols == automata[0].symbols })
    self.automata = automata
    self.limit = limit
  }

  package struct Search: Sendable {
    /// A shortest word to a goal; nil if none was found.
    package let word: [Int]?
    /// Whether all states were looked at: without, a word may be missing.
    package let isComplete: Bool
  }

  /// A shortest word that leads from the beginning to a goal.
  package func shortestWord(to isGoal: ([Int]) -> Bool) -> Search {
    var walk = Walk(start: automata.map { _ in 0 })
    if isGoal(walk.states[0]) { return Search(word: [], isComplete: true) }
    var next = 0
    while next < walk.states.count {
      for symbol in 0..<automata[0].symbols {
        let state = successor(of: walk.states[next], symbol)
        guard walk.add(state, from: next, by: symbol) else { continue }
        if isGoal(state) {
          return Search(word: walk.word(to: walk.states.count - 1), isComplete: true)
        }
        if walk.states.count > limit { return Search(word: nil, isComplete: false) }
      }
      next += 1
    }
    return Search(word: nil, isComplete: true)
  }

  /// The whole product as one automaton, which accepts what all accept; nil beyond the limit.
  package func product() -> (automaton: Automaton, states: [[Int]])? {
    var walk = Walk(start: automata.map { _ in 0 })
    var transitions: [Int] = []
    var next = 0
    while next < walk.states.count {
      for symbol in 0..<automata[0].symbols {
        let state = successor(of: walk.states[next], symbol)
        walk.add(state, from: next, by: symbol)
        transitions.append(walk.numbers[state, default: 0])
        if walk.states.count > limit { return nil }
      }
      next += 1
    }
    let accepting = walk.states.map { state in
      automata.indices.allSatisfy { automata[$0].accepting[state[$0]] }
    }
    return (
      Automaton(symbols: automata[0].symbols, transitions: transitions, accepting: accepting),
      walk.states
    )
  }

  private func successor(of state: [Int], _ symbol: Int) -> [Int] {
    automata.indices.map { automata[$0].state(after: symbol, from: state[$0]) }
  }

  /// The states found so far, and how each was first reached.
  private struct Walk {
    var numbers: [[Int]: Int]
    var states: [[Int]]
    var origins: [(state: Int, symbol: Int)]

    init(start: [Int]) {
      numbers = [start: 0]
      states = [start]
      origins = [(0, 0)]
    }

    /// - Returns: whether it was new.
    @discardableResult
    mutating func add(_ state: [Int], from origin: Int, by symbol: Int) -> Bool {
      guard numbers[state] == nil else { return false }
      numbers[state] = states.count
      states.append(state)
      origins.append((origin, symbol))
      return true
    }

    func word(to state: Int) -> [Int] {
      var word: [Int] = []
      var state = state
      while state != 0 {
        word.append(origins[state].symbol)
        state = origins[state].state
      }
      return word.reversed()
    }
  }
}
