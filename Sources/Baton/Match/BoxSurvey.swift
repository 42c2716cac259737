/// One request's rows in all lanes of an index, to tell of each box in how many lanes it fails.
///
/// Bit-sliced: a block's 512 boxes are counted at once, each lane adding its failing boxes to a
/// number that is written across a few planes of bits. So what is nearest costs a few operations per
/// block and lane, however many rules there are. It lives on the stack of whoever surveys.
struct BoxSurvey {
  /// The bases of rows without events in the index: what most rows are.
  private var bases = InlineArray<16, UInt32>(repeating: 0)
  private var baseCount = 0
  /// Rows with events, those that were added up, and what has no room above.
  private var others: [MatchScratch.Chosen] = []

  /// Picks the request's rows.
  init(
    _ index: borrowing MatchIndex, for facts: borrowing Facts, _ automata: [NeedleAutomaton?],
    _ scratch: inout MatchScratch
  ) {
    scratch.begin()
    swap(&others, &scratch.chosen)
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
  consuming func end(_ scratch: inout MatchScratch) { swap(&others, &scratch.chosen) }

  /// Goes back to the first block: events are read in order.
  mutating func rewind() {
    for number in others.indices { others[number].next = others[number].row.events }
  }

  /// The boxes of a block that fail in no lane. Blocks are to be asked for in order.
  @inline(__always)
  mutating func holding(
    _ block: Int, of index: borrowing MatchIndex, _ scratch: borrowing MatchScratch
  ) -> MatchIndex.Block {
    let blocks = index.blocks.span
    var found = blocks[block]
    for number in 0..<baseCount { found &= blocks[Int(bases[number]) &+ block] }
    if !others.isEmpty, !found.isZero {
      for number in others.indices { found &= index.part(block, of: &others[number], scratch) }
    }
    return found
  }

  /// In how many lanes each box of a block fails. Blocks are to be asked for in order.
  /// - Parameter most: counts beyond this need not be told apart.
  @inline(__always)
  mutating func failures(
    _ block: Int, of index: borrowing MatchIndex, upTo most: Int,
    _ scratch: borrowing MatchScratch
  ) -> FailureCounts {
    let blocks = index.blocks.span
    var counts = FailureCounts(boxes: blocks[block], upTo: most)
    for number in 0..<baseCount { counts.add(~blocks[Int(bases[number]) &+ block]) }
    for number in others.indices { counts.add(~index.part(block, of: &others[number], scratch)) }
    return counts
  }
}
