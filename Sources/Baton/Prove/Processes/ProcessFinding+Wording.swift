import BatonDeclare

// Every sentence about what is proven of a process.

extension ProcessFinding {
  var wording: Wording { adaptationWording ?? constraintWording ?? otherWording }

  private var adaptationWording: Wording? {
    switch self {
    case .leavesTheProcess(let head, let process, let path, let unused, let isSure):
      Wording(
        isSure ? "does-not-refine" : "may-not-refine",
        "\"\(head.name)\" \(isSure ? "allows" : "may allow") a path that is none of "
          + "\"\(process.head.name)\": \(ProcessPathWording.path(path.steps, process))",
        help: Self.open(unused)
          ?? (isSure
            ? "allow it in a variation of the process that is used, or leave it out"
            : "it depends on `when` or `by`: ask for no less than the process does"))
    case .skips(let head, let process, let rule, let path, let unused, let isSure):
      Wording(
        isSure ? "does-not-refine" : "may-not-refine",
        "\"\(head.name)\" skips \"\(rule)\", which no variation that it uses does"
          + (path.map {
            ": \(ProcessPathWording.path($0.steps, process)) "
              + "\(isSure ? "breaks" : "may break") it"
          } ?? ""),
        help: Self.open(unused) ?? "let a variation skip it, or keep it")
    case .refinementNotDecided(let head, let rule, let undecided):
      Wording(
        "refinement-not-decided",
        "whether \"\(head.name)\" keeps to its process is not decided"
          + (rule.map { " where it skips \"\($0)\"" } ?? "")
          + ": \(Self.spent(undecided.states))")
    case .shutsOut(let head, let state):
      Wording(
        "state-unreached", "with \"\(head.name)\" no case comes to \"\(state)\"")
    case .letsNobodyOut(let head, let state):
      Wording(
        "state-without-end", "with \"\(head.name)\" a case in \"\(state)\" never ends",
        help: "forbid less, or allow another way on")
    default: nil
    }
  }

  private static func open(_ variation: String?) -> String? {
    variation.map { "the variation \"\($0)\" opens it: add it to `uses`" }
  }

  private static func spent(_ states: Int) -> String {
    "\(states) states of a product, or \(Product.Budget(states: states).steps) steps, are not enough"
  }

  private var constraintWording: Wording? {
    switch self {
    case .contradict(let demands, let process, let needsStates, let path):
      Wording(
        "contradiction", Self.contradiction(demands, process, needsStates, path),
        help: "leave one of them out, or let it hold only when something is so")
    case .neverActivated(let demand, let core, let needsStates):
      Wording(
        "never-activated",
        "\"\(demand.name)\" never has anything to say: what it is about never happens"
          + Self.because(core, needsStates))
    case .alwaysKept(let demand):
      Wording(
        "always-kept",
        "\"\(demand.name)\" is always kept\(demand.sentence.map { ": \($0)" } ?? "")",
        help: "leave it out, or name other events")
    case .implied(let demand, let core):
      Wording(
        "redundant",
        "\"\(demand.name)\" is kept wherever \(Self.names(core)) \(core.count == 1 ? "is" : "are")",
        help: "leave it out, unless it is to be counted alone")
    case .mayConflict(let demands, let process, let steps):
      Wording(
        "may-conflict",
        "\(Self.names(demands)) can get into conflict: after "
          + "\(ProcessPathWording.path(steps, process)) not all can be kept")
    case .conflictsNotDecided(let demands, let states):
      Wording(
        "conflicts-not-decided",
        "whether \(demands.count) constraints with common events can get into conflict is not "
          + "decided: \(Self.spent(states)); each alone is watched",
        help: Self.names(demands))
    case .conflictPathNotDecided(let demands, let states):
      Wording(
        "conflicts-not-decided",
        "whether \(demands.count) constraints get into conflict on a way that the states allow is not "
          + "decided: \(Self.spent(states)); cases are watched for it",
        help: Self.names(demands))
    case .notDecided(let demand, let undecided):
      Wording(
        "constraint-not-decided",
        "whether \"\(demand.name)\" can ever matter is not decided: \(Self.spent(undecided.states))"
      )
    case .contradictionNotDecided(let process, let undecided):
      Wording(
        "contradiction-not-decided",
        "whether the constraints of \"\(process.head.name)\" contradict each other is not decided: "
          + Self.spent(undecided.states))
    default: nil
    }
  }

  private static func contradiction(
    _ demands: [ProcessDemand], _ process: ProcessRule, _ needsStates: Bool,
    _ path: TraceSearch.Path?
  ) -> String {
    let after = path.map { "after \(ProcessPathWording.path($0.steps, process))" }
    if demands.count == 1 {
      return "\"\(demands[0].name)\" cannot be kept "
        + (after ?? "by any case")
        + (needsStates ? ", because of where the states lead" : "")
    }
    return "\(names(demands)) contradict each other\(needsStates ? " and the states" : ""): "
      + (after.map { "\($0) not all can be kept" } ?? "no case keeps them all")
  }

  private static func because(_ core: [ProcessDemand], _ needsStates: Bool) -> String {
    ", because of \(names(core))" + (needsStates ? " and the states" : "")
  }

  private static func names(_ demands: [ProcessDemand]) -> String {
    ProofWording.list(demands.map(\.name))
  }

  private var otherWording: Wording {
    switch self {
    case .notReached(let state):
      Wording(
        "state-unreached", "no way leads from the first state to \"\(state.name)\"",
        help: "name it in `to` of another state, or leave it out")
    case .noEnd(let state):
      Wording(
        "state-without-end", "a case in \"\(state.name)\" never comes to a final state",
        help: "let a way lead on to one")
    case .notReachedUnder(let state, let core):
      Wording(
        "state-unreached",
        "no case that keeps \(Self.names(core)) goes through \"\(state.name)\" to an end",
        help: "leave the state out, or let the constraint hold only when something is so")
    case .nobodySets(let field, let state):
      Wording(
        "nobody-sets",
        "\"\(state.name)\" needs \"\(field)\", which no source maps and no rule sets",
        help: "map it in a source, or let `classify` set it")
    case .neverFollowed(let process, let before):
      Wording(
        "never-followed",
        "no request follows \"\(process.head.name)\": all are taken by "
          + ProofWording.list(before.map(\.head.name)),
        help: "declare the narrower one first, or narrow `of`")
    case .nobodyAnswersFor(let activities, let process):
      Wording(
        "nobody-accountable",
        "nobody answers for \(ProofWording.list(activities)) in \"\(process.head.name)\"",
        help: "write each into raci, with accountable = \"service_owner\" or a role")
    default: Wording("process", "this cannot be")
    }
  }
}
