import BatonModel

extension MatchIndex {
  /// Picks the rows of a request.
  /// - Parameter count: from how many lanes, the first ones.
  func choose(
    _ count: Int, for facts: Facts, _ automata: [NeedleAutomaton?], _ scratch: inout MatchScratch
  ) {
    scratch.isDoubtful = false
    scratch.chosen.removeAll(keepingCapacity: true)
    if !scratch.extra.isEmpty { scratch.extra.removeAll(keepingCapacity: true) }
    let lanes = lanes.span
    for number in 0..<count {
      let lane = lanes[number]
      let cell = facts.cell(Int(lane.column))
      switch lane.aspect {
      case .value: scratch.chosen.append(MatchScratch.Chosen(row(lane, cell, &scratch)))
      case .members: chooseMembers(lane, cell, facts, &scratch)
      case .needles: chooseNeedles(lane, cell, facts, automata[number], &scratch)
      }
    }
  }

  @inline(__always)
  private func row(_ lane: LaneIndex, _ cell: Cell, _ scratch: inout MatchScratch) -> Row {
    switch cell.kind {
    case .missing: return lane.missing
    case .text:
      if cell.hasSymbol, let row = row(lane.texts, cell.symbol) { return row }
      return lane.anyText
    case .integer, .number, .instant: return row(lane, number: cell.ordered)
    case .yesNo: return cell.yesNo ? lane.yes : lane.no
    case .list:
      // A field of lists is asked here only whether there is one.
      if !lane.isOfLists { return doubtful(&scratch) }
      return lane.other
    case .object: return lane.other
    }
  }

  /// The row of all boxes, each of which must be looked at.
  private func doubtful(_ scratch: inout MatchScratch) -> Row {
    scratch.isDoubtful = true
    return Row(base: 0, events: 0, end: 0)
  }

  private func chooseMembers(
    _ lane: LaneIndex, _ cell: Cell, _ facts: Facts, _ scratch: inout MatchScratch
  ) {
    scratch.found.removeAll(keepingCapacity: true)
    if cell.kind == .list {
      for member in facts.members(of: cell) where member.kind == .text && member.hasSymbol {
        scratch.found.append(member.symbol)
      }
    } else if cell.kind == .text, cell.hasSymbol {
      scratch.found.append(cell.symbol)
    }
    addUp(lane, &scratch)
  }

  private func chooseNeedles(
    _ lane: LaneIndex, _ cell: Cell, _ facts: Facts, _ automaton: NeedleAutomaton?,
    _ scratch: inout MatchScratch
  ) {
    guard cell.kind != .list else {
      scratch.chosen.append(MatchScratch.Chosen(doubtful(&scratch)))
      return
    }
    scratch.found.removeAll(keepingCapacity: true)
    if cell.kind == .text, let automaton {
      scratch.bytes.removeAll(keepingCapacity: true)
      if !facts.appendFolded(cell, to: &scratch.bytes), let text = facts.text(of: cell) {
        scratch.bytes = FoldedText(text).utf8
      }
      var found = scratch.found
      scratch.found = []
      automaton.search(scratch.bytes.span) { needle in
        // Text that repeats itself finds the same again and again.
        if found.count < 64 && found.contains(needle) { return }
        found.append(needle)
      }
      scratch.found = found
    }
    addUp(lane, &scratch)
  }

  /// The row of those boxes that want nothing here or one of what was found.
  private func addUp(_ lane: LaneIndex, _ scratch: inout MatchScratch) {
    var only: Row?
    var isSum = false
    var start = 0
    for key in scratch.found {
      guard let row = row(lane.texts, key) else { continue }
      if !isSum, only == nil {
        only = row
        continue
      }
      if !isSum {
        isSum = true
        start = scratch.extra.count
        scratch.extra.append(
          contentsOf: words[Int(lane.missing.base)..<Int(lane.missing.base) + stride])
        if let only { add(only, to: start, &scratch) }
      }
      add(row, to: start, &scratch)
    }
    if isSum {
      let row = Row(base: UInt32(start), events: 0, end: 0)
      scratch.chosen.append(MatchScratch.Chosen(row, isExtra: true))
    } else {
      scratch.chosen.append(MatchScratch.Chosen(only ?? lane.missing))
    }
  }

  private func add(_ row: Row, to start: Int, _ scratch: inout MatchScratch) {
    for position in Int(row.events)..<Int(row.end) {
      let box = Int(events[position].box)
      scratch.extra[start + box >> 6] |= 1 << UInt64(box & 63)
    }
  }
}
