extension Matcher {
  /// What is known, without running a function, of the rules that did not make it.
  ///
  /// A rule's distance is the least number of lanes that one of its boxes fails in; 1 where all
  /// lanes of a box hold and the condition does not. A rule that erred, or that depends on a
  /// function that did not run, is told of neither here nor there. At first only what fails in
  /// one lane is looked for, and once there are enough such misses only what holds; all levels are
  /// counted where that gives too few.
  /// - Parameters:
  ///   - skipped: ranks that take no part.
  ///   - answers: those of functions that ran.
  ///   - limit: the most misses.
  ///   - fate: what the stage made of a rule that holds.
  func survey(
    in facts: borrowing Facts, skipping skipped: RankSet,
    knowing answers: [FunctionCondition: Truth], limit: Int, _ scratch: inout MatchScratch,
    erred: (Int) -> Bool,
    fate: (Int) -> NearRules.Fate
  ) -> NearRules {
    if let boxes = referenceBoxes {
      return ReferenceMatcher(conditions: conditions).survey(
        boxes, in: facts, skipping: skipped, knowing: answers, limit: limit, erred: erred,
        fate: fate)
    }
    scratch.begin()
    scratch.chosen.removeAll(keepingCapacity: true)
    for lane in index.lanes.indices {
      scratch.chosen.append(index.chosen(lane, for: facts, automata, &scratch))
    }
    let mayBeFew = index.blocksOfRow > 2 && limit <= Self.mostOfFew
    var near = NearRules(limit: limit)
    survey(
      levels: mayBeFew ? MatchIndex.fewLevels : MatchIndex.mostLevels, in: facts,
      skipping: skipped, knowing: answers, &near, &scratch, erred: erred, fate: fate)
    guard mayBeFew, !near.isFull else { return near }
    near = NearRules(limit: limit)
    survey(
      levels: MatchIndex.mostLevels, in: facts, skipping: skipped, knowing: answers, &near,
      &scratch, erred: erred, fate: fate)
    return near
  }

  /// Beyond so many misses it is not likely that all of them fail in one lane.
  private static let mostOfFew = 64

  @inline(__always)
  private func survey(
    levels: Int, in facts: borrowing Facts, skipping skipped: RankSet,
    knowing answers: [FunctionCondition: Truth], _ near: inout NearRules,
    _ scratch: inout MatchScratch, erred: (Int) -> Bool, fate: (Int) -> NearRules.Fate
  ) {
    // The boxes of a rank follow each other; the best of them counts.
    var rank = -1
    var distance = 0
    var isExact = false
    let isDoubtful = scratch.isDoubtful
    // Taken out, because candidates are tested while the survey is under way.
    var testing = MatchScratch()
    swap(&testing, &scratch)
    index.survey(&testing, levels: levels, near: &near) { box, failing, near in
      let next = index.rank(ofBox: box)
      if next != rank {
        settle(
          rank, distance, isExact, in: facts, skipping: skipped, knowing: answers, &near, &scratch,
          erred, fate)
        rank = next
        distance = failing
        isExact = false
      }
      distance = min(distance, failing)
      if failing == 0, !isDoubtful, index.isExact(box) { isExact = true }
    }
    settle(
      rank, distance, isExact, in: facts, skipping: skipped, knowing: answers, &near, &scratch,
      erred, fate)
    swap(&testing, &scratch)
  }

  @inline(__always)
  private func settle(
    _ rank: Int, _ distance: Int, _ isExact: Bool, in facts: borrowing Facts,
    skipping skipped: RankSet, knowing answers: [FunctionCondition: Truth],
    _ near: inout NearRules, _ scratch: inout MatchScratch, _ erred: (Int) -> Bool,
    _ fate: (Int) -> NearRules.Fate
  ) {
    guard rank >= 0, !skipped.contains(rank) else { return }
    if distance > 0 { return near.add(NearRules.Miss(rank: rank, distance: distance)) }
    if isExact { return near.add(holding: rank, fate(rank)) }
    switch knownTruth(of: rank, in: facts, knowing: answers, &scratch) {
    case .yes: near.add(holding: rank, fate(rank))
    case .no: if !erred(rank) { near.add(NearRules.Miss(rank: rank, distance: 1)) }
    case .error, nil: break
    }
  }
}
