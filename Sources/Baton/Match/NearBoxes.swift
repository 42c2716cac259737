/// Of a block's boxes those that fail in few lanes, found by going through the rows once: each row
/// moves on the boxes that it lacks. Three vectors of the block's size are what a processor has
/// registers for.
struct NearBoxes {
  private var never: MatchIndex.Block
  private var atMostOnce: MatchIndex.Block
  private var atMostTwice: MatchIndex.Block

  /// The greatest number of lanes that is told apart.
  static let most = 2

  /// - Parameter boxes: those that there are.
  @inline(__always)
  init(_ boxes: MatchIndex.Block) {
    never = boxes
    atMostOnce = boxes
    atMostTwice = boxes
  }

  /// Takes in one row's part of the block.
  @inline(__always)
  mutating func add(_ row: MatchIndex.Block) {
    atMostTwice &= row
    atMostTwice |= atMostOnce
    atMostOnce &= row
    atMostOnce |= never
    never &= row
  }

  /// The boxes that fail in no lane.
  @inline(__always)
  var holding: MatchIndex.Block { never }

  @inline(__always)
  var failingOnce: MatchIndex.Block { atMostOnce.subtracting(never) }

  @inline(__always)
  var failingTwice: MatchIndex.Block { atMostTwice.subtracting(atMostOnce) }
}
