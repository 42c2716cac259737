import BatonModel

/// The rows of the stages of a rule base, in the order in which they decide. Shadows are left out.
package struct StageRows {
  let space: RequestSpace
  private let base: Int

  /// - Parameter base: of a space of two rule bases which.
  package init(_ space: RequestSpace, ofBase base: Int = 0) {
    self.space = space
    self.base = base
  }

  private var rules: CompiledRuleBase { space.bases[base].rules }

  // MARK: Routes

  /// Routes, rows of tables and nodes of trees, those below a node before it.
  package func routes() -> [StageRow] {
    var rows: [StageRow] = []
    for entry in rules.routes where entry.head.mode != .shadow {
      let first = rows.count
      switch entry.kind {
      case .rule(let rule): add(rule, under: [], inherited: nil, &rows)
      case .table(let table): add(table, &rows)
      }
      for index in first..<rows.count { rows[index].level = entry.level }
    }
    return rows
  }

  private func add(
    _ rule: RouteRule, under conditions: [Condition], inherited: RouteOutcome?,
    _ rows: inout [StageRow]
  ) {
    let all = conditions + [rule.condition]
    let outcome = rule.outcome ?? inherited
    var ends: [(rows: Range<Int>, start: Int)] = []
    for child in rule.children where child.head.mode != .shadow {
      let first = rows.count
      add(child, under: all, inherited: outcome, &rows)
      if child.continues { ends.append((first..<rows.count, rows.count)) }
    }
    // A child that says `continue` lets its later siblings take part, and keeps its parent out.
    for end in ends {
      for index in end.rows { rows[index].passes.append(end.start..<rows.count) }
    }
    let condition = all.count == 1 ? all[0] : Condition.all(all)
    rows.append(row(rule.head, rule.head.place, condition, outcome, rule.head.because))
  }

  private func add(_ table: RouteTable, _ rows: inout [StageRow]) {
    let first = rows.count
    for row in table.rows {
      var own = self.row(
        table.head, row.place, .all([table.condition, row.condition]), row.outcome,
        row.because ?? table.head.because)
      own.number = row.number
      own.table = first
      own.hit = table.hit
      rows.append(own)
    }
    guard table.hit != .first else { return }
    for index in first..<rows.count { rows[index].passes.append(first..<rows.count) }
  }

  // MARK: Tables that set fields

  /// The rows of each table, with the table.
  package func tables() -> [[StageRow]] { rules.tables.map { rows(of: $0) } }

  /// The rows of a table; none if it is a shadow. A row is about the request as the table sees it.
  func rows(of table: DecisionTable) -> [StageRow] {
    guard table.head.mode != .shadow else { return [] }
    let hit = table.hit.ofRows
    return table.rows.map { row in
      let isConstant = row.constants != nil
      var own = StageRow(
        head: table.head, place: row.place,
        boxes: space.boxes(of: .all([table.condition, row.condition]), inBase: base),
        outcome: row.constants.map { .fields($0) }, because: row.because ?? table.head.because,
        isSure: isConstant)
      own.number = row.number
      own.table = 0
      own.hit = hit
      if hit != .first { own.passes = [0..<table.rows.count] }
      return own
    }
  }

  private func row(
    _ head: RuleHead, _ place: Place, _ condition: Condition, _ outcome: RouteOutcome?,
    _ because: String?
  ) -> StageRow {
    var target: StageRow.Outcome?
    if case .target(let known)? = outcome { target = .target(known) }
    var row = StageRow(
      head: head, place: place, boxes: space.boxes(of: condition, inBase: base), outcome: target,
      because: because, isSure: outcome?.alwaysLeadsSomewhere ?? false)
    row.targets = outcome?.targets
    return row
  }

  // MARK: Priorities

  /// Rules that set a priority. Their floors and caps are no rows.
  package func priorities() -> [StageRow] {
    rules.priorities.compactMap { rule in
      guard rule.head.mode != .shadow, let set = rule.set else { return nil }
      var outcome: StageRow.Outcome?
      if case .constant(let priority) = set { outcome = .priority(priority) }
      return StageRow(
        head: rule.head, place: rule.head.place,
        boxes: space.boxes(of: rule.condition, inBase: base), outcome: outcome,
        because: rule.head.because, isSure: outcome != nil)
    }
  }

  // MARK: Fields that are set

  /// By the name of a field, the rules that set it: where the request lacks it, or they overwrite it.
  package func classified() -> [(field: String, rows: [StageRow])] {
    var order: [Int] = []
    var rows: [Int: [StageRow]] = [:]
    for rule in rules.classify where rule.head.mode != .shadow {
      let boxes = space.boxes(of: rule.condition, inBase: base)
      for assignment in rule.assignments {
        if rows[assignment.slot] == nil { order.append(assignment.slot) }
        let own =
          rule.overwrites ? boxes : space.lacking(slot: assignment.slot, boxes, inBase: base)
        var outcome: StageRow.Outcome?
        if case .constant(let value) = assignment.value { outcome = .value(value) }
        rows[assignment.slot, default: []].append(
          StageRow(
            head: rule.head, place: rule.head.place, boxes: own, outcome: outcome,
            because: rule.head.because, isSure: outcome != nil))
      }
    }
    let fields = rules.fields.requestFields
    return order.map { (fields[$0].name, rows[$0] ?? []) }
  }

  // MARK: Rules of which the first is taken

  func plans() -> [StageRow] { first(rules.plans.map { ($0.head, $0.condition) }) }

  private func first(_ rules: [(head: RuleHead, condition: Condition)]) -> [StageRow] {
    rules.compactMap { head, condition in
      guard head.mode != .shadow else { return nil }
      return StageRow(
        head: head, place: head.place, boxes: space.boxes(of: condition, inBase: base),
        outcome: .own(head.name), because: head.because, isSure: true)
    }
  }
}

extension RequestSpace {
  /// What is left of boxes where a request lacks a field. One whose lack nobody asks for is taken to be
  /// lacking: what fills it is then never without effect.
  fileprivate func lacking(
    slot: Int, _ boxes: [RequestBox], inBase base: Int
  ) -> [RequestBox] {
    let name = bases[base].rules.fields.requestFields[slot].name
    guard let axis = axis(ofField: name) else { return boxes }
    let missing = RequestBox(axis, ClassSet(0))
    return boxes.compactMap { $0.intersection(missing) }
  }
}

extension RouteOutcome {
  /// Whom it may lead to; nil where a function says, or a rota whose people change.
  var targets: [Target]? {
    switch self {
    case .target(let target): [target]
    case .chooser(.onCall), .function: nil
    case .chooser(let chooser): chooser.candidates
    }
  }

  /// Whether a request always goes somewhere, whatever the world is like.
  var alwaysLeadsSomewhere: Bool {
    switch self {
    case .target: true
    case .function: false
    case .chooser(let chooser): chooser.alwaysChooses
    }
  }
}
