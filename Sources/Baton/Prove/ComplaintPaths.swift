import BatonModel

/// The kinds of requests for which something is promised, and a complaint about which leads nowhere, or
/// nowhere once they are solved.
///
/// A kind counts where a process or an agreement is for it and not for every other. Monitoring events
/// are left out: nobody waits for them.
struct ComplaintPaths {
  let rules: CompiledRuleBase
  let schema: FactSchema

  func findings() -> [ProofFinding] {
    let promises =
      rules.processes.map { ($0.head.place, $0.condition) }
      + rules.agreements.map { ($0.head.place, $0.condition) }
    // Where something is promised for requests of the kind, and not for every other.
    func place(of kind: String) -> Place? {
      promises.first { _, condition in
        mayBe(condition, kind) && FieldTable.requestKinds.contains { !mayBe(condition, $0) }
      }?.0
    }
    let kinds = FieldTable.requestKinds.filter { $0 != "event" && place(of: $0) != nil }
    let unanswered = kinds.filter { !isAnswered($0) }
    var found: [ProofFinding] = []
    if let place = unanswered.first.flatMap({ place(of: $0) }) {
      found.append(.noComplaintPath(kinds: unanswered, isSolved: false, place: place))
    }
    let late = kinds.filter { kind in
      !unanswered.contains(kind) && !constrains(kind) && !ladders(kind).isEmpty
        && !isAnsweredLate(kind)
    }
    if let ladder = late.first.flatMap({ ladders($0).first }) {
      found.append(.noComplaintPath(kinds: late, isSolved: true, place: ladder.head.place))
    }
    return found
  }

  private func isAnswered(_ kind: String) -> Bool {
    !ladders(kind).isEmpty || constrains(kind)
  }

  private static let complaint = CaseEvent.Name.complaint.rawValue

  /// The ladders that a complaint calls.
  private func ladders(_ kind: String) -> [LadderRule] {
    rules.ladders.filter {
      mayBe($0.condition, kind, event: Self.complaint) && !mayBe($0.condition, kind, event: "")
    }
  }

  /// Whether a process says what follows a complaint.
  private func constrains(_ kind: String) -> Bool {
    rules.processes.contains { process in
      mayBe(process.condition, kind)
        && process.constraints.contains { $0.first.contains(.event(Self.complaint)) }
    }
  }

  /// Whether a complaint calls a ladder in one of the states of what is done at least.
  private func isAnsweredLate(_ kind: String) -> Bool {
    let own = rules.processes.filter { mayBe($0.condition, kind) }
      .flatMap { $0.states.filter(\.isFinal).map(\.name) }
    return (["resolved", "closed"] + own).contains { state in
      ladders(kind).contains { mayBe($0.condition, kind, event: Self.complaint, state: state) }
    }
  }

  /// Whether a condition may hold for requests of a kind, when an event is taken in and in a state.
  private func mayBe(
    _ condition: Condition, _ kind: String, event: String? = nil, state: String? = nil
  ) -> Bool {
    var known: [Int: Value?] = [schema.slots.kind: .text(kind)]
    if let event { known[schema.slots.event] = .text(event) }
    if let state, let slot = schema.slot("state") { known[slot] = .text(state) }
    return !condition.assuming(Assumption(known: known, schema: schema)).isNever
  }
}
