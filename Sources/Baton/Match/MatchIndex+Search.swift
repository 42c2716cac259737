/// The candidates of one request, found block by block as they are asked for.
///
/// The only loop that every rule is part of: per block and lane eight words are combined, without a
/// reference counted, memory allocated or a bound checked for each. It lives on the stack of whoever
/// searches.
struct CandidateSearch {
  /// What the request picked from each lane.
  private var rows = InlineArray<12, MatchScratch.Chosen>(repeating: MatchScratch.Chosen.all)
  private var rowCount = 0
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
    rowCount = index.searched
    for lane in 0..<rowCount { rows[lane] = index.chosen(lane, for: facts, automata, &scratch) }
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
  private mutating func load(
    _ index: borrowing MatchIndex, _ scratch: borrowing MatchScratch
  ) {
    word = 0
    hits = index.part(block, of: &rows[0], scratch)
    for lane in 1..<max(rowCount, 1) {
      let part = index.part(block, of: &rows[lane], scratch)
      hits &= part
      if hits.isZero {
        word = MatchIndex.wordsOfBlock
        return
      }
    }
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
