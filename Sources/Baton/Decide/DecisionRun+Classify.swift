import BatonModel
import BatonTime

extension DecisionRun {
  /// Fills fields: for each field the first rule in order that sets it wins. A rule fills only
  /// what the request lacks, unless it overwrites.
  mutating func classify(_ decider: Decider) {
    let stage = decider.classify
    begin(stage)
    // A field that is open may still be set by some rule; when none is, the stage has done its work.
    var open = 0
    for index in decider.book.assignments.slots.indices {
      let field = decider.book.assignments.slots[index]
      if field.isOverwritten || !facts.has(field.slot) { open += 1 }
    }
    var search = CandidateSearch()
    if open > 0 {
      stage.matcher.begin(&search, in: facts, &evaluation.scratch)
      while open > 0, let match = nextUseful(&search, decider) {
        report(stage)
        for assignment in decider.book.assignments.ofRule[match] where mayBeSet(assignment) {
          guard set(assignment) else { continue }
          open -= 1
        }
      }
    }
    report(stage)

    if !stage.shadows.isEmpty { shadowClassify(stage) }
    explain(stage, &search)
    guard !outcome.classified.isEmpty else { return }
    for item in outcome.classified { change(item.slot, to: decider.value(of: item, in: outcome)) }
    explainClassified()
  }

  /// The next rule that matches. Where functions are called a rule that can set nothing any more is
  /// not looked at, so that none of its functions run.
  @inline(__always)
  private mutating func nextUseful(_ search: inout CandidateSearch, _ decider: Decider) -> Int? {
    if decider.book.assignments.withFunctions.isEmpty {
      return next(&search, of: decider.classify)
    }
    findIdle(from: search.settled + 1)
    return decider.classify.matcher.next(&search, in: facts, skipping: idle, &evaluation)
  }

  /// Finds the rules that can set nothing any more.
  private mutating func findIdle(from rank: Int) {
    let book = decider.book.assignments
    idle = skips[decider.classify]
    if idle.isEmpty { idle = RankSet(count: decider.classify.heads.count) }
    for other in book.withFunctions where other >= rank {
      if !book.ofRule[other].contains(where: { mayBeSet($0) }) { idle.insert(other) }
    }
  }

  private mutating func shadowClassify(_ stage: StageRules) {
    for shadow in matchingShadows(of: stage) {
      let would = decider.rules.classify[shadow].assignments.map {
        DecisionWording.sets(decider.schema.requestFields[$0.slot].name, $0.value)
      }
      addShadow(stage, shadow, would: would.joined(separator: ", "))
    }
  }

  /// Whether an assignment still counts: no rule has set its field, and the request does not have
  /// it or is overruled.
  private func mayBeSet(_ number: Int) -> Bool {
    let assignment = decider.book.assignments.assignments[number]
    return !outcome.classified.contains { $0.slot == assignment.slot }
      && (assignment.overwrites || !facts.has(assignment.slot))
  }

  /// Notes what an assignment sets.
  /// - Returns: false if it gives no value.
  private mutating func set(_ number: Int) -> Bool {
    let assignment = decider.book.assignments.assignments[number]
    var own = 0
    let isConstant = decider.book.assignments.constants[number] != nil
    if !isConstant {
      guard let value = computedValue(of: number) else { return false }
      own = outcome.values.count
      outcome.values.append(value)
    }
    outcome.classified.append(
      Outcome.Classified(
        slot: assignment.slot, reason: decider.book.classify.advanced(by: assignment.rank),
        remark: assignment.remark, assignment: isConstant ? number : nil, value: own))
    return true
  }

  /// The value of its field's type that an assignment's function gives; nil for none.
  private mutating func computedValue(of number: Int) -> Value? {
    let assignment = decider.book.assignments.assignments[number]
    let rule = decider.rules.classify[assignment.rank]
    let first = decider.book.assignments.ofRule[assignment.rank].lowerBound
    guard case .function(let function) = rule.assignments[number - first].value,
      let value = value(of: function, rule.head, rank: assignment.rank)
    else { return nil }
    let reader = ValueReader(schema: decider.schema)
    switch reader.read(value, as: decider.schema.requestFields[assignment.slot].type) {
    case .success(let value): return value
    case .failure(let fault):
      fail(
        rule.head, rank: assignment.rank, .function, DecisionWording.wrongResult(function, fault),
        at: function.place)
      return nil
    }
  }

  /// The stage's reason is that of the first field; its remarks tell who set the others.
  mutating func explainClassified() {
    guard let first = outcome.classified.first else { return }
    let isOfItem = first.reason.foreign != nil
    outcome.classify = outcome.winner(first.reason, isOfItem ? outcome.doubt : first.note)
    addOtherSetters()
  }

  /// Adds to the stage's remarks, which are the outcome's last, who set the other fields.
  private mutating func addOtherSetters() {
    guard outcome.classified.count > 1 else { return }
    let first = decider.origin(of: outcome.classified[0].reason, in: outcome)
    for index in 1..<outcome.classified.count {
      let item = outcome.classified[index]
      guard decider.origin(of: item.reason, in: outcome) != first else { continue }
      outcome.remarks.append(item.remark)
      outcome.classify.remarkCount += 1
    }
  }

  /// A request with a configuration item and no service is about the item's service; about its
  /// fallback when the item's data is doubtful or old.
  mutating func findServiceOfItem() {
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
    var doubt: String?
    if !doubts.isEmpty {
      let note = DecisionWording.stale(item, doubts, fallback: service)
      outcome.notes.append(note)
      doubt = note
    }
    guard let service else { return }
    change(slots.service, to: .text(service))
    add(service, of: item, doubt)
  }

  /// Notes that the configuration item gave the service, and what is doubtful about it.
  private mutating func add(_ service: String, of item: String, _ doubt: String?) {
    let origin = Reason.Origin(
      rule: "configuration item",
      place: decider.rules.catalogue.record(.configurationItem, item)?.place, because: nil,
      level: nil)
    let remark = outcome.remark(DecisionWording.also("service", Reason(origin)))
    outcome.values.append(.text(service))
    outcome.classified.append(
      Outcome.Classified(
        slot: decider.schema.slots.service, reason: outcome.reason(origin), remark: remark,
        assignment: nil, value: outcome.values.count - 1))
    if let doubt { outcome.doubt = outcome.remark(doubt) }
    explainClassified()
  }

  /// 365 days in milliseconds.
  private static var oldAfter: Int64 { 365 * 86_400_000 }
}
