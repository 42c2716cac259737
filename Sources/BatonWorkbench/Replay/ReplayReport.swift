package import Baton
package import BatonModel
package import BatonRecords

/// A whole history under the rules, with its cases, clocks and ladders: what was promised and kept, what
/// shadow rules would have done, and which values that rules ask for the history does not hold.
///
///     var replay = try ReplayReport(engine, in: world, source: nil)
///     while let outcome = try reader.next() { replay.take(outcome, isTabular: false) }
///     replay.finish()
///
/// The cases are lived through as `simulate` does it, so what is counted here happened there. Memory is
/// that of the cases, of each its state and last snapshot.
package struct ReplayReport {
  /// A field that rules ask for.
  package struct FieldUse: Sendable {
    package let name: String
    /// How many requests have a value there.
    package fileprivate(set) var present = 0
  }

  /// What a shadow rule would have done.
  package struct ShadowUse: Sendable {
    package let rule: String
    package let place: Place?
    package let would: String
    package fileprivate(set) var count = 0
    /// The first few requests, by their ids.
    package fileprivate(set) var samples: [String] = []
  }

  static let mostSamples = 3

  package let identity: RuleBaseIdentity
  private let engine: Engine
  private let world: World
  private var simulation: Simulation
  private var intake: Intake
  package private(set) var requests = 0
  package private(set) var fields: [FieldUse]
  private var shadowPositions: [String: Int] = [:]
  package private(set) var shadows: [ShadowUse] = []
  private let hasShadows: Bool
  /// The first faults, in words.
  package private(set) var faults: [String] = []

  package init(_ engine: Engine, in world: World, source: String?) throws(Intake.Failure) {
    identity = engine.identity
    self.engine = engine
    self.world = world
    simulation = try Simulation(engine, in: world, source: source, telling: .actions)
    intake = try engine.intake(source: source)
    fields = engine.fieldsAskedFor.map { FieldUse(name: $0) }
    hasShadows = engine.hasShadowRules
  }

  package var count: Simulation.Count { simulation.count }
  package var totals: SimulationTotals { simulation.totals }

  /// Takes in a record.
  /// - Parameter isTabular: it came from a table, where everything is text.
  package mutating func take(_ outcome: RecordOutcome, isTabular: Bool) {
    for one in simulation.take(outcome, isTabular: isTabular) {
      if case .fault(let fault) = one, faults.count < Self.mostSamples {
        faults.append(fault.inWords)
      }
    }
    guard case .record(let record) = outcome,
      let found = try? intake.outcomes(of: record.value, isTabular: isTabular)
    else { return }
    for case .success(let request) in found where !request.isEvent { look(at: request) }
  }

  private mutating func look(at request: Request) {
    requests += 1
    for index in fields.indices where request.members[fields[index].name] != nil {
      fields[index].present += 1
    }
    guard hasShadows else { return }
    let world = simulation.world(world, foundBy: request.id)
    for shadow in engine.decide(request, in: world).shadows {
      let key = "\(shadow.reason.rule)\n\(shadow.would)"
      let position = shadowPositions[key] ?? shadows.count
      if position == shadows.count {
        shadowPositions[key] = position
        shadows.append(
          ShadowUse(rule: shadow.reason.rule, place: shadow.reason.place, would: shadow.would))
      }
      shadows[position].count += 1
      if shadows[position].samples.count < Self.mostSamples {
        shadows[position].samples.append(request.id ?? "request \(requests)")
      }
    }
  }

  /// Lets each case live to its end.
  package mutating func finish() {
    for index in simulation.cases { _ = simulation.finish(index) }
  }
}

extension Request {
  /// What happens to a case is no request.
  var isEvent: Bool {
    members.contains("case") && members.contains("event")
      || attributes.contains("case") && attributes.contains("event")
  }
}
