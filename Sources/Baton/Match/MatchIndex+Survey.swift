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
    let blocks = (count + Self.bitsOfBlock - 1) / Self.bitsOfBlock
    for block in 0..<blocks {
      let planes = count(block, &scratch)
      let most = min(bound() - 1, Self.mostFailing)
      for word in 0..<Self.block {
        var near: UInt64 = 0
        for failing in 0...max(most, 0) { near |= planes.boxes(failing: failing, word) }
        while near != 0 {
          let bit = near.trailingZeroBitCount
          let box = block * Self.bitsOfBlock + word * 64 + bit
          visit(box, planes.failing(word, bit), &scratch)
          near &= near - 1
        }
      }
    }
  }

  /// How many lanes each box of a block fails in.
  private struct Planes {
    var ones = Block(repeating: 0)
    var twos = Block(repeating: 0)
    var fours = Block(repeating: 0)
    var eights = Block(repeating: 0)
    /// Boxes that there are not, and those that fail in more than the planes can count.
    var out = Block(repeating: 0)

    @inline(__always)
    func boxes(failing count: Int, _ word: Int) -> UInt64 {
      var boxes = ~out[word]
      boxes &= count & 1 != 0 ? ones[word] : ~ones[word]
      boxes &= count & 2 != 0 ? twos[word] : ~twos[word]
      boxes &= count & 4 != 0 ? fours[word] : ~fours[word]
      boxes &= count & 8 != 0 ? eights[word] : ~eights[word]
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
    let words = words.span
    var planes = Planes()
    let all = Self.load(words, block * Self.block)
    for word in 0..<Self.block { planes.out[word] = ~all[word] }
    for lane in 0..<scratch.chosen.count {
      let row = row(scratch.chosen[lane], block, words, &scratch, lane)
      for word in 0..<Self.block {
        var carry = ~row[word]
        let one = planes.ones[word]
        planes.ones[word] = one ^ carry
        carry &= one
        let two = planes.twos[word]
        planes.twos[word] = two ^ carry
        carry &= two
        let four = planes.fours[word]
        planes.fours[word] = four ^ carry
        carry &= four
        let eight = planes.eights[word]
        planes.eights[word] = eight ^ carry
        planes.out[word] |= eight & carry
      }
    }
    return planes
  }
}
