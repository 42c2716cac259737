/// The rows that a request picks from the lanes of an index, and what all of them leave.
///
/// It is part of a search; rows that are not just words of the index lie in the scratch until the
/// search is ended. Blocks are asked for in order, and once more after ``rewind(_:)``.
struct ChosenRows: ~Copyable {
  /// The bases of rows without events in the index: what most rows are.
  /// Others than the first twelve lie in the scratch: a search looks at no more (`mostSearched`).
  private var bases = InlineArray<12, UInt32>(repeating: 0)
  private var baseCount = 0
  /// How many lanes were asked.
  private(set) var laneCount = 0
  /// Rows with events, those that were added up, and what has no room above, in the scratch.
  private var firstOther = 0
  private var otherCount = 0
  private var isBegun = false
  /// Where the scratch is to be cut off in the end.
  private var firstExtra = 0
  /// Whether a value was of a kind that the index does not know, so that every candidate's
  /// condition must be asked.
  private(set) var isDoubtful = false

  /// Makes ready to pick rows, if that was not done before.
  @inline(__always)
  mutating func begin(_ scratch: borrowing MatchScratch) {
    if isBegun { return }
    isBegun = true
    firstOther = scratch.others.count
    firstExtra = scratch.extra.count
  }

  /// Picks a row from each further lane, and leaves of the boxes of a block, and of the one behind
  /// it, those that all of them have. The first words of a row are asked for as soon as it is known,
  /// so that the memory is waited for once and not lane by lane.
  /// - Parameters:
  ///   - lanes: the first lane that is not asked.
  ///   - stopsAtNone: whether to stop when no box of the first block is left.
  @inline(__always)
  mutating func choose(
    upTo lanes: Int, of index: MatchIndex, _ blocks: [MatchIndex.Block], for facts: borrowing Facts,
    _ automata: [NeedleAutomaton?], _ scratch: inout MatchScratch, block: Int,
    leaving left: inout MatchIndex.Block, _ right: inout MatchIndex.Block, stopsAtNone: Bool
  ) {
    let blocks = blocks.span
    let isOneBlock = index.blocksOfRow == 1
    if scratch.isDoubtful { scratch.isDoubtful = false }
    while laneCount < lanes {
      let chosen = index.chosen(laneCount, for: facts, automata, &scratch)
      laneCount &+= 1
      if chosen.isPlain, baseCount < bases.count {
        bases[baseCount] = chosen.row.base
        baseCount &+= 1
        let place = Int(chosen.row.base) &+ block
        left &= blocks[place]
        if !isOneBlock { right &= blocks[place &+ 1] }
      } else {
        scratch.others.append(chosen)
        otherCount &+= 1
        (left, right) = intersection(
          left, right, inBlock: block, other: otherCount - 1, index, &scratch)
      }
      if stopsAtNone, left.isZero { break }
    }
    if scratch.isDoubtful { isDoubtful = true }
  }

  /// What another row leaves of two blocks. Not inlined, and given what is found by value: what is
  /// rare would keep the loops from holding it in registers.
  @inline(never)
  private func intersection(
    _ left: MatchIndex.Block, _ right: MatchIndex.Block, inBlock block: Int, other: Int,
    _ index: MatchIndex, _ scratch: inout MatchScratch
  ) -> (MatchIndex.Block, MatchIndex.Block) {
    var left = left
    var right = right
    let place = firstOther + other
    left &= index.part(block, of: &scratch.others[place], scratch.extra)
    if index.blocksOfRow > 1 {
      right &= index.part(block + 1, of: &scratch.others[place], scratch.extra)
    }
    return (left, right)
  }

  /// Goes on by two blocks at a time, from an even one, to the first that have boxes which all rows
  /// have. The only loop that every rule is part of: without a reference counted or memory
  /// allocated. By itself, so that what is found stays in registers.
  /// - Parameter found: the boxes of both; left as it is if there are none.
  /// - Returns: the first of the two blocks, or as many as there are.
  @inline(never)
  func pair(
    from first: Int, of index: MatchIndex, _ blocks: [MatchIndex.Block],
    _ scratch: inout MatchScratch, _ found: inout (left: MatchIndex.Block, right: MatchIndex.Block)
  ) -> Int {
    let blocks = blocks.span
    // A span, because a subscript that is worked out copies all of an inline array.
    let bases = bases.span
    let count = min(baseCount, bases.count)
    let end = index.blocksOfRow
    var block = first
    while block < end {
      var left = blocks[block]
      var right = blocks[block &+ 1]
      for number in 0..<count {
        let place = Int(bases[number]) &+ block
        left &= blocks[place]
        right &= blocks[place &+ 1]
      }
      if !left.isZero(with: right) {
        for other in 0..<otherCount {
          (left, right) = intersection(left, right, inBlock: block, other: other, index, &scratch)
        }
        if otherCount == 0 || !left.isZero(with: right) {
          found = (left, right)
          return block
        }
      }
      block &+= 2
    }
    return end
  }

  /// Goes back to the first block: events are read in order.
  @inline(__always)
  func rewind(_ scratch: inout MatchScratch) {
    guard otherCount > 0 else { return }
    for number in firstOther..<firstOther + otherCount {
      scratch.others[number].next = scratch.others[number].row.events
    }
  }

  /// Gives back the room in the scratch, if any was taken.
  @inline(__always)
  func end(_ scratch: inout MatchScratch) {
    guard isBegun else { return }
    if scratch.others.count > firstOther { scratch.others.removeSubrange(firstOther...) }
    if scratch.extra.count > firstExtra { scratch.extra.removeSubrange(firstExtra...) }
  }
}

// MARK: Boxes that fail

extension ChosenRows {
  /// The boxes of a block that fail in no lane, in one, and in two.
  @inline(__always)
  func near(
    inBlock block: Int, of index: MatchIndex, _ blocks: [MatchIndex.Block],
    _ scratch: inout MatchScratch
  ) -> NearBoxes {
    let blocks = blocks.span
    let bases = bases.span
    let count = min(baseCount, bases.count)
    var near = NearBoxes(blocks[block])
    for number in 0..<count { near.add(blocks[Int(bases[number]) &+ block]) }
    if otherCount > 0 {
      for number in firstOther..<firstOther + otherCount {
        near.add(index.part(block, of: &scratch.others[number], scratch.extra))
      }
    }
    return near
  }

  /// Makes a block ready to be counted.
  func load(_ block: Int, of index: MatchIndex, _ scratch: inout MatchScratch) {
    guard otherCount > 0 else { return }
    scratch.parts.removeAll(keepingCapacity: true)
    for number in firstOther..<firstOther + otherCount {
      scratch.parts.append(index.part(block, of: &scratch.others[number], scratch.extra))
    }
  }

  /// In how many lanes each box of a word fails.
  /// - Parameter block: the one that is loaded.
  func failures(
    word: Int, ofBlock block: Int, of index: MatchIndex, _ scratch: borrowing MatchScratch
  ) -> FailureCounts {
    let bases = bases.span
    let count = min(baseCount, bases.count)
    var counts = FailureCounts(boxes: index.blocks[block][word])
    for number in 0..<count { counts.add(~index.blocks[Int(bases[number]) &+ block][word]) }
    if otherCount > 0 {
      let parts = scratch.parts.span
      for number in parts.indices { counts.add(~parts[number][word]) }
    }
    return counts
  }
}
