import BatonDeclare
import BatonModel

/// Whether every path that an adaptation allows is a path of its process with the variations open that
/// it uses.
///
/// Both are automata over the same steps, and a path is in the process if each of its parts takes it,
/// so the parts are looked at one by one: the ways of the states, and each rule that the adaptation
/// skips and its variations do not. What both have needs no proof. First a path is looked for that
/// depends on nothing but steps; then one that some case, time or person may allow.
struct Refinement {
  let rule: ProcessRule
  let adaptation: AdaptationRule
  /// Of all rules of the process that have some.
  let demands: [ProcessDemand]
  private var possibility: Possibility
  private let open: ProcessWays
  private let own: ProcessWays
  /// What it must keep, whoever says so.
  private let kept: [ProcessDemand]
  private let meter = TraceSearch.Meter()

  /// What is wrong with it.
  enum Fault {
    /// A path whose last step no way leads along; a variation that would open it is not used.
    case leaves(TraceSearch.Path, unused: String?)
    /// A rule that no variation skips, and a path that breaks it; without one where only what events
    /// have can break it.
    case skips(String, TraceSearch.Path?, unused: String?)
  }

  struct Result {
    var proof: RefinementProof
    /// And whether each is sure.
    var faults: [(fault: Fault, isSure: Bool)] = []
    /// What was not decided: of ways, or of the rule of a name.
    var undecided: [(rule: String?, TraceSearch.Undecided)] = []
    /// States that it shuts the provider out of, and those it lets nobody out of.
    var unreached: [Int] = []
    var endless: [Int] = []
  }

  init(
    _ adaptation: AdaptationRule, of rule: ProcessRule, demands: [ProcessDemand],
    _ possibility: Possibility
  ) {
    self.rule = rule
    self.adaptation = adaptation
    self.demands = demands
    self.possibility = possibility
    var open = ProcessWays(rule)
    var skipped = Set(adaptation.skips)
    for number in adaptation.uses {
      open.open(rule.variations[number])
      skipped.formUnion(rule.variations[number].skips)
    }
    self.open = open
    var own = open
    for (state, way) in adaptation.allows { own.add(ProcessWays.Way(way), from: state) }
    for (state, target) in adaptation.forbids { own.close(state, target) }
    self.own = own
    kept = demands.filter { !skipped.contains($0.name) }
  }

  mutating func result() -> Result {
    var result = Result(
      proof: RefinementProof(
        adaptation: adaptation.head.name, process: rule.head.name, provider: adaptation.provider,
        place: adaptation.head.place))
    if !rule.states.isEmpty, !adaptation.allows.isEmpty { checkWays(&result) }
    let opened = Set(adaptation.uses.flatMap { rule.variations[$0].skips })
    for name in adaptation.skips where !opened.contains(name) { checkSkipped(name, &result) }
    if !rule.states.isEmpty, !adaptation.forbids.isEmpty { checkForbidden(&result) }
    return result
  }

  // MARK: Ways

  private mutating func checkWays(_ result: inout Result) {
    let open = open
    let sure = search(isSure: true).answer(
      TraceSearch.Goal { alphabet in
        open.automaton(over: alphabet) { state, step in open.leading(from: state, step).isEmpty }
      })
    if conclude(sure, isSure: true, &result) { return }
    // Where a way of its own asks for less than those of the process do.
    let uncovered = uncovered()
    let unsure = search(isSure: false).answer(
      TraceSearch.Goal { alphabet in
        open.automaton(over: alphabet) { state, step in
          uncovered.contains { $0.state == state && $0.step(step) }
        }
      })
    _ = conclude(unsure, isSure: false, &result)
  }

  private func conclude(
    _ answer: TraceSearch.Answer, isSure: Bool, _ result: inout Result
  ) -> Bool {
    switch answer {
    case .none: return false
    case .undecided(let states):
      // The surer question is answered by the other one, too.
      if !isSure { note(states, of: nil, &result) }
      return false
    case .found(let path):
      fault(.leaves(path, unused: unusedWay(path)), path, isSure: isSure, &result)
      return true
    }
  }

  /// A way of the adaptation's own, and which of the process's it would have to be within.
  private struct Uncovered {
    let state: Int
    let way: ProcessWays.Way
    let within: [ProcessWays.Way]

    /// Whether it is gone with a step with which none of the others is.
    func step(_ step: ProcessStep) -> Bool {
      step.state == way.target && way.takes(step.event)
        && !within.contains { $0.takes(step.event) }
    }
  }

  private mutating func uncovered() -> [Uncovered] {
    adaptation.allows.map { state, way in
      let way = ProcessWays.Way(way)
      var within: [ProcessWays.Way] = []
      for other in open.ways[state] where other.target == way.target {
        if isWithin(way, other) { within.append(other) }
      }
      return Uncovered(state: state, way: way, within: within)
    }
  }

  /// Whether who goes one way, and when, could go the other one, but for its events.
  private mutating func isWithin(_ way: ProcessWays.Way, _ other: ProcessWays.Way) -> Bool {
    let isByAll = other.by.isEmpty || (!way.by.isEmpty && Set(way.by).isSubset(of: other.by))
    guard isByAll else { return false }
    return other.conditions.isEmpty
      || possibility.isNever(way.conditions + [.not(.all(other.conditions))])
  }

  /// A variation that would open the last step of a path.
  private func unusedWay(_ path: TraceSearch.Path) -> String? {
    guard let last = path.steps.last,
      let from = path.steps.dropLast().last(where: { $0.state != nil })?.state
    else { return nil }
    return rule.variations.indices.first { number in
      !adaptation.uses.contains(number)
        && rule.variations[number].allows.contains { state, way in
          state == from && way.target == last.state && ProcessWays.Way(way).takes(last.event)
        }
    }.map { rule.variations[$0].head.name }
  }

  // MARK: Skipped rules

  private func checkSkipped(_ name: String, _ result: inout Result) {
    let unused = rule.variations.first { $0.skips.contains(name) }?.head.name
    guard let demand = demands.first(where: { $0.name == name }) else {
      fault(.skips(name, nil, unused: unused), nil, isSure: false, &result)
      return
    }
    let sure = search(isSure: true).answer(.breaks(demand, demand.lax))
    if case .found(let path) = sure {
      fault(.skips(name, path, unused: unused), path, isSure: true, &result)
      return
    }
    switch search(isSure: false).answer(.breaks(demand, demand.strict)) {
    case .none: break
    case .undecided(let states): note(states, of: name, &result)
    case .found(let path):
      fault(.skips(name, path, unused: unused), path, isSure: false, &result)
    }
  }

  /// - Parameter isSure: for paths that nothing but their steps decides.
  private func search(isSure: Bool) -> TraceSearch {
    var search = TraceSearch(
      rule, ways: own, demands: kept, by: isSure ? \.strict : \.lax, meter: meter)
    search.isPlain = isSure
    search.wayEvents = open.events
    return search
  }

  // MARK: Forbidden ways

  private func checkForbidden(_ result: inout Result) {
    let (before, now) = (open.reached(), own.reached())
    let (ended, ends) = (open.ending(), own.ending())
    result.unreached = rule.states.indices.filter { before[$0] && !now[$0] }
    result.endless = rule.states.indices.filter { now[$0] && ended[$0] && !ends[$0] }
  }

  // MARK: Results

  private func fault(
    _ fault: Fault, _ path: TraceSearch.Path?, isSure: Bool, _ result: inout Result
  ) {
    result.faults.append((fault, isSure))
    if result.proof.path.isEmpty, let path {
      result.proof.path = path.steps.map { ProcessPathWording.step($0, rule) }
    }
    result.proof.take(isSure ? .refuted : .possible)
  }

  private func note(
    _ undecided: TraceSearch.Undecided, of name: String?, _ result: inout Result
  ) {
    result.undecided.append((name, undecided))
    result.proof.statesSpent = undecided.states
    result.proof.take(.notDecided)
  }
}
