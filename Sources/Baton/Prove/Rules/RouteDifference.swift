import BatonModel
import BatonTime

/// Whether two rule bases can lead a request to different receivers, by their routes alone.
///
/// Both stand in one space of requests, and what is in both is paired (see ``RoutePairs``). Each old row
/// is laid over each new one that it can differ from: if some request in both of their boxes is left to
/// them by the rows before, there is the difference. So the work grows with what has changed or moved,
/// not with what there is. Rows that may refuse hide nothing; so a request that is led elsewhere is
/// never missed, and what is found is to be tried.
struct RouteDifference {
  enum Answer {
    /// Every request that both stages see alike is led to the same.
    case equal
    /// Regions in which the outcome is another, by what the boxes say; each is to be tried. And why
    /// what the boxes say may not be all.
    case differs([RequestBox], doubt: String?)
    /// Why it is not known.
    case notDecided(String)
  }

  private static let budget = 300_000
  private static let most = 50_000_000
  private static let mostRegions = 200

  private let space: RequestSpace
  private let pairs: RoutePairs
  private(set) var spent = 0
  private var regions: [RequestBox] = []
  private var reason: String?

  /// - Parameter saysTheSame: whether both declare a route, by its name, alike.
  init(_ space: RequestSpace, saysTheSame: @escaping (String) -> Bool) {
    self.space = space
    pairs = RoutePairs(space, saysTheSame: saysTheSame)
  }

  mutating func answer() -> Answer {
    let (old, new) = (pairs.old, pairs.new)
    for (number, row) in old.rows.enumerated() {
      for box in row.taking {
        for (other, outer) in new.field.taking(box, before: pairs.newRows(before: number))
        where pairs.canDiffer(number, other) {
          guard let both = box.intersection(outer) else { continue }
          let parts = old.hiding(number, in: both) + new.hiding(other, in: both)
          search(both, parts) { old.doubt(of: number) ?? new.doubt(of: other) }
        }
        // What an old route takes may be taken by none.
        guard pairs.isOnlyOld(number) else { continue }
        search(box, old.hiding(number, in: box) + Self.taking(box, new)) {
          old.doubt(of: number)
        }
      }
      if regions.count == Self.mostRegions { break }
    }
    // What no old route takes may be taken now.
    for (number, row) in new.rows.enumerated() where pairs.isOnlyNew(number) {
      for box in row.taking {
        search(box, new.hiding(number, in: box) + Self.taking(box, old)) {
          new.doubt(of: number)
        }
      }
    }
    if !regions.isEmpty { return .differs(regions, doubt: reason) }
    return reason.map { .notDecided($0) } ?? .equal
  }

  /// Looks for a request of a box that none of the parts takes.
  /// - Parameter doubt: why a row whose box it is may refuse it.
  private mutating func search(
    _ box: RequestBox, _ parts: [BoxSearch.Part], doubt: () -> String?
  ) {
    guard regions.count < Self.mostRegions else { return }
    var search = BoxSearch(space, budget: min(Self.most - spent, Self.budget))
    let answer = search.search(box, parts, restIsRight: false)
    spent += search.spent
    switch answer {
    case .none: return
    case .notDecided:
      reason = reason ?? "it would take too long to look at all of them"
    case .found(let region):
      regions.append(region)
      reason = reason ?? doubt() ?? doubtfulRow(in: region)
    }
  }

  /// Why a row that might have taken a region is not sure to.
  private func doubtfulRow(in region: RequestBox) -> String? {
    for side in [pairs.old, pairs.new] {
      for (row, _) in side.field.taking(region) {
        if let doubt = side.doubt(of: row) { return doubt }
      }
    }
    return nil
  }

  /// The boxes in which a side takes every request of a box, whatever the day.
  private static func taking(_ box: RequestBox, _ side: RoutePairs.Side) -> [BoxSearch.Part] {
    side.field.taking(box).compactMap { row, outer in
      let head = side.rows[row].head
      guard outer.isExact, side.isCertain[row], head.from == nil, head.until == nil else {
        return nil
      }
      return BoxSearch.Part(box: outer, rank: row, isRight: true)
    }
  }
}
