/// The candidates of one request, found block by block as they are asked for.
///
/// The only loop that every rule is part of: per block and lane eight words are combined, without a
/// reference counted, memory allocated or a bound checked for each. It lives on the stack of whoever
/// searches.
struct CandidateSearch {
  /// The bases of rows without events in the index: what most rows are.
  private var bases = InlineArray<12, UInt32>(repeating: 0)
  private var baseCount = 1
  /// Rows with events, and those that were added up.
  private var others = InlineArray<12, MatchScratch.Chosen>(repeating: MatchScratch.Chosen.all)
  private var otherCount = 0
  private var block = 0
  private var word = MatchIndex.wordsOfBlock
  private var hits = MatchIndex.Block.zero

  /// Picks the request's rows.
  /// - Parameter box: where to begin.
  @inline(__always)
  init(
    _ index: borrowing MatchIndex, from box: Int, for facts: borrowing Facts,
    _ automata: [NeedleAutomaton?], _ scratch: inout MatchScratch
  ) {
    scratch.begin()
    var count = 0
    for lane in 0..<index.searched {
      let chosen = index.chosen(lane, for: facts, automata, &scratch)
      if !chosen.isExtra, chosen.next == chosen.row.end {
        bases[count] = chosen.row.base
        count &+= 1
      } else {
        others[otherCount] = chosen
        otherCount &+= 1
      }
    }
    // Without any, the first row of the index stands, which has all boxes.
    baseCount = max(count, 1)
    block = box / MatchIndex.bitsOfBlock
    guard block < index.blocksOfRow else { return }
    load(index, scratch)
    clear(below: box - block * MatchIndex.bitsOfBlock)
  }

  /// The next box that all rows have.
  @inline(__always)
  mutating func next(_ index: borrowing MatchIndex, _ scratch: borrowing MatchScratch) -> Int? {
    while block < index.blocksOfRow {
      while word < MatchIndex.wordsOfBlock {
        let bits = hits[word]
        if bits != 0 {
          hits[word] = bits & (bits - 1)
          return block * MatchIndex.bitsOfBlock + word * 64 + bits.trailingZeroBitCount
        }
        word += 1
      }
      block += 1
      if block < index.blocksOfRow { load(index, scratch) }
    }
    return nil
  }

  /// Fills `hits` with the boxes of the block that all rows have.
  @inline(__always)
  private mutating func load(
    _ index: borrowing MatchIndex, _ scratch: borrowing MatchScratch
  ) {
    let blocks = index.blocks.span
    var found = blocks[Int(bases[0]) &+ block]
    for number in 1..<baseCount { found &= blocks[Int(bases[number]) &+ block] }
    if otherCount > 0, !found.isZero {
      for number in 0..<otherCount { found &= index.part(block, of: &others[number], scratch) }
    }
    hits = found
    word = found.isZero ? MatchIndex.wordsOfBlock : 0
  }

  private mutating func clear(below bit: Int) {
    guard bit > 0 else { return }
    for word in 0..<bit >> 6 { hits[word] = 0 }
    hits[bit >> 6] &= ~0 << UInt64(bit & 63)
  }
}

extension MatchIndex {
  /// How many blocks a row has.
  var blocksOfRow: Int { stride / Self.wordsOfBlock }

  /// One row's part of a block.
  @inline(__always)
  func part(
    _ block: Int, of chosen: inout MatchScratch.Chosen, _ scratch: borrowing MatchScratch
  ) -> Block {
    let place = Int(chosen.row.base) + block
    if chosen.isExtra { return scratch.extra.span[place] }
    var part = blocks.span[place]
    if chosen.next < chosen.row.end { chosen.next = apply(chosen, block, to: &part) }
    return part
  }

  /// Toggles the boxes of the events that lie in a block.
  /// - Returns: the first event behind it.
  private func apply(
    _ chosen: MatchScratch.Chosen, _ block: Int, to part: inout Block
  ) -> UInt32 {
    let first = UInt32(block * Self.bitsOfBlock)
    let events = events.span
    var next = Int(chosen.next)
    while next < Int(chosen.row.end) {
      let event = events[next]
      if event.box >= first + UInt32(Self.bitsOfBlock) { break }
      if event.box >= first, event.key <= chosen.row.limit {
        part[Int(event.box - first) >> 6] ^= 1 << UInt64(event.box & 63)
      }
      next += 1
    }
    return UInt32(next)
  }

  /// Whether a box needs no second look.
  @inline(__always)
  func isExact(_ box: Int) -> Bool {
    exact[box >> 6] & (1 << UInt64(box & 63)) != 0
  }
}

extension MatchIndex.Block {
  @inline(__always)
  var isZero: Bool {
    let four = lowHalf | highHalf
    let two = four.lowHalf | four.highHalf
    return two[0] | two[1] == 0
  }
}
