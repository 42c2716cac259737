import BatonModel
import BatonTime

extension DecisionRun {
  /// Fills fields: for each field the first rule in order that sets it wins. A rule fills only
  /// what the request lacks, unless it overwrites.
  mutating func classify() {
    let stage = decider.classify
    let rules = decider.rules.classify
    guard !rules.isEmpty else { return }
    var skipped = begin(stage)
    if skipped.isEmpty { skipped = [Bool](repeating: false, count: rules.count) }
    let decides = skipped.map { !$0 }

    var taken: [Int: (rank: Int, value: Value)] = [:]
    // A rule that can set nothing any more is not looked at, so that none of its functions run.
    func skipIdle(from rank: Int, _ taken: [Int: (rank: Int, value: Value)]) {
      for rank in rank..<rules.count where !skipped[rank] {
        skipped[rank] = !rules[rank].assignments.contains {
          taken[$0.slot] == nil && (rules[rank].overwrites || !facts.has($0.slot))
        }
      }
    }
    skipIdle(from: 0, taken)

    var rank = 0
    while let match = stage.matcher.first(from: rank, in: facts, skipping: RankSet(skipped), &evaluation) {
      report(stage.heads)
      let rule = rules[match]
      for assignment in rule.assignments where taken[assignment.slot] == nil {
        guard rule.overwrites || !facts.has(assignment.slot) else { continue }
        guard let value = value(of: assignment, rule.head, rank: match) else { continue }
        taken[assignment.slot] = (match, value)
        decision.classified.append(
          Decision.Classified(
            field: decider.schema.requestFields[assignment.slot].name, value: value,
            reason: rule.head.reason))
      }
      rank = match + 1
      skipIdle(from: rank, taken)
    }
    report(stage.heads)

    for shadow in matchingShadows(of: stage) {
      let would = rules[shadow].assignments.map {
        DecisionWording.sets(decider.schema.requestFields[$0.slot].name, $0.value)
      }
      addShadow(stage, shadow, would: would.joined(separator: ", "))
    }
    if explanation == .full {
      judge(stage, won: Set(taken.values.map(\.rank))) { rank in
        guard decides[rank] else { return nil }
        let winner = rules[rank].assignments.lazy.compactMap { taken[$0.slot]?.rank }.min()
        return winner.map { stage.heads[$0].name } ?? Reason.ofRequest
      }
    }
    for (slot, (_, value)) in taken { change(slot, to: value) }
    explainClassified()
  }

  /// The value that an assignment gives, of its field's type; nil for none.
  private mutating func value(
    of assignment: ClassifyRule.Assignment, _ head: RuleHead, rank: Int
  ) -> Value? {
    switch assignment.value {
    case .constant(let value): return value
    case .function(let function):
      guard let value = value(of: function, head, rank: rank) else { return nil }
      let reader = ValueReader(schema: decider.schema)
      switch reader.read(value, as: decider.schema.requestFields[assignment.slot].type) {
      case .success(let value): return value
      case .failure(let fault):
        fail(
          head, rank: rank, .function, DecisionWording.wrongResult(function, fault),
          at: function.place)
        return nil
      }
    }
  }

  /// The stage's reason is that of the first field; its notes tell who set the others.
  private mutating func explainClassified() {
    guard let first = decision.classified.first else { return }
    var reason = first.reason
    reason.notes += decision.classified.dropFirst().filter { $0.reason != first.reason }
      .map { DecisionWording.also($0.field, $0.reason) }
    decision.why[.classify] = reason
  }

  /// A request with a configuration item and no service is about the item's service; about its
  /// fallback when the item's data is doubtful or old.
  mutating func findServiceOfItem() {
    let slots = decider.schema.slots
    guard !facts.has(slots.service), let item = facts.text(slots.configurationItem)
    else { return }
    var doubts: [String] = []
    if let confidence = facts.attribute("confidence", of: slots.configurationItem)?.asDouble,
      confidence < 0.5
    {
      doubts.append(DecisionWording.lowConfidence)
    }
    if let now, case .instant(let asOf)? = facts.attribute("as_of", of: slots.configurationItem),
      now.milliseconds - asOf.milliseconds > Self.oldAfter
    {
      doubts.append(DecisionWording.old)
    }
    let wanted = facts.attribute(
      doubts.isEmpty ? "service" : "fallback", of: slots.configurationItem)
    let service = wanted?.asReference.name
    var reason = Reason(
      rule: "configuration item",
      place: decider.rules.catalogue.record(.configurationItem, item)?.place)
    if !doubts.isEmpty {
      let note = DecisionWording.stale(item, doubts, fallback: service)
      decision.notes.append(note)
      reason.notes.append(note)
    }
    guard let service else { return }
    change(slots.service, to: .text(service))
    decision.classified.append(
      Decision.Classified(field: "service", value: .text(service), reason: reason))
    explainClassified()
  }

  /// 365 days in milliseconds.
  private static var oldAfter: Int64 { 365 * 86_400_000 }
}
