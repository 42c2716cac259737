import Baton
import BatonModel

/// The world in which cases live side by side, as far as they change it themselves: promises that were
/// not kept, how much each group has open, and whose turn it is.
///
/// It is kept only as far as rules ask for it; else the world stays as it was told. Open work and turns are
/// counted on top of what was told of them. A change costs O(groups that rules ask about).
struct KeptWorld {
  private let engine: Engine
  private var world: World
  /// What a case finds that opens: the same for all between two changes.
  private(set) var surroundings: CaseSimulation.Surroundings
  /// What a case is given back that is not being moved on, so that none keeps a world of its own.
  private let atRest: CaseSimulation.Surroundings
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
    /// Whether its time has ended: then it has nothing open any more.
    var hasEnded = false
  }

  init(_ engine: Engine, _ told: World) {
    self.engine = engine
    groups = engine.groupsAskedForLoad
    keepsWork = !groups.isEmpty || engine.takesTurns
    isKept = keepsWork || engine.asksForBreaches
    var world = told
    // Nobody asks for the others, and what is kept is copied with every change.
    if keepsWork { world.load = told.load.filter { [groups] in groups.contains($0.key) } }
    self.world = world
    surroundings = CaseSimulation.Surroundings(engine, world)
    atRest = surroundings
  }

  /// A world as a case that opens now finds it.
  func asFound(in told: World) -> World {
    var found = told
    found.load = world.load
    found.counters = world.counters
    return found
  }

  /// What a case finds that is open already: it does not stand in its own way.
  func surroundings(of trace: Trace) -> CaseSimulation.Surroundings {
    guard let unit = trace.unit else { return surroundings }
    var others = world
    Self.add(-1, to: &others.load[unit, default: 0])
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
    if keepsWork {
      if count(&life, &trace) { isChanged = true }
      life.surroundings = atRest
    }
    if isChanged { surroundings = CaseSimulation.Surroundings(engine, world) }
  }

  /// A case whose time has ended has nothing open any more.
  mutating func letGo(_ trace: inout Trace) {
    trace.hasEnded = true
    guard let unit = trace.unit else { return }
    Self.add(-1, to: &world.load[unit, default: 0])
    trace.unit = nil
    surroundings = CaseSimulation.Surroundings(engine, world)
  }

  /// What cannot grow any more stays as it is.
  private static func add(_ number: Int, to load: inout Int) {
    let (sum, isTooMuch) = load.addingReportingOverflow(number)
    if !isTooMuch { load = sum }
  }

  private mutating func count(_ life: inout CaseSimulation, _ trace: inout Trace) -> Bool {
    var isChanged = false
    // Open work is counted where it is, and not where a chooser once led.
    for case .counter(let name) in life.takeEffects() {
      world.apply([.counter(name)])
      isChanged = true
    }
    // Of a case without a time nobody knows when it was open.
    let isTimed = (life.isDated || surroundings.opening != nil) && !trace.hasEnded
    let unit =
      isTimed
      ? engine.workUnit(of: life.state).flatMap { groups.contains($0) ? $0 : nil } : nil
    guard unit != trace.unit else { return isChanged }
    if let old = trace.unit { Self.add(-1, to: &world.load[old, default: 0]) }
    if let unit { Self.add(1, to: &world.load[unit, default: 0]) }
    trace.unit = unit
    return true
  }
}
