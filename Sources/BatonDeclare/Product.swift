/// What several automata go through together as they read the same word, breadth first, so that the
/// first state of a kind is one that a shortest word leads to.
///
/// Where one of them can accept nothing any more the product ends: what is beyond it is of no interest
/// to anybody who asks what all of them accept. A state is one number, its parts are digits of it, so
/// a state costs some bytes and its successor some multiplications.
package struct Product: Sendable {
  package let automata: [Automaton]
  /// How much of the product may be looked at.
  package struct Budget: Sendable, Hashable {
    package var states: Int
    /// How often one automaton may go from one state to another.
    package var steps: Int

    package init(states: Int, steps: Int = 10_000_000) {
      self.states = states
      self.steps = steps
    }
  }

  private let factors: [UInt64]
  private var numbers: [UInt64: Int32] = [:]
  private var keys: [UInt64] = []
  /// State by state and symbol by symbol; -1 where the product ends.
  private var transitions: [Int32] = []
  private var origins: [(state: Int32, symbol: Int32)] = []

  /// How often an automaton went from one state to another.
  package private(set) var steps = 0

  /// Nil beyond the budget.
  /// - Parameter start: the states to begin in; nil: where the automata begin.
  /// - Precondition: all automata have the same symbols, and there is one.
  package init?(_ automata: [Automaton], from start: [Int]? = nil, budget: Budget) {
    precondition(!automata.isEmpty && automata.allSatisfy { $0.symbols == automata[0].symbols })
    self.automata = automata
    var factors: [UInt64] = []
    var size: UInt64 = 1
    for automaton in automata {
      factors.append(size)
      let (product, isOver) = size.multipliedReportingOverflow(by: UInt64(automaton.count))
      if isOver { return nil }
      size = product
    }
    self.factors = factors
    guard fill(from: start ?? automata.map { _ in 0 }, budget) else { return nil }
  }

  private mutating func fill(from start: [Int], _ budget: Budget) -> Bool {
    let hopeful = automata.map { $0.reaching($0.accepting) }
    guard automata.indices.allSatisfy({ hopeful[$0][start[$0]] }) else { return true }
    _ = number(of: key(of: start), from: 0, by: 0)
    var parts = [Int](repeating: 0, count: automata.count)
    var next = 0
    while next < keys.count {
      for part in automata.indices { parts[part] = self.part(part, of: next) }
      for symbol in 0..<automata[0].symbols {
        var key: UInt64 = 0
        var isHopeless = false
        for part in automata.indices {
          let state = automata[part].state(after: symbol, from: parts[part])
          if !hopeful[part][state] {
            isHopeless = true
            break
          }
          key += UInt64(state) * factors[part]
        }
        transitions.append(isHopeless ? -1 : number(of: key, from: next, by: symbol))
      }
      steps += automata[0].symbols * automata.count
      if keys.count > budget.states || steps > budget.steps { return false }
      next += 1
    }
    return true
  }

  private mutating func number(of key: UInt64, from origin: Int, by symbol: Int) -> Int32 {
    if let known = numbers[key] { return known }
    let number = Int32(keys.count)
    numbers[key] = number
    keys.append(key)
    origins.append((Int32(origin), Int32(symbol)))
    return number
  }

  // MARK: Reading

  package var count: Int { keys.count }
  package var symbols: Int { automata[0].symbols }

  /// The state of one automaton.
  package func part(_ part: Int, of state: Int) -> Int {
    Int(keys[state] / factors[part] % UInt64(automata[part].count))
  }

  /// One number for the states of all automata, whether or not they can be reached together.
  package func key(of parts: [Int]) -> UInt64 {
    zip(parts, factors).reduce(0) { $0 + UInt64($1.0) * $1.1 }
  }

  /// The same of a state that is reached.
  package func key(of state: Int) -> UInt64 { keys[state] }

  /// Nil where the product ends.
  package func state(after symbol: Int, from state: Int) -> Int? {
    let next = transitions[state * symbols + symbol]
    return next < 0 ? nil : Int(next)
  }

  /// Whether all accept.
  package func isAccepting(_ state: Int) -> Bool {
    automata.indices.allSatisfy { automata[$0].accepting[part($0, of: state)] }
  }

  /// The states from which a word leads to where all accept.
  package func hopeful() -> [Bool] {
    var sources = [[Int32]](repeating: [], count: count)
    for state in 0..<count {
      for symbol in 0..<symbols {
        let next = transitions[state * symbols + symbol]
        if next >= 0, next != state { sources[Int(next)].append(Int32(state)) }
      }
    }
    var reaches = (0..<count).map { isAccepting($0) }
    var open = reaches.indices.filter { reaches[$0] }
    while let state = open.popLast() {
      for source in sources[state] where !reaches[Int(source)] {
        reaches[Int(source)] = true
        open.append(Int(source))
      }
    }
    return reaches
  }

  /// A shortest word to a state.
  package func word(to state: Int) -> [Int] {
    var word: [Int] = []
    var state = state
    while state != 0 {
      word.append(Int(origins[state].symbol))
      state = Int(origins[state].state)
    }
    return word.reversed()
  }

  /// A shortest word from a state to where all accept; nil if there is none.
  package func ending(from start: Int) -> [Int]? {
    if isAccepting(start) { return [] }
    var cameFrom: [Int: (state: Int, symbol: Int)] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      for symbol in 0..<symbols {
        guard let after = self.state(after: symbol, from: state), after != start,
          cameFrom[after] == nil
        else { continue }
        cameFrom[after] = (state, symbol)
        if isAccepting(after) {
          var word: [Int] = []
          var back = after
          while back != start, let (origin, symbol) = cameFrom[back] {
            word.append(symbol)
            back = origin
          }
          return word.reversed()
        }
        queue.append(after)
      }
    }
    return nil
  }
}
