import BatonDeclare
import BatonModel

/// Looks for a shortest path of a process with something about it: one that enters a state, one that
/// breaks a rule.
///
/// Few rules matter to a question. So the search begins with the states alone and takes in a rule only
/// when the path that it found breaks it; what it finds in the end keeps all, and where it finds nothing
/// the rules that it took in are why.
struct TraceSearch {
  /// What a product may cost.
  static let budget = Product.Budget(states: 100_000)

  /// What all questions about one process may cost, counted as products count steps.
  final class Meter {
    static let mostSteps = 60_000_000
    var steps = 0
    var isSpent: Bool { steps > Self.mostSteps }
  }

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
    /// Whether it stays so, however the path goes on.
    let isForGood: Bool
  }

  struct Undecided: Sendable, Hashable { let states: Int }

  /// What is wanted of the path.
  enum Wanted {
    /// That it is a shortest one.
    case shortest
    /// That there is one.
    case some
  }

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
  private let meter: Meter

  init(
    _ rule: ProcessRule, ways: ProcessWays?, demands: [ProcessDemand],
    by automaton: KeyPath<ProcessDemand, Automaton> = \.lax, meter: Meter
  ) {
    self.meter = meter
    self.ways = rule.states.isEmpty ? nil : ways
    activities = rule.activities
    self.demands = demands
    automata = demands.map { $0[keyPath: automaton] }
  }

  func answer(_ goal: Goal, _ wanted: Wanted = .shortest) -> Answer {
    var taken: [Int] = []
    while true {
      if meter.isSpent { return .undecided(Undecided(states: Self.budget.states)) }
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
        if let mended = mended(path, goal, wanted) { return .found(mended) }
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

  /// The path with events in it that rules wait for, if that is enough to keep all.
  ///
  /// Rules that wait for many different events have products with a state for each set of them, where
  /// one event after the other is all that is to be done.
  private func mended(_ path: Path, _ goal: Goal, _ wanted: Wanted) -> Path? {
    let taking = demands + goal.demands
    let alphabet = alphabet(taking, goal)
    let whole = path.steps + path.ending
    let parts =
      [goal.automaton(alphabet), frame(over: alphabet)]
      + demands.indices.map { alphabet.automaton(automata[$0], of: demands[$0]) }
    let hopeful = parts.map { $0.reaching($0.accepting) }
    let symbols = whole.compactMap { step in
      alphabet.steps.firstIndex { other in
        other.state == step.state
          && (other.event == step.event
            || taking.allSatisfy { $0.letter(of: other) == $0.letter(of: step) })
      }
    }
    guard symbols.count == whole.count else { return nil }
    let isForGood = parts[0].outlooks()
    // Before the last event, which may end the case, and if it need not, behind it.
    for place in [whole.count, whole.count - 1] where place > 0 {
      if wanted == .shortest, place < path.steps.count || !path.isForGood { continue }
      var states = parts.map { part in
        symbols[..<place].reduce(0) { part.state(after: $1, from: $0) }
      }
      let added = fill(alphabet, parts, hopeful, &states)
      let all = symbols[..<place] + added + symbols[place...]
      guard parts.allSatisfy({ $0.accepts(all) }) else { continue }
      let steps = all.map { alphabet.steps[$0] }
      // What it is about is past where events were added, or the shortest was not asked for.
      return path.isForGood && place >= path.steps.count
        ? Path(steps: path.steps, ending: Array(steps[path.steps.count...]), isForGood: true)
        : Path(steps: steps, ending: [], isForGood: isForGood[0] == .satisfied)
    }
    return nil
  }

  /// Adds events one by one with each of which more parts accept than before, whichever comes first.
  private func fill(
    _ alphabet: ProcessAlphabet, _ parts: [Automaton], _ hopeful: [[Bool]], _ states: inout [Int]
  ) -> [Int] {
    var added: [Int] = []
    var reached = parts.indices.count { parts[$0].accepting[states[$0]] }
    let symbols = alphabet.steps.indices.filter { alphabet.steps[$0].state == nil }
    // How many in a row were of no use; what waits next is mostly what comes next.
    var idle = 0
    var next = 0
    while idle < symbols.count, !meter.isSpent {
      let symbol = symbols[next % symbols.count]
      next += 1
      idle += 1
      meter.steps += parts.count
      var after = states
      var count = 0
      var isHopeful = true
      for part in parts.indices {
        after[part] = parts[part].state(after: symbol, from: states[part])
        if parts[part].accepting[after[part]] { count += 1 }
        if !hopeful[part][after[part]] { isHopeful = false }
      }
      guard isHopeful, count > reached else { continue }
      states = after
      reached = count
      added.append(symbol)
      idle = 0
    }
    return added
  }

  private func alphabet(_ taking: [ProcessDemand], _ goal: Goal) -> ProcessAlphabet {
    let named = taking.flatMap(\.states) + goal.states
    return ProcessAlphabet(
      activities: activities, demands: taking, wayEvents: (ways?.events ?? []) + wayEvents,
      states: ways.map { Array($0.ways.indices) } ?? Set(named).sorted())
  }

  private func frame(over alphabet: ProcessAlphabet) -> Automaton {
    ways?.automaton(over: alphabet, isPlain: isPlain) ?? ProcessWays.anything(over: alphabet)
  }

  /// With some of the rules only.
  private func attempt(_ goal: Goal, _ taken: [Int]) -> Answer {
    let taking = taken.map { demands[$0] } + goal.demands
    let alphabet = alphabet(taking, goal)
    guard !alphabet.steps.isEmpty else { return .none(core: []) }
    let frame = frame(over: alphabet)
    let wanted = goal.automaton(alphabet)
    let kept = taken.map { alphabet.automaton(automata[$0], of: demands[$0]) }
    guard let product = Product([wanted, frame] + kept, budget: Self.budget) else {
      meter.steps += Self.budget.steps
      return .undecided(Undecided(states: Self.budget.states))
    }
    meter.steps += product.steps
    let hopeful = product.hopeful()
    let outlooks = wanted.outlooks()
    let found = (0..<product.count).first { state in
      hopeful[state]
        && (outlooks[product.part(0, of: state)] == .satisfied || product.isAccepting(state))
    }
    // A path has an event.
    guard let found, let ending = product.ending(from: found) else { return .none(core: []) }
    func steps(_ word: [Int]) -> [ProcessStep] { word.map { alphabet.steps[$0] } }
    let isForGood = outlooks[product.part(0, of: found)] == .satisfied
    return .found(
      Path(steps: steps(product.word(to: found)), ending: steps(ending), isForGood: isForGood))
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
