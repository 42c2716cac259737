/// From a formula to the automaton that reads a trace letter by letter.
///
/// A state is what the rest of the trace must still satisfy: a disjunction of conjunctions of temporal
/// parts of the formula. After a letter each part becomes what it asks of the rest (Bacchus, Kabanza
/// 1998). There are finitely many sets of sets of parts, so this ends; templates give a handful.
struct Progression {
  /// Any of these sets must hold, as a whole.
  typealias Demand = Set<Set<Formula>>

  static func automaton(of formula: Formula) -> Automaton {
    var numbers: [Demand: Int] = [:]
    var states: [Demand] = []
    func number(of demand: Demand) -> Int {
      if let known = numbers[demand] { return known }
      numbers[demand] = states.count
      states.append(demand)
      return states.count - 1
    }
    _ = number(of: demand(formula))
    var transitions: [Int] = []
    var next = 0
    while next < states.count {
      for letter in Letter.all {
        transitions.append(number(of: rest(of: states[next], after: letter)))
      }
      next += 1
    }
    return Automaton(
      symbols: Letter.all.count, transitions: transitions,
      accepting: states.map { state in state.contains { $0.allSatisfy(acceptsEmpty) } })
  }

  /// Parts are kept whole; what is and and or around them becomes sets.
  private static func demand(_ formula: Formula) -> Demand {
    switch formula {
    case .yes: [[]]
    case .no: []
    case .and(let left, let right): both(demand(left), demand(right))
    case .or(let left, let right): either(demand(left), demand(right))
    default: [[formula]]
    }
  }

  private static func rest(of demand: Demand, after letter: Letter) -> Demand {
    demand.reduce([]) { sum, parts in
      either(sum, parts.reduce([[]]) { both($0, rest(of: $1, after: letter)) })
    }
  }

  private static func rest(of formula: Formula, after letter: Letter) -> Demand {
    switch formula {
    case .yes: [[]]
    case .no: []
    case .holds(let wanted): letter.isSuperset(of: wanted) ? [[]] : []
    case .fails(let wanted): letter.isSuperset(of: wanted) ? [] : [[]]
    case .and(let left, let right):
      both(rest(of: left, after: letter), rest(of: right, after: letter))
    case .or(let left, let right):
      either(rest(of: left, after: letter), rest(of: right, after: letter))
    // Whether there is a rest at all is for the end of the trace to say.
    case .next(let inner): [[.until(.no, inner)]]
    case .weakNext(let inner): [[.release(.yes, inner)]]
    case .until(let left, let right):
      either(
        rest(of: right, after: letter), both(rest(of: left, after: letter), [[formula]]))
    case .release(let left, let right):
      both(
        rest(of: right, after: letter), either(rest(of: left, after: letter), [[formula]]))
    }
  }

  /// Whether a formula asks nothing of a rest without letters.
  private static func acceptsEmpty(_ formula: Formula) -> Bool {
    switch formula {
    case .yes, .fails, .weakNext, .release: true
    case .no, .holds, .next, .until: false
    case .and(let left, let right): acceptsEmpty(left) && acceptsEmpty(right)
    case .or(let left, let right): acceptsEmpty(left) || acceptsEmpty(right)
    }
  }

  private static func both(_ left: Demand, _ right: Demand) -> Demand {
    var product: Demand = []
    for one in left {
      for other in right { product.insert(one.union(other)) }
    }
    return absorbed(product)
  }

  private static func either(_ left: Demand, _ right: Demand) -> Demand {
    absorbed(left.union(right))
  }

  /// Without the sets that ask more than another one does.
  private static func absorbed(_ demand: Demand) -> Demand {
    demand.filter { one in !demand.contains { $0.isStrictSubset(of: one) } }
  }
}
