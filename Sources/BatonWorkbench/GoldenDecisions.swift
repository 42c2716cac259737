package import Baton
import BatonModel
import BatonRecords

/// Golden decisions as scenarios: each request of the file must be decided as it is written down.
///
/// What is written down is what a scenario could expect, so that the file reads like one and a change of
/// a line number moves nothing.
package struct GoldenDecisions {
  private let golden: Golden
  private let engine: Engine

  package init(_ golden: Golden, by engine: Engine) {
    self.golden = golden
    self.engine = engine
  }

  /// One for each request whose decision is written down.
  package var scenarios: [Scenario] {
    zip(golden.requests, golden.decisions ?? []).map { request, decision in
      let place = Place(file: golden.decisionsFile, line: decision.number)
      let expected = decision.members.filter { $0.name != "request" }
      return Scenario(
        name: name(of: request), place: place, given: request.members, world: golden.world,
        expect: Members(expected.map { ($0.name, $0.value ?? .yesNo(false)) }),
        places: Dictionary(expected.map { ($0.name, place) }) { first, _ in first })
    }
  }

  /// Where requests and decisions do not go together.
  package var mistakes: [ScenarioResult] {
    if golden.requests.isEmpty {
      return [mistake(expected: "requests", got: "none in \"\(golden.requestsFile)\"", why: [])]
    }
    let requests = Plural.of(golden.requests.count, "decision")
    let got: String
    if let decisions = golden.decisions {
      if decisions.count == golden.requests.count { return [] }
      got = "\(Plural.of(decisions.count, "decision")) in \"\(golden.decisionsFile)\""
    } else {
      got = "no file \"\(golden.decisionsFile)\""
    }
    return [
      mistake(
        expected: requests, got: got, why: ["`baton test --update` writes what is decided now"])
    ]
  }

  private func mistake(expected: String, got: String, why: [String]) -> ScenarioResult {
    let mismatch = ScenarioResult.Mismatch(
      name: "decisions", place: golden.place, expected: expected, got: got, why: why)
    let scenario = Scenario(
      name: golden.name, place: golden.place, given: Members(), world: golden.world,
      expect: Members())
    return ScenarioResult(scenario: scenario, mismatches: [mismatch])
  }

  private func name(of request: Golden.Line) -> String {
    let id = request.members["id"].map { CellText.of($0) } ?? "line \(request.number)"
    return "\(golden.name): \(id)"
  }

  /// The file of decisions as the rules decide now.
  package func decided() -> [UInt8] {
    var json = JSONWriter()
    for line in golden.requests {
      let request = Request(line.members)
      var world = (try? WorldReader.world(golden.world, in: engine.zone)) ?? World()
      world.clock = ScenarioRunner.defaultInstant
      json.value(.object(DecisionExpectation.members(engine.decide(request, in: world))))
      json.endLine()
    }
    return json.bytes
  }
}
