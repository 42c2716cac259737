/// One request's rows in all lanes of an index, to tell of each box in how many lanes it fails.
///
/// Bit-sliced: many boxes are counted at once, so that what is nearest costs a few operations per
/// word and lane. It lives on the stack of whoever surveys.
struct BoxSurvey: ~Copyable {
  /// The bases of rows without events in the index: what most rows are.
  private var bases = InlineArray<16, UInt32>(repeating: 0)
  private var baseCount = 0
  /// Rows with events, those that were added up, and what has no room above.
  private var others: [MatchScratch.Chosen] = []
  /// Their parts of the block that was loaded.
  private var parts: [MatchIndex.Block] = []

  /// Picks the request's rows.
  init(
    _ index: borrowing MatchIndex, for facts: borrowing Facts, _ automata: [NeedleAutomaton?],
    _ scratch: inout MatchScratch
  ) {
    scratch.begin()
    swap(&others, &scratch.chosen)
    swap(&parts, &scratch.parts)
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
    for lane in 0..<index.lanes.count {
      let chosen = index.chosen(lane, for: facts, automata, &scratch)
      if !chosen.isExtra, chosen.next == chosen.row.end, baseCount < bases.count {
        bases[baseCount] = chosen.row.base
        baseCount &+= 1
      } else {
        others.append(chosen)
      }
    }
  }

  /// Gives its room back to the scratch.
  mutating func end(_ scratch: inout MatchScratch) {
    swap(&others, &scratch.chosen)
    swap(&parts, &scratch.parts)
  }

  /// The first block from `first` on that has boxes which fail in no lane, and these boxes; nil if
  /// there is none. Blocks are to be asked for in order.
  mutating func holding(
    from first: Int, of index: borrowing MatchIndex, _ scratch: borrowing MatchScratch
  ) -> (block: Int, boxes: MatchIndex.Block)? {
    var block = first
    while block < index.blocksOfRow {
      var found = MatchIndex.Block.zero
      block = plainlyHolding(from: block, of: index, &found)
      for number in others.indices where !found.isZero {
        found &= index.part(block, of: &others[number], scratch)
      }
      if !found.isZero { return (block, found) }
      block += 1
    }
    return nil
  }

  /// The same by the rows without events alone. By itself, so that what is found stays in registers.
  /// - Returns: as many as there are blocks if there is none.
  @inline(never)
  private func plainlyHolding(
    from first: Int, of index: borrowing MatchIndex, _ boxes: inout MatchIndex.Block
  ) -> Int {
    let blocks = index.blocks.span
    let end = index.blocksOfRow
    var block = first
    while block < end {
      var found = blocks[block]
      for number in 0..<baseCount { found &= blocks[Int(bases[number]) &+ block] }
      if !found.isZero {
        boxes = found
        return block
      }
      block &+= 1
    }
    return end
  }

  /// Goes back to the first block: events are read in order.
  mutating func rewind() {
    for number in others.indices { others[number].next = others[number].row.events }
  }

  /// Makes a block ready to be counted. Blocks are to be loaded in order.
  mutating func load(
    _ block: Int, of index: borrowing MatchIndex, _ scratch: borrowing MatchScratch
  ) {
    if others.isEmpty { return }
    parts.removeAll(keepingCapacity: true)
    for number in others.indices {
      parts.append(index.part(block, of: &others[number], scratch))
    }
  }

  /// In how many lanes each box of a word fails.
  /// - Parameters:
  ///   - block: the one that is loaded.
  ///   - most: counts beyond this need not be told apart.
  @inline(never)
  func failures(
    word: Int, ofBlock block: Int, of index: borrowing MatchIndex, upTo most: Int
  ) -> FailureCounts {
    let blocks = index.blocks.span
    var counts = FailureCounts(boxes: blocks[block][word], upTo: most)
    for number in 0..<baseCount { counts.add(~blocks[Int(bases[number]) &+ block][word]) }
    if !others.isEmpty {
      for part in parts { counts.add(~part[word]) }
    }
    return counts
  }
}
