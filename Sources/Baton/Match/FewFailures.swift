/// The same as ``FailureCounts`` for counts up to three: what is nearest seldom fails in more lanes,
/// and half the planes are half the work.
struct FewFailures {
  let boxes: UInt64
  private var ones: UInt64 = 0
  private var twos: UInt64 = 0
  /// Boxes whose count is greater.
  private var more: UInt64 = 0

  /// The greatest count that is told apart.
  static let most = 3

  /// - Parameter boxes: those that are there.
  @inline(__always)
  init(boxes: UInt64) { self.boxes = boxes }

  /// Counts one more for some boxes.
  @inline(__always)
  mutating func add(_ some: UInt64) {
    let two = ones & some
    ones ^= some
    more |= twos & two
    twos ^= two
  }

  /// The boxes that nothing was counted for.
  @inline(__always)
  var none: UInt64 { boxes & ~(ones | twos | more) }

  /// The boxes with this count.
  /// - Precondition: no more than ``most``.
  @inline(__always)
  func boxes(with count: Int) -> UInt64 {
    let found = boxes & ~more & (count & 1 != 0 ? ones : ~ones)
    return found & (count & 2 != 0 ? twos : ~twos)
  }

  /// The boxes with a greater count.
  @inline(__always)
  var farther: UInt64 { boxes & more }
}
