// What a search reads of an index.

extension MatchIndex {
  /// The most lanes that a search can look at.
  static let mostSearched = 12

  /// One row's part of a block.
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
