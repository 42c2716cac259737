extension Automaton {
  /// The smallest automaton for the same words. Its states are numbered as they are first reached in
  /// the order of the symbols, so equal languages give equal automata.
  ///
  /// Moore's refinement: O(states squared x symbols) at worst.
  package func minimal() -> Automaton {
    let reached = reachable()
    var classes = [Int](repeating: 0, count: count)
    for state in reached { classes[state] = accepting[state] ? 1 : 0 }
    var found = Set(reached.map { classes[$0] }).count
    while true {
      var numbers: [[Int]: Int] = [:]
      var refined = classes
      for state in reached {
        let signature =
          [classes[state]] + (0..<symbols).map { classes[self.state(after: $0, from: state)] }
        refined[state] = numbers[signature, default: numbers.count]
        numbers[signature] = refined[state]
      }
      classes = refined
      if numbers.count == found { break }
      found = numbers.count
    }
    return merged(by: classes)
  }

  /// One state for each class, in the order in which they are reached.
  private func merged(by classes: [Int]) -> Automaton {
    var numbers = [classes[0]: 0]
    var representatives = [0]
    var transitions: [Int] = []
    var next = 0
    while next < representatives.count {
      for symbol in 0..<symbols {
        let target = state(after: symbol, from: representatives[next])
        if numbers[classes[target]] == nil {
          numbers[classes[target]] = representatives.count
          representatives.append(target)
        }
        transitions.append(numbers[classes[target], default: 0])
      }
      next += 1
    }
    return Automaton(
      symbols: symbols, transitions: transitions,
      accepting: representatives.map { accepting[$0] })
  }

  /// The states that a word leads to, in the order in which they are first reached.
  func reachable() -> [Int] {
    var isReached = [Bool](repeating: false, count: count)
    isReached[0] = true
    var order = [0]
    var next = 0
    while next < order.count {
      for symbol in 0..<symbols {
        let target = state(after: symbol, from: order[next])
        guard !isReached[target] else { continue }
        isReached[target] = true
        order.append(target)
      }
      next += 1
    }
    return order
  }
}
