import BatonModel

extension MatchIndex {
  /// Writes the rows of an index, lane after lane, the one first that is worth most.
  ///
  /// All rows together are held to a number of words in proportion to the boxes. What finds no room
  /// is written as events over a row that is there: slower to read, but of the size of what the
  /// rules say. Only a lane's first few rows (of all values that no box names, of missing, of yes
  /// and so on) are always written: a bit for each box and lane.
  struct Writer {
    /// Words that a row has: those of one block, or of an even number of blocks.
    let stride: Int
    private let count: Int
    private let limits: Limits
    private var lanes: [LaneIndex] = []
    /// The bases of rows; the first has all boxes.
    private var words: [UInt64]
    private var events: [Event] = []
    private var rows: [Row] = []
    private var slots: [Slot] = []
    private var direct: [UInt32] = []
    private var cuts: [Double] = []
    private var smallPlaces: [UInt16] = []

    init(boxes count: Int, _ limits: Limits) {
      self.count = count
      self.limits = limits
      let blocks = max((count + MatchIndex.bitsOfBlock - 1) / MatchIndex.bitsOfBlock, 1)
      // Searches go two blocks at a time.
      stride = (blocks == 1 ? 1 : blocks + blocks % 2) * MatchIndex.wordsOfBlock
      words = [UInt64](repeating: 0, count: stride)
      for box in 0..<count { words.insert(box) }
    }

    mutating func append(_ said: LaneMentions) {
      var lane = LaneIndex(
        column: UInt32(said.lane.column), aspect: said.lane.aspect, isOfLists: said.isOfLists,
        slot: said.slot.map { UInt32($0) } ?? MatchIndex.nowhere)
      let free = base(without: said.constrained)
      let none = add(Row(base: free, events: 0, end: 0))
      // What most kinds of values have in common is written once.
      func row(_ boxes: [UInt32]) -> UInt32 {
        boxes.isEmpty ? none : add(dense(free, toggling: boxes))
      }
      lane.missing = row(said.missing)
      lane.anyText = row(said.anyText)
      if said.lane.aspect == .value {
        lane.yes = row(said.yes)
        lane.no = row(said.no)
        lane.other = row(said.other)
        appendSpans(said.spans, &lane, free)
      }
      appendMentions(said.mentions, &lane)
      lanes.append(lane)
    }

    /// The index, its words put into blocks, which is how they are read.
    consuming func finish(
      searched: Int, ranks: [UInt32], firstBoxes: [UInt32], exact: [UInt64]
    ) -> MatchIndex {
      let blocks = Swift.stride(from: 0, to: words.count, by: MatchIndex.wordsOfBlock).map {
        first in
        var block = Block.zero
        for word in 0..<MatchIndex.wordsOfBlock { block[word] = words[first + word] }
        return block
      }
      for row in rows.indices { rows[row].base /= UInt32(MatchIndex.wordsOfBlock) }
      return MatchIndex(
        count: count, blocksOfRow: stride / MatchIndex.wordsOfBlock, lanes: lanes,
        searched: searched, blocks: blocks, events: events, rows: rows, slots: slots,
        direct: direct, cuts: cuts,
        smallPlaces: smallPlaces, ranks: ranks, firstBoxes: firstBoxes, exact: exact)
    }

    // MARK: Rows

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

    /// For how many rows there is room.
    private var room: Int {
      max(max(limits.wordsOfBox * count, limits.fewWords) - words.count, 0) / stride
    }

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
      // Rows of members and needles are added up, so all of them are events, and one that is not
      // there adds nothing.
      let isOfValues = lane.aspect == .value
      lane.texts = table(
        UInt32(first >> 32), UInt32(last >> 32), count: groups.count,
        else: isOfValues ? lane.anyText : MatchIndex.nowhere)
      let base = rows[Int(lane.anyText)].base
      for group in groups {
        let row: Row
        if isOfValues, group.count * limits.mentionsOfWord >= stride, room > 0 {
          row = dense(base, toggling: mentions[group].map { UInt32(truncatingIfNeeded: $0) })
        } else {
          row = Row(
            base: base, events: UInt32(events.count),
            end: UInt32(events.count + group.count))
          for position in group {
            events.append(Event(box: UInt32(truncatingIfNeeded: mentions[position]), key: 0))
          }
        }
        insert(UInt32(mentions[group.lowerBound] >> 32), row: add(row), in: lane.texts)
      }
    }

    /// Room for so many numbers from a smallest to a largest.
    /// - Parameter row: that of numbers which are not there, in a direct table.
    private mutating func table(
      _ low: UInt32, _ high: UInt32, count: Int, else row: UInt32
    ) -> Table {
      let size = Int(high - low) + 1
      if size <= count * limits.mostSpread + limits.leastSpread {
        let table = Table(start: UInt32(direct.count), low: low, size: UInt32(size))
        direct.append(contentsOf: repeatElement(row, count: size))
        return table
      }
      var capacity = 4
      while capacity < count * 2 { capacity *= 2 }
      let table = Table(start: UInt32(slots.count), mask: UInt32(capacity - 1))
      slots.append(
        contentsOf: repeatElement(Slot(key: Cell.noSymbol, row: 0), count: capacity))
      return table
    }

    private mutating func insert(_ key: UInt32, row: UInt32, in table: Table) {
      if table.size > 0 {
        direct[Int(table.start + key - table.low)] = row
        return
      }
      var position = MatchIndex.hash(key) & table.mask
      while slots[Int(table.start + position)].key != Cell.noSymbol {
        position = (position + 1) & table.mask
      }
      slots[Int(table.start + position)] = Slot(key: key, row: row)
    }

    // MARK: Numbers

    private mutating func appendSpans(
      _ spans: [(span: Allowed.Span, box: UInt32)], _ lane: inout LaneIndex, _ free: UInt32
    ) {
      var ends: [(value: Double, box: UInt32)] = []
      var fromStart: [UInt32] = []
      for (span, box) in spans {
        if span.lower == -.infinity {
          fromStart.append(box)
        } else {
          ends.append((span.lower, box))
        }
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
      if lane.cutCount <= min(limits.plainCuts, room) {
        for cut in 0..<Int(lane.cutCount) {
          let boxes = ends[starts[cut]..<starts[cut + 1]].map(\.box)
          rows.append(dense(rows[rows.count - 1].base, toggling: boxes))
        }
      } else {
        appendCheckpoints(ends, starts, &lane)
      }
    }

    /// Writes out as many rows as there may be, evenly spread; the first is there already.
    private mutating func appendCheckpoints(
      _ ends: [(value: Double, box: UInt32)], _ starts: [Int], _ lane: inout LaneIndex
    ) {
      let count = Int(lane.cutCount)
      let checkpoints = min(limits.checkpoints, room + 1)
      let step = (count + checkpoints) / checkpoints
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
        ends.allSatisfy({ $0 > -1 && $0 <= Double(MatchIndex.smallest) })
      else { return }
      lane.small = UInt32(smallPlaces.count)
      var passed = 0
      for number in -1...MatchIndex.smallest {
        while passed < ends.count, ends[ends.startIndex + passed] <= Double(number) { passed += 1 }
        smallPlaces.append(UInt16(passed))
      }
    }
  }
}

extension [UInt64] {
  mutating func insert(_ bit: Int) { self[bit >> 6] |= 1 << UInt64(bit & 63) }
  mutating func remove(_ bit: Int, from start: Int = 0) {
    self[start + bit >> 6] &= ~(1 << UInt64(bit & 63))
  }
  fileprivate mutating func toggle(_ bit: Int, from start: Int) {
    self[start + bit >> 6] ^= 1 << UInt64(bit & 63)
  }
}
