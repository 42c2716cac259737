import BatonModel
import BatonTime

/// What is proven of a rule base's declared conditions, and what is wrong with them.
package struct RuleProofs: Sendable {
  /// A finding, the rule in which it may be accepted, and a request that shows it.
  package struct Found: Sendable {
    package let diagnostic: Diagnostic
    package let witness: Witness?
    let owner: Place?
  }

  package let found: [Found]
  /// Rules, rows of tables and nodes of trees that were examined.
  package let rows: Int
  /// Of these, questions that were not decided within the budget.
  package let undecided: Int
  /// Comparisons of conditions that the answers took.
  package let comparisons: Int
  /// Rules whose conditions depend on functions that only Lua understands, of all with conditions.
  package let opaque: Int
  package let conditional: Int
  /// Questions about what earlier stages leave for later ones that were not followed, because those before
  /// took too long: what they are about counts as reached.
  package let unfollowed: Int
  /// What a request may have to go without.
  package let lacks: [RequestLack]
}

/// Makes the proofs about rules. Nothing here is needed to load or to decide.
struct RuleProver {
  /// The requests as they come in.
  let space: RequestSpace
  private let spaces: StageSpaces
  let words: SourceWords
  let finder: WitnessFinder
  private var allowance = StageDoubts.most
  private var undecided = 0
  private var examined = 0

  init(
    _ base: RequestSpace.Base, words: SourceWords, now: Instant,
    decide: @escaping (Request, World) -> Decision
  ) {
    space = RequestSpace([base])
    spaces = StageSpaces(space)
    self.words = words
    finder = WitnessFinder(space: space, now: now, decide: decide)
  }

  private var rules: CompiledRuleBase { space.bases[0].rules }

  mutating func proofs(sourceLine: (Place) -> String?) -> RuleProofs {
    let stages = StageRows(space)
    var found = classify(stages)
    for (number, table) in rules.tables.enumerated() {
      found += self.table(table, stages, spaces.before(table: number))
    }
    found += priorities(stages)
    found += routes(stages)
    found += stage(stages.plans(), spaces.beforePlan, isFirst: true)
    found += conditions()
    found += TwinDoubts(space: space, rules: rules).findings(&allowance)
    found += BoundsDoubts(
      space: spaces.beforePriority, finder: finder(spaces.beforePriority), rules: rules
    ).findings(&allowance)
    found += NameDoubts(rules: rules, words: words).findings()
    let functions = FunctionDoubts(rules: rules)
    found += functions.findings()
    let opaque = functions.opaque()
    let lacks = LackSearch(spaces.beforeRoute, finder(spaces.beforeRoute), stages)
      .lacks(&allowance)
    return RuleProofs(
      found: found.map {
        RuleProofs.Found(
          diagnostic: $0.diagnostic(sourceLine: sourceLine), witness: $0.witness,
          owner: $0.owner?.place)
      }, rows: examined, undecided: undecided, comparisons: StageDoubts.most - allowance,
      opaque: opaque.rules, conditional: opaque.of, unfollowed: spaces.unfollowed, lacks: lacks)
  }

  // MARK: Stages

  /// - Parameter isFirst: whether the rows are no more than the first of them: then nothing is redundant.
  private mutating func stage(
    _ rows: [StageRow], _ space: RequestSpace, isFirst: Bool = false
  ) -> [RuleFinding] {
    let doubts = StageDoubts(rows, space)
    let fates = fates(doubts)
    return findings(doubts, fates) + (isFirst ? [] : worths(doubts, fates))
  }

  private mutating func fates(_ doubts: StageDoubts) -> [StageDoubts.Fate] {
    examined += doubts.field.rows.count
    return doubts.fates(&allowance)
  }

  private mutating func findings(
    _ doubts: StageDoubts, _ fates: [StageDoubts.Fate]
  ) -> [RuleFinding] {
    let rows = doubts.field.rows
    return fates.enumerated().compactMap { index, fate in
      switch fate {
      case .reached: return nil
      case .never: return never(rows[index], doubts.space)
      case .hidden(let by):
        let witness = witnesses(doubts).taken(from: index, in: doubts.field, &allowance)
        return .hidden(rows[index], by: by.map { rows[$0] }, witness)
      case .notDecided(let spent):
        undecided += 1
        return .notDecided(rows[index], .isHidden, spent: spent)
      }
    }
  }

  /// Of a row that no request comes to: whether its conditions or the stages before are the reason.
  private mutating func never(_ row: StageRow, _ space: RequestSpace) -> RuleFinding {
    let fields = space.earlier.map { earlier in
      Set(row.boxes.flatMap { earlier.axesSet(of: $0) }.map { space.name(ofAxis: $0) }).sorted()
    }
    if let fields, !fields.isEmpty, !isNever(row.boxes) {
      return .neverComes(row, fields: fields)
    }
    return .neverHolds(row.head, title: row.title, place: row.place)
  }

  private func witnesses(_ doubts: StageDoubts) -> RowWitnesses {
    RowWitnesses(space: doubts.space, finder: finder(doubts.space))
  }

  private func finder(_ space: RequestSpace) -> WitnessFinder {
    WitnessFinder(space: space, now: finder.now, decide: finder.decide)
  }

  private func hidden(_ fates: [StageDoubts.Fate]) -> Set<Int> {
    Set(fates.indices.filter { if case .reached = fates[$0] { false } else { true } })
  }

  private mutating func worths(
    _ doubts: StageDoubts, _ fates: [StageDoubts.Fate]
  ) -> [RuleFinding] {
    let rows = doubts.field.rows
    let hidden = hidden(fates)
    return rows.indices.compactMap { index in
      guard !hidden.contains(index) else { return nil }
      switch doubts.worth(of: index, hidden: hidden, &allowance) {
      case .counts: return nil
      case .redundant(let like):
        let witness = witnesses(doubts).redundant(index, in: doubts.field, &allowance)
        return .redundant(rows[index], like: like.map { rows[$0] }, witness)
      case .notDecided(let spent):
        undecided += 1
        return .notDecided(rows[index], .isRedundant, spent: spent)
      }
    }
  }

  // MARK: Classify

  /// A rule that sets several fields is of use if it is for one of them.
  private mutating func classify(_ stages: StageRows) -> [RuleFinding] {
    var fates: [ObjectIdentifier: [(field: String, fate: StageDoubts.Fate, doubts: StageDoubts)]] =
      [:]
    var worths: [ObjectIdentifier: [StageDoubts.Worth]] = [:]
    for (field, rows) in stages.classified() {
      let doubts = StageDoubts(rows, space)
      let own = self.fates(doubts)
      let hidden = hidden(own)
      for (index, row) in rows.enumerated() {
        fates[ObjectIdentifier(row.head), default: []].append((field, own[index], doubts))
        guard !hidden.contains(index) else { continue }
        worths[ObjectIdentifier(row.head), default: []].append(
          doubts.worth(of: index, hidden: hidden, &allowance))
      }
    }
    return rules.classify.compactMap { rule in
      let key = ObjectIdentifier(rule.head)
      guard let own = fates[key], !own.isEmpty else { return nil }
      return finding(rule, own, worths[key] ?? [])
    }
  }

  private mutating func finding(
    _ rule: ClassifyRule,
    _ fates: [(field: String, fate: StageDoubts.Fate, doubts: StageDoubts)],
    _ worths: [StageDoubts.Worth]
  ) -> RuleFinding? {
    var hiding: [StageRow] = []
    var witness: Witness?
    var never: [String] = []
    var spent = 0
    for (field, fate, doubts) in fates {
      switch fate {
      case .reached: spent = -1
      case .never: never.append(field)
      case .hidden(let by):
        hiding += by.map { doubts.field.rows[$0] }
        guard witness == nil,
          let number = doubts.field.rows.firstIndex(where: { $0.head === rule.head })
        else { continue }
        witness = witnesses(doubts).taken(from: number, in: doubts.field, &allowance)
      case .notDecided(let own): spent = spent < 0 ? spent : spent + own
      }
    }
    guard let row = fates[0].doubts.field.rows.first(where: { $0.head === rule.head }) else {
      return nil
    }
    if spent > 0 { return .notDecided(row, .isHidden, spent: spent) }
    if spent == 0 {
      if never.count == fates.count {
        var search = BoxSearch(space, budget: StageDoubts.mostForOne)
        let isPossible = space.boxes(of: rule.condition).contains { box in
          if case .found = search.search(box, [], restIsRight: false) { return true }
          return false
        }
        return isPossible
          ? .fillsNothing(
            rule.head, fields: never,
            RowWitnesses(space: space, finder: finder).idle(rule, &allowance))
          : .neverHolds(rule.head, title: "\"\(rule.head.name)\"", place: rule.head.place)
      }
      var seen: Set<ObjectIdentifier> = []
      let others = hiding.filter { seen.insert(ObjectIdentifier($0.head)).inserted }
      return .hidden(row, by: others, witness)
    }
    // Of use for one field is of use.
    var like: [StageRow] = []
    for (worth, own) in zip(
      worths, fates.filter { if case .reached = $0.fate { true } else { false } })
    {
      guard case .redundant(let others) = worth else { return nil }
      like += others.map { own.doubts.field.rows[$0] }
    }
    if like.isEmpty { return nil }
    let doubts = fates[0].doubts
    let number = doubts.field.rows.firstIndex { $0.head === rule.head }
    let decided = number.flatMap {
      witnesses(doubts).redundant($0, in: doubts.field, &allowance)
    }
    return .redundant(row, like: like, decided)
  }

  // MARK: Tables that set fields

  private mutating func table(
    _ table: DecisionTable, _ stages: StageRows, _ space: RequestSpace
  ) -> [RuleFinding] {
    let finder = finder(space)
    var rows = stages.rows(of: table)
    if rows.isEmpty { return [] }
    let tables = TableDoubts(space: space, finder: finder, field: RowField(rows, space))
    let overlaps = tables.overlaps(of: table.examined, first: 0, &allowance)
    for (row, own) in overlaps.own { rows[row].own = own }
    // What counts, adds up or is ordered tells rows apart that set the same.
    let columns =
      table.hit.ofRows == .collect && !table.hit.makesLists
      ? []
      : TableDoubts(space: self.space, finder: finder, field: RowField(rows, self.space))
        .idleColumns(of: table.examined, first: 0, &allowance)
    let gap = TableGaps(
      space: space, finder: finder, table: table, field: RowField(rows, space)
    ).gap(&allowance)
    return overlaps.findings + columns + stage(rows, space)
      + (gap.map { [.gap(table.head, $0)] } ?? [])
  }

  // MARK: Priorities

  private mutating func priorities(_ stages: StageRows) -> [RuleFinding] {
    let bounded = Set(
      rules.priorities.filter { $0.notBelow != nil || $0.notAbove != nil }
        .map { ObjectIdentifier($0.head) })
    return stage(stages.priorities(), spaces.beforePriority).filter { finding in
      // What bounds a priority is of use although it sets none.
      switch finding {
      case .hidden(let row, _, _), .redundant(let row, _, _), .notDecided(let row, _, _):
        !bounded.contains(ObjectIdentifier(row.head))
      default: true
      }
    }
  }

  // MARK: Routes

  private mutating func routes(_ stages: StageRows) -> [RuleFinding] {
    var rows = stages.routes()
    let space = spaces.beforeRoute
    let finder = finder(space)
    var found: [RuleFinding] = []
    var field = RowField(rows, space)
    var first = 0
    for entry in rules.routes where entry.head.mode != .shadow {
      guard case .table(let table) = entry.kind else {
        first = rows[first...].firstIndex { $0.head === entry.head }.map { $0 + 1 } ?? first
        continue
      }
      if table.rows.isEmpty { continue }
      let tables = TableDoubts(space: space, finder: finder, field: field)
      let overlaps = tables.overlaps(of: table.examined, first: first, &allowance)
      found += overlaps.findings
      for (row, own) in overlaps.own { rows[row].own = own }
      if !overlaps.own.isEmpty { field = RowField(rows, space) }
      // Whether a column tells rows apart is about the table alone.
      found += TableDoubts(space: self.space, finder: finder, field: field)
        .idleColumns(of: table.examined, first: first, &allowance)
      first += table.rows.count
    }
    let doubts = StageDoubts(rows, space)
    let fates = fates(doubts)
    // That nothing is left for the fallback is no fault: nothing loads without one.
    let fallback = rules.fallback?.head
    found += findings(doubts, fates).filter { !$0.hides(fallback) } + worths(doubts, fates)
    found += ScopeDoubts(
      space: space, finder: finder, field: doubts.field, hidden: hidden(fates)
    ).findings(&allowance)
    found += slices(doubts.field, hidden(fates))
    if let last = rows.last(where: { $0.boxes.contains { $0.sides.isEmpty } }), !last.isSure,
      last.number == nil
    {
      found.append(.mayLeadNowhere(last.head))
    }
    found += rows.filter { row in
      !row.boxes.isEmpty && row.number == nil
        && row.boxes.allSatisfy { space.isAboutItemAlone($0) }
    }.map { .itemAlone($0.head) }
    return found
  }

  private func slices(_ field: RowField, _ hidden: Set<Int>) -> [RuleFinding] {
    let services = rules.catalogue.records(of: .service)
    guard services.contains(where: { $0["hours"] != nil }) else { return [] }
    let names = services.map { Optional($0.name) }
    let cover = GroupCover(
      rules: rules, horizon: Horizon(around: finder.now, in: rules.zone), services: names,
      reach: RouteReach(rules, space.bases[0].schema, services: names))
    return SliceCover(space: space, field: field, hidden: hidden, cover: cover).findings()
  }

  // MARK: Other rules

  private mutating func conditions() -> [RuleFinding] {
    var found: [RuleFinding] = []
    for rule in rules.headedConditions {
      examined += 1
      if isNever(rule.condition) {
        found.append(.neverHolds(rule.head, title: rule.title, place: rule.place))
      }
    }
    for policy in rules.policies where policy.head.mode != .shadow {
      if !isNever(policy.condition), isNever(.all([policy.condition, policy.violation])) {
        found.append(.neverViolated(policy.head))
      }
    }
    return found
  }

  private mutating func isNever(_ condition: Condition) -> Bool {
    isNever(space.boxes(of: condition))
  }

  /// Of requests as they come in.
  private mutating func isNever(_ boxes: [RequestBox]) -> Bool {
    for box in boxes {
      var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
      let answer = search.search(box, [], restIsRight: false)
      allowance -= search.spent
      guard case .none = answer else { return false }
    }
    return true
  }
}

extension RequestSpace {
  /// Whether a box asks for an item, or what is said of it but its service, and for nothing else.
  func isAboutItemAlone(_ box: RequestBox) -> Bool {
    !box.sides.isEmpty
      && box.sides.allSatisfy { side in
        let place = axes[side.axis].place
        return place.root == .field("configuration_item") && place.path.first != "service"
      }
  }

  /// The axes that are made for a place.
  func axes(at place: ColumnPlace) -> [Int] {
    axes.indices.filter { axes[$0].place == place }
  }
}
