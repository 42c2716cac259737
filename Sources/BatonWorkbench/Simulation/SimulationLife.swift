import Baton
import BatonModel
import BatonTime

extension Simulation {
  /// A case among others.
  struct Life {
    var simulation: CaseSimulation
    /// As it was last said to be.
    var snapshot: Request
    let end: Instant?
    /// Where it stands among those that are told; nil for one that only others depend on.
    let told: Int?
    /// How many records led to one another before it.
    var depth = 0
    /// What the world has seen of it.
    var trace = KeptWorld.Trace()
    /// What is counted of it as it comes; nothing where it is told.
    var tally = CaseTally()
    /// How often it was moved on by itself among the others.
    var steps = 0

    mutating func look(at world: KeptWorld) {
      simulation.surroundings = world.surroundings(of: trace)
    }

    mutating func show(to world: inout KeptWorld) { world.see(&simulation, &trace) }

    mutating func leave(_ world: inout KeptWorld) { world.letGo(&trace) }
  }
}
