/// Which boxes accept a value, for every column: the conditions of a stage turned on their side.
///
/// Each lane (a column looked at in one way) has a row of bits for each value that some box tells
/// apart, one bit a box, boxes in rank order. A request picks one row from each lane; what all of
/// them have set are the candidates, looked for in blocks of 512 so that the search ends at the
/// first hit.
///
/// A row is a base of full words plus events: boxes at which it differs from the base. Values that
/// few boxes mention share the base of all other values and cost eight bytes a mention, so that the
/// index grows with the rules and not with the rules times the values. Ranges: the ends of all
/// ranges cut the numbers into intervals; up to ``Limits/plainCuts`` of them have a row each,
/// beyond that every so many cuts a row is written out, and the cuts after it are events that count
/// up to the request's place. Everything lies in a few flat arrays.
///
/// A class, because every search passes it on and a struct of so many parts is copied for that.
final class MatchIndex: Sendable {
  static let wordsOfBlock = 8
  static let bitsOfBlock = 512

  /// A base and the events that apply to it: those whose key is at most the limit.
  struct Row: Sendable {
    /// Where its words are; where its blocks are once the index is built.
    var base: UInt32
    var events: UInt32
    var end: UInt32
    var limit: UInt32 = 0
  }

  /// A box at which a row differs from its base.
  struct Event: Sendable {
    let box: UInt32
    /// Of a cut: its number, from 1. Else 0.
    let key: UInt32
  }

  /// One lane; all numbers are places in the arrays below.
  struct LaneIndex: Sendable {
    let column: UInt32
    let aspect: Box.Lane.Aspect
    /// Whether the column's values are lists.
    let isOfLists: Bool
    /// The slot of a column that is a field; ``nowhere`` for a column that takes a closer look.
    let slot: UInt32
    /// For values: rows by kind. For members and needles: that of none.
    var missing: UInt32 = 0
    var yes: UInt32 = 0
    var no: UInt32 = 0
    var other: UInt32 = 0
    var anyText: UInt32 = 0
    /// Symbol -> row; for needles number -> row.
    var texts = Table()
    /// The ends of ranges, ascending, and the row of each interval or of each checkpoint.
    var firstCut: UInt32 = 0
    var cutCount: UInt32 = 0
    var firstInterval: UInt32 = 0
    /// How many cuts a checkpoint covers; 1 for a row for each interval.
    var cutsOfRow: UInt32 = 1
    /// Where the places of small whole numbers are; ``nowhere`` if there are none.
    var small = MatchIndex.nowhere
  }

  /// A place that is none.
  static let nowhere = UInt32.max

  /// From symbols or needles to rows: in ``direct`` by number where they lie close together, else
  /// a hash table in ``slots``, a power of two of them.
  struct Table: Sendable {
    var start: UInt32 = 0
    /// Of a hash table: how many slots, less one. 0 for none.
    var mask: UInt32 = 0
    /// Of a direct table: the smallest number, and how many numbers it covers.
    var low: UInt32 = 0
    var size: UInt32 = 0
  }

  struct Slot: Sendable {
    var key: UInt32
    var row: UInt32
  }

  /// How many boxes there are, and blocks a row has: one, or an even number.
  let count: Int
  let blocksOfRow: Int
  /// Lanes, the one first that says something of most boxes.
  let lanes: [LaneIndex]
  /// How many of them a search looks at; the conditions of candidates see to the others.
  let searched: Int
  /// The bases of rows, a stretch of blocks each. The first has all boxes.
  let blocks: [Block]
  let events: [Event]
  let rows: [Row]
  let slots: [Slot]
  let direct: [UInt32]
  let cuts: [Double]
  /// For whole numbers from -1 to ``smallest``, clamped: how many cuts are not above them.
  let smallPlaces: [UInt16]
  /// The rank of each box; empty if every rank has one box.
  let ranks: [UInt32]
  /// The first box of each rank; empty as well.
  let firstBoxes: [UInt32]
  /// Boxes that need no second look, one bit each.
  let exact: [UInt64]

  static let smallest = 255

  init(
    count: Int, blocksOfRow: Int, lanes: [LaneIndex], searched: Int, blocks: [Block],
    events: [Event], rows: [Row], slots: [Slot], direct: [UInt32], cuts: [Double],
    smallPlaces: [UInt16], ranks: [UInt32], firstBoxes: [UInt32], exact: [UInt64]
  ) {
    self.count = count
    self.blocksOfRow = blocksOfRow
    self.lanes = lanes
    self.searched = searched
    self.blocks = blocks
    self.events = events
    self.rows = rows
    self.slots = slots
    self.direct = direct
    self.cuts = cuts
    self.smallPlaces = smallPlaces
    self.ranks = ranks
    self.firstBoxes = firstBoxes
    self.exact = exact
  }

  /// Bytes that the index takes.
  var size: Int {
    blocks.count * 64 + events.count * 8 + rows.count * 16 + slots.count * 8 + direct.count * 4
      + cuts.count * 8
      + smallPlaces.count * 2 + ranks.count * 4 + firstBoxes.count * 4 + exact.count * 8
      + lanes.count * MemoryLayout<LaneIndex>.stride
  }

  @inline(__always)
  func rank(ofBox box: Int) -> Int {
    ranks.isEmpty ? box : Int(ranks[box])
  }

  @inline(__always)
  func firstBox(ofRank rank: Int) -> Int {
    if firstBoxes.isEmpty { return rank }
    return rank < firstBoxes.count ? Int(firstBoxes[rank]) : count
  }

  // MARK: Rows by value

  /// The row of a needle or of a list's member; nil if no box names it.
  @inline(__always)
  func row(_ table: Table, _ key: UInt32) -> Row? {
    let row = place(table, key)
    return row == Self.nowhere ? nil : rows[Int(row)]
  }

  /// The number of the row of a text in a lane of values.
  ///
  /// A direct table has the row of all other texts wherever no box names one, so that most look-ups
  /// are one comparison and one load. A text without a symbol has the greatest number, which no
  /// table has.
  @inline(__always)
  func row(ofLane number: Int, text symbol: UInt32) -> UInt32 {
    let row = place(lanes[number].texts, symbol)
    return row == Self.nowhere ? lanes[number].anyText : row
  }

  /// What a table says of a key; ``nowhere`` for nothing.
  @inline(__always)
  private func place(_ table: Table, _ key: UInt32) -> UInt32 {
    let place = key &- table.low
    if place < table.size { return direct[Int(table.start &+ place)] }
    return table.mask > 0 ? hashed(table, key) : Self.nowhere
  }

  private func hashed(_ table: Table, _ key: UInt32) -> UInt32 {
    var position = Self.hash(key) & table.mask
    while true {
      let slot = slots[Int(table.start + position)]
      if slot.key == Cell.noSymbol { return Self.nowhere }
      if slot.key == key { return slot.row }
      position = (position + 1) & table.mask
    }
  }

  /// The row of a number or an instant.
  @inline(__always)
  func row(ofLane number: Int, ordered cell: Cell) -> Row {
    let small = lanes[number].small
    let place =
      small != Self.nowhere && cell.kind == .integer
      ? smallPlace(small, cell.integer) : place(number, cell.ordered)
    let first = Int(lanes[number].firstInterval)
    let step = Int(lanes[number].cutsOfRow)
    if step == 1 { return rows[first &+ place] }
    var row = rows[first + place / step]
    row.limit = UInt32(place)
    return row
  }

  @inline(__always)
  private func smallPlace(_ small: UInt32, _ number: Int) -> Int {
    Int(smallPlaces[Int(small) &+ min(max(number, -1), Self.smallest) &+ 1])
  }

  /// How many cuts are not above a number.
  private func place(_ lane: Int, _ number: Double) -> Int {
    let first = Int(lanes[lane].firstCut)
    var low = first
    var count = Int(lanes[lane].cutCount)
    while count > 0 {
      let half = count >> 1
      if cuts[low &+ half] <= number {
        low &+= half &+ 1
        count &-= half &+ 1
      } else {
        count = half
      }
    }
    return low &- first
  }

  @inline(__always)
  static func hash(_ key: UInt32) -> UInt32 {
    let mixed = key &* 0x9e37_79b1
    return mixed ^ (mixed >> 15)
  }
}
