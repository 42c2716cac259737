package import Baton
import BatonModel
package import BatonTime

/// Decides the requests of scenarios, lives through their timelines, and compares.
///
/// The world is what the scenario says. A scenario that says no time, neither as the world's `now`
/// nor as the request's `opened_at`, is decided at ``defaultInstant``, so that it gives the same on
/// every day.
package struct ScenarioRunner: Sendable {
  /// 2026-01-01T00:00:00Z
  package static let defaultInstant = Instant(seconds: 1_767_225_600)

  private let engine: Engine

  package init(_ engine: Engine) {
    self.engine = engine
  }

  package func run(_ scenarios: [Scenario]) -> [ScenarioResult] {
    scenarios.map { run($0) }
  }

  package func run(_ scenario: Scenario) -> ScenarioResult {
    var world: World
    do throws(WorldFault) {
      world = try WorldReader.world(scenario.world, in: engine.zone)
    } catch {
      let mismatch = ScenarioResult.Mismatch(
        name: "world", place: scenario.place, expected: "a state of the world",
        got: error.message, why: [])
      return ScenarioResult(scenario: scenario, mismatches: [mismatch])
    }
    world.clock = Self.defaultInstant
    let request = Request(scenario.given)
    let mismatches = decide(scenario, request, in: world)
    if scenario.timeline.isEmpty {
      return ScenarioResult(scenario: scenario, mismatches: mismatches)
    }
    let timeline = TimelineExpectations(scenario, request: request, in: world, by: engine)
    return ScenarioResult(
      scenario: scenario, mismatches: mismatches + timeline.mismatches())
  }

  private func decide(
    _ scenario: Scenario, _ request: Request, in world: World
  ) -> [ScenarioResult.Mismatch] {
    let decision = engine.decide(request, in: world)
    let expectations = Expectations(scenario, request: request, engine: engine)
    if expectations.mismatches(decision).isEmpty { return [] }
    let explained = engine.decide(request, in: world, explain: .full)
    return expectations.mismatches(explained)
  }
}
