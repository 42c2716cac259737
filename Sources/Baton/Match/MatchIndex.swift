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
/// ranges cut the numbers into intervals; up to ``Builder/plainCuts`` of them have a row each,
/// beyond that every so many cuts a row is written out, and the cuts after it are events that count
/// up to the request's place. Everything lies in a few flat arrays.
struct MatchIndex: Sendable {
  /// Words that are looked at together, 512 boxes.
  typealias Block = SIMD8<UInt64>

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
    var small = LaneIndex.nowhere

    static let nowhere = UInt32.max
  }

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

  /// How many boxes there are, and words a row has: a multiple of ``wordsOfBlock``.
  let count: Int
  let stride: Int
  /// Lanes, the one first that says something of most boxes.
  private(set) var lanes: [LaneIndex] = []
  /// How many of them a search looks at; the conditions of candidates see to the others.
  private(set) var searched = 0
  /// The bases of rows, a stretch of blocks each.
  private(set) var blocks: [Block] = []
  /// The same while the index is built.
  private var words: [UInt64] = []
  private(set) var events: [Event] = []
  private(set) var rows: [Row] = []
  private(set) var slots: [Slot] = []
  private(set) var direct: [UInt32] = []
  private(set) var cuts: [Double] = []
  /// For whole numbers from -1 to ``smallest``, clamped: how many cuts are not above them.
  private(set) var smallPlaces: [UInt16] = []
  /// The rank of each box; empty if every rank has one box.
  private(set) var ranks: [UInt32] = []
  /// The first box of each rank; empty as well.
  private(set) var firstBoxes: [UInt32] = []
  /// Boxes that need no second look, one bit each.
  private(set) var exact: [UInt64] = []

  static let smallest = 255

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

  // MARK: A request's rows

  /// The row of a text or a needle; nil if no box names it.
  @inline(__always)
  func row(_ table: Table, _ key: UInt32) -> Row? {
    if table.size > 0 {
      let place = key &- table.low
      guard place < table.size else { return nil }
      let row = direct.span[Int(table.start &+ place)]
      return row == Cell.noSymbol ? nil : rows.span[Int(row)]
    }
    return table.mask > 0 ? hashed(table, key) : nil
  }

  private func hashed(_ table: Table, _ key: UInt32) -> Row? {
    let slots = slots.span
    var position = Self.hash(key) & table.mask
    while true {
      let slot = slots[Int(table.start + position)]
      if slot.key == key { return rows.span[Int(slot.row)] }
      if slot.key == Cell.noSymbol { return nil }
      position = (position + 1) & table.mask
    }
  }

  /// The row of a number or an instant.
  @inline(__always)
  func row(_ lane: LaneIndex, ordered cell: Cell) -> Row {
    let place =
      lane.small != LaneIndex.nowhere && cell.kind == .integer
      ? smallPlace(lane, cell.integer) : place(lane, cell.ordered)
    if lane.cutsOfRow == 1 { return rows.span[Int(lane.firstInterval) + place] }
    var row = rows.span[Int(lane.firstInterval) + place / Int(lane.cutsOfRow)]
    row.limit = UInt32(place)
    return row
  }

  @inline(__always)
  private func smallPlace(_ lane: LaneIndex, _ number: Int) -> Int {
    Int(smallPlaces.span[Int(lane.small) + min(max(number, -1), Self.smallest) + 1])
  }

  /// How many cuts are not above a number.
  private func place(_ lane: LaneIndex, _ number: Double) -> Int {
    let cuts = cuts.span.extracting(
      Int(lane.firstCut)..<Int(lane.firstCut) + Int(lane.cutCount))
    var low = 0
    var count = cuts.count
    while count > 0 {
      let half = count / 2
      if cuts[low + half] <= number {
        low += half + 1
        count -= half + 1
      } else {
        count = half
      }
    }
    return low
  }

  @inline(__always)
  static func hash(_ key: UInt32) -> UInt32 {
    let mixed = key &* 0x9e37_79b1
    return mixed ^ (mixed >> 15)
  }
}

// MARK: - Building

extension MatchIndex {
  /// Collects the boxes of conditions in rank order and freezes them.
  ///
  /// Cost: a sort of what is said of each lane, and a row for each value that many boxes mention.
  struct Builder {
    /// A direct table has room for at most so many times the numbers that it holds.
    static let mostSpread = 8
    /// Up to so many ends of ranges each interval has a row of its own.
    static let plainCuts = 512
    /// Beyond that, so many rows are written out.
    static let checkpoints = 256
    /// The most lanes that a search looks at.
    static let searchedLanes = 12
    /// A lane that leaves more than this share of the boxes costs every request more than it saves.
    static let worthSearching = 0.98
    /// A value gets words of its own only if it saves at least an eighth as many events,
    static let mentionsOfWord = 8
    /// and while all rows together stay below this many words a box.
    static let wordsOfBox = 16

    private var lanes: [LaneBuilder] = []
    private var laneNumbers: [Box.Lane: Int] = [:]
    /// Those of values once more, by column.
    private var valueLanes: [Int?]
    private var ranks: [UInt32] = []
    private var exact: [Bool] = []
    private var ranksInOrder = 0
    private var isOneToOne = true

    private let columns: [Column]

    /// - Parameter columns: what the lanes' columns are.
    init(_ columns: [Column]) {
      self.columns = columns
      valueLanes = Array(repeating: nil, count: columns.count)
    }

    /// Adds the boxes of the next condition.
    mutating func add(_ boxes: [Box]) {
      if boxes.count != 1 { isOneToOne = false }
      for box in boxes {
        let number = UInt32(ranks.count)
        ranks.append(UInt32(ranksInOrder))
        exact.append(box.isExact)
        for constraint in box.constraints {
          lanes[lane(constraint.lane)].add(constraint.allowed, box: number)
        }
      }
      ranksInOrder += 1
    }

    /// Adds the one box of the next condition.
    mutating func add(_ plain: PlainBox) {
      let number = UInt32(ranks.count)
      ranks.append(UInt32(ranksInOrder))
      exact.append(true)
      for constraint in plain.constraints {
        let lane = valueLane(constraint.column)
        switch constraint.accepted {
        case .symbol(let symbol): lanes[lane].add(symbol: symbol, box: number)
        case .span(let span): lanes[lane].add(span, box: number)
        }
      }
      ranksInOrder += 1
    }

    private mutating func valueLane(_ column: Int) -> Int {
      if let known = valueLanes[column] { return known }
      let new = lane(Box.Lane(column: column, aspect: .value))
      valueLanes[column] = new
      return new
    }

    private mutating func lane(_ lane: Box.Lane) -> Int {
      if let known = laneNumbers[lane] { return known }
      laneNumbers[lane] = lanes.count
      lanes.append(LaneBuilder(lane, isOfLists: columns[lane.column].type == .list))
      return lanes.count - 1
    }

    consuming func freeze() -> MatchIndex {
      var index = MatchIndex(count: ranks.count)
      for lane in lanes.indices { lanes[lane].sort() }
      let passing = lanes.map { $0.passing(of: ranks.count) }
      let order = lanes.indices.sorted { (passing[$0], $0) < (passing[$1], $1) }
      let searched = order.prefix(Self.searchedLanes).prefix { passing[$0] < Self.worthSearching }
        .count
      for lane in order { index.append(lanes[lane]) }
      index.searched = searched
      index.exact = [UInt64](repeating: 0, count: index.stride)
      for box in ranks.indices where exact[box] { index.exact.insert(box) }
      for lane in order.dropFirst(searched) {
        for box in lanes[lane].constrained { index.exact.remove(Int(box)) }
      }
      if !isOneToOne {
        index.ranks = ranks
        var first = [UInt32](repeating: 0, count: ranksInOrder)
        var box = 0
        for rank in first.indices {
          while box < ranks.count, ranks[box] < rank { box += 1 }
          first[rank] = UInt32(box)
        }
        index.firstBoxes = first
      }
      index.pack()
      return index
    }
  }

  private init(count: Int) {
    self.count = count
    stride = max((count + Self.bitsOfBlock - 1) / Self.bitsOfBlock, 1) * Self.wordsOfBlock
    // The first row is that of all boxes.
    words = [UInt64](repeating: 0, count: stride)
    for box in 0..<count { words.insert(box) }
  }

  /// Puts words into blocks, which is how they are read.
  private mutating func pack() {
    blocks = Swift.stride(from: 0, to: words.count, by: Self.wordsOfBlock).map { first in
      var block = Block()
      for word in 0..<Self.wordsOfBlock { block[word] = words[first + word] }
      return block
    }
    for row in rows.indices { rows[row].base /= UInt32(Self.wordsOfBlock) }
    words = []
  }

  /// What the boxes say of one lane, as it comes.
  fileprivate struct LaneBuilder {
    let lane: Box.Lane
    /// All boxes that say something of it.
    var constrained: [UInt32] = []
    var missing: [UInt32] = []
    var yes: [UInt32] = []
    var no: [UInt32] = []
    var other: [UInt32] = []
    /// Boxes that accept all texts but some.
    var anyText: [UInt32] = []
    /// Symbols or needles that a box names: accepted ones, or the exceptions.
    /// The key in the high half, the box in the low one.
    var mentions: [UInt64] = []
    var spans: [(span: Allowed.Span, box: UInt32)] = []

    let isOfLists: Bool

    init(_ lane: Box.Lane, isOfLists: Bool) {
      self.lane = lane
      self.isOfLists = isOfLists
    }

    private mutating func mention(_ key: UInt32, _ box: UInt32) {
      mentions.append(UInt64(key) << 32 | UInt64(box))
    }

    mutating func sort() {
      mentions.sort()
      spans.sort { $0.span.lower < $1.span.lower }
    }

    /// The share of boxes that a request's value leaves, if every value is as likely as any other.
    /// - Precondition: all is sorted.
    func passing(of count: Int) -> Double {
      let keys = zip(mentions, mentions.dropFirst()).count { $0 >> 32 != $1 >> 32 }
      let bounds = zip(spans, spans.dropFirst()).count { $0.span.lower != $1.span.lower }
      let values = keys + bounds + 2
      let share = Double(constrained.count) / Double(max(count, 1))
      return 1 - share + share / Double(values)
    }

    mutating func add(symbol: UInt32, box: UInt32) {
      constrained.append(box)
      mention(symbol, box)
    }

    mutating func add(_ span: Allowed.Span, box: UInt32) {
      constrained.append(box)
      spans.append((span, box))
    }

    mutating func add(_ accepted: Box.Accepted, box: UInt32) {
      constrained.append(box)
      switch accepted {
      case .anyOf(let keys):
        for key in keys { mention(key, box) }
      case .value(let allowed):
        if allowed.missing { missing.append(box) }
        if allowed.yes { yes.append(box) }
        if allowed.no { no.append(box) }
        if allowed.other { other.append(box) }
        if allowed.texts.isComplement { anyText.append(box) }
        for symbol in allowed.texts.symbols { mention(symbol, box) }
        for span in allowed.spans { spans.append((span, box)) }
      }
    }
  }

  private mutating func append(_ builder: LaneBuilder) {
    var lane = LaneIndex(
      column: UInt32(builder.lane.column), aspect: builder.lane.aspect,
      isOfLists: builder.isOfLists)
    let free = base(without: builder.constrained)
    let none = add(Row(base: free, events: 0, end: 0))
    // What most kinds of values have in common is written once.
    func row(_ boxes: [UInt32]) -> UInt32 {
      boxes.isEmpty ? none : add(dense(free, toggling: boxes))
    }
    lane.missing = row(builder.missing)
    lane.anyText = row(builder.anyText)
    if builder.lane.aspect == .value {
      lane.yes = row(builder.yes)
      lane.no = row(builder.no)
      lane.other = row(builder.other)
      appendSpans(builder.spans, &lane, free)
    }
    appendMentions(builder.mentions, &lane)
    lanes.append(lane)
  }

  private mutating func add(_ row: Row) -> UInt32 {
    rows.append(row)
    return UInt32(rows.count - 1)
  }

  private mutating func base(without boxes: [UInt32]) -> UInt32 {
    let start = words.count
    appendCopy(ofRowAt: 0)
    for box in boxes { words.remove(Int(box), from: start) }
    return UInt32(start)
  }

  /// Word by word: a slice of the array would hold its buffer, and appending copy all of it.
  private mutating func appendCopy(ofRowAt base: Int) {
    for word in base..<base + stride { words.append(words[word]) }
  }

  private mutating func dense(_ base: UInt32, toggling boxes: [UInt32]) -> Row {
    let start = words.count
    appendCopy(ofRowAt: Int(base))
    for box in boxes { words.toggle(Int(box), from: start) }
    return Row(base: UInt32(start), events: 0, end: 0)
  }

  private var hasRoom: Bool { words.count < max(Builder.wordsOfBox * count, 1 << 14) }

  // MARK: Texts

  /// - Parameter mentions: sorted.
  private mutating func appendMentions(_ mentions: [UInt64], _ lane: inout LaneIndex) {
    guard let first = mentions.first, let last = mentions.last else { return }
    var groups: [Range<Int>] = []
    var start = 0
    for position in 1...mentions.count
    where position == mentions.count || mentions[position] >> 32 != mentions[start] >> 32 {
      groups.append(start..<position)
      start = position
    }
    lane.texts = table(UInt32(first >> 32), UInt32(last >> 32), count: groups.count)
    // Rows of members and needles are added up, so all of them are events.
    let mayBeDense = lane.aspect == .value
    let base = rows[Int(lane.anyText)].base
    for group in groups {
      let row: Row
      if mayBeDense, group.count * Builder.mentionsOfWord >= stride, hasRoom {
        row = dense(base, toggling: mentions[group].map { UInt32(truncatingIfNeeded: $0) })
      } else {
        row = Row(
          base: base, events: UInt32(events.count),
          end: UInt32(events.count + group.count))
        for position in group {
          events.append(Event(box: UInt32(truncatingIfNeeded: mentions[position]), key: 0))
        }
      }
      insert(UInt32(mentions[group.lowerBound] >> 32), row: rows.count, in: lane.texts)
      rows.append(row)
    }
  }

  /// Room for so many numbers from a smallest to a largest.
  private mutating func table(_ low: UInt32, _ high: UInt32, count: Int) -> Table {
    let size = Int(high - low) + 1
    if size <= count * Builder.mostSpread + 64 {
      let table = Table(start: UInt32(direct.count), low: low, size: UInt32(size))
      direct.append(contentsOf: repeatElement(Cell.noSymbol, count: size))
      return table
    }
    var capacity = 4
    while capacity < count * 2 { capacity *= 2 }
    let table = Table(start: UInt32(slots.count), mask: UInt32(capacity - 1))
    slots.append(
      contentsOf: repeatElement(Slot(key: Cell.noSymbol, row: 0), count: capacity))
    return table
  }

  private mutating func insert(_ key: UInt32, row: Int, in table: Table) {
    if table.size > 0 {
      direct[Int(table.start + key - table.low)] = UInt32(row)
      return
    }
    var position = Self.hash(key) & table.mask
    while slots[Int(table.start + position)].key != Cell.noSymbol {
      position = (position + 1) & table.mask
    }
    slots[Int(table.start + position)] = Slot(key: key, row: UInt32(row))
  }

  // MARK: Numbers

  private mutating func appendSpans(
    _ spans: [(span: Allowed.Span, box: UInt32)], _ lane: inout LaneIndex, _ free: UInt32
  ) {
    var ends: [(value: Double, box: UInt32)] = []
    var fromStart: [UInt32] = []
    for (span, box) in spans {
      if span.lower == -.infinity { fromStart.append(box) } else { ends.append((span.lower, box)) }
      if span.upper != .infinity { ends.append((span.upper, box)) }
    }
    ends.sort { $0.value < $1.value }
    let firstCut = cuts.count
    // Where each cut's ends are.
    var starts: [Int] = []
    for (position, end) in ends.enumerated() where position == 0 || cuts.last != end.value {
      cuts.append(end.value)
      starts.append(position)
    }
    starts.append(ends.count)
    lane.firstCut = UInt32(firstCut)
    lane.cutCount = UInt32(cuts.count - firstCut)
    lane.firstInterval = UInt32(rows.count)
    let first =
      fromStart.isEmpty ? Row(base: free, events: 0, end: 0) : dense(free, toggling: fromStart)
    rows.append(first)
    appendSmallPlaces(&lane)
    if lane.cutCount <= Builder.plainCuts {
      for cut in 0..<Int(lane.cutCount) {
        let boxes = ends[starts[cut]..<starts[cut + 1]].map(\.box)
        rows.append(dense(rows[rows.count - 1].base, toggling: boxes))
      }
    } else {
      appendCheckpoints(ends, starts, &lane)
    }
  }

  private mutating func appendCheckpoints(
    _ ends: [(value: Double, box: UInt32)], _ starts: [Int], _ lane: inout LaneIndex
  ) {
    let count = Int(lane.cutCount)
    let step = (count + Builder.checkpoints) / Builder.checkpoints
    lane.cutsOfRow = UInt32(step)
    // Place p is behind p cuts. Row r is that of place r * step; its events lead on to the places
    // before the next row's.
    var place = 0
    while true {
      let position = rows.count - 1
      let last = min(place + step - 1, count)
      let firstEvent = events.count
      var passed: [Event] = []
      for cut in place..<max(last, place) {
        for end in ends[starts[cut]..<starts[cut + 1]] {
          passed.append(Event(box: end.box, key: UInt32(cut + 1)))
        }
      }
      passed.sort { $0.box < $1.box }
      events += passed
      rows[position].events = UInt32(firstEvent)
      rows[position].end = UInt32(events.count)
      place += step
      guard place <= count else { return }
      let boxes = ends[starts[place - step]..<starts[place]].map(\.box)
      rows.append(dense(rows[position].base, toggling: boxes))
    }
  }

  /// A table in place of a search where all ends are small whole numbers.
  private mutating func appendSmallPlaces(_ lane: inout LaneIndex) {
    let ends = cuts[Int(lane.firstCut)...]
    guard ends.count > 2, ends.count < Int(UInt16.max),
      ends.allSatisfy({ $0 > -1 && $0 <= Double(Self.smallest) })
    else { return }
    lane.small = UInt32(smallPlaces.count)
    var passed = 0
    for number in -1...Self.smallest {
      while passed < ends.count, ends[ends.startIndex + passed] <= Double(number) { passed += 1 }
      smallPlaces.append(UInt16(passed))
    }
  }
}

extension [UInt64] {
  fileprivate mutating func insert(_ bit: Int) { self[bit >> 6] |= 1 << UInt64(bit & 63) }
  fileprivate mutating func remove(_ bit: Int, from start: Int = 0) {
    self[start + bit >> 6] &= ~(1 << UInt64(bit & 63))
  }
  fileprivate mutating func toggle(_ bit: Int, from start: Int) {
    self[start + bit >> 6] ^= 1 << UInt64(bit & 63)
  }
}
