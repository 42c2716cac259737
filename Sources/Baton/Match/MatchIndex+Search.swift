/// The candidates of one request, found block by block as they are asked for.
///
/// The only loop that every rule is part of: per block and lane eight words are combined, without a
/// reference counted, memory allocated or a bound checked for each. It lives on the stack of whoever
/// searches, is begun there and never copied, and goes on where it stopped; rows that are not just
/// words of the index lie in the scratch until the search is ended. A search that is begun within
/// another is ended before it.
struct CandidateSearch: ~Copyable {
  /// The bases of rows without events in the index: what most rows are.
  private var bases = InlineArray<12, UInt32>(repeating: 0)
  private var baseCount = 0
  /// Rows with events, and those that were added up, in the scratch.
  private var firstOther = 0
  private var otherCount = 0
  /// Where the scratch is to be cut off when this search ends.
  private var firstExtra = 0
  /// Whether a value was of a kind that the index does not know, so that every candidate's
  /// condition must be asked.
  private(set) var isDoubtful = false
  /// The rank of which nothing more is asked, whichever of its boxes comes.
  var settled = -1
  private var block = 0
  /// The next word of the block to look at, and what is left of the block's boxes.
  private var word = MatchIndex.wordsOfBlock
  private var hits = InlineArray<8, UInt64>(repeating: 0)

  @inline(__always)
  init() {}

  /// Picks the request's rows. To be called once, before anything else.
  /// - Parameter box: where to begin.
  @inline(__always)
  mutating func begin(
    _ index: MatchIndex, from box: Int, for facts: borrowing Facts,
    _ automata: [NeedleAutomaton?], _ scratch: inout MatchScratch
  ) {
    firstOther = scratch.others.count
    firstExtra = scratch.extra.count
    block = box / MatchIndex.bitsOfBlock
    if scratch.isDoubtful { scratch.isDoubtful = false }
    if index.blocksOfRow == 1 {
      guard block == 0 else { return }
      intersect(index, index.blocks, facts, automata, &scratch)
    } else {
      guard block < index.blocksOfRow else { return }
      choose(index, index.blocks, facts, automata, &scratch)
    }
    isDoubtful = scratch.isDoubtful
    let passed = box - block * MatchIndex.bitsOfBlock
    if passed > 0 { clear(below: passed) }
  }

  /// Picks a row from each lane, and goes to the first block as ``load(_:_:_:)`` does. The first words
  /// of a row are asked for as soon as it is known, so that the memory is waited for once and not
  /// lane by lane.
  @inline(__always)
  private mutating func choose(
    _ index: MatchIndex, _ blocks: [MatchIndex.Block], _ facts: borrowing Facts,
    _ automata: [NeedleAutomaton?], _ scratch: inout MatchScratch
  ) {
    let blocks = blocks.span
    var found = blocks[block]
    for lane in 0..<index.searched {
      let chosen = index.chosen(lane, for: facts, automata, &scratch)
      if chosen.isPlain {
        bases[baseCount] = chosen.row.base
        baseCount &+= 1
        found &= blocks[Int(chosen.row.base) &+ block]
      } else {
        scratch.others.append(chosen)
        otherCount &+= 1
      }
    }
    if otherCount > 0, !found.isZero {
      found = intersection(found, ofOthersIn: block, index, &scratch)
    }
    if !found.isZero {
      hits = found.words
      word = 0
    } else if block < index.blocksOfRow &- 1 {
      block &+= 1
      load(index, index.blocks, &scratch)
    }
  }

  /// The same where one block has all boxes: with fewer rules than that most requests are done with
  /// after a lane or two.
  @inline(__always)
  private mutating func intersect(
    _ index: MatchIndex, _ blocks: [MatchIndex.Block], _ facts: borrowing Facts,
    _ automata: [NeedleAutomaton?], _ scratch: inout MatchScratch
  ) {
    let blocks = blocks.span
    var found = blocks[0]
    for lane in 0..<index.searched {
      var chosen = index.chosen(lane, for: facts, automata, &scratch)
      if chosen.isPlain {
        found &= blocks[Int(chosen.row.base)]
      } else {
        found &= index.part(0, of: &chosen, scratch)
      }
      if found.isZero { return }
    }
    hits = found.words
    word = 0
  }

  /// The next box that all rows have.
  @inline(__always)
  mutating func next(_ index: MatchIndex, _ scratch: inout MatchScratch) -> Int? {
    while true {
      while word < MatchIndex.wordsOfBlock {
        let bits = hits[word]
        if bits != 0 {
          hits[word] = bits & (bits &- 1)
          return block &* MatchIndex.bitsOfBlock &+ word &* 64 &+ bits.trailingZeroBitCount
        }
        word &+= 1
      }
      guard block &+ 1 < index.blocksOfRow else { return nil }
      advance(index, &scratch)
    }
  }

  /// Goes on to the next block. Not inlined: most searches find what they look for in one.
  @inline(never)
  private mutating func advance(_ index: MatchIndex, _ scratch: inout MatchScratch) {
    block &+= 1
    load(index, index.blocks, &scratch)
  }

  /// Goes to the first block from here on that has boxes which all rows have; to the last, if none
  /// has.
  @inline(__always)
  private mutating func load(
    _ index: MatchIndex, _ blocks: [MatchIndex.Block], _ scratch: inout MatchScratch
  ) {
    let blocks = blocks.span
    let last = index.blocksOfRow &- 1
    var block = block
    var found: MatchIndex.Block
    while true {
      found = blocks[block]
      for number in 0..<baseCount { found &= blocks[Int(bases[number]) &+ block] }
      if otherCount > 0, !found.isZero {
        found = intersection(found, ofOthersIn: block, index, &scratch)
      }
      if !found.isZero || block == last { break }
      block &+= 1
    }
    self.block = block
    hits = found.words
    word = found.isZero ? MatchIndex.wordsOfBlock : 0
  }

  /// Not inlined: what is rare would make ready for changing the scratch before the loop.
  @inline(never)
  private func intersection(
    _ found: MatchIndex.Block, ofOthersIn block: Int, _ index: MatchIndex,
    _ scratch: inout MatchScratch
  ) -> MatchIndex.Block {
    var found = found
    for number in firstOther..<firstOther + otherCount {
      found &= index.part(block, of: &scratch.others[number], scratch.extra)
    }
    return found
  }

  private mutating func clear(below bit: Int) {
    for word in 0..<bit >> 6 { hits[word] = 0 }
    hits[bit >> 6] &= ~0 << UInt64(bit & 63)
  }

  /// Gives back the room in the scratch.
  @inline(__always)
  func end(_ scratch: inout MatchScratch) {
    if scratch.others.count > firstOther { scratch.others.removeSubrange(firstOther...) }
    if scratch.extra.count > firstExtra { scratch.extra.removeSubrange(firstExtra...) }
  }
}

extension MatchIndex {
  /// The most lanes that a search can look at.
  static let mostSearched = 12

  /// One row's part of a block.
  @inline(__always)
  func part(
    _ block: Int, of chosen: inout MatchScratch.Chosen, _ scratch: borrowing MatchScratch
  ) -> Block {
    part(block, of: &chosen, scratch.extra)
  }

  @inline(__always)
  func part(
    _ block: Int, of chosen: inout MatchScratch.Chosen, _ extra: [Block]
  ) -> Block {
    let place = Int(chosen.row.base) &+ block
    if chosen.isExtra { return extra.span[place] }
    var part = blocks[place]
    if chosen.next < chosen.row.end { chosen.next = apply(chosen, block, to: &part) }
    return part
  }

  /// Toggles the boxes of the events that lie in a block.
  /// - Returns: the first event behind it.
  private func apply(
    _ chosen: MatchScratch.Chosen, _ block: Int, to part: inout Block
  ) -> UInt32 {
    let first = UInt32(block * Self.bitsOfBlock)
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
