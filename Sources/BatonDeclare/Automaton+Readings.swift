extension Automaton {
  /// What this accepts where each symbol stands for one of its own.
  package func reading(_ letters: [Int]) -> Automaton {
    Automaton(
      symbols: letters.count,
      transitions: (0..<count).flatMap { state in
        letters.map { self.state(after: $0, from: state) }
      },
      accepting: accepting)
  }

  /// The other words.
  package var complement: Automaton {
    Automaton(symbols: symbols, transitions: transitions, accepting: accepting.map { !$0 })
  }

  /// Accepts a word if some way to read it is accepted: each symbol as any of its readings.
  ///
  /// The construction by subsets of states; nil where they are more than the limit.
  package func accepting(anyOf readings: [[Int]], limit: Int) -> Automaton? {
    var numbers = [[0]: 0]
    var subsets = [[0]]
    var transitions: [Int] = []
    var next = 0
    while next < subsets.count {
      for choices in readings {
        let subset = Set(
          subsets[next].flatMap { state in choices.map { self.state(after: $0, from: state) } }
        ).sorted()
        if numbers[subset] == nil {
          guard subsets.count < limit else { return nil }
          numbers[subset] = subsets.count
          subsets.append(subset)
        }
        transitions.append(numbers[subset, default: 0])
      }
      next += 1
    }
    return Automaton(
      symbols: readings.count, transitions: transitions,
      accepting: subsets.map { subset in subset.contains { accepting[$0] } })
  }
}
