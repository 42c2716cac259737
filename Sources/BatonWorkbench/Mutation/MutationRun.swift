package import Baton
import BatonModel

/// Runs scenarios against mutants of the rules, and writes the scenarios that are missing.
///
/// First every scenario runs once on the rules as they are, while it is watched which mutants could have
/// answered otherwise. Then each mutant meets the scenarios that could notice it, up to the first that
/// fails. Nothing is loaded again: a mutant is the compiled rule base with one thing otherwise.
package struct MutationRun {
  /// Of requests that are tried on a mutant.
  private static let mostTries = 12

  private let engine: Engine
  private let study: MutationStudy

  package init(_ engine: Engine) {
    self.engine = engine
    study = MutationStudy(engine)
  }

  /// - Parameters:
  ///   - scenarios: only such as pass.
  ///   - mostWork: how many rules may be frozen anew, a mutant's whole rule base each time: more mutants
  ///     are left out, from the last.
  ///   - onStep: called after each step, with what was done: "mistakes judged".
  package func run(
    _ scenarios: [Scenario], jobs: Int, mostWork: Int = .max, onStep: (String) -> Void = { _ in }
  ) -> MutationReport {
    let judged = min(study.mutants.count, max(mostWork / max(study.ruleCount, 1), 1))
    let touching = touching(scenarios, jobs: jobs)
    let noticed = ParallelStretches.map(judged, jobs: jobs) { stretch in
      stretch.map { number in isNoticed(number, touching[number].map { scenarios[$0] }) }
    }.flatMap(\.self)
    let survivors = (0..<judged).filter { !noticed[$0] }
    // A proof needs no rules of its own, so it comes before a look at what the mutant does.
    let proofs = ParallelStretches.map(survivors.count, jobs: jobs) { stretch in
      stretch.map { study.proofOfEquality(of: study.mutants[survivors[$0]]) }
    }.flatMap(\.self)
    var tests: [Scenario] = []
    var solver = study.solver()
    let verdicts = zip(survivors, proofs).map { number, proof in
      defer { onStep("mistakes judged") }
      let mutant = study.mutants[number]
      return MutationReport.Survivor(
        mutant: mutant,
        verdict: proof.map { .equal($0) } ?? verdict(mutant, &solver, &tests))
    }
    return MutationReport(
      mutants: judged, left: study.mutants.count - judged, survivors: verdicts, tests: tests)
  }

  /// By mutant the scenarios that could notice it.
  private func touching(_ scenarios: [Scenario], jobs: Int) -> [[Int]] {
    let parts = ParallelStretches.map(scenarios.count, jobs: jobs) { stretch in
      let trace = study.trace()
      let runner = ScenarioRunner(trace.engine)
      return stretch.map { number in
        _ = runner.run(scenarios[number])
        return study.touched(trace)
      }
    }
    var touching = [[Int]](repeating: [], count: study.mutants.count)
    for (scenario, mutants) in parts.flatMap(\.self).enumerated() {
      for mutant in mutants { touching[mutant].append(scenario) }
    }
    return touching
  }

  private func isNoticed(_ number: Int, _ scenarios: [Scenario]) -> Bool {
    if scenarios.isEmpty { return false }
    let runner = ScenarioRunner(study.engine(of: study.mutants[number]))
    return scenarios.contains { !runner.run($0).isPassed }
  }

  // MARK: Survivors

  /// - Parameter tests: the missing tests so far; one that notices the mutant is looked for among them,
  ///   else made.
  private func verdict(
    _ mutant: Mutant, _ solver: inout MutantSolver, _ tests: inout [Scenario]
  ) -> MutationReport.Survivor.Verdict {
    let other = study.engine(of: mutant)
    let runner = ScenarioRunner(other)
    if let known = tests.firstIndex(where: { !runner.run($0).isPassed }) { return .test(known) }
    let name = "Notices: \(mutant.rule): \(mutant.change)"
    for request in solver.requests(for: mutant, count: Self.mostTries) {
      for expectsDues in [false, true] {
        let made = MadeTest(engine: engine).scenario(
          name, request, unlike: other, expectsDues: expectsDues)
        if expectsDues, made.timeline.isEmpty { continue }
        if !runner.run(made).isPassed, ScenarioRunner(engine).run(made).isPassed {
          tests.append(made)
          return .test(tests.count - 1)
        }
      }
    }
    return .open
  }
}
