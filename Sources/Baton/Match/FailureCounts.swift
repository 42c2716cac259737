/// A count for each of 512 boxes, written across planes: the first has the ones of all counts, the
/// next the twos, then the fours and eights. Adding to all of them at once is an addition by hand,
/// the carry going from plane to plane.
struct FailureCounts {
  typealias Block = MatchIndex.Block

  private let boxes: Block
  private let planes: Int
  private var ones = Block.zero
  private var twos = Block.zero
  private var fours = Block.zero
  private var eights = Block.zero
  /// Boxes whose count is more than the planes can say.
  private var more = Block.zero

  /// The greatest count that all planes can say.
  static let most = 15

  /// - Parameters:
  ///   - boxes: those that are there.
  ///   - most: greater counts need not be told apart; takes as few planes as say it.
  init(boxes: Block, upTo most: Int) {
    self.boxes = boxes
    planes = most > 7 ? 4 : most > 3 ? 3 : most > 1 ? 2 : 1
  }

  /// Counts one more for some boxes.
  @inline(__always)
  mutating func add(_ some: Block) {
    var carry = ones & some
    ones ^= some
    if planes > 1 {
      let next = twos & carry
      twos ^= carry
      carry = next
    }
    if planes > 2 {
      let next = fours & carry
      fours ^= carry
      carry = next
    }
    if planes > 3 {
      let next = eights & carry
      eights ^= carry
      carry = next
    }
    more |= carry
  }

  /// The boxes with this count.
  /// - Precondition: no more than the planes can say.
  @inline(__always)
  func boxes(with count: Int) -> Block {
    var found = boxes & ~more
    found &= count & 1 != 0 ? ones : ~ones
    found &= count & 2 != 0 ? twos : ~twos
    if planes > 2 {
      found &= count & 4 != 0 ? fours : ~fours
      found &= count & 8 != 0 ? eights : ~eights
    }
    return found
  }
}
