package import Baton
import BatonModel

/// A small suite of scenarios that reaches every rule, shows every part of a condition both ways, and
/// notices moved bounds, as far as requests for that are found.
///
/// Requests are made for each rule, each part and each mistake that could be in a condition; of all of them
/// a few are taken greedily (``GreedyCover``). Each expects what is decided now: whether that is right,
/// people say.
package struct SuiteGenerator {
  private static let tries = 3
  /// So many requests reach what can be reached of thousands of rules, and their reaches fit in memory.
  private static let mostCandidates = 20_000
  /// So many rules are frozen for mutants, ten thousand of them for a thousand rules: about a minute.
  private static let mostWork = 10_000_000
  /// So many are decided between two looks at how far it is.
  private static let stretch = 512

  private let engine: Engine
  private let study: MutationStudy

  package init(_ engine: Engine) {
    self.engine = engine
    study = MutationStudy(engine)
  }

  package struct Suite: Sendable {
    package let scenarios: [Scenario]
    /// Mistakes for which no scenario was looked for, as there are too many; and of how many.
    package let left: Int
    package let mistakes: Int
  }

  /// - Parameter onStep: called after each step, with what was done: "requests tried".
  package func suite(jobs: Int, onStep: (String) -> Void = { _ in }) -> Suite {
    let chosen = cover(candidates(onStep), jobs: jobs, onStep)
    let maker = MadeTest(engine: engine)
    let runner = ScenarioRunner(engine)
    let made = chosen.enumerated().map { number, request in
      maker.scenario(title(number + 1, request), request)
    }.filter { runner.run($0).isPassed }
    // What the greedy choice could not tell apart: other outcomes and another order.
    let report = MutationRun(engine).run(
      made, jobs: jobs, mostWork: Self.mostWork, onStep: onStep)
    return Suite(
      scenarios: made + report.tests, left: report.left, mistakes: report.mutants + report.left)
  }

  /// Those for rules and parts first: of mistakes there are many, which one request shows together.
  private func candidates(_ onStep: (String) -> Void) -> [Members] {
    var solver = study.solver()
    var candidates: [Members] = []
    var seen: Set<Members> = []
    func add(_ requests: [Members]) {
      for request in requests where seen.insert(request).inserted { candidates.append(request) }
    }
    for unit in 0..<solver.unitCount where !solver.isStandard(unit) {
      if candidates.count > Self.mostCandidates { break }
      add(solver.requests(decidedBy: unit, count: Self.tries))
      add(solver.requests(failingPartsOf: unit, count: Self.tries))
      onStep("rules looked into")
    }
    for mutant in study.mutants {
      if candidates.count > Self.mostCandidates { break }
      add(solver.requests(for: mutant, count: Self.tries))
      onStep("mistakes looked into")
    }
    return candidates
  }

  /// Takes requests until none reaches more.
  private func cover(
    _ candidates: [Members], jobs: Int, _ onStep: (String) -> Void
  ) -> [Members] {
    var reaches: [[UInt64]] = []
    for first in stride(from: 0, to: candidates.count, by: Self.stretch) {
      let some = candidates[first..<min(first + Self.stretch, candidates.count)]
      reaches += ParallelStretches.map(some.count, jobs: jobs) { stretch in
        reach(some[(first + stretch.lowerBound)..<(first + stretch.upperBound)])
      }.flatMap(\.self)
      for _ in some { onStep("requests tried") }
    }
    return GreedyCover.rows(of: reaches).map { candidates[$0] }
  }

  private func reach(_ requests: ArraySlice<Members>) -> [[UInt64]] {
    let trace = study.trace()
    var world = World()
    world.clock = ScenarioRunner.defaultInstant
    return requests.map { request in
      _ = trace.engine.decide(Request(request), in: world)
      return study.reach(trace)
    }
  }

  /// `3: incident about payroll`
  private func title(_ number: Int, _ request: Members) -> String {
    let kind = request["kind"].map { CellText.of($0) } ?? "request"
    let about = ["service", "category", "summary"].compactMap { request[$0] }.first
    let subject = about.map { " about \(CellText.of($0))" } ?? ""
    return "\(number): \(kind.replacing("_", with: " "))\(subject)"
  }
}
