import BatonDeclare
import BatonModel

/// What can be said of processes before any case: states that none comes to or gets out of, constraints
/// that contradict each other, say nothing or say it twice, adaptations that leave the process.
struct ProcessDoubts {
  let rules: CompiledRuleBase
  /// Names of fields that some source maps; nil if there are no sources.
  let mappedFields: Set<String>?
  /// Of each process, in their order.
  let conflicts: [ConflictBook]
  var possibility: Possibility

  mutating func findings() -> (findings: [ProcessFinding], refinements: [RefinementProof]) {
    var found: [ProcessFinding] = []
    var proofs: [RefinementProof] = []
    for (number, process) in rules.processes.enumerated() {
      let demands =
        process.constraints.map { ProcessDemand($0) }
        + process.limits.compactMap { ProcessDemand($0) }
      found += states(of: process)
      let ofConstraints = ConstraintDoubts(process: process, demands: demands).findings()
      found += ofConstraints
      found += conflicts(of: process, conflicts[number], told: ofConstraints)
      found += missingFields(of: process)
      found += unanswered(in: process)
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

  // MARK: Conflicts

  /// Where constraints that can be kept get into each other's way, each group's shortest.
  private func conflicts(
    of process: ProcessRule, _ book: ConflictBook, told: [ProcessFinding]
  ) -> [ProcessFinding] {
    func demands(_ numbers: [Int]) -> [ProcessDemand] {
      numbers.map { ProcessDemand(process.constraints[$0]) }
    }
    // What never can be kept is told already.
    let contradicting = Set(told.flatMap(\.contradicting))
    let contents = book.contents
    return contents.groups.compactMap { group in
      let search = ConflictSearch(process: process, group: group)
      switch search.shortest() {
      case .none: return nil
      case .found(let steps, let core):
        let core = demands(core)
        if core.contains(where: { contradicting.contains($0.name) }) { return nil }
        return .mayConflict(core, process: process, after: steps)
      case .undecided:
        return .conflictPathNotDecided(
          demands(group.members.map(\.constraint)), ConflictGroup.budget.states)
      }
    } + contents.undecided.map { .conflictsNotDecided(demands($0), ConflictGroup.budget.states) }
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
    let slots =
      rules.classify.flatMap { $0.assignments.map(\.slot) }
      + rules.tables.flatMap { $0.outputs.map(\.slot) }
    let set = Set(slots.map { rules.fields.requestFields[$0].name })
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

  // MARK: Responsibilities

  /// Activities for which nobody answers, of a process that says who does for others.
  private func unanswered(in process: ProcessRule) -> [ProcessFinding] {
    guard let activities = process.activities, !process.responsibilities.isEmpty else { return [] }
    let answered = Set(process.responsibilities.map(\.name))
    let left = activities.filter { !answered.contains($0) }
    return left.isEmpty ? [] : [.nobodyAnswersFor(left, process: process)]
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
