import Baton
import BatonModel
import BatonTime

/// Scenarios made of requests and of what an engine decides about them.
struct MadeTest {
  let engine: Engine

  /// A scenario that expects what the engine decides.
  /// - Parameters:
  ///   - other: an engine that may decide more: then that is expected not to be.
  ///   - expectsDues: whether it also expects when clocks are due.
  func scenario(
    _ name: String, _ request: Members, unlike other: Engine? = nil, expectsDues: Bool = false
  ) -> Scenario {
    let decision = decide(request)
    let decided = DecisionExpectation.members(decision)
    var expected = decided.filter { $0.name != "request" }.map { ($0.name, $0.value) }
    if let other {
      let more = DecisionExpectation.members(MadeTest(engine: other).decide(request))
      for (name, value) in more where name != "request" && !decided.contains(name) {
        var none = Value.yesNo(false)
        if case .list? = value { none = .list([]) }
        expected.append((name, request[name] ?? none))
      }
    }
    return Scenario(
      name: name, place: Place(file: "generated", line: 1), given: request, world: Members(),
      expect: Members(expected), timeline: expectsDues ? dues(decision) : [])
  }

  private func decide(_ request: Members) -> Decision {
    var world = World()
    world.clock = ScenarioRunner.defaultInstant
    return engine.decide(Request(request), in: world)
  }

  /// At the opening: when each clock is due.
  private func dues(_ decision: Decision) -> [Scenario.Moment] {
    let dues = decision.targets.map { target in
      (
        target.agreement.rule,
        Value.text(ISO8601.format(target.due, offsetSeconds: 0))
      )
    }
    if dues.isEmpty { return [] }
    return [
      Scenario.Moment(
        at: "+0m", place: Place(file: "generated", line: 1), isEvent: false,
        members: Members([("due", .object(Members(dues)))]))
    ]
  }
}
