/// One request's rows in all lanes of an index, to tell of each box in how many lanes it fails.
///
/// Bit-sliced: many boxes are counted at once, so that what is nearest costs a few operations per
/// word and lane. It lives on the stack of whoever surveys; rows that are not just words of the index
/// lie in the scratch.
struct BoxSurvey: ~Copyable {
  /// The bases of rows without events in the index: what most rows are.
  private var bases = InlineArray<16, UInt32>(repeating: 0)
  private var baseCount = 0
  /// Whether there are rows with events, rows that were added up, or such as have no room above.
  private var hasOthers = false

  /// Picks the request's rows.
  init(
    _ index: borrowing MatchIndex, for facts: borrowing Facts, _ automata: [NeedleAutomaton?],
    _ scratch: inout MatchScratch
  ) {
    scratch.begin()
    if !scratch.chosen.isEmpty { scratch.chosen.removeAll(keepingCapacity: true) }
    for lane in 0..<index.lanes.count {
      let chosen = index.chosen(lane, for: facts, automata, &scratch)
      if chosen.isPlain, baseCount < bases.count {
        bases[baseCount] = chosen.row.base
        baseCount &+= 1
      } else {
        scratch.chosen.append(chosen)
        hasOthers = true
      }
    }
  }

  /// The first block from `first` on that has boxes which fail in no lane, and these boxes. Blocks
  /// are to be asked for in order.
  /// - Returns: as many as there are blocks if there is none.
  mutating func holding(
    from first: Int, of index: borrowing MatchIndex, _ boxes: inout MatchIndex.Block,
    _ scratch: inout MatchScratch
  ) -> Int {
    var block = plainlyHolding(from: first, of: index, &boxes)
    guard hasOthers else { return block }
    while block < index.blocksOfRow {
      for number in scratch.chosen.indices {
        boxes &= index.part(block, of: &scratch.chosen[number], scratch.extra)
      }
      if !boxes.isZero { return block }
      block = plainlyHolding(from: block + 1, of: index, &boxes)
    }
    return block
  }

  /// The same by the rows without events alone. By itself, so that what is found stays in registers.
  @inline(never)
  private func plainlyHolding(
    from first: Int, of index: borrowing MatchIndex, _ boxes: inout MatchIndex.Block
  ) -> Int {
    // A span, because a subscript that is worked out copies all of an inline array.
    let bases = bases.span
    let end = index.blocksOfRow
    var block = first
    while block < end {
      var found = index.blocks[block]
      var number = 0
      // The first lanes leave few boxes, most often none.
      while number < baseCount {
        found &= index.blocks[Int(bases[number]) &+ block]
        number &+= 1
        if number < baseCount {
          found &= index.blocks[Int(bases[number]) &+ block]
          number &+= 1
        }
        if found.isZero { break }
      }
      if !found.isZero {
        boxes = found
        return block
      }
      block &+= 1
    }
    return end
  }

  /// Goes back to the first block: events are read in order.
  func rewind(_ scratch: inout MatchScratch) {
    guard hasOthers else { return }
    for number in scratch.chosen.indices {
      scratch.chosen[number].next = scratch.chosen[number].row.events
    }
  }

  /// Makes a block ready to be counted. Blocks are to be loaded in order.
  func load(_ block: Int, of index: borrowing MatchIndex, _ scratch: inout MatchScratch) {
    guard hasOthers else { return }
    scratch.parts.removeAll(keepingCapacity: true)
    for number in scratch.chosen.indices {
      scratch.parts.append(index.part(block, of: &scratch.chosen[number], scratch.extra))
    }
  }

  /// In how many lanes each box of a word fails, up to three.
  /// - Parameter block: the one that is loaded.
  @inline(__always)
  func fewFailures(
    word: Int, ofBlock block: Int, of index: borrowing MatchIndex,
    _ scratch: borrowing MatchScratch
  ) -> FewFailures {
    let bases = bases.span
    var counts = FewFailures(boxes: index.blocks[block][word])
    for number in 0..<baseCount { counts.add(~index.blocks[Int(bases[number]) &+ block][word]) }
    if hasOthers {
      let parts = scratch.parts.span
      for number in parts.indices { counts.add(~parts[number][word]) }
    }
    return counts
  }

  /// In how many lanes each box of a word fails.
  /// - Parameter block: the one that is loaded.
  @inline(never)
  func failures(
    word: Int, ofBlock block: Int, of index: borrowing MatchIndex,
    _ scratch: borrowing MatchScratch
  ) -> FailureCounts {
    let bases = bases.span
    var counts = FailureCounts(boxes: index.blocks[block][word])
    for number in 0..<baseCount { counts.add(~index.blocks[Int(bases[number]) &+ block][word]) }
    if hasOthers {
      let parts = scratch.parts.span
      for number in parts.indices { counts.add(~parts[number][word]) }
    }
    return counts
  }
}
