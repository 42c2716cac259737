import BatonModel

extension MatchIndex {
  /// The row that a request picks from a lane.
  @inline(__always)
  func chosen(
    _ number: Int, for facts: borrowing Facts, _ automata: [NeedleAutomaton?],
    _ scratch: inout MatchScratch
  ) -> MatchScratch.Chosen {
    if lanes[number].aspect == .value {
      return MatchScratch.Chosen(row(ofLane: number, for: facts, &scratch))
    }
    return sum(ofLane: number, for: facts, automata, &scratch)
  }

  /// The row of the only value that a lane's column has. Reads of the lane what this kind of value
  /// needs, and no more.
  @inline(__always)
  func row(
    ofLane number: Int, for facts: borrowing Facts, _ scratch: inout MatchScratch
  ) -> Row {
    let slot = lanes[number].slot
    let cell =
      slot != Self.nowhere ? facts.cells[Int(slot)] : facts.cell(Int(lanes[number].column))
    let row: UInt32
    switch cell.kind {
    case .text: row = self.row(ofLane: number, text: cell.symbol)
    case .integer, .number, .instant: return self.row(ofLane: number, ordered: cell)
    case .missing: row = lanes[number].missing
    case .yesNo: row = cell.yesNo ? lanes[number].yes : lanes[number].no
    case .list:
      // A field of lists is asked here only whether there is one.
      guard lanes[number].isOfLists else { return doubtful(&scratch) }
      row = lanes[number].other
    case .object: row = lanes[number].other
    }
    return rows[Int(row)]
  }

  /// The row of all boxes, each of which must be looked at.
  private func doubtful(_ scratch: inout MatchScratch) -> Row {
    scratch.isDoubtful = true
    return Row(base: 0, events: 0, end: 0)
  }

  /// The row of a lane whose column may have several values at once.
  @inline(never)
  func sum(
    ofLane number: Int, for facts: borrowing Facts, _ automata: [NeedleAutomaton?],
    _ scratch: inout MatchScratch
  ) -> MatchScratch.Chosen {
    let lane = lanes[number]
    let cell = facts.cell(Int(lane.column))
    if lane.aspect == .members { return members(lane, cell, facts, &scratch) }
    return needles(lane, cell, facts, automata[number], &scratch)
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
