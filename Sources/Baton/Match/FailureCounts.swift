/// A count for each of 64 boxes, written across words: the first has the ones of all counts, the
/// next the twos, then the fours and eights. Adding to all of them at once is an addition by hand,
/// the carry going from word to word.
struct FailureCounts {
  let boxes: UInt64
  private let planes: Int
  private var ones: UInt64 = 0
  private var twos: UInt64 = 0
  private var fours: UInt64 = 0
  private var eights: UInt64 = 0
  /// Boxes whose count is more than the planes can say.
  private var more: UInt64 = 0

  /// The greatest count that all planes can say.
  static let most = 15

  /// - Parameters:
  ///   - boxes: those that are there.
  ///   - most: greater counts need not be told apart; takes as few planes as say it.
  @inline(__always)
  init(boxes: UInt64, upTo most: Int) {
    self.boxes = boxes
    planes = most > 7 ? 4 : most > 3 ? 3 : most > 1 ? 2 : 1
  }

  /// Counts one more for some boxes.
  @inline(__always)
  mutating func add(_ some: UInt64) {
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
      carry = next & eights
      if planes > 3 { eights ^= next } else { carry = next }
    }
    more |= carry
  }

  /// The boxes with this count.
  /// - Precondition: no more than the planes can say.
  @inline(__always)
  func boxes(with count: Int) -> UInt64 {
    var found = boxes & ~more
    found &= count & 1 != 0 ? ones : ~ones
    found &= count & 2 != 0 ? twos : ~twos
    found &= count & 4 != 0 ? fours : ~fours
    found &= count & 8 != 0 ? eights : ~eights
    return found
  }
}
