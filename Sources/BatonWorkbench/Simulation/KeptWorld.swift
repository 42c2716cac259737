import Baton
import BatonModel

/// The world in which cases live side by side, as far as they change it themselves: promises that were
/// not kept, how much each group has open, and whose turn it is.
///
/// It is kept only as far as rules ask for it; for the others the world stays as it was told. Open work and
/// turns are counted on top of what was told of them.
struct KeptWorld {
  private let engine: Engine
  private var world: World
  /// What a case finds that opens: the same for all between two changes.
  private(set) var surroundings: CaseSimulation.Surroundings
  /// Of whose open work rules ask.
  private let groups: Set<String>
  /// Whether open work or turns are kept: then cases are to come in the order of time.
  let keepsWork: Bool
  /// Whether anything is kept.
  let isKept: Bool

  /// What of a case the world has seen.
  struct Trace {
    /// How many of its broken promises.
    var breaches = 0
    /// Where it counts as open work.
    var unit: String?
  }

  init(_ engine: Engine, _ world: World) {
    self.engine = engine
    self.world = world
    surroundings = CaseSimulation.Surroundings(engine, world)
    groups = engine.groupsAskedForLoad
    keepsWork = !groups.isEmpty || engine.takesTurns
    isKept = keepsWork || engine.asksForBreaches
  }

  /// What a case finds that is open already: it does not stand in its own way.
  func surroundings(of trace: Trace) -> CaseSimulation.Surroundings {
    guard let unit = trace.unit else { return surroundings }
    var others = world
    others.load[unit, default: 0] -= 1
    return CaseSimulation.Surroundings(engine, others)
  }

  /// Takes in what a case has changed since it was seen last.
  mutating func see(_ life: inout CaseSimulation, _ trace: inout Trace) {
    var isChanged = false
    let breaches = life.state.breaches
    if engine.asksForBreaches, trace.breaches < breaches.count {
      for breach in breaches[trace.breaches...] { world.breaches.add(breach) }
      trace.breaches = breaches.count
      isChanged = true
    }
    if keepsWork, count(&life, &trace) { isChanged = true }
    if isChanged { surroundings = CaseSimulation.Surroundings(engine, world) }
  }

  private mutating func count(_ life: inout CaseSimulation, _ trace: inout Trace) -> Bool {
    var isChanged = false
    // Open work is counted where it is, and not where a chooser once led.
    for case .counter(let name) in life.takeEffects() {
      world.apply([.counter(name)])
      isChanged = true
    }
    let unit = engine.workUnit(of: life.state).flatMap { groups.contains($0) ? $0 : nil }
    guard unit != trace.unit else { return isChanged }
    if let old = trace.unit { world.load[old, default: 0] -= 1 }
    if let unit { world.load[unit, default: 0] += 1 }
    trace.unit = unit
    return true
  }
}
