import BatonModel
import BatonTime

/// Whether two rule bases can lead a request to different receivers, by their routes alone.
///
/// Both stand in one space of requests. Of each row of the old routes what is left behind the rows before
/// it is looked at with the rows of the new ones in their order: if some request of it comes to another
/// outcome, there is the difference. What a chooser or a function says is the same if both say it in
/// the same words.
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
  private let old: RowField
  private let new: RowField
  /// Whether rows whose outcome is not a receiver say the same.
  private let saysTheSame: (StageRow, StageRow) -> Bool
  private(set) var spent = 0

  init(_ space: RequestSpace, saysTheSame: @escaping (StageRow, StageRow) -> Bool) {
    self.space = space
    old = RowField(StageRows(space, ofBase: 0).routes(), space)
    new = RowField(StageRows(space, ofBase: 1).routes(), space)
    self.saysTheSame = saysTheSame
  }

  mutating func answer() -> Answer {
    var regions: [RequestBox] = []
    var reason: String?
    var allowance = Self.most
    for (number, row) in old.rows.enumerated() {
      if let doubt = Self.doubt(of: row) { reason = reason ?? doubt }
      for box in row.taking {
        if !box.isExact { reason = reason ?? "\(row.title) tests what cannot be looked into" }
        let parts = old.hiding(number, box) + ends(box, like: row)
        var search = BoxSearch(space, budget: min(allowance, Self.budget))
        let answer = search.search(box, parts, restIsRight: false)
        allowance -= search.spent
        spent += search.spent
        switch answer {
        case .none: break
        case .found(let region):
          if regions.count < Self.mostRegions { regions.append(region) }
        case .notDecided: reason = reason ?? "it would take too long for \(row.title)"
        }
      }
    }
    // What no old route takes may be taken now.
    for (number, row) in new.rows.enumerated() {
      if let doubt = Self.doubt(of: row) { reason = reason ?? doubt }
      for box in row.taking {
        if !box.isExact { reason = reason ?? "\(row.title) tests what cannot be looked into" }
        let before = old.taking(box).map {
          BoxSearch.Part(box: $0.box, rank: $0.row, isRight: true)
        }
        let parts = new.hiding(number, box) + before
        var search = BoxSearch(space, budget: min(allowance, Self.budget))
        let answer = search.search(box, parts, restIsRight: false)
        allowance -= search.spent
        spent += search.spent
        if case .found(let region) = answer, regions.count < Self.mostRegions {
          regions.append(region)
        }
      }
    }
    if !regions.isEmpty { return .differs(regions, doubt: reason) }
    return reason.map { .notDecided($0) } ?? .equal
  }

  /// Why a row does not only take or refuse.
  private static func doubt(of row: StageRow) -> String? {
    if !row.passes.isEmpty {
      switch row.hit {
      case .unique: return "\"\(row.name)\" counts as not matched where two rows match"
      case .any: return "\"\(row.name)\" counts as not matched where rows disagree"
      default: return "\(row.title) leads on to further routes"
      }
    }
    if !row.isSure { return "where \(row.title) leads is said when it is asked" }
    if row.head.from != nil || row.head.until != nil {
      return "\(row.title) is in force on some days only"
    }
    return nil
  }

  /// What the new routes do with a box, in their order.
  private func ends(_ box: RequestBox, like row: StageRow) -> [BoxSearch.Part] {
    new.taking(box).map { position, outer in
      BoxSearch.Part(
        box: outer, rank: old.rows.count + position, isRight: isSame(row, new.rows[position]))
    }
  }

  private func isSame(_ one: StageRow, _ other: StageRow) -> Bool {
    if let outcome = one.outcome { return outcome == other.outcome }
    return other.outcome == nil && saysTheSame(one, other)
  }
}
