import BatonModel

/// Rows of one stage that never decide anything, or nothing that would not be decided without them.
struct StageDoubts {
  enum Fate {
    /// Something may come to it.
    case reached
    /// Its conditions hold for no request.
    case never
    /// Others take all of it.
    case hidden(by: [Int])
    case notDecided(spent: Int)
  }

  enum Worth {
    case counts
    /// Without it others do the same.
    case redundant(like: [Int])
    case notDecided(spent: Int)
  }

  /// Comparisons of boxes for one question, and for all of them.
  static let mostForOne = 300_000
  static let most = 400_000_000
  private static let mostTried = 16

  let field: RowField
  let space: RequestSpace
  private let passed: Set<Int>
  /// Whether whatever hides a row hides all that this row would hide.
  private let isPlain: Bool

  init(_ rows: [StageRow], _ space: RequestSpace) {
    field = RowField(rows, space)
    self.space = space
    passed = rows.reduce(into: []) { passed, row in
      for range in row.passes { passed.formUnion(range) }
    }
    isPlain = rows.allSatisfy { $0.passes.isEmpty && $0.own == nil }
  }

  /// The fate of each row.
  func fates(_ allowance: inout Int) -> [Fate] {
    var idle: Set<Int> = []
    return field.rows.indices.map { row in
      let fate = fate(of: row, without: idle, &allowance)
      if case .hidden = fate, isPlain { idle.insert(row) }
      return fate
    }
  }

  /// - Parameter idle: rows that are hidden, and need not be looked at.
  private func fate(of row: Int, without idle: Set<Int>, _ allowance: inout Int) -> Fate {
    var used: Set<Int> = []
    var spent = 0
    for box in field.rows[row].boxes {
      if space.impossible.contain(box) || neverComes(box, &allowance) { continue }
      let parts = field.hiding(row, box)
      // Mostly one rule is the reason, and then it is told alone.
      if let whole = parts.first(where: { $0.box.contains(box) }) {
        used.insert(whole.rank)
        continue
      }
      var search = BoxSearch(space, budget: min(allowance, Self.mostForOne))
      let answer = search.search(box, less(parts, idle), restIsRight: false)
      allowance -= search.spent
      spent += search.spent
      switch answer {
      case .found: return .reached
      case .notDecided: return .notDecided(spent: spent)
      case .none: used.formUnion(needed(search.used, for: box, parts, &allowance))
      }
    }
    return used.isEmpty ? .never : .hidden(by: used.sorted())
  }

  /// Whether the stages before bring no request into a box.
  private func neverComes(_ box: RequestBox, _ allowance: inout Int) -> Bool {
    guard let earlier = space.earlier, !earlier.axesSet(of: box).isEmpty else { return false }
    var search = BoxSearch(space, budget: min(allowance, Self.mostForOne))
    let answer = search.search(box, [], restIsRight: false)
    allowance -= search.spent
    if case .none = answer { return true }
    return false
  }

  /// What rows hide that are hidden themselves, others before them hide too.
  private func less(_ parts: [BoxSearch.Part], _ idle: Set<Int>) -> [BoxSearch.Part] {
    isPlain && !idle.isEmpty ? parts.filter { !idle.contains($0.rank) } : parts
  }

  /// Of the rows that hide a box those without which it were not hidden.
  private func needed(
    _ used: Set<Int>, for box: RequestBox, _ parts: [BoxSearch.Part], _ allowance: inout Int
  ) -> Set<Int> {
    var needed = used
    // Each is tried in turn: of very many it is told that they do it together.
    if used.count > Self.mostTried { return used.subtracting([RequestSpace.nobody]) }
    for row in used.sorted(by: >) where needed.count > 1 {
      let less = needed.subtracting([row])
      var search = BoxSearch(space, budget: min(allowance, Self.mostForOne))
      let fewer = parts.filter { less.contains($0.rank) }
      if case .none = search.search(box, fewer, restIsRight: false) { needed = less }
      allowance -= search.spent
    }
    return needed.subtracting([RequestSpace.nobody])
  }

  /// Whether a row that is reached makes a difference.
  /// - Parameter hidden: rows that are told to be never reached, so that of two alike one is told.
  func worth(of row: Int, hidden: Set<Int>, _ allowance: inout Int) -> Worth {
    let own = field.rows[row]
    guard own.outcome != nil, own.passes.isEmpty, !passed.contains(row) else { return .counts }
    var used: Set<Int> = []
    var spent = 0
    for box in own.boxes {
      var parts = less(field.hiding(row, box), hidden)
      for (other, outer) in field.taking(box) where other > row {
        // Asked where it lies: a copy of a row is dear, and there are many.
        let isSame = field.rows[other].isSame(as: own)
        if isSame, hidden.contains(other), field.rows[other].countsAlone { continue }
        let decides =
          outer.isExact && field.rows[other].decidesAlone
          && field.rows[other].isInForce(wheneverIs: own)
        // What may take it and does the same changes nothing.
        if isSame, !decides { continue }
        parts.append(BoxSearch.Part(box: outer, rank: other, isRight: isSame))
        if decides, outer.contains(box) { break }
      }
      // Without anybody behind it who does the same it counts wherever it is reached.
      if !parts.contains(where: { $0.rank > row && $0.isRight }) {
        parts.removeAll { $0.rank > row }
      }
      var search = BoxSearch(space, budget: min(allowance, Self.mostForOne))
      let answer = search.search(box, parts, restIsRight: false)
      allowance -= search.spent
      spent += search.spent
      switch answer {
      case .found: return .counts
      case .notDecided: return .notDecided(spent: spent)
      case .none: used.formUnion(search.used.filter { $0 > row })
      }
    }
    return .redundant(like: used.sorted())
  }
}

extension StageRow {
  /// Whether rows that hold beside it change nothing of what it comes to.
  fileprivate var countsAlone: Bool { hit == nil || hit == .first }

  /// Whether a request comes to the same by either; a reason that is told counts.
  fileprivate func isSame(as other: StageRow) -> Bool {
    outcome == other.outcome && decidesAlone
      && (other.because == nil || because == other.because)
  }
}
