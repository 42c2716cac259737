import BatonDeclare
import BatonModel

/// Constraints of one process that contradict each other or its states, that say nothing, or that say
/// what others say.
///
/// Each answer is a search for one path; see ``TraceSearch`` for its cost.
struct ConstraintDoubts {
  let process: ProcessRule
  let demands: [ProcessDemand]
  private let meter = TraceSearch.Meter()

  init(process: ProcessRule, demands: [ProcessDemand]) {
    self.process = process
    self.demands = demands
  }

  func findings() -> [ProcessFinding] {
    guard !demands.isEmpty else { return [] }
    let whole = TraceSearch(process, ways: openWays, demands: demands, meter: meter)
    switch whole.answer(.any, .some) {
    case .none(let core):
      // Without one, the states have no end, which is told of them.
      if core.isEmpty { return [] }
      return [contradiction(core)]
    case .undecided(let states): return [.contradictionNotDecided(process, states)]
    case .found: break
    }
    let (silent, idle) = neverActivated(whole)
    return unreachedStates(whole) + silent
      + needless(among: demands.indices.filter { !idle.contains($0) })
  }

  /// The process with all its variations open: what is wrong even then is wrong for everybody.
  private var openWays: ProcessWays {
    var ways = ProcessWays(process)
    for variation in process.variations { ways.open(variation) }
    return ways
  }

  // MARK: Contradictions

  private func contradiction(
    _ core: [Int], _ goal: TraceSearch.Goal = .any, after path: TraceSearch.Path? = nil
  ) -> ProcessFinding {
    .contradict(
      core.map { demands[$0] }, process: process, needsStates: needsStates(core, goal),
      after: path)
  }

  /// Whether the rules could be kept if any state could follow any.
  private func needsStates(_ core: [Int], _ goal: TraceSearch.Goal) -> Bool {
    guard !process.states.isEmpty else { return false }
    let search = TraceSearch(process, ways: nil, demands: core.map { demands[$0] }, meter: meter)
    if case .found = search.answer(goal, .some) { return true }
    return false
  }

  // MARK: States

  private func unreachedStates(_ search: TraceSearch) -> [ProcessFinding] {
    guard !process.states.isEmpty else { return [] }
    let alone = TraceSearch(process, ways: openWays, demands: [], meter: meter)
    return process.states.indices.compactMap { state in
      // What the ways alone do not reach is told without the rules.
      guard case .none(let core) = search.answer(.enters(state), .some), !core.isEmpty,
        case .found = alone.answer(.enters(state), .some)
      else { return nil }
      return .notReachedUnder(state: process.states[state], core.map { demands[$0] })
    }
  }

  // MARK: Activations

  /// And the rules that never are, whether or not that is told.
  private func neverActivated(
    _ search: TraceSearch
  ) -> (findings: [ProcessFinding], idle: Set<Int>) {
    let alone = TraceSearch(process, ways: openWays, demands: [], meter: meter)
    var found: [ProcessFinding] = []
    var idle: Set<Int> = []
    var told: Set<[Int]> = []
    for number in demands.indices {
      let demand = demands[number]
      let goal = TraceSearch.Goal.activates(demand)
      switch search.answer(goal, .some) {
      case .found: continue
      case .undecided(let states): found.append(.notDecided(demand, states))
      case .none(let core):
        // That something never happens is what it says; that no way leads to a state is told there.
        if core == [number], demand.forbids { continue }
        idle.insert(number)
        if core.isEmpty { continue }
        guard core.contains(number), case .found(let path) = alone.answer(goal) else {
          found.append(
            .neverActivated(
              demand, by: core.map { demands[$0] }, needsStates: needsStates(core, goal)))
          continue
        }
        if told.insert(core).inserted { found.append(contradiction(core, goal, after: path)) }
      }
    }
    return (found, idle)
  }

  // MARK: What needs not be said

  /// Rules that are kept anyway, or wherever the others are; of equal ones the last.
  private func needless(among numbers: [Int]) -> [ProcessFinding] {
    var found: [ProcessFinding] = []
    var needed = Set(demands.indices)
    for number in numbers.reversed() {
      let others = needed.subtracting([number]).sorted()
      let search = TraceSearch(
        process, ways: nil, demands: others.map { demands[$0] }, meter: meter)
      let demand = demands[number]
      guard case .none(let core) = search.answer(.breaks(demand, demand.strict), .some) else {
        continue
      }
      needed.remove(number)
      // Of an event on both sides it is said while loading.
      if core.isEmpty, demand.first.contains(where: { demand.second.contains($0) }) { continue }
      found.append(
        core.isEmpty
          ? .alwaysKept(demand) : .implied(demand, by: core.map { demands[others[$0]] }))
    }
    return found.reversed()
  }
}
