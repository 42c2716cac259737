extension MatchIndex {
  /// Visits, in order, every box that may still count by what is found so far, with the number of
  /// lanes that it fails in.
  ///
  /// Bit-sliced: level k of a block has the boxes that fail in at most k lanes, and each lane moves
  /// all levels on at once. So what is nearest costs a few operations per block and lane however
  /// many rules there are; with one level it is the intersection that a search makes. All lanes must
  /// be chosen.
  /// - Parameters:
  ///   - levels: the most to count; a box that fails in as many lanes is not visited.
  ///   - near: what is found so far. Its bound is looked at before each block; boxes that hold are
  ///     always visited.
  @inline(__always)
  func survey(
    _ scratch: inout MatchScratch, levels: Int, near: inout NearRules,
    _ visit: (_ box: Int, _ failing: Int, _ near: inout NearRules) -> Void
  ) {
    var chosen: [MatchScratch.Chosen] = []
    swap(&chosen, &scratch.chosen)
    var rows = chosen.mutableSpan
    for lane in 0..<rows.count { rows[lane].next = rows[lane].row.events }
    for block in 0..<blocksOfRow {
      let wanted = min(near.bound, levels)
      if wanted <= 1 {
        let holding = level(block, &rows, scratch)
        visitBoxes(holding, of: block) { box, _, _ in visit(box, 0, &near) }
      } else if wanted == Self.fewLevels {
        let few = few(block, &rows, scratch)
        visitBoxes(few.one, of: block) { box, word, bit in
          visit(box, few.none[word] & bit != 0 ? 0 : 1, &near)
        }
      } else {
        let all = all(block, &rows, scratch, levels: wanted)
        visitBoxes(all[wanted - 1], of: block) { box, word, bit in
          var failing = 0
          while all[failing][word] & bit == 0 { failing += 1 }
          visit(box, failing, &near)
        }
      }
    }
    swap(&chosen, &scratch.chosen)
  }

  /// Levels that are counted at hardly more cost than one.
  static let fewLevels = 2
  static let mostLevels = NearRules.farthest + 1

  /// The boxes of a block that are set, in order.
  @inline(__always)
  private func visitBoxes(
    _ boxes: Block, of block: Int, _ visit: (_ box: Int, _ word: Int, _ bit: UInt64) -> Void
  ) {
    if boxes.isZero { return }
    for word in 0..<Self.wordsOfBlock {
      var bits = boxes[word]
      while bits != 0 {
        let bit = bits.trailingZeroBitCount
        visit(block * Self.bitsOfBlock + word * 64 + bit, word, 1 << UInt64(bit))
        bits &= bits - 1
      }
    }
  }

  /// The boxes that fail in no lane.
  @inline(__always)
  private func level(
    _ block: Int, _ rows: inout MutableSpan<MatchScratch.Chosen>,
    _ scratch: borrowing MatchScratch
  ) -> Block {
    var none = blocks.span[block]
    for lane in 0..<rows.count {
      none &= part(block, of: &rows[lane], scratch)
      if none.isZero { return none }
    }
    return none
  }

  private struct Few {
    /// The boxes that fail in at most so many lanes.
    var none, one: Block
  }

  @inline(__always)
  private func few(
    _ block: Int, _ rows: inout MutableSpan<MatchScratch.Chosen>,
    _ scratch: borrowing MatchScratch
  ) -> Few {
    let boxes = blocks.span[block]
    var few = Few(none: boxes, one: boxes)
    for lane in 0..<rows.count {
      let part = part(block, of: &rows[lane], scratch)
      few.one = few.one & part | few.none
      few.none &= part
    }
    return few
  }

  private func all(
    _ block: Int, _ rows: inout MutableSpan<MatchScratch.Chosen>,
    _ scratch: borrowing MatchScratch, levels: Int
  ) -> InlineArray<16, Block> {
    var all = InlineArray<16, Block>(repeating: blocks.span[block])
    for lane in 0..<rows.count {
      let part = part(block, of: &rows[lane], scratch)
      for level in Swift.stride(from: levels - 1, to: 0, by: -1) {
        all[level] = all[level] & part | all[level - 1]
      }
      all[0] &= part
    }
    return all
  }
}
