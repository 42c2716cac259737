import BatonModel

/// A target that an entry of the route stage led to, and why.
struct Routed: Sendable {
  let target: TargetNumber
  let reason: ReasonNumber
  /// Which row of a table it was.
  var remark = RemarkNumber.none
  /// What a chooser said, in the run's own list; -1 where none chose.
  var choice = -1
}

extension DecisionRun {
  /// The first entry, most specific level first, that matches and leads somewhere.
  mutating func route(_ decider: Decider, in world: World) {
    let stage = decider.route
    begin(stage)
    var winner = -1
    var isFirst = true
    var search = CandidateSearch()
    stage.matcher.begin(&search, in: facts, &evaluation.scratch)
    while let match = next(&search, of: stage) {
      report(stage)
      let plain = decider.plainRoutes[match]
      if !plain.target.isNone {
        winner = match
        outcome.to = plain.target
        outcome.route = outcome.winner(plain.reason)
        break
      }
      follow(match, in: world)
      if !found.isEmpty {
        winner = match
        settle()
        break
      }
      isFirst = false
    }
    report(stage)
    if winner < 0 {
      outcome.errors.append(DecisionError(kind: .route, message: DecisionWording.noRoute))
    }

    if !stage.shadows.isEmpty { shadowRoutes(winner, in: world) }
    // What was found at once is the first that holds.
    explain(stage, &search, decidedBy: winner, goingOn: isFirst && winner >= 0)
    assign(decider)
  }

  /// Makes the targets of the winning entry the outcome's.
  private mutating func settle() {
    outcome.to = found[0].target
    outcome.route = outcome.winner(found[0].reason, found[0].remark)
    if found[0].choice >= 0 { outcome.addToRoute(choices[found[0].choice].notes) }
    for index in found.indices {
      if index > 0 { outcome.also.append(found[index].target) }
      if found[index].choice >= 0 { outcome.effects += choices[found[index].choice].effects }
    }
  }

  /// Sets the provider and the group for the stages that follow.
  private mutating func assign(_ decider: Decider) {
    guard let target = outcome.to.known else { return }
    let setsProvider = decider.isRead(slots.provider)
    let setsGroup = decider.isRead(slots.group)
    guard setsProvider || setsGroup else { return }
    evaluation.functions.letGo()
    if let fields = decider.book.targets.fields[target] {
      if setsProvider { facts.set(slots.provider, to: fields.provider) }
      if setsGroup { facts.set(slots.group, to: fields.group) }
    } else if let provider = decider.book.targets.targets[target].provider {
      facts.set(slots.provider, to: .text(provider))
      facts.set(slots.group, to: .text(decider.book.targets.targets[target].name))
    }
  }

  private mutating func shadowRoutes(_ winner: Int, in world: World) {
    for shadow in matchingShadows(of: decider.route) {
      if winner >= 0, winner < shadow {
        addShadow(
          decider.route, shadow,
          would: DecisionWording.outranked(by: decider.route.heads[winner].name))
      } else {
        follow(shadow, in: world)
        guard !found.isEmpty else { continue }
        addShadow(decider.route, shadow, would: whereFound(from: 0))
      }
    }
  }

  /// "to acme/l3, pager"
  private func whereFound(from start: Int) -> String {
    let targets = decider.book.targets.targets
    let names = found[start...].map { $0.target.known.map { targets[$0].name } ?? "" }
    return "to " + names.joined(separator: ", ")
  }

  /// Finds the targets of an entry whose own condition holds; none if it counts as not matched
  /// after all.
  private mutating func follow(_ rank: Int, in world: World) {
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
    if !choices.isEmpty { choices.removeAll(keepingCapacity: true) }
    switch decider.routes[rank] {
    case .plain(let reason, let target): found.append(Routed(target: target, reason: reason))
    case .tree(let node): visit(node, inherited: nil, entry: rank, in: world)
    case .table(let table): look(in: table, entry: rank, in: world)
    }
  }

  /// Visits a node whose condition holds: its children in order, as far as the first that leads
  /// somewhere and does not say `continue`; itself, if none does.
  /// - Parameter inherited: the nearest node above that says where to go.
  /// - Returns: whether the node led somewhere.
  @discardableResult
  private mutating func visit(
    _ node: RouteNode, inherited: RouteNode?, entry: Int, in world: World
  ) -> Bool {
    let owner = node.outcome == nil ? inherited : node
    if !node.nodes.isEmpty, visitChildren(of: node, owner: owner, entry: entry, in: world) {
      return true
    }
    guard let owner, let outcome = owner.outcome else {
      fail(node.head, rank: entry, .rule, DecisionWording.noOutcome)
      return false
    }
    if !owner.target.isNone {
      found.append(Routed(target: owner.target, reason: node.reason))
      return true
    }
    guard
      let choice = resolve(
        outcome, node.head, rank: entry, counter: owner.head.name, in: world)
    else { return false }
    add(choice, node.reason)
    return true
  }

  /// - Returns: whether a child that is no shadow led somewhere.
  private mutating func visitChildren(
    of node: RouteNode, owner: RouteNode?, entry: Int, in world: World
  ) -> Bool {
    let children = node.children
    skips.prepare(children, at: now)
    var matched = false
    var last: Int?
    var search = CandidateSearch()
    children.matcher.begin(&search, in: facts, &evaluation.scratch)
    while let child = next(&search, of: children) {
      report(children, as: entry)
      if visit(node.nodes[child], inherited: owner, entry: entry, in: world) {
        matched = true
        if !node.nodes[child].continues {
          last = child
          break
        }
      }
    }
    search.end(&evaluation.scratch)
    report(children, as: entry)
    for shadow in matchingShadows(of: children, as: entry) {
      if let last, last < shadow {
        addShadow(
          children, shadow, would: DecisionWording.outranked(by: children.heads[last].name))
        continue
      }
      let known = found.count
      visit(node.nodes[shadow], inherited: owner, entry: entry, in: world)
      guard found.count > known else { continue }
      addShadow(children, shadow, would: whereFound(from: known))
      found.removeSubrange(known...)
    }
    return matched
  }

  /// Adds the targets of the rows that match, as the hit policy has it; none if it is violated.
  private mutating func look(in frozen: FrozenTable, entry: Int, in world: World) {
    let hit = frozen.table.hit
    // Rows that match and lead nowhere now: that several match is a mistake all the same.
    var fullRows: [Int] = []
    var search = CandidateSearch()
    frozen.rows.begin(&search, in: facts, &evaluation.scratch)
    while let match = frozen.rows.next(&search, in: facts, &evaluation) {
      report(each: frozen.table.head, as: entry)
      let reason = frozen.firstReason.advanced(by: match)
      if !frozen.targets[match].isNone {
        found.append(
          Routed(target: frozen.targets[match], reason: reason, remark: frozen.remarks[match]))
      } else {
        let row = frozen.table.rows[match]
        let counter = "\(frozen.table.head.name) \(DecisionWording.row(row.number))"
        guard
          let choice = resolve(
            row.outcome, frozen.table.head, rank: entry, counter: counter, place: row.place,
            in: world)
        else {
          if full[entry] != nil { fullRows.append(row.number) }
          continue
        }
        add(choice, reason, frozen.remarks[match])
      }
      if hit == .first { break }
    }
    search.end(&evaluation.scratch)
    report(each: frozen.table.head, as: entry)

    switch hit {
    case .first, .collect: break
    case .unique:
      if found.count + fullRows.count > 1 { refuse(frozen, entry: entry, beside: fullRows) }
    case .any:
      if found.contains(where: { $0.target != found[0].target }) {
        refuse(frozen, entry: entry)
      } else if found.count > 1 {
        found.removeSubrange(1...)
      }
    }
  }

  /// The hit policy is violated by the rows that were found: the table counts as not matched.
  /// - Parameter rows: the numbers of rows that match as well, and led nowhere.
  private mutating func refuse(_ frozen: FrozenTable, entry: Int, beside rows: [Int] = []) {
    let others = rows.map { ($0, "to nobody, who could take more") }
    let rows = found.map { routed in
      let rank = (routed.reason.known ?? 0) - (frozen.firstReason.known ?? 0)
      let name = routed.target.known.map { decider.book.targets.targets[$0].name } ?? ""
      return (frozen.table.rows[rank].number, "to " + name)
    }
    fail(
      frozen.table.head, rank: entry, .rule,
      DecisionWording.violated(frozen.table.hit, (rows + others).sorted { $0.0 < $1.0 }))
    found.removeAll(keepingCapacity: true)
  }

  private mutating func add(
    _ choice: Choice, _ reason: ReasonNumber, _ remark: RemarkNumber = .none
  ) {
    choices.append(choice)
    found.append(
      Routed(
        target: decider.book.targets.number(of: choice.target), reason: reason, remark: remark,
        choice: choices.count - 1))
  }

  /// Where an outcome leads now; nil if nowhere, and then the rule counts as not matched.
  private mutating func resolve(
    _ outcome: RouteOutcome, _ head: RuleHead, rank: Int, counter: String, place: Place? = nil,
    in world: World
  ) -> Choice? {
    switch outcome {
    case .target(let target):
      return Choice(target: target)
    case .chooser(let chooser):
      let occasion = Occasion(
        now: choosesAt, offset: self.outcome.offset, id: self.outcome.id, counter: counter)
      // One reference to count, where the book of targets has many.
      let decider = decider
      do throws(ChoiceFailure) {
        return try chooser.choose(in: world, occasion) { name in
          decider.book.targets.meaning(of: name)?.known.map { decider.book.targets.targets[$0] }
        }
      } catch {
        if case .allAtTheirLimit(let groups) = error {
          // No fault of anybody's: that is what routes behind it are for.
          if head.mode != .shadow {
            self.outcome.notes.append(DecisionWording.full(head, at: place ?? head.place, groups))
          }
          self.outcome.fullRoutes.append(place ?? head.place)
          full[rank] = groups
        } else {
          fail(head, rank: rank, .rule, DecisionWording.words(error), at: place)
        }
        return nil
      }
    case .function(let function):
      guard let value = value(of: function, head, rank: rank) else { return nil }
      guard case .text(let text) = value else {
        fail(
          head, rank: rank, .function, DecisionWording.noText(function, value), at: function.place)
        return nil
      }
      guard let target = decider.book.targets.meaning(of: text)?.known else {
        let nearest = NearestName.to(text, among: decider.book.targets.names)
        fail(
          head, rank: rank, .rule, DecisionWording.nobody(function, text, nearest: nearest),
          at: function.place)
        return nil
      }
      return Choice(target: decider.book.targets.targets[target])
    }
  }
}
