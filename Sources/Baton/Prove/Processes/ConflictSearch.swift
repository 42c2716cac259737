import BatonDeclare

/// Looks for a shortest path to a conflict that keeps to the states, so that what is told beforehand is
/// what can happen to cases that go the way.
struct ConflictSearch {
  let process: ProcessRule
  let group: ConflictGroup

  private struct Place {
    /// Of the states' automaton.
    let frame: Int
    let monitors: [Int]
    let origin: Int
    let step: Int
  }

  private struct Key: Hashable {
    let frame: Int
    let monitors: UInt64
  }

  enum Answer {
    case none
    /// The core's positions among the process's constraints.
    case found(steps: [ProcessStep], core: [Int])
    /// None is among the first ``ConflictGroup/budget`` places.
    case undecided
  }

  func shortest() -> Answer {
    let rules = group.members.map { process.constraints[$0.constraint] }
    let demands = rules.map { ProcessDemand($0) }
    let automata = rules.map { Monitor($0.template, count: $0.count).automaton }
    let hopeful = automata.map { $0.reaching($0.accepting) }
    var ways = ProcessWays(process)
    for variation in process.variations { ways.open(variation) }
    let hasStates = !process.states.isEmpty
    let alphabet = ProcessAlphabet(
      activities: process.activities, demands: demands, wayEvents: ways.events,
      states: hasStates
        ? Array(process.states.indices) : Set(demands.flatMap(\.states)).sorted())
    let frame =
      hasStates ? ways.automaton(over: alphabet) : ProcessWays.anything(over: alphabet)
    let open = frame.reaching(frame.accepting)
    let goesOn = (0..<frame.count).map { state in
      alphabet.steps.indices.contains { open[frame.state(after: $0, from: state)] }
    }
    // What cannot be told apart by conditions is tried both ways.
    let letters = alphabet.steps.map { step in
      ConflictBook.choices(demands.map { $0.letter(of: step) }, rules) ?? []
    }
    var places = [
      Place(frame: 0, monitors: automata.map { _ in 0 }, origin: 0, step: 0)
    ]
    var known: Set<Key> = []
    var next = 0
    while next < places.count, places.count < ConflictGroup.budget.states {
      let place = places[next]
      for step in alphabet.steps.indices {
        let target = frame.state(after: step, from: place.frame)
        guard open[target] else { continue }
        for choice in letters[step] {
          let monitors = automata.indices.map {
            automata[$0].state(after: choice[$0], from: place.monitors[$0])
          }
          guard automata.indices.allSatisfy({ hopeful[$0][monitors[$0]] }) else { continue }
          let key = group.key(of: monitors)
          guard known.insert(Key(frame: target, monitors: key)).inserted else { continue }
          places.append(Place(frame: target, monitors: monitors, origin: next, step: step))
          // Where the case is over, what is missing is told as that.
          if goesOn[target], group.isDoomed(key) {
            return .found(
              steps: path(to: places.count - 1, places).map { alphabet.steps[$0] },
              core: group.core(at: monitors))
          }
        }
      }
      next += 1
    }
    return next < places.count ? .undecided : .none
  }

  private func path(to end: Int, _ places: [Place]) -> [Int] {
    var steps: [Int] = []
    var place = end
    while place != 0 {
      steps.append(places[place].step)
      place = places[place].origin
    }
    return steps.reversed()
  }
}
