import BatonModel

extension MatchIndex {
  /// What keeps an index in proportion to its rules, and searches short. Tests make them small, so
  /// that a few rules reach every way of writing rows.
  struct Limits: Sendable {
    /// Up to so many ends of ranges each interval has a row of its own.
    var plainCuts = 512
    /// Beyond that, so many rows are written out.
    var checkpoints = 256
    /// The most lanes that a search looks at: no more than ``mostSearched``.
    var searchedLanes = MatchIndex.mostSearched
    /// A value gets words of its own only if it saves at least an eighth as many events,
    var mentionsOfWord = 8
    /// and while all rows together stay below this many words a box,
    var wordsOfBox = 16
    /// or below this many, where boxes are few. Rows of ranges are held to both as well.
    var fewWords = 1 << 14
    /// A direct table has room for at most so many times the numbers that it holds, and this many
    /// more.
    var mostSpread = 8
    var leastSpread = 64
  }

  /// Collects the boxes of conditions in rank order and freezes them.
  ///
  /// Cost: a sort of what is said of each lane, and a row for each value that many boxes mention.
  struct Builder {
    /// A lane that leaves more than this share of the boxes costs every request more than it saves.
    private static let worthSearching = 0.98

    private var lanes: [LaneMentions] = []
    private var laneNumbers: [Box.Lane: Int] = [:]
    /// Those of values once more, by column.
    private var valueLanes: [Int?]
    private var ranks: [UInt32] = []
    private var exact: [Bool] = []
    private var ranksInOrder = 0
    private var isOneToOne = true

    private let columns: [Column]
    private let limits: Limits

    /// - Parameter columns: what the lanes' columns are.
    init(_ columns: [Column], limits: Limits = Limits()) {
      self.columns = columns
      self.limits = limits
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
      lanes.append(LaneMentions(lane, of: columns[lane.column]))
      return lanes.count - 1
    }

    consuming func freeze() -> MatchIndex {
      for lane in lanes.indices { lanes[lane].sort() }
      let passing = lanes.map { $0.passing(of: ranks.count) }
      let order = lanes.indices.sorted { (passing[$0], $0) < (passing[$1], $1) }
      let searched = order.prefix(limits.searchedLanes)
        .prefix { passing[$0] < Self.worthSearching }.count
      var writer = Writer(boxes: ranks.count, limits)
      for lane in order { writer.append(lanes[lane]) }
      var exact = [UInt64](repeating: 0, count: writer.stride)
      for box in ranks.indices where self.exact[box] { exact.insert(box) }
      for lane in order.dropFirst(searched) {
        for box in lanes[lane].constrained { exact.remove(Int(box)) }
      }
      guard !isOneToOne else {
        return writer.finish(searched: searched, ranks: [], firstBoxes: [], exact: exact)
      }
      var firstBoxes = [UInt32](repeating: 0, count: ranksInOrder)
      var box = 0
      for rank in firstBoxes.indices {
        while box < ranks.count, ranks[box] < rank { box += 1 }
        firstBoxes[rank] = UInt32(box)
      }
      return writer.finish(searched: searched, ranks: ranks, firstBoxes: firstBoxes, exact: exact)
    }
  }

  /// What the boxes say of one lane, as it comes.
  struct LaneMentions {
    let lane: Box.Lane
    let isOfLists: Bool
    /// Of a field's own column: the field's slot.
    let slot: Int?
    /// All boxes that say something of it.
    private(set) var constrained: [UInt32] = []
    private(set) var missing: [UInt32] = []
    private(set) var yes: [UInt32] = []
    private(set) var no: [UInt32] = []
    private(set) var other: [UInt32] = []
    /// Boxes that accept all texts but some.
    private(set) var anyText: [UInt32] = []
    /// Symbols or needles that a box names: accepted ones, or the exceptions.
    /// The key in the high half, the box in the low one.
    private(set) var mentions: [UInt64] = []
    private(set) var spans: [(span: Allowed.Span, box: UInt32)] = []

    init(_ lane: Box.Lane, of column: Column) {
      self.lane = lane
      isOfLists = column.type == .list
      if case .field(let slot) = column.root, column.path.isEmpty, column.calendar == nil {
        self.slot = slot
      } else {
        slot = nil
      }
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
}
