import BatonModel

/// A target that a route led to, and why.
struct Routed: Sendable {
  let target: Target
  var reason: Reason
  var effects: [World.Effect]
}

extension DecisionRun {
  /// The first entry, most specific level first, that matches and leads somewhere.
  mutating func route() {
    let stage = decider.route
    let skipped = begin(stage)
    var winner: Int?
    var rank = 0
    while let match = stage.matcher.first(from: rank, in: facts, skipping: RankSet(skipped), &evaluation) {
      report(stage.heads)
      let found = follow(match)
      if let first = found.first {
        winner = match
        decision.to = first.target
        decision.also = found.dropFirst().map(\.target)
        decision.why[.route] = first.reason
        decision.effects += found.flatMap(\.effects)
        break
      }
      rank = match + 1
    }
    report(stage.heads)
    if winner == nil {
      decision.errors.append(DecisionError(kind: .route, message: DecisionWording.noRoute))
    }

    for shadow in matchingShadows(of: stage) {
      if let winner, winner < shadow {
        addShadow(
          stage, shadow, would: DecisionWording.outranked(by: stage.heads[winner].name))
      } else {
        let targets = follow(shadow).map(\.target.name)
        guard !targets.isEmpty else { continue }
        addShadow(stage, shadow, would: "to " + targets.joined(separator: ", "))
      }
    }
    if explanation == .full {
      let name = winner.map { stage.heads[$0].name }
      judge(stage, won: winner.map { [$0] } ?? []) { rank in
        guard let winner, rank > winner else { return nil }
        return name
      }
    }
    let slots = decider.schema.slots
    if let target = decision.to, target.provider != nil {
      change(slots.provider, to: target.provider.map(Value.text))
      change(slots.group, to: .text(target.name))
    }
  }

  /// The targets of an entry whose own condition holds; none if it counts as not matched after all.
  private mutating func follow(_ rank: Int) -> [Routed] {
    var found: [Routed] = []
    switch decider.routes[rank] {
    case .tree(let node, _):
      visit(node, inherited: nil, entry: rank, &found)
    case .table(let table, _):
      found = targets(of: table, entry: rank)
    }
    if decider.rules.usesLevels {
      for index in found.indices { found[index].reason.level = decider.routes[rank].level }
    }
    return found
  }

  /// Visits a node whose condition holds: its children in order, as far as the first that leads
  /// somewhere and does not say `continue`; itself, if none does.
  /// - Returns: whether the node led somewhere.
  @discardableResult
  private mutating func visit(
    _ node: RouteNode, inherited: (outcome: RouteOutcome, head: RuleHead)?, entry: Int,
    _ found: inout [Routed]
  ) -> Bool {
    let outcome = node.outcome.map { ($0, node.head) } ?? inherited
    let children = node.children
    let skipped = children.skipped(at: now)
    var matched = false
    var last: Int?
    var rank = 0
    while rank < node.nodes.count,
      let child = children.matcher.first(
        from: rank, in: facts, skipping: RankSet(skipped), &evaluation)
    {
      report(children.heads, as: entry)
      rank = child + 1
      if visit(node.nodes[child], inherited: outcome, entry: entry, &found) {
        matched = true
        if !node.nodes[child].continues {
          last = child
          break
        }
      }
    }
    report(children.heads, as: entry)
    for shadow in matchingShadows(of: children, as: entry) {
      if let last, last < shadow {
        addShadow(
          children, shadow, would: DecisionWording.outranked(by: children.heads[last].name))
        continue
      }
      var trial: [Routed] = []
      visit(node.nodes[shadow], inherited: outcome, entry: entry, &trial)
      guard !trial.isEmpty else { continue }
      let names = trial.map(\.target.name).joined(separator: ", ")
      addShadow(children, shadow, would: "to " + names)
    }
    if matched { return true }
    guard let (outcome, owner) = outcome else {
      fail(node.head, rank: entry, .rule, DecisionWording.noOutcome)
      return false
    }
    guard let choice = resolve(outcome, node.head, rank: entry, counter: owner.name) else {
      return false
    }
    var reason = node.head.reason
    reason.notes = choice.notes
    found.append(Routed(target: choice.target, reason: reason, effects: choice.effects))
    return true
  }

  /// The targets of the rows that match, as the hit policy has it; none if it is violated.
  private mutating func targets(of frozen: FrozenTable, entry: Int) -> [Routed] {
    let table = frozen.table
    var found: [(row: RouteTable.Row, routed: Routed)] = []
    var rank = 0
    while rank < table.rows.count,
      let match = frozen.rows.first(from: rank, in: facts, &evaluation)
    {
      report(each: table.head, as: entry)
      rank = match + 1
      let row = table.rows[match]
      let counter = "\(table.head.name) \(DecisionWording.row(row.number))"
      guard
        let choice = resolve(
          row.outcome, table.head, rank: entry, counter: counter, place: row.place)
      else { continue }
      let reason = Reason(
        rule: table.head.name, place: row.place, because: row.because ?? table.head.because,
        notes: [DecisionWording.row(row.number)] + choice.notes)
      found.append((row, Routed(target: choice.target, reason: reason, effects: choice.effects)))
      if table.hit == .first { break }
    }
    report(each: table.head, as: entry)

    let isViolated =
      switch table.hit {
      case .first, .collect: false
      case .unique: found.count > 1
      case .any: found.contains { $0.routed.target != found[0].routed.target }
      }
    if isViolated {
      let rows = found.map { ($0.row.number, $0.routed.target.name) }
      fail(table.head, rank: entry, .rule, DecisionWording.violated(table.hit, rows))
      return []
    }
    return table.hit == .any ? found.prefix(1).map(\.routed) : found.map(\.routed)
  }

  /// Where an outcome leads now; nil if nowhere, and then the rule counts as not matched.
  private mutating func resolve(
    _ outcome: RouteOutcome, _ head: RuleHead, rank: Int, counter: String, place: Place? = nil
  ) -> Choice? {
    switch outcome {
    case .target(let target):
      return Choice(target: target)
    case .chooser(let chooser):
      let choice = chooser.choose(in: world, id: decision.request, counter: counter)
      if choice == nil { fail(head, rank: rank, .rule, DecisionWording.noCandidate, at: place) }
      return choice
    case .function(let function):
      guard let value = value(of: function, head, rank: rank) else { return nil }
      guard case .text(let text) = value else {
        fail(
          head, rank: rank, .function, DecisionWording.noText(function, value), at: function.place)
        return nil
      }
      guard let target = decider.targets[text] else {
        let nearest = NearestName.to(text, among: decider.targets.names)
        fail(
          head, rank: rank, .rule, DecisionWording.nobody(function, text, nearest: nearest),
          at: function.place)
        return nil
      }
      return Choice(target: target)
    }
  }
}
