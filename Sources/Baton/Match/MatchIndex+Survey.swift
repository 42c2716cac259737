extension MatchIndex {
  /// Up to so many lanes of a box that fail are told apart; a box with more is no near miss.
  static let mostFailing = 15

  /// Visits, in order, every box that fails in fewer lanes than `bound()`, with their number.
  ///
  /// Counts bit-sliced: four planes of a block hold, for each box, how many lanes failed. So what is
  /// nearest costs a few operations per block and lane however many rules there are. All lanes must
  /// be chosen.
  @inline(__always)
  func survey(
    _ scratch: inout MatchScratch, bound: () -> Int,
    _ visit: (_ box: Int, _ failing: Int, _ scratch: inout MatchScratch) -> Void
  ) {
    for block in 0..<blocksOfRow {
      let planes = count(block, &scratch)
      let most = min(bound() - 1, Self.mostFailing)
      var near = Block.zero
      for failing in 0...max(most, 0) { near |= planes.boxes(failing: failing) }
      for word in 0..<Self.wordsOfBlock {
        var bits = near[word]
        while bits != 0 {
          let bit = bits.trailingZeroBitCount
          let box = block * Self.bitsOfBlock + word * 64 + bit
          visit(box, planes.failing(word, bit), &scratch)
          bits &= bits - 1
        }
      }
    }
  }

  /// How many lanes each box of a block fails in.
  private struct Planes {
    var ones = Block.zero
    var twos = Block.zero
    var fours = Block.zero
    var eights = Block.zero
    /// Boxes that there are not, and those that fail in more than the planes can count.
    var out = Block.zero

    @inline(__always)
    func boxes(failing count: Int) -> Block {
      var boxes = ~out
      boxes &= count & 1 != 0 ? ones : ~ones
      boxes &= count & 2 != 0 ? twos : ~twos
      boxes &= count & 4 != 0 ? fours : ~fours
      boxes &= count & 8 != 0 ? eights : ~eights
      return boxes
    }

    func failing(_ word: Int, _ bit: Int) -> Int {
      let shift = UInt64(bit)
      let low = (ones[word] >> shift & 1) | (twos[word] >> shift & 1) << 1
      let high = (fours[word] >> shift & 1) << 2 | (eights[word] >> shift & 1) << 3
      return Int(low | high)
    }
  }

  @inline(__always)
  private func count(_ block: Int, _ scratch: inout MatchScratch) -> Planes {
    var planes = Planes()
    planes.out = ~blocks.span[block]
    for lane in 0..<scratch.chosen.count {
      var chosen = scratch.chosen[lane]
      var carry = ~part(block, of: &chosen, scratch)
      scratch.chosen[lane] = chosen
      let one = planes.ones
      planes.ones = one ^ carry
      carry &= one
      let two = planes.twos
      planes.twos = two ^ carry
      carry &= two
      let four = planes.fours
      planes.fours = four ^ carry
      carry &= four
      let eight = planes.eights
      planes.eights = eight ^ carry
      planes.out |= eight & carry
    }
    return planes
  }
}
