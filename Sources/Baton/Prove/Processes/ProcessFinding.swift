import BatonModel

/// What the proofs find in processes: facts, without words. The words are in `ProcessFinding+Wording.swift`.
enum ProcessFinding {
  // Adaptations
  case leavesTheProcess(
    RuleHead, process: ProcessRule, TraceSearch.Path, unused: String?, isSure: Bool)
  case skips(
    RuleHead, process: ProcessRule, rule: String, TraceSearch.Path?, unused: String?,
    isSure: Bool)
  case refinementNotDecided(RuleHead, rule: String?, TraceSearch.Undecided)
  case shutsOut(RuleHead, state: String)
  case letsNobodyOut(RuleHead, state: String)

  // States
  case notReached(state: ProcessState)
  case noEnd(state: ProcessState)
  case notReachedUnder(state: ProcessState, [ProcessDemand])

  // Constraints
  case contradict(
    [ProcessDemand], process: ProcessRule, needsStates: Bool, after: TraceSearch.Path?)
  case neverActivated(ProcessDemand, by: [ProcessDemand], needsStates: Bool)
  case alwaysKept(ProcessDemand)
  case implied(ProcessDemand, by: [ProcessDemand])
  case mayConflict([ProcessDemand], process: ProcessRule, after: [ProcessStep])
  case conflictsNotDecided([ProcessDemand], Int)
  /// They can get into conflict; whether on a way that the states allow is open.
  case conflictPathNotDecided([ProcessDemand], Int)
  case notDecided(ProcessDemand, TraceSearch.Undecided)
  case contradictionNotDecided(ProcessRule, TraceSearch.Undecided)

  // Fields and requests
  case nobodySets(field: String, state: ProcessState)
  /// Activities that `raci` leaves out.
  case nobodyAnswersFor([String], process: ProcessRule)
  case neverFollowed(ProcessRule, before: [ProcessRule])

  var severity: Diagnostic.Severity {
    switch self {
    case .leavesTheProcess(_, _, _, _, let isSure), .skips(_, _, _, _, _, let isSure):
      isSure ? .error : .warning
    case .notReached, .noEnd, .notReachedUnder, .contradict, .neverActivated, .letsNobodyOut,
      .neverFollowed, .nobodyAnswersFor:
      .warning
    case .refinementNotDecided, .shutsOut, .alwaysKept, .implied, .mayConflict,
      .conflictsNotDecided, .conflictPathNotDecided, .notDecided, .contradictionNotDecided,
      .nobodySets:
      .note
    }
  }

  var place: Place {
    switch self {
    case .leavesTheProcess(let head, _, _, _, _), .skips(let head, _, _, _, _, _),
      .refinementNotDecided(let head, _, _), .shutsOut(let head, _), .letsNobodyOut(let head, _):
      head.place
    case .notReached(let state), .noEnd(let state), .notReachedUnder(let state, _),
      .nobodySets(_, let state):
      state.place
    case .contradict(let demands, _, _, _), .mayConflict(let demands, _, _),
      .conflictsNotDecided(let demands, _), .conflictPathNotDecided(let demands, _):
      demands[0].head.place
    case .neverActivated(let demand, _, _), .alwaysKept(let demand), .implied(let demand, _),
      .notDecided(let demand, _):
      demand.head.place
    case .contradictionNotDecided(let process, _), .neverFollowed(let process, _),
      .nobodyAnswersFor(_, let process):
      process.head.place
    }
  }

  var related: [Diagnostic.Related] {
    switch self {
    case .contradict(let demands, _, _, _), .mayConflict(let demands, _, _):
      Self.here(demands.dropFirst())
    case .notReachedUnder(_, let demands), .neverActivated(_, let demands, _),
      .implied(_, let demands):
      Self.here(demands[...])
    case .leavesTheProcess(_, let process, _, _, _), .skips(_, let process, _, _, _, _):
      [.init(place: process.head.place, message: "the process is declared here")]
    case .neverFollowed(_, let before):
      before.map { .init(place: $0.head.place, message: "\"\($0.head.name)\" is declared here") }
    default: []
    }
  }

  private static func here(_ demands: ArraySlice<ProcessDemand>) -> [Diagnostic.Related] {
    demands.map { .init(place: $0.head.place, message: "\"\($0.name)\" is declared here") }
  }

  /// Names of rules that contradict each other.
  var contradicting: [String] {
    if case .contradict(let demands, _, _, _) = self { demands.map(\.name) } else { [] }
  }
}
