package import Baton
import BatonModel

/// A small suite of scenarios that reaches every rule, shows every part of a condition both ways, and
/// notices moved bounds, as far as requests for that are found.
///
/// Requests are made for each rule, each part and each mistake that could be in a condition; of all of them
/// a few are taken greedily, each time the one that reaches most of what is not reached yet. That is no
/// smallest suite, but at most about ln(n) times as large (Chvátal, "A Greedy Heuristic for the
/// Set-Covering Problem", 1979). Each expects what is decided now: whether that is right, people say.
package struct SuiteGenerator {
  private static let tries = 3

  private let engine: Engine
  private let study: MutationStudy

  package init(_ engine: Engine) {
    self.engine = engine
    study = MutationStudy(engine)
  }

  package func scenarios(jobs: Int) -> [Scenario] {
    let chosen = cover(candidates())
    let maker = MadeTest(engine: engine)
    let runner = ScenarioRunner(engine)
    let made = chosen.enumerated().map { number, request in
      maker.scenario(title(number + 1, request), request)
    }.filter { runner.run($0).isPassed }
    // What the greedy choice could not tell apart: other outcomes and another order.
    return made + MutationRun(engine).run(made, jobs: jobs).tests
  }

  private func candidates() -> [Members] {
    var solver = study.solver()
    var candidates: [Members] = []
    var seen: Set<Members> = []
    func add(_ requests: [Members]) {
      for request in requests where seen.insert(request).inserted { candidates.append(request) }
    }
    for unit in 0..<solver.unitCount where !solver.isStandard(unit) {
      add(solver.requests(decidedBy: unit, count: Self.tries))
      add(solver.requests(failingPartsOf: unit, count: Self.tries))
    }
    for mutant in study.mutants { add(solver.requests(for: mutant, count: Self.tries)) }
    return candidates
  }

  /// Takes requests until none reaches more.
  private func cover(_ candidates: [Members]) -> [Members] {
    let trace = study.trace()
    var world = World()
    world.clock = ScenarioRunner.defaultInstant
    var reaches = candidates.map { request -> [UInt64] in
      _ = trace.engine.decide(Request(request), in: world)
      return study.reach(trace)
    }
    var chosen: [Members] = []
    while let best = reaches.indices.max(by: { Self.size(reaches[$0]) < Self.size(reaches[$1]) }),
      Self.size(reaches[best]) > 0
    {
      chosen.append(candidates[best])
      let reached = reaches[best]
      for index in reaches.indices {
        for word in reached.indices { reaches[index][word] &= ~reached[word] }
      }
    }
    return chosen
  }

  private static func size(_ bits: [UInt64]) -> Int {
    bits.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// `3: incident about payroll`
  private func title(_ number: Int, _ request: Members) -> String {
    let kind = request["kind"].map { CellText.of($0) } ?? "request"
    let about = ["service", "category", "summary"].compactMap { request[$0] }.first
    let subject = about.map { " about \(CellText.of($0))" } ?? ""
    return "\(number): \(kind.replacing("_", with: " "))\(subject)"
  }
}
