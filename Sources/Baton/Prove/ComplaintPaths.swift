import BatonModel

/// The kinds of requests for which something is promised, and a complaint about which leads nowhere.
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
    let kinds = FieldTable.requestKinds.filter { $0 != "event" }
    var place: Place?
    let unanswered = kinds.filter { kind in
      let own = promises.first { _, condition in
        mayBe(condition, kind) && FieldTable.requestKinds.contains { !mayBe(condition, $0) }
      }
      guard let own, !isAnswered(kind) else { return false }
      place = place ?? own.0
      return true
    }
    guard let place else { return [] }
    return [.noComplaintPath(kinds: unanswered, place: place)]
  }

  private func isAnswered(_ kind: String) -> Bool {
    let complaint = CaseEvent.Name.complaint.rawValue
    let ladder = rules.ladders.contains {
      mayBe($0.condition, kind, event: complaint) && !mayBe($0.condition, kind, event: "")
    }
    return ladder
      || rules.processes.contains { process in
        mayBe(process.condition, kind)
          && process.constraints.contains { $0.first.contains(.event(complaint)) }
      }
  }

  /// Whether a condition may hold for requests of a kind, when an event is taken in.
  private func mayBe(_ condition: Condition, _ kind: String, event: String? = nil) -> Bool {
    var known: [Int: Value?] = [schema.slots.kind: .text(kind)]
    if let event { known[schema.slots.event] = .text(event) }
    return !condition.assuming(Assumption(known: known, schema: schema)).isNever
  }
}
