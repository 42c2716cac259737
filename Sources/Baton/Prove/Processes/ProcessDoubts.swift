import BatonDeclare
import BatonModel

/// What can be said of processes before any case: states that none comes to or gets out of, constraints
/// that contradict each other, say nothing or say it twice, adaptations that leave the process.
struct ProcessDoubts {
  let rules: CompiledRuleBase
  /// Names of fields that some source maps; nil if there are no sources.
  let mappedFields: Set<String>?
  var possibility: Possibility

  mutating func findings() -> (findings: [ProcessFinding], refinements: [RefinementProof]) {
    var found: [ProcessFinding] = []
    var proofs: [RefinementProof] = []
    for (number, process) in rules.processes.enumerated() {
      let demands =
        process.constraints.map { ProcessDemand($0) }
        + process.limits.compactMap { ProcessDemand($0) }
      found += states(of: process)
      found += ConstraintDoubts(process: process, demands: demands).findings()
      found += missingFields(of: process)
      found += neverFollowed(number)
      for adaptation in rules.adaptations where adaptation.process == number {
        var refinement = Refinement(adaptation, of: process, demands: demands, possibility)
        let result = refinement.result()
        proofs.append(result.proof)
        found += findings(of: result, adaptation.head, process)
      }
    }
    return (found, proofs)
  }

  // MARK: Adaptations

  private func findings(
    of result: Refinement.Result, _ head: RuleHead, _ process: ProcessRule
  ) -> [ProcessFinding] {
    result.faults.map { fault, isSure -> ProcessFinding in
      switch fault {
      case .leaves(let path, let unused):
        .leavesTheProcess(head, process: process, path, unused: unused, isSure: isSure)
      case .skips(let rule, let path, let unused):
        .skips(head, process: process, rule: rule, path, unused: unused, isSure: isSure)
      }
    } + result.undecided.map { .refinementNotDecided(head, rule: $0.rule, $0.1) }
      + result.unreached.map { .shutsOut(head, state: process.states[$0].name) }
      + result.endless.map { .letsNobodyOut(head, state: process.states[$0].name) }
  }

  // MARK: States

  /// With variations open: what only a provider's own way leads to is no mistake.
  private func states(of process: ProcessRule) -> [ProcessFinding] {
    var ways = ProcessWays(process)
    for variation in process.variations { ways.open(variation) }
    let (reached, ending) = (ways.reached(), ways.ending())
    return process.states.enumerated().compactMap { number, state in
      if !reached[number] { return .notReached(state: state) }
      // One that leads nowhere at all was told while loading.
      return ending[number] || state.ways.isEmpty ? nil : .noEnd(state: state)
    }
  }

  // MARK: Fields

  private func missingFields(of process: ProcessRule) -> [ProcessFinding] {
    guard let mappedFields else { return [] }
    let builtIn = Set(FieldTable.builtIn.requestFields.map(\.name))
    let set = Set(
      rules.classify.flatMap { $0.assignments.map { rules.fields.requestFields[$0.slot].name } })
    return process.states.flatMap { state in
      state.needs.compactMap { slot in
        let name = rules.fields.requestFields[slot].name
        if builtIn.contains(name) || set.contains(name) || mappedFields.contains(name) {
          return nil
        }
        return .nobodySets(field: name, state: state)
      }
    }
  }

  // MARK: Requests

  /// Whether those before it take all its requests.
  private mutating func neverFollowed(_ number: Int) -> [ProcessFinding] {
    let process = rules.processes[number]
    let before = rules.processes[..<number].filter { $0.head.isAlwaysInForce }
    guard !before.isEmpty, !possibility.isNever([process.condition]),
      possibility.isNever([process.condition] + before.map { .not($0.condition) })
    else { return [] }
    // Those that alone take them all are the reason, if there are such.
    var alone: [ProcessRule] = []
    for other in before where possibility.isNever([process.condition, .not(other.condition)]) {
      alone.append(other)
    }
    return [.neverFollowed(process, before: alone.isEmpty ? Array(before) : alone)]
  }
}
