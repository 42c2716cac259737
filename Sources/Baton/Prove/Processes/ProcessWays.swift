import BatonDeclare
import BatonModel

/// Where the states of a process lead to, for everybody or for one provider: an automaton over steps.
struct ProcessWays {
  struct Way {
    let target: Int
    let events: [String]
    let by: [ActorTerm]
    /// All must hold.
    let conditions: [Condition]
    /// Where it is written, which tells it from others.
    let place: Place

    /// Whether anybody may go it in any case.
    var isPlain: Bool { by.isEmpty && conditions.isEmpty }

    func takes(_ event: String?) -> Bool {
      events.isEmpty || event.map { events.contains($0) } == true
    }

    init(_ way: ProcessWay, beside condition: Condition = .always) {
      target = way.target
      events = way.events
      by = way.by
      conditions = [way.condition, condition].filter { !$0.isAlways }
      place = way.place
    }
  }

  /// State by state; empty for a process without states, in which any state may follow any.
  private(set) var ways: [[Way]]
  /// Whether a case may be over in a state, and whether events may come in it.
  private let canEnd: [Bool]
  private let goesOn: [Bool]

  /// The process as it is for everybody.
  init(_ rule: ProcessRule) {
    ways = rule.states.map { state in state.ways.map { Way($0) } }
    // One without an end has a message of its own.
    let hasEnd = rule.states.contains(where: \.isFinal)
    canEnd = rule.states.map { $0.isFinal || !hasEnd }
    goesOn = rule.states.map { !$0.isFinal }
  }

  mutating func add(_ way: Way, from state: Int) { ways[state].append(way) }

  mutating func close(_ state: Int, _ target: Int) {
    ways[state].removeAll { $0.target == target }
  }

  mutating func open(_ variation: ProcessVariation) {
    for (state, way) in variation.allows {
      add(Way(way, beside: variation.condition), from: state)
    }
  }

  /// The lists of events that ways ask for.
  var events: [[String]] {
    Set(ways.joined().map(\.events).filter { !$0.isEmpty }).sorted {
      $0.lexicographicallyPrecedes($1)
    }
  }

  func leading(from state: Int, _ step: ProcessStep) -> [Way] {
    guard let target = step.state, target != state else { return [] }
    return ways[state].filter { $0.target == target && $0.takes(step.event) }
  }

  // MARK: The graph alone

  /// The states that a case can come to, whatever rules say of its events.
  func reached() -> [Bool] { spread(from: [0]) { state in ways[state].map(\.target) } }

  /// The states from which a case can come to one in which it may be over.
  func ending() -> [Bool] {
    var sources = [[Int]](repeating: [], count: ways.count)
    for (state, leading) in ways.enumerated() {
      for way in leading { sources[way.target].append(state) }
    }
    return spread(from: ways.indices.filter { canEnd[$0] }) { sources[$0] }
  }

  private func spread(from first: [Int], along next: (Int) -> [Int]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: ways.count)
    var open = first.filter { ways.indices.contains($0) }
    for state in open { isReached[state] = true }
    while let state = open.popLast() {
      for other in next(state) where !isReached[other] {
        isReached[other] = true
        open.append(other)
      }
    }
    return isReached
  }

  // MARK: Automata

  /// The paths that it allows, whole ones: from the first state to one in which a case may end.
  ///
  /// An event without a state stays where the case is; after the end there is none.
  /// - Parameter isPlain: only by ways that anybody may go in any case.
  func automaton(over alphabet: ProcessAlphabet, isPlain: Bool = false) -> Automaton {
    automaton(over: alphabet, accepting: [false] + canEnd + [false]) { state, step in
      guard step.state != nil else { return goesOn[state] }
      return leading(from: state, step).contains { !isPlain || $0.isPlain }
    }
  }

  /// The paths that once take a step which is refused; what is before the first state is not looked at.
  func automaton(
    over alphabet: ProcessAlphabet, refusing refuses: (_ state: Int, ProcessStep) -> Bool
  ) -> Automaton {
    automaton(over: alphabet, accepting: [false] + canEnd.map { _ in false } + [true]) {
      state, step in step.state == nil || !refuses(state, step)
    }
  }

  /// - Parameter accepting: of before the first state, of the states, and of where a step leads that is
  ///   not allowed.
  private func automaton(
    over alphabet: ProcessAlphabet, accepting: [Bool], allows: (Int, ProcessStep) -> Bool
  ) -> Automaton {
    let outside = ways.count + 1
    var transitions = alphabet.steps.map { $0.state == 0 ? 1 : outside }
    for state in ways.indices {
      transitions += alphabet.steps.map { step in
        allows(state, step) ? (step.state ?? state) + 1 : outside
      }
    }
    transitions += alphabet.steps.map { _ in outside }
    return Automaton(
      symbols: alphabet.steps.count, transitions: transitions, accepting: accepting)
  }

  /// Any events, at least one.
  static func anything(over alphabet: ProcessAlphabet) -> Automaton {
    let symbols = alphabet.steps.count
    return Automaton(
      symbols: symbols, transitions: [Int](repeating: 1, count: 2 * symbols),
      accepting: [false, true])
  }
}
