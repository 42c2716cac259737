extension Matcher {
  /// What is known, without running a function, of the rules that did not make it.
  ///
  /// A rule's distance is the least number of lanes that one of its boxes fails in; 1 where all
  /// lanes of a box hold and the condition does not. A rule that erred, or that depends on a
  /// function that did not run, is told of neither here nor there. First the boxes that fail in no
  /// lane are looked for, everywhere; then those that fail in few, as far as something may be nearer
  /// than what was found: with thousands of rules that is seldom more than the first block.
  /// - Parameters:
  ///   - first: a rank before which the stage has found that nothing holds.
  ///   - skipped: ranks that take no part.
  ///   - answers: those of functions that ran.
  ///   - limit: the most misses.
  ///   - erred: the ranks of rules that erred.
  ///   - near: what comes out. Which of the rules that hold are misses all the same is added by the
  ///     stage.
  func survey(
    from first: Int = 0, in facts: borrowing Facts, skipping skipped: borrowing RankSet,
    knowing answers: [FunctionCondition: Truth], limit: Int, erred: [Int: String],
    _ scratch: inout MatchScratch, into near: inout NearRules
  ) {
    near.begin(limit: limit)
    if let boxes = referenceBoxes {
      ReferenceMatcher(conditions: conditions).survey(
        boxes, in: facts, skipping: skipped, knowing: answers, erred: erred, into: &near)
      return
    }
    var survey = BoxSurvey(index, for: facts, automata, &scratch)
    // A box that is not exact may hold before what was found first: its rule is a miss.
    let start = isExact && !scratch.isDoubtful ? index.firstBox(ofRank: first) : 0
    let isDoubtful = scratch.isDoubtful
    for block in start / MatchIndex.bitsOfBlock..<index.blocksOfRow {
      let holding = survey.holding(block, of: index, scratch)
      if holding.isZero { continue }
      reach(
        holding, block, isDoubtful, in: facts, skipping: skipped, knowing: answers, &scratch, &near)
    }
    if limit > 0 {
      survey.rewind()
      miss(&survey, skipping: skipped, scratch, &near)
    }
    survey.end(&scratch)
    for rule in near.reached where rule.standing == .fails && erred[rule.rank] == nil {
      near.add(NearRules.Miss(rank: rule.rank, distance: 1))
    }
  }

  /// Takes in the rules of boxes that fail in no lane.
  private func reach(
    _ boxes: MatchIndex.Block, _ block: Int, _ isDoubtful: Bool, in facts: borrowing Facts,
    skipping skipped: borrowing RankSet, knowing answers: [FunctionCondition: Truth],
    _ scratch: inout MatchScratch, _ near: inout NearRules
  ) {
    var boxes = MatchIndex.Boxes(boxes, of: block)
    while let box = boxes.next() {
      let rank = index.rank(ofBox: box)
      // What is said of a rank is final, whichever of its boxes led to it.
      if near.reached.last?.rank == rank || skipped.contains(rank) { continue }
      if !isDoubtful, index.isExact(box) {
        near.reach(rank, .holds)
        continue
      }
      switch knownTruth(of: rank, in: facts, knowing: answers, &scratch) {
      case .yes: near.reach(rank, .holds)
      case .no: near.reach(rank, .fails)
      case .error, nil: near.reach(rank, .open)
      }
    }
  }

  /// Takes in the rules whose boxes fail in few lanes: of each block the nearest first, so that few
  /// are looked at that others will drive out.
  private func miss(
    _ survey: inout BoxSurvey, skipping skipped: borrowing RankSet,
    _ scratch: borrowing MatchScratch, _ near: inout NearRules
  ) {
    let isOneToOne = index.isOneToOne
    for block in 0..<index.blocksOfRow {
      let most = min(near.bound - 1, index.lanes.count, FailureCounts.most)
      if most < 1 { return }
      let failures = survey.failures(block, of: index, upTo: most, scratch)
      var distance = 1
      while distance <= most, distance < near.bound {
        var boxes = MatchIndex.Boxes(failures.boxes(with: distance), of: block)
        while distance < near.bound, let box = boxes.next() {
          let rank = index.rank(ofBox: box)
          if skipped.contains(rank) { continue }
          let miss = NearRules.Miss(rank: rank, distance: distance)
          if isOneToOne {
            near.add(miss)
          } else if !near.hasReached(rank) {
            near.add(boxOf: miss)
          }
        }
        distance += 1
      }
    }
  }
}

extension MatchIndex {
  /// Whether every rank has one box.
  var isOneToOne: Bool { ranks.isEmpty }

  /// The boxes that are set in a block, in order.
  struct Boxes {
    private let block: Block
    private let first: Int
    private var word = 0
    private var bits: UInt64

    @inline(__always)
    init(_ boxes: Block, of block: Int) {
      self.block = boxes
      first = block * MatchIndex.bitsOfBlock
      bits = boxes[0]
    }

    @inline(__always)
    mutating func next() -> Int? {
      while bits == 0 {
        word &+= 1
        if word == MatchIndex.wordsOfBlock { return nil }
        bits = block[word]
      }
      let bit = bits.trailingZeroBitCount
      bits &= bits &- 1
      return first &+ word &* 64 &+ bit
    }
  }
}
