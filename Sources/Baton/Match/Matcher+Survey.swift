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
    near.begin(limit: min(limit, count))
    if let boxes = referenceBoxes {
      ReferenceMatcher(conditions: conditions).survey(
        boxes, in: facts, skipping: skipped, knowing: answers, erred: erred, into: &near)
      return
    }
    var survey = BoxSurvey(index, for: facts, automata, &scratch)
    let isDoubtful = scratch.isDoubtful
    if isOfOnePass {
      for word in 0..<words {
        if word == 0 { survey.load(0, of: index, &scratch) }
        let failures = survey.fewFailures(word: word, ofBlock: 0, of: index, scratch)
        reach(
          failures.none, word, isDoubtful, in: facts, skipping: skipped, knowing: answers,
          &scratch, &near)
        miss(failures, word, skipping: skipped, &near)
      }
    } else {
      // A box that is not exact may hold before what was found first: its rule is a miss.
      let start = isExact && !isDoubtful ? index.firstBox(ofRank: first) : 0
      var boxes = MatchIndex.Block.zero
      var block = survey.holding(
        from: start / MatchIndex.bitsOfBlock, of: index, &boxes, &scratch)
      while block < index.blocksOfRow {
        let wordsOfBoxes = boxes.words
        for word in 0..<MatchIndex.wordsOfBlock where wordsOfBoxes.span[word] != 0 {
          reach(
            wordsOfBoxes.span[word], block * MatchIndex.wordsOfBlock + word, isDoubtful, in: facts,
            skipping: skipped, knowing: answers, &scratch, &near)
        }
        block = survey.holding(from: block + 1, of: index, &boxes, &scratch)
      }
      survey.rewind(&scratch)
      missNearby(survey, skipping: skipped, &scratch, &near)
    }
    if near.bound > FewFailures.most + 1, index.lanes.count > FewFailures.most {
      survey.rewind(&scratch)
      missFarther(survey, skipping: skipped, &scratch, &near)
    }
    if isExact && !isDoubtful { return }
    for place in near.reached.indices where near.reached[place].standing == .fails {
      let rank = near.reached[place].rank
      if erred[rank] == nil { near.add(NearRules.Miss(rank: rank, distance: 1)) }
    }
  }

  private var words: Int { (index.count + 63) / 64 }

  /// Whether what holds and what is near can be found in one go: all that holds of a rank's boxes
  /// must be known before one of them is a miss.
  private var isOfOnePass: Bool {
    index.blocksOfRow == 1 && (index.isOneToOne || index.count <= 64)
  }

  /// Takes in the rules of boxes of a word that fail in no lane.
  @inline(__always)
  private func reach(
    _ boxes: UInt64, _ word: Int, _ isDoubtful: Bool, in facts: borrowing Facts,
    skipping skipped: borrowing RankSet, knowing answers: [FunctionCondition: Truth],
    _ scratch: inout MatchScratch, _ near: inout NearRules
  ) {
    var boxes = boxes
    while boxes != 0 {
      let box = word * 64 + boxes.trailingZeroBitCount
      boxes &= boxes &- 1
      let rank = index.rank(ofBox: box)
      // What is said of a rank is final, whichever of its boxes led to it.
      if near.reached.last?.rank == rank || skipped.contains(rank) { continue }
      if !isDoubtful, index.isExact(box) {
        near.reach(rank, .holds)
      } else {
        let truth = knownTruth(of: rank, in: facts, knowing: answers, &scratch)
        near.reach(rank, truth == .yes ? .holds : truth == .no ? .fails : .open)
      }
    }
  }

  /// Takes in the rules whose boxes fail in few lanes: of each word the nearest first, so that few
  /// are looked at that others will drive out.
  private func missNearby(
    _ survey: borrowing BoxSurvey, skipping skipped: borrowing RankSet,
    _ scratch: inout MatchScratch, _ near: inout NearRules
  ) {
    for word in 0..<words {
      if near.bound < 2 { return }
      let (block, wordOfBlock) = word.quotientAndRemainder(dividingBy: MatchIndex.wordsOfBlock)
      if wordOfBlock == 0 { survey.load(block, of: index, &scratch) }
      let failures = survey.fewFailures(
        word: wordOfBlock, ofBlock: block, of: index, scratch)
      miss(failures, word, skipping: skipped, &near)
    }
  }

  /// The same where that was not enough: those that fail in more lanes.
  private func missFarther(
    _ survey: borrowing BoxSurvey, skipping skipped: borrowing RankSet,
    _ scratch: inout MatchScratch, _ near: inout NearRules
  ) {
    for word in 0..<words {
      let (block, wordOfBlock) = word.quotientAndRemainder(dividingBy: MatchIndex.wordsOfBlock)
      if wordOfBlock == 0 { survey.load(block, of: index, &scratch) }
      let failures = survey.failures(word: wordOfBlock, ofBlock: block, of: index, scratch)
      var distance = FewFailures.most + 1
      while distance <= FailureCounts.most, distance < near.bound {
        miss(failures.boxes(with: distance), word, distance, skipping: skipped, &near)
        distance += 1
      }
    }
  }

  @inline(__always)
  private func miss(
    _ failures: FewFailures, _ word: Int, skipping skipped: borrowing RankSet,
    _ near: inout NearRules
  ) {
    var distance = 1
    while distance <= FewFailures.most, distance < near.bound {
      miss(failures.boxes(with: distance), word, distance, skipping: skipped, &near)
      distance += 1
    }
  }

  /// Takes in boxes of a word that are equally far away.
  @inline(__always)
  private func miss(
    _ boxes: UInt64, _ word: Int, _ distance: Int, skipping skipped: borrowing RankSet,
    _ near: inout NearRules
  ) {
    if index.isOneToOne {
      return near.add(boxes & ~skipped[word: word], from: word * 64, at: distance)
    }
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
}

extension MatchIndex.Block {
  /// The words one by one: a vector that is asked for one by its number is written out each time.
  var words: InlineArray<8, UInt64> {
    [self[0], self[1], self[2], self[3], self[4], self[5], self[6], self[7]]
  }
}
