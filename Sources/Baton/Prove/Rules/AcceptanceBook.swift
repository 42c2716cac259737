import BatonModel

/// Which findings rules accept, and which of these were there.
struct AcceptanceBook {
  private struct Entry {
    let head: RuleHead
    var used: Set<String> = []
  }

  private var entries: [Place: Entry] = [:]
  private var order: [Place] = []

  init(_ rules: CompiledRuleBase) {
    for head in rules.heads + rules.acceptances
    where !head.accepted.isEmpty && entries[head.place] == nil {
      entries[head.place] = Entry(head: head)
      order.append(head.place)
    }
  }

  /// Why a finding stays; nil if it is to be told. An error is always told.
  /// - Parameter owner: the place of the rule it belongs to; nil if it is told where that stands.
  mutating func reason(for diagnostic: Diagnostic, of owner: Place?) -> String? {
    if entries.isEmpty || diagnostic.severity == .error { return nil }
    // A step of a ladder is told at its own place, beside that of the ladder.
    for place in [owner ?? diagnostic.place] + (owner == nil ? diagnostic.related.map(\.place) : [])
    {
      guard let reason = entries[place]?.head.accepted[diagnostic.code] else { continue }
      entries[place]?.used.insert(diagnostic.code)
      return reason
    }
    return nil
  }

  /// What is accepted and was not found.
  var unused: [(head: RuleHead, code: String)] {
    order.flatMap { place -> [(RuleHead, String)] in
      guard let entry = entries[place] else { return [] }
      return entry.head.accepted.keys.sorted().filter { !entry.used.contains($0) }
        .map { (entry.head, $0) }
    }
  }
}

extension CompiledRuleBase {
  /// Of every rule.
  var heads: [RuleHead] {
    var all = writtenConditions.map(\.head)
    all += processes.map(\.head) + adaptations.map(\.head) + waivers.map(\.head)
    for process in processes {
      all += process.constraints.map(\.judgement.head) + process.limits.map(\.judgement.head)
      all += process.pairs.map(\.judgement.head) + process.invariants.map(\.judgement.head)
    }
    return all
  }
}
