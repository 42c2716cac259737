import BatonModel

/// All that can match in a rule base (rules, rows of tables, nodes of trees), numbered, with the parts
/// of their conditions numbered through.
///
/// Made once and never changed. The rules of a stage stand one after the other; the rows of a table, and
/// the nodes below one, behind those of all stages.
struct ObservedRules: Sendable {
  struct Unit: Sendable {
    /// The word that declares it; "row" for a row of a table.
    let word: String
    let head: RuleHead
    let place: Place
    /// Among its siblings.
    let rank: Int
    /// Of a row, counted from 1.
    let row: Int?
    let condition: ObservedCondition
    /// The number of its first part among all parts.
    let firstPart: Int
    var children = 0..<0
    /// Of a table.
    let hit: HitPolicy?
    let continues: Bool

    var parts: Range<Int> { firstPart..<firstPart + condition.parts.count }
  }

  private(set) var units: [Unit] = []
  private(set) var partCount = 0
  /// By part: its node among the frozen conditions.
  private(set) var roots: [UInt32] = []
  private(set) var frozen = FrozenConditions()
  /// The nodes of the largest condition.
  private(set) var mostNodes = 1
  private var stages: [ObjectIdentifier: Range<Int>] = [:]

  init(_ decider: Decider) {
    let rules = decider.rules
    let agreementWords = rules.agreements.map { $0.kind.word }
    add(decider.classify, decider) { _ in "classify" }
    add(decider.tables, decider) { _ in "decision_table" }
    add(decider.prioritise, decider) { _ in "priority" }
    add(decider.route, decider) { rank in
      if case .table = rules.routes[rank].kind { "route_table" } else { "route" }
    }
    add(decider.plan, decider) { _ in "plan" }
    add(decider.approve, decider) { _ in "approval" }
    add(decider.policy, decider) { _ in "policy" }
    add(decider.agreements, decider) { agreementWords[$0] }
    add(decider.escalation, decider) { _ in "escalation" }
    add(decider.handoffs, decider) { _ in "handoff" }
    add(decider.disputes, decider) { _ in "dispute" }
    add(decider.replies, decider) { _ in "reply" }
    add(decider.knowledge, decider) { _ in "knowledge" }
    add(decider.followUps, decider) { _ in "follow_up" }
    add(decider.swarms, decider) { _ in "swarm" }
    if let range = units(of: decider.route) {
      for unit in range { addInside(of: rules.routes[units[unit].rank].kind, unit, decider) }
    }
    if let range = units(of: decider.tables) {
      for unit in range {
        let table = rules.tables[units[unit].rank]
        addRows(table.rows.map { ($0.condition, $0.place, $0.number) }, table.head, unit, decider)
      }
    }
  }

  /// The rules of a stage; nil for what is no stage of the rule base.
  func units(of stage: StageRules) -> Range<Int>? { stages[ObjectIdentifier(stage)] }

  private mutating func add(_ stage: StageRules, _ decider: Decider, _ word: (Int) -> String) {
    let first = units.count
    for rank in stage.heads.indices {
      var hit: HitPolicy?
      if stage === decider.route, case .table(let table) = decider.rules.routes[rank].kind {
        hit = table.hit
      } else if stage === decider.tables {
        hit = decider.rules.tables[rank].hit.ofRows
      }
      append(
        word(rank), stage.heads[rank], stage.heads[rank].place, rank, row: nil,
        stage.conditions[rank], decider, hit: hit)
    }
    stages[ObjectIdentifier(stage)] = first..<units.count
  }

  private mutating func addInside(of kind: RouteEntry.Kind, _ unit: Int, _ decider: Decider) {
    switch kind {
    case .table(let table):
      addRows(table.rows.map { ($0.condition, $0.place, $0.number) }, table.head, unit, decider)
    case .rule(let rule): addNodes(of: rule, unit, decider)
    }
  }

  private mutating func addRows(
    _ rows: [(condition: Condition, place: Place, number: Int)], _ head: RuleHead, _ unit: Int,
    _ decider: Decider
  ) {
    let first = units.count
    for (rank, row) in rows.enumerated() {
      append("row", head, row.place, rank, row: row.number, row.condition, decider)
    }
    units[unit].children = first..<units.count
  }

  private mutating func addNodes(of rule: RouteRule, _ unit: Int, _ decider: Decider) {
    guard !rule.children.isEmpty else { return }
    let first = units.count
    for (rank, child) in rule.children.enumerated() {
      append(
        "route", child.head, child.head.place, rank, row: nil, child.condition, decider,
        continues: child.continues)
    }
    units[unit].children = first..<units.count
    for (rank, child) in rule.children.enumerated() { addNodes(of: child, first + rank, decider) }
  }

  private mutating func append(
    _ word: String, _ head: RuleHead, _ place: Place, _ rank: Int, row: Int?,
    _ condition: Condition, _ decider: Decider, hit: HitPolicy? = nil, continues: Bool = false
  ) {
    let observed = ObservedCondition(condition)
    units.append(
      Unit(
        word: word, head: head, place: place, rank: rank, row: row, condition: observed,
        firstPart: partCount, hit: hit, continues: continues))
    for part in observed.parts { roots.append(frozen.add(part.condition, decider.schema)) }
    partCount += observed.parts.count
    mostNodes = max(mostNodes, observed.nodes.count)
  }
}
