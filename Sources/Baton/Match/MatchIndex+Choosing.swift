import BatonModel

extension MatchIndex {
  /// The row that a request picks from a lane.
  @inline(__always)
  func chosen(
    _ number: Int, for facts: borrowing Facts, _ automata: [NeedleAutomaton?],
    _ scratch: inout MatchScratch
  ) -> MatchScratch.Chosen {
    let lanes = lanes.span
    let lane = lanes[number]
    let cell = facts.cell(Int(lane.column))
    switch lane.aspect {
    case .value: return MatchScratch.Chosen(row(lane, cell, &scratch))
    case .members: return members(lane, cell, facts, &scratch)
    case .needles: return needles(lane, cell, facts, automata[number], &scratch)
    }
  }

  @inline(__always)
  private func row(_ lane: LaneIndex, _ cell: Cell, _ scratch: inout MatchScratch) -> Row {
    let rows = rows.span
    switch cell.kind {
    case .text:
      if cell.hasSymbol, let row = row(lane.texts, cell.symbol) { return row }
      return rows[Int(lane.anyText)]
    case .integer, .number, .instant: return row(lane, ordered: cell)
    case .missing: return rows[Int(lane.missing)]
    case .yesNo: return rows[Int(cell.yesNo ? lane.yes : lane.no)]
    case .list:
      // A field of lists is asked here only whether there is one.
      return lane.isOfLists ? rows[Int(lane.other)] : doubtful(&scratch)
    case .object: return rows[Int(lane.other)]
    }
  }

  /// The row of all boxes, each of which must be looked at.
  private func doubtful(_ scratch: inout MatchScratch) -> Row {
    scratch.isDoubtful = true
    return Row(base: 0, events: 0, end: 0)
  }

  private func members(
    _ lane: LaneIndex, _ cell: Cell, _ facts: borrowing Facts, _ scratch: inout MatchScratch
  ) -> MatchScratch.Chosen {
    scratch.found.removeAll(keepingCapacity: true)
    if cell.kind == .list {
      for member in facts.members(of: cell) where member.kind == .text && member.hasSymbol {
        scratch.found.append(member.symbol)
      }
    } else if cell.kind == .text, cell.hasSymbol {
      scratch.found.append(cell.symbol)
    }
    return sum(lane, &scratch)
  }

  private func needles(
    _ lane: LaneIndex, _ cell: Cell, _ facts: borrowing Facts, _ automaton: NeedleAutomaton?,
    _ scratch: inout MatchScratch
  ) -> MatchScratch.Chosen {
    guard cell.kind != .list else {
      return MatchScratch.Chosen(doubtful(&scratch))
    }
    scratch.found.removeAll(keepingCapacity: true)
    if cell.kind == .text, let automaton {
      scratch.bytes.removeAll(keepingCapacity: true)
      if !facts.appendFolded(cell, to: &scratch.bytes), let text = facts.text(of: cell) {
        scratch.bytes = FoldedText(text).utf8
      }
      let text = scratch.bytes
      automaton.search(text.span, into: &scratch.found, &scratch.marks)
    }
    return sum(lane, &scratch)
  }

  /// The row of those boxes that want nothing here or one of what was found.
  private func sum(
    _ lane: LaneIndex, _ scratch: inout MatchScratch
  ) -> MatchScratch.Chosen {
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
        let none = Int(rows[Int(lane.missing)].base)
        scratch.extra.append(contentsOf: blocks[none..<none + blocksOfRow])
        if let only { add(only, to: start, &scratch) }
      }
      add(row, to: start, &scratch)
    }
    if isSum {
      return MatchScratch.Chosen(Row(base: UInt32(start), events: 0, end: 0), isExtra: true)
    }
    return MatchScratch.Chosen(only ?? rows[Int(lane.missing)])
  }

  private func add(_ row: Row, to start: Int, _ scratch: inout MatchScratch) {
    for position in Int(row.events)..<Int(row.end) {
      let box = Int(events[position].box)
      scratch.extra[start + box / Self.bitsOfBlock][box >> 6 & 7] |= 1 << UInt64(box & 63)
    }
  }
}
