import BatonDeclare
import BatonModel

/// Looks for a shortest path of a process with something about it: one that enters a state, one that
/// breaks a rule.
///
/// Few rules matter to a question. So the search begins with the states alone and takes in a rule only
/// when the path that it found breaks it; what it finds in the end keeps all, and where it finds nothing
/// the rules that it took in are why.
struct TraceSearch {
  /// What all products of a question may cost.
  static let budget = Product.Budget(states: 100_000)

  enum Answer {
    case found(Path)
    /// No path; with which rules, as few as can be.
    case none(core: [Int])
    case undecided(Undecided)
  }

  struct Path: Sendable, Hashable {
    /// Up to where it is so.
    let steps: [ProcessStep]
    /// How it may go on to an end.
    let ending: [ProcessStep]
  }

  struct Undecided: Sendable, Hashable { let states: Int }

  /// What a path is to be.
  struct Goal {
    /// What it depends on.
    var demands: [ProcessDemand] = []
    var states: [Int] = []
    /// Accepts such paths.
    let automaton: (ProcessAlphabet) -> Automaton

    /// Any.
    static var any: Goal {
      Goal { alphabet in
        Automaton(
          symbols: alphabet.steps.count,
          transitions: [Int](repeating: 0, count: alphabet.steps.count), accepting: [true])
      }
    }

    static func enters(_ state: Int) -> Goal {
      Goal(states: [state]) { alphabet in once(alphabet) { $0.state == state } }
    }

    static func activates(_ demand: ProcessDemand) -> Goal {
      Goal(demands: [demand], states: demand.states) { alphabet in
        once(alphabet) { demand.letter(of: $0) & Int(demand.activation.rawValue) != 0 }
      }
    }

    static func breaks(_ demand: ProcessDemand, _ automaton: Automaton) -> Goal {
      Goal(demands: [demand], states: demand.states) { alphabet in
        alphabet.automaton(automaton.complement, of: demand)
      }
    }

    private static func once(
      _ alphabet: ProcessAlphabet, _ isIt: (ProcessStep) -> Bool
    ) -> Automaton {
      Automaton(
        symbols: alphabet.steps.count,
        transitions: alphabet.steps.map { isIt($0) ? 1 : 0 } + alphabet.steps.map { _ in 1 },
        accepting: [false, true])
    }
  }

  /// The states and what leads from one to another; nil: anything may follow anything.
  let ways: ProcessWays?
  var isPlain = false
  /// Further lists of events that matter.
  var wayEvents: [[String]] = []
  let activities: [String]?
  /// What a path must keep, and the automaton of each that says so.
  let demands: [ProcessDemand]
  let automata: [Automaton]

  init(
    _ rule: ProcessRule, ways: ProcessWays?, demands: [ProcessDemand],
    by automaton: KeyPath<ProcessDemand, Automaton> = \.lax
  ) {
    self.ways = rule.states.isEmpty ? nil : ways
    activities = rule.activities
    self.demands = demands
    automata = demands.map { $0[keyPath: automaton] }
  }

  func answer(_ goal: Goal) -> Answer {
    var taken: [Int] = []
    while true {
      switch attempt(goal, taken) {
      case .undecided(let states): return .undecided(states)
      case .none: return .none(core: smallest(taken, goal))
      case .found(let path):
        let whole = path.steps + path.ending
        let broken = demands.indices.first { number in
          !taken.contains(number)
            && !automata[number].accepts(whole.lazy.map { demands[number].letter(of: $0) })
        }
        guard let broken else { return .found(path) }
        taken.append(broken)
      }
    }
  }

  /// Without the rules that are not needed.
  private func smallest(_ taken: [Int], _ goal: Goal) -> [Int] {
    var core = taken
    for number in taken {
      let rest = core.filter { $0 != number }
      if case .none = attempt(goal, rest) { core = rest }
    }
    return core.sorted()
  }

  /// With some of the rules only.
  private func attempt(_ goal: Goal, _ taken: [Int]) -> Answer {
    let taking = taken.map { demands[$0] } + goal.demands
    let named = taking.flatMap(\.states) + goal.states
    let alphabet = ProcessAlphabet(
      activities: activities, demands: taking, wayEvents: (ways?.events ?? []) + wayEvents,
      states: ways.map { Array($0.ways.indices) } ?? Set(named).sorted())
    guard !alphabet.steps.isEmpty else { return .none(core: []) }
    let frame =
      ways?.automaton(over: alphabet, isPlain: isPlain) ?? ProcessWays.anything(over: alphabet)
    let wanted = goal.automaton(alphabet)
    let kept = taken.map { alphabet.automaton(automata[$0], of: demands[$0]) }
    guard let product = Product([wanted, frame] + kept, budget: Self.budget) else {
      return .undecided(Undecided(states: Self.budget.states))
    }
    let hopeful = product.hopeful()
    let outlooks = wanted.outlooks()
    let found = (0..<product.count).first { state in
      hopeful[state]
        && (outlooks[product.part(0, of: state)] == .satisfied || product.isAccepting(state))
    }
    // A path has an event.
    guard let found, let ending = product.ending(from: found) else { return .none(core: []) }
    func steps(_ word: [Int]) -> [ProcessStep] { word.map { alphabet.steps[$0] } }
    return .found(Path(steps: steps(product.word(to: found)), ending: steps(ending)))
  }
}

extension ProcessDemand {
  /// The states whose entering it is about.
  var states: [Int] {
    (first + second).compactMap { term in
      if case .enter(let state) = term { state } else { nil }
    }
  }
}
