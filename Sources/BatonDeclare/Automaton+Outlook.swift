extension Automaton {
  /// For each state, what is known of the word while it goes on.
  ///
  /// O(states x symbols).
  package func outlooks() -> [Outlook] {
    let mayAccept = reaching(accepting)
    let mayReject = reaching(accepting.map { !$0 })
    return (0..<count).map { state in
      Outlook(
        accepts: accepting[state],
        isForGood: accepting[state] ? !mayReject[state] : !mayAccept[state])
    }
  }

  /// The states from which some word, perhaps an empty one, leads to a goal.
  package func reaching(_ goals: [Bool]) -> [Bool] {
    var sources = [[Int]](repeating: [], count: count)
    for state in 0..<count {
      for symbol in 0..<symbols { sources[self.state(after: symbol, from: state)].append(state) }
    }
    var reaches = goals
    var open = goals.indices.filter { goals[$0] }
    while let state = open.popLast() {
      for source in sources[state] where !reaches[source] {
        reaches[source] = true
        open.append(source)
      }
    }
    return reaches
  }
}
