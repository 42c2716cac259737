package import Baton
import BatonModel
package import BatonTime

/// Decides the requests of scenarios, lives through their timelines, and compares.
///
/// The world is what the scenario says. A scenario that says no time, neither as the world's `now`
/// nor as the request's `opened_at`, is decided at ``defaultInstant``, so that it gives the same on
/// every day. Scenarios know nothing of each other: they may run on several threads, and their results
/// are in the order of the scenarios whatever the threads do.
package struct ScenarioRunner: Sendable {
  /// 2026-01-01T00:00:00Z
  package static let defaultInstant = Instant(seconds: 1_767_225_600)

  private let engine: Engine

  package init(_ engine: Engine) {
    self.engine = engine
  }

  /// - Parameter jobs: how many threads, at least 1.
  package func run(_ scenarios: [Scenario], jobs: Int = 1) -> [ScenarioResult] {
    let parts = ParallelStretches.map(scenarios.count, jobs: jobs) { stretch in
      stretch.map { run(scenarios[$0]) }
    }
    return parts.flatMap(\.self)
  }

  /// Runs scenarios and watches what they reach.
  package func runCovering(
    _ scenarios: [Scenario], jobs: Int = 1
  ) -> (results: [ScenarioResult], coverage: Coverage) {
    let study = CoverageStudy(engine)
    let parts = ParallelStretches.map(scenarios.count, jobs: jobs) { stretch in
      let trace = study.trace()
      let runner = ScenarioRunner(trace.engine)
      return (results: stretch.map { runner.run(scenarios[$0]) }, trace: trace)
    }
    let results = parts.flatMap(\.results)
    let life = results.reduce(into: Set<LifeMark>()) { $0.formUnion($1.life) }
    return (
      results,
      Coverage(rules: study.rules(seenBy: parts.map(\.trace)), life: study.life, lived: life)
    )
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
    let result = decide(scenario, request, in: world)
    if scenario.timeline.isEmpty { return result }
    let timeline = TimelineExpectations(scenario, request: request, in: world, by: engine)
    let lived = timeline.live()
    return ScenarioResult(
      scenario: scenario, mismatches: result.mismatches + lived.mismatches,
      decided: result.decided, life: lived.marks)
  }

  private func decide(
    _ scenario: Scenario, _ request: Request, in world: World
  ) -> ScenarioResult {
    let expectations = Expectations(scenario, request: request, engine: engine)
    let decision = engine.decide(
      request, in: world, explain: expectations.needsVerdicts ? .full : .winners)
    if expectations.mismatches(decision).isEmpty {
      return ScenarioResult(scenario: scenario, mismatches: [])
    }
    let explained = engine.decide(request, in: world, explain: .full)
    return ScenarioResult(
      scenario: scenario, mismatches: expectations.mismatches(explained),
      decided: DecisionLine.words(explained))
  }
}
