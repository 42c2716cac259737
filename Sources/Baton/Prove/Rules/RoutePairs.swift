import BatonModel
import BatonTime

/// The routes of two rule bases laid beside each other: which of them are in both.
///
/// Routes stand in units: a rule is one, and so are all rows that look at one another, as those of a
/// `unique` table do. Of a request, a unit is taken or passed by, and the first that is taken decides.
/// Units that say the same do the same about each request, so they are paired. A request can be led
/// elsewhere only by two units that are not the same, of which none is paired with one that would have
/// taken it before the other: ``canDiffer(_:_:)``. Of thousands of routes among which a few have changed or
/// moved, that leaves those few and what they meet.
struct RoutePairs {
  /// The rows of one rule base.
  struct Side {
    let field: RowField
    /// By row, its unit; by unit, its rows.
    fileprivate(set) var unit: [Int] = []
    fileprivate(set) var units: [Range<Int>] = []
    /// By unit, the one of the other side that says the same.
    fileprivate(set) var partner: [Int?] = []
    /// By row, the rules that it stands under, the outermost first.
    fileprivate var outer: [[RuleHead]] = []
    /// By row, whether it takes each request that its exact boxes have, on the days of its own rule.
    fileprivate(set) var isCertain: [Bool] = []

    var rows: [StageRow] { field.rows }

    /// Of a row, where the rows that stand before its unit's partner end; nil if it has none.
    fileprivate func partner(ofRow row: Int) -> Int? { partner[unit[row]] }
  }

  private(set) var old: Side
  private(set) var new: Side
  private let saysTheSame: (String) -> Bool

  /// - Parameter saysTheSame: whether both declare a route, by its name, alike.
  init(_ space: RequestSpace, saysTheSame: @escaping (String) -> Bool) {
    self.saysTheSame = saysTheSame
    old = Self.side(space, 0)
    new = Self.side(space, 1)
    var open: [[RowKey]: [Int]] = [:]
    for unit in new.units.indices.reversed() {
      guard let key = key(of: unit, new) else { continue }
      open[key, default: []].append(unit)
    }
    for unit in old.units.indices {
      guard let key = key(of: unit, old), let other = open[key]?.popLast() else { continue }
      old.partner[unit] = other
      new.partner[other] = unit
    }
  }

  // MARK: Questions

  /// Whether a row takes part in nothing that both rule bases have.
  func isOnlyOld(_ row: Int) -> Bool { old.partner(ofRow: row) == nil }
  func isOnlyNew(_ row: Int) -> Bool { new.partner(ofRow: row) == nil }

  /// The new rows that can take a request before the partner of an old row does.
  func newRows(before row: Int) -> Int {
    old.partner(ofRow: row).map { new.units[$0].lowerBound } ?? .max
  }

  /// Whether a request may be the old row's under the old rules and the new row's under the new ones,
  /// and that is not the same.
  func canDiffer(_ row: Int, _ other: Int) -> Bool {
    if let partner = old.partner(ofRow: row), partner <= new.unit[other] { return false }
    if let partner = new.partner(ofRow: other), partner <= old.unit[row] { return false }
    let (one, two) = (old.rows[row], new.rows[other])
    if one.leadsOn || two.leadsOn { return true }
    if let outcome = one.outcome { return outcome != two.outcome }
    return two.outcome != nil || one.name != two.name || one.number != two.number
      || !saysTheSame(old.root(of: row)) || old.root(of: row) != new.root(of: other)
  }

  // MARK: Units

  /// What a row does, and nothing of where it stands.
  private struct RowKey: Hashable {
    let boxes: [RequestBox]
    let outcome: StageRow.Outcome?
    let isSure: Bool
    let hit: HitPolicy?
    /// Counted from the first row of the unit.
    let passes: [Range<Int>]
    /// Of the rules that it stands under, and of its own.
    let days: [CivilDate?]
    /// Of a row that boxes and outcome do not tell all of.
    let name: String?
    let number: Int?
  }

  /// Nil if it cannot be known whether the other side has the same.
  private func key(of unit: Int, _ side: Side) -> [RowKey]? {
    let rows = side.units[unit]
    var keys: [RowKey] = []
    for index in rows {
      let row = side.rows[index]
      let isTold = row.outcome != nil && row.boxes.allSatisfy(\.isExact)
      let root = side.root(of: index)
      if !isTold, !saysTheSame(root) { return nil }
      keys.append(
        RowKey(
          boxes: row.boxes, outcome: row.outcome, isSure: row.isSure, hit: row.hit,
          passes: row.passes.map {
            $0.lowerBound - rows.lowerBound..<$0.upperBound - rows.lowerBound
          },
          days: (side.outer[index] + [row.head]).flatMap { [$0.from, $0.until] },
          name: isTold ? nil : root + "\n" + row.name, number: isTold ? nil : row.number))
    }
    return keys
  }

  private static func side(_ space: RequestSpace, _ base: Int) -> Side {
    let rows = StageRows(space, ofBase: base).routes()
    var side = Side(field: RowField(rows, space))
    for entry in space.bases[base].rules.routes where entry.head.mode != .shadow {
      switch entry.kind {
      case .rule(let rule): addOuter(rule, under: [], &side.outer)
      case .table(let table):
        side.outer += Array(repeating: [], count: table.rows.count)
      }
    }
    var start = 0
    while start < rows.count {
      var end = start + 1
      var index = start
      while index < end {
        for range in rows[index].passes { end = max(end, range.upperBound) }
        index += 1
      }
      side.unit += Array(repeating: side.units.count, count: end - start)
      side.units.append(start..<end)
      start = end
    }
    side.partner = Array(repeating: nil, count: side.units.count)
    side.isCertain = rows.indices.map { side.takesForSure($0) }
    return side
  }

  /// In the order of the rows: what stands below a node before it.
  private static func addOuter(
    _ rule: RouteRule, under heads: [RuleHead], _ outer: inout [[RuleHead]]
  ) {
    for child in rule.children where child.head.mode != .shadow {
      addOuter(child, under: heads + [rule.head], &outer)
    }
    outer.append(heads)
  }
}

extension RoutePairs.Side {
  /// The name of the declaration that a row stands in.
  fileprivate func root(of row: Int) -> String { outer[row].first?.name ?? rows[row].name }

  /// A row of a table that looks at its other rows takes what none of them has, or where they agree.
  fileprivate func takesForSure(_ index: Int) -> Bool {
    let row = rows[index]
    guard row.isSure, outer[index].allSatisfy({ $0.from == nil && $0.until == nil }) else {
      return false
    }
    if row.passes.isEmpty { return true }
    guard !row.leadsOn else { return false }
    return row.boxes.allSatisfy { box in
      field.meeting(box).allSatisfy { other, _ in
        other == index || unit[other] != unit[index]
          || row.hit == .any && row.outcome != nil && row.outcome == rows[other].outcome
      }
    }
  }

  /// Boxes in which rows before a row take every request, on every day on which it is in force.
  func hiding(_ row: Int, in box: RequestBox) -> [BoxSearch.Part] {
    field.hiding(row, box).filter { isCertain[$0.rank] }
  }

  /// Why a row does not only take or refuse.
  func doubt(of index: Int) -> String? {
    let row = rows[index]
    if !isCertain[index], !row.passes.isEmpty {
      switch row.hit {
      case .unique: return "\"\(row.name)\" counts as not matched where two rows match"
      case .any: return "\"\(row.name)\" counts as not matched where rows disagree"
      default: return "\(row.title) leads on to further routes"
      }
    }
    if !row.isSure { return "where \(row.title) leads is said when it is asked" }
    if (outer[index] + [row.head]).contains(where: { $0.from != nil || $0.until != nil }) {
      return "\(row.title) is in force on some days only"
    }
    return row.boxes.allSatisfy(\.isExact) ? nil : "\(row.title) tests what cannot be looked into"
  }
}

extension StageRow {
  /// Whether further receivers follow the one that it leads to.
  fileprivate var leadsOn: Bool { !passes.isEmpty && hit != .unique && hit != .any }
}
