extension Matcher {
  /// What is known, without running a function, of the rules that did not make it.
  ///
  /// A rule's distance is the least number of lanes that one of its boxes fails in. A rule that
  /// depends on a function that did not run is told of neither here nor there. First the boxes that
  /// fail in no lane are looked for, everywhere; then those that fail in one or two, as far as
  /// something may be nearer than what was found: with thousands of rules that is seldom more than
  /// the first block. Only where they are too few is counted on.
  /// - Parameters:
  ///   - search: the stage's own, for the rows that it picked.
  ///   - goesOn: whether it stands behind the first condition that holds, so that those before need
  ///     not be looked at again.
  ///   - skipped: ranks that take no part.
  ///   - limit: the most misses.
  ///   - near: what comes out. Which of the rules that were reached are misses all the same is added
  ///     by the stage.
  func survey<Functions: FunctionRunner>(
    _ search: inout CandidateSearch, goingOn goesOn: Bool, in facts: borrowing Facts,
    skipping skipped: RankSet, limit: Int, _ evaluation: inout Evaluation<Functions>,
    into near: inout NearRules
  ) {
    near.begin(limit: min(limit, count))
    if let boxes = referenceBoxes {
      ReferenceMatcher(conditions: conditions).survey(
        boxes, in: facts, skipping: skipped, knowing: evaluation.answers ?? [:], into: &near)
      return
    }
    // A box that is not exact may hold before what was found first: its rule is a miss.
    var start = goesOn && isExact && !search.rows.isDoubtful ? search.block : 0
    if search.rows.laneCount < index.lanes.count {
      search.chooseRest(index, facts, automata, &evaluation.scratch)
      start = 0
    }
    search.rows.rewind(&evaluation.scratch)
    if index.blocksOfRow == 1 {
      let boxes = search.rows.near(inBlock: 0, of: index, index.blocks, &evaluation.scratch)
      reach(
        boxes.holding, 0, search.rows.isDoubtful, in: facts, skipping: skipped, &evaluation, &near)
      miss(boxes, 0, skipping: skipped, &near)
    } else {
      var found = (left: MatchIndex.Block.zero, right: MatchIndex.Block.zero)
      var block = start
      while true {
        block = search.rows.pair(from: block, of: index, index.blocks, &evaluation.scratch, &found)
        if block == index.blocksOfRow { break }
        reach(
          found.left, block, search.rows.isDoubtful, in: facts, skipping: skipped, &evaluation,
          &near)
        reach(
          found.right, block + 1, search.rows.isDoubtful, in: facts, skipping: skipped, &evaluation,
          &near)
        block += 2
      }
      search.rows.rewind(&evaluation.scratch)
      missNearby(search.rows, skipping: skipped, &evaluation.scratch, &near)
    }
    if near.bound > NearBoxes.most + 1, near.misses.count + near.reached.count < count {
      search.rows.rewind(&evaluation.scratch)
      missFarther(search.rows, skipping: skipped, &evaluation.scratch, &near)
    }
  }

  /// Takes in the rules of boxes of a block that fail in no lane.
  @inline(__always)
  private func reach<Functions: FunctionRunner>(
    _ boxes: MatchIndex.Block, _ block: Int, _ isDoubtful: Bool, in facts: borrowing Facts,
    skipping skipped: RankSet, _ evaluation: inout Evaluation<Functions>, _ near: inout NearRules
  ) {
    if boxes.isZero { return }
    if isExact, index.isOneToOne, !isDoubtful {
      return near.reach(
        boxes, from: block * MatchIndex.bitsOfBlock, words: index.words(ofBlock: block),
        skipping: skipped)
    }
    reachAll(boxes, block, isDoubtful, in: facts, skipping: skipped, &evaluation, &near)
  }

  private func reachAll<Functions: FunctionRunner>(
    _ boxes: MatchIndex.Block, _ block: Int, _ isDoubtful: Bool, in facts: borrowing Facts,
    skipping skipped: RankSet, _ evaluation: inout Evaluation<Functions>, _ near: inout NearRules
  ) {
    let words = boxes.words
    let span = words.span
    for word in span.indices {
      var boxes = span[word]
      while boxes != 0 {
        let box = (block * MatchIndex.wordsOfBlock + word) * 64 + boxes.trailingZeroBitCount
        boxes &= boxes &- 1
        let rank = index.rank(ofBox: box)
        // What is said of a rank is final, whichever of its boxes led to it.
        if near.reached.last?.rank == rank || skipped.contains(rank) { continue }
        if !isDoubtful, index.isExact(box) {
          near.reach(rank, .holds)
        } else {
          let truth = knownTruth(
            of: rank, in: facts, knowing: evaluation.answers ?? [:], &evaluation.scratch)
          near.reach(rank, truth == .yes ? .holds : truth == .no ? .fails : .open)
        }
      }
    }
  }

  /// Takes in the rules whose boxes fail in a lane or two. All that were reached must be known: a
  /// rule that holds by one of its boxes does not come near by another.
  private func missNearby(
    _ rows: borrowing ChosenRows, skipping skipped: RankSet, _ scratch: inout MatchScratch,
    _ near: inout NearRules
  ) {
    for block in 0..<index.blocksOfRow {
      if near.bound < 2 { return }
      let boxes = rows.near(inBlock: block, of: index, index.blocks, &scratch)
      miss(boxes, block, skipping: skipped, &near)
    }
  }

  @inline(__always)
  private func miss(
    _ boxes: NearBoxes, _ block: Int, skipping skipped: RankSet, _ near: inout NearRules
  ) {
    if near.bound > 1 { miss(boxes.failingOnce, block, 1, skipping: skipped, &near) }
    if near.bound > 2 { miss(boxes.failingTwice, block, 2, skipping: skipped, &near) }
  }

  /// Takes in boxes of a block that are equally far away.
  private func miss(
    _ boxes: MatchIndex.Block, _ block: Int, _ distance: Int, skipping skipped: RankSet,
    _ near: inout NearRules
  ) {
    if boxes.isZero { return }
    if index.isOneToOne {
      return near.add(
        boxes, from: block * MatchIndex.bitsOfBlock, words: index.words(ofBlock: block),
        at: distance, skipping: skipped)
    }
    let words = boxes.words
    let span = words.span
    for word in span.indices {
      missBoxes(
        span[word], block * MatchIndex.wordsOfBlock + word, distance, skipping: skipped, &near)
    }
  }

  /// Takes in the rules that were too far away so far: counts in how many lanes they fail, the
  /// nearest of each word first, so that few are looked at that others will drive out.
  private func missFarther(
    _ rows: borrowing ChosenRows, skipping skipped: RankSet, _ scratch: inout MatchScratch,
    _ near: inout NearRules
  ) {
    let farthest = min(index.lanes.count, FailureCounts.most)
    for word in 0..<(index.count + 63) / 64 {
      let (block, wordOfBlock) = word.quotientAndRemainder(dividingBy: MatchIndex.wordsOfBlock)
      if wordOfBlock == 0 { rows.load(block, of: index, &scratch) }
      let failures = rows.failures(word: wordOfBlock, ofBlock: block, of: index, scratch)
      var distance = NearBoxes.most + 1
      while distance <= farthest, distance < near.bound {
        let boxes = failures.boxes(with: distance)
        if index.isOneToOne {
          near.add(boxes & ~skipped[word: word], from: word * 64, at: distance)
        } else {
          missBoxes(boxes, word, distance, skipping: skipped, &near)
        }
        distance += 1
      }
    }
  }

  /// Takes in boxes of a word that are equally far away, where a rule may have several.
  private func missBoxes(
    _ boxes: UInt64, _ word: Int, _ distance: Int, skipping skipped: RankSet,
    _ near: inout NearRules
  ) {
    var boxes = boxes
    while boxes != 0, distance < near.bound {
      let rank = index.rank(ofBox: word * 64 + boxes.trailingZeroBitCount)
      boxes &= boxes &- 1
      if skipped.contains(rank) || near.hasReached(rank) { continue }
      near.add(boxOf: NearRules.Miss(rank: rank, distance: distance))
    }
  }
}

extension MatchIndex {
  /// Whether every rank has one box.
  var isOneToOne: Bool { ranks.isEmpty }

  /// How many words of a block are in use.
  @inline(__always)
  func words(ofBlock block: Int) -> Int {
    max(min((count &+ 63) / 64 &- block &* Self.wordsOfBlock, Self.wordsOfBlock), 0)
  }
}
