extension MatchIndex {
  /// Words of one block.
  typealias Block = InlineArray<8, UInt64>

  /// Visits, in order, the boxes from one on that all chosen rows have, until `visit` says that it
  /// has seen enough.
  ///
  /// The only loop that every rule is part of: per block and lane eight words are combined, without
  /// a reference counted or a bound checked for each.
  @inline(__always)
  func search(
    from first: Int, _ scratch: inout MatchScratch,
    _ visit: (_ box: Int, _ scratch: inout MatchScratch) -> Bool
  ) {
    let blocks = (count + Self.bitsOfBlock - 1) / Self.bitsOfBlock
    var block = first / Self.bitsOfBlock
    while block < blocks {
      var hits = candidates(in: block, &scratch)
      if block * Self.bitsOfBlock < first {
        Self.clear(&hits, below: first - block * Self.bitsOfBlock)
      }
      for word in 0..<Self.block {
        var bits = hits[word]
        while bits != 0 {
          let box = block * Self.bitsOfBlock + word * 64 + bits.trailingZeroBitCount
          if !visit(box, &scratch) { return }
          bits &= bits - 1
        }
      }
      block += 1
    }
  }

  /// The boxes of one block that all chosen rows have.
  @inline(__always)
  private func candidates(in block: Int, _ scratch: inout MatchScratch) -> Block {
    let words = words.span
    guard scratch.chosen.count > 0 else {
      return Self.load(words, block * Self.block)
    }
    var hits = row(scratch.chosen[0], block, words, &scratch, 0)
    for lane in 1..<max(scratch.chosen.count, 1) {
      let row = row(scratch.chosen[lane], block, words, &scratch, lane)
      var any: UInt64 = 0
      for word in 0..<Self.block {
        hits[word] &= row[word]
        any |= hits[word]
      }
      if any == 0 { return hits }
    }
    return hits
  }

  /// One lane's part of a block.
  @inline(__always)
  func row(
    _ chosen: MatchScratch.Chosen, _ block: Int, _ words: Span<UInt64>,
    _ scratch: inout MatchScratch, _ lane: Int
  ) -> Block {
    let place = Int(chosen.row.base) + block * Self.block
    if chosen.isExtra { return Self.load(scratch.extra.span, place) }
    var part = Self.load(words, place)
    if chosen.next < chosen.row.end {
      scratch.chosen[lane].next = apply(chosen, block, to: &part)
    }
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

  @inline(__always)
  static func load(_ words: Span<UInt64>, _ start: Int) -> Block {
    let part = words.extracting(start..<start + block)
    var block = Block(repeating: 0)
    for word in 0..<Self.block { block[word] = part[word] }
    return block
  }

  private static func clear(_ hits: inout Block, below bit: Int) {
    for word in 0..<bit >> 6 { hits[word] = 0 }
    hits[bit >> 6] &= ~0 << UInt64(bit & 63)
  }

  /// Whether a box needs no second look.
  @inline(__always)
  func isExact(_ box: Int) -> Bool {
    exact[box >> 6] & (1 << UInt64(box & 63)) != 0
  }
}
