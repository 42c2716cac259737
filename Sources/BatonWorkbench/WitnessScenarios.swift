package import Baton
import BatonModel
package import BatonTime

/// Requests that show findings, as scenarios that say what is decided now.
///
/// They pass as they are: whoever mends the rules changes them to what should be, and keeps them.
package enum WitnessScenarios {
  package static func text(_ witnesses: [Witness], _ engine: Engine, now: Instant) -> String {
    var seen: [String: Int] = [:]
    let scenarios = witnesses.map { witness in
      seen[witness.title, default: 0] += 1
      let count = seen[witness.title] ?? 1
      let title = count > 1 ? "\(witness.title) (\(count))" : witness.title
      return scenario(title, witness, engine, now)
    }
    return """
      -- Requests that show what was found, and what is decided about them now. Where that is not what
      -- should be, write what should be.

      \(TestText.lua(scenarios))
      """
  }

  private static func scenario(
    _ title: String, _ witness: Witness, _ engine: Engine, _ now: Instant
  ) -> Scenario {
    let decision = engine.decide(witness.request, in: World(now: now))
    var expected: [(String, Value)] = []
    if let priority = decision.priority { expected.append(("priority", .integer(priority))) }
    expected.append(("to", decision.to.map { .text($0.name) } ?? .yesNo(false)))
    let errors = decision.errors.map { Value.text($0.message) }
    if !errors.isEmpty { expected.append(("errors", .list(errors))) }
    let day = ISO8601.format(now, offsetSeconds: engine.zone.offset(at: now))
    return Scenario(
      name: title, place: Place(file: "generated", line: 1), given: witness.request.members,
      world: Members([("now", Value.text(day))]), expect: Members(expected))
  }
}
