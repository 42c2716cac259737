/// From which requests, as they come in, a box can come.
extension EarlierStages {
  enum Arrival {
    /// From these, by what the boxes say.
    case from(RequestBox)
    /// From none. The box is all that never comes for the same reason.
    case never(RequestBox)
    case notDecided
  }

  /// Whether some request comes to be in a box. Cost: a search for each way in which the last step
  /// that touches it may have made it, through all steps; what was asked before is remembered.
  ///
  /// - Parameter isOwn: whether a stage asks, and no step on the way back: then more is learned of what
  ///   never comes.
  func arrival(
    of box: RequestBox, in space: RequestSpace, isOwn: Bool, _ budget: inout Int
  ) -> Arrival {
    guard isOwn else { return follow(box, in: space, isOwn: false, &budget) }
    guard memory.mayFollow() else { return .from(box) }
    let given = budget
    defer { memory.spend(given - budget) }
    return follow(box, in: space, isOwn: true, &budget)
  }

  private func follow(
    _ box: RequestBox, in space: RequestSpace, isOwn: Bool, _ budget: inout Int
  ) -> Arrival {
    switch origin(of: box, in: space, &budget) {
    case .found(let origin): return .from(origin)
    case .notDecided: return .notDecided
    case .none:
      let reason = reason(of: box, in: space, isOwn: isOwn, &budget)
      memory.learn(reason, at: steps.count)
      return .never(reason)
    }
  }

  /// What is known never to arrive of a box.
  func never(of box: RequestBox) -> [RequestBox] {
    memory.never[steps.count, default: []].filter { !$0.isDisjoint(with: box) }
  }

  // MARK: Reasons

  /// A wide box round one that never arrives of which that is so too.
  private func reason(
    of box: RequestBox, in space: RequestSpace, isOwn: Bool, _ budget: inout Int
  ) -> RequestBox {
    func isNever(_ box: RequestBox) -> Bool {
      var own = min(budget, Self.mostForReason)
      let given = own
      defer { budget -= given - own }
      if case .none = origin(of: box, in: space, &own) { return true }
      return false
    }
    let set = axesSet(of: box)
    var reason = box
    // Mostly it is one field, with what the rules ask for that set it.
    let tries = set.map { [$0] } + (set.count > 1 ? [set] : [])
    for axes in tries {
      let narrow = box.restricted(to: Array(asked(about: Set(axes))))
      guard narrow.sides.count < box.sides.count, isNever(narrow) else { continue }
      reason = narrow
      break
    }
    guard isOwn else { return reason }
    for axis in reason.sides.map(\.axis) where reason.sides.count > 1 {
      let wider = reason.without(axis)
      if wider.sides.contains(where: { set.contains($0.axis) }), isNever(wider) { reason = wider }
    }
    for axis in reason.sides.map(\.axis)
    where set.contains(axis) && space.counts[axis] <= Self.mostClasses {
      for other in 0..<space.counts[axis] {
        guard let side = reason[axis], !side.contains(other),
          isNever(reason.with(axis, ClassSet(other)))
        else { continue }
        reason = reason.with(axis, side.union(ClassSet(other)))
      }
    }
    return reason
  }

  private static let mostForReason = 2_000
  private static let mostClasses = 12

  /// Axes, and all that the ways ask for that set them, through all steps.
  private func asked(about axes: Set<Int>) -> Set<Int> {
    var all = axes
    for step in steps.reversed() {
      for group in step.groups where !group.axes.isDisjoint(with: all) {
        all.formUnion(group.asked)
        all.formUnion(group.axes)
      }
    }
    return all
  }

  // MARK: Origins

  private func origin(
    of box: RequestBox, in space: RequestSpace, _ budget: inout Int
  ) -> BoxSearch.Answer {
    guard let last = steps.lastIndex(where: { $0.touches(box) }) else { return .found(box) }
    let key = Memory.Key(step: last, box: box)
    budget -= 1
    if let known = memory.origins[key] { return known.map { .found($0) } ?? .none }
    let before = space.behind(through(last))
    var isDecided = true
    var found: RequestBox?
    budget -= steps[last].groups.reduce(0) { $0 + ($1.touches(box) ? $1.ways.count : 0) }
    steps[last].forEachSource(of: box) { source, excluded in
      budget -= 1 + excluded.count
      if budget <= 0 {
        isDecided = false
        return false
      }
      var search = BoxSearch(before, budget: budget, isOwn: false)
      let parts = excluded.map { BoxSearch.Part(box: $0, rank: 0, isRight: true) }
      let answer = search.search(source, parts, restIsRight: false)
      budget = search.budget
      switch answer {
      case .none: return true
      case .found(let region):
        found = search.origin ?? region
        return false
      case .notDecided:
        isDecided = false
        return budget > 0
      }
    }
    guard found != nil || isDecided else { return .notDecided }
    if memory.origins.count < Memory.most { memory.origins.updateValue(found, forKey: key) }
    return found.map { .found($0) } ?? .none
  }
}

extension EarlierStages.Step {
  /// Where requests may have been that the step brings into a box, each with what is surely brought
  /// elsewhere.
  /// - Parameter body: returns whether to go on.
  fileprivate func forEachSource(
    of box: RequestBox, _ body: (RequestBox, [RequestBox]) -> Bool
  ) {
    let touched = groups.filter { $0.touches(box) }
    let axes = Set(touched.flatMap(\.axes))
    let rest = box.sides.map(\.axis).filter { axes.contains($0) }
      .reduce(box) { $0.without($1) }
    _ = combine(touched[...], box, rest, [], body)
  }

  /// - Returns: whether to go on.
  private func combine(
    _ groups: ArraySlice<SettingGroup>, _ box: RequestBox, _ source: RequestBox,
    _ excluded: [RequestBox], _ body: (RequestBox, [RequestBox]) -> Bool
  ) -> Bool {
    guard let group = groups.first else { return body(source, excluded) }
    return group.forEachSource(of: box, within: source) { own, more in
      combine(groups.dropFirst(), box, own, excluded + more, body)
    }
  }
}

extension SettingGroup {
  /// What one field was before, if it is not what a way set.
  private struct Kept {
    let box: RequestBox
    let isLacking: Bool
  }

  /// - Returns: whether to go on.
  fileprivate func forEachSource(
    of box: RequestBox, within source: RequestBox,
    _ body: (RequestBox, [RequestBox]) -> Bool
  ) -> Bool {
    let asked = fields.indices.filter { field in
      fields[field].axes.contains { box[$0] != nil }
    }
    // As it was: what surely sets a field that is asked for did not hold, or the request had it.
    let goesOn = choices(asked.map { kept(fields[$0], box) }, source) { before, lacking in
      let open = Set(zip(asked, lacking).filter(\.1).map(\.0))
      let excluded = sure(in: before) { way in
        asked.contains { way.sets[$0] != nil && (way.overwrites || open.contains($0)) }
      }
      return body(before, excluded)
    }
    guard goesOn else { return false }
    for number in index.meeting(source) {
      let way = ways[number]
      guard let within = source.intersection(way.box) else { continue }
      let options = asked.map { before(way, $0, box) }
      guard options.allSatisfy({ !$0.isEmpty }) else { continue }
      let goesOn = choices(options, within) { before, _ in
        // Of the first that holds the rest says nothing, unless the request had what it sets.
        let excluded =
          isFirst
          ? sure(in: before) {
            $0.rank < way.rank && ($0.overwrites || !way.overwrites)
          } : []
        return body(before, excluded)
      }
      guard goesOn else { return false }
    }
    return true
  }

  /// The boxes of ways that surely count in a box.
  private func sure(in box: RequestBox, where counts: (Way) -> Bool) -> [RequestBox] {
    index.meeting(box).compactMap { number in
      ways[number].isSure && counts(ways[number]) ? ways[number].box : nil
    }
  }

  /// What a field is in a box, as it was before: there, or lacking.
  private func kept(_ field: Field, _ box: RequestBox) -> [Kept] {
    let own = box.restricted(to: field.axes)
    guard let presence = field.presence else { return [Kept(box: own, isLacking: false)] }
    let present =
      field.present.isEmpty ? nil : own.intersection(RequestBox(presence, field.present))
    return [(true, own.without(presence: presence)), (false, present)]
      .compactMap { isLacking, box in box.map { Kept(box: $0, isLacking: isLacking) } }
      .sorted { !$0.isLacking && $1.isLacking }
  }

  /// What a field was before a way made it what it is in a box, or left it so.
  private func before(_ way: Way, _ number: Int, _ box: RequestBox) -> [Kept] {
    let field = fields[number]
    guard let sets = way.sets[number] else { return kept(field, box) }
    var options: [Kept] = []
    let fits = field.axes.allSatisfy { axis in
      guard let wanted = box[axis], let known = sets[axis] else { return true }
      return wanted.contains(known)
    }
    if fits {
      let lacking =
        way.overwrites
        ? .everything : field.presence.map { RequestBox($0, ClassSet(0)) } ?? .everything
      options.append(Kept(box: lacking, isLacking: !way.overwrites))
    }
    // Of several fields a request may have had one, and a way sets the others.
    if !way.overwrites, fields.count > 1 {
      options += kept(field, box).filter { !$0.isLacking }
    }
    return options
  }

  /// Each choice of one option for each field that leaves something of a box.
  /// - Returns: whether to go on.
  private func choices(
    _ options: [[Kept]], _ source: RequestBox, _ lacking: [Bool] = [],
    _ body: (RequestBox, [Bool]) -> Bool
  ) -> Bool {
    guard lacking.count < options.count else { return body(source, lacking) }
    for option in options[lacking.count] {
      guard let both = source.intersection(option.box) else { continue }
      guard choices(options, both, lacking + [option.isLacking], body) else { return false }
    }
    return true
  }
}

extension RequestBox {
  /// The box without what it says of other axes.
  fileprivate func restricted(to axes: [Int]) -> RequestBox {
    sides.map(\.axis).filter { !axes.contains($0) }.reduce(self) { $0.without($1) }
  }

  /// What of it lacks a field; nil if nothing does.
  fileprivate func without(presence axis: Int) -> RequestBox? {
    intersection(RequestBox(axis, ClassSet(0)))
  }
}
