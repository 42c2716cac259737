import BatonDeclare

/// The events that are different to some rules of a process: the symbols of their automata.
///
/// Events that are the same to all of them are one symbol, which the first of them stands for. What
/// needs no name comes first, so that paths name as few events as they can.
struct ProcessAlphabet {
  let steps: [ProcessStep]

  /// - Parameters:
  ///   - demands: the rules that are looked at.
  ///   - wayEvents: lists of events of ways that are looked at.
  ///   - states: the states of which it matters that they are entered.
  init(
    activities: [String]?, demands: [ProcessDemand], wayEvents: [[String]], states: [Int]
  ) {
    var names: [String] = []
    var known: Set<String> = []
    func add(_ name: String) { if known.insert(name).inserted { names.append(name) } }
    for demand in demands {
      for case .event(let name) in demand.first + demand.second { add(name) }
    }
    for events in wayEvents { events.forEach(add) }
    var classes: [String?] = []
    if let activities {
      if let other = activities.first(where: { !known.contains($0) }) { classes.append(other) }
    } else {
      classes.append(nil)
    }
    var signatures: Set<[Int]> = []
    for name in names {
      let step = ProcessStep(event: name, state: nil)
      let signature =
        demands.map { $0.letter(of: step) } + wayEvents.map { $0.contains(name) ? 1 : 0 }
      if signatures.insert(signature).inserted { classes.append(name) }
    }
    steps = classes.flatMap { event in
      ([nil] + states.map(Optional.some)).map { ProcessStep(event: event, state: $0) }
    }
  }

  /// The rule's automaton over these symbols.
  func automaton(_ letters: Automaton, of demand: ProcessDemand) -> Automaton {
    letters.reading(steps.map { demand.letter(of: $0) })
  }
}
