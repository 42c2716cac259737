/// A count for each of 64 boxes, written across words: the first has the ones of all counts, the
/// next the twos, then the fours and eights. Adding to all of them at once is an addition by hand,
/// the carry going from word to word.
struct FailureCounts {
  let boxes: UInt64
  private var ones: UInt64 = 0
  private var twos: UInt64 = 0
  private var fours: UInt64 = 0
  private var eights: UInt64 = 0
  /// Boxes whose count is more than the planes can say.
  private var more: UInt64 = 0

  /// The greatest count that all planes can say.
  static let most = 15

  /// - Parameter boxes: those that are there.
  @inline(__always)
  init(boxes: UInt64) { self.boxes = boxes }

  /// Counts one more for some boxes.
  @inline(__always)
  mutating func add(_ some: UInt64) {
    let two = ones & some
    ones ^= some
    let four = twos & two
    twos ^= two
    let eight = fours & four
    fours ^= four
    more |= eights & eight
    eights ^= eight
  }

  /// The boxes with this count.
  /// - Precondition: no more than ``most``.
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
