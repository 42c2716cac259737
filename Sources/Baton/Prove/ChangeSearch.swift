import BatonModel

/// Looks for a smallest change of a request with which it is decided as somebody wants.
///
/// First all changes of one field, then of two, then of three, each decided by the engine itself: what
/// it finds is true, whatever rules are made of. Smallest means fewest fields; of those the one whose
/// fields the rules ask about first. O(c^3) decisions for c changes, and never more than ``budget``.
struct ChangeSearch {
  static let budget = 30_000
  private static let mostFields = 3

  private let changes: FieldChanges
  private let isWanted: (Request) -> Decision?
  private(set) var tried = 0
  /// Up to how many fields at once everything was tried.
  private(set) var exhausted = 0

  /// - Parameter isWanted: what is decided about a request, if that is what is wanted.
  init(_ changes: FieldChanges, isWanted: @escaping (Request) -> Decision?) {
    self.changes = changes
    self.isWanted = isWanted
  }

  /// The change, if one was found.
  mutating func search() -> SmallestChange? {
    for count in 1...Self.mostFields {
      var isCut = false
      if let found = search([], from: 0, more: count, &isCut) {
        let request = changes.request(with: found)
        guard let decision = isWanted(request) else { return nil }
        return SmallestChange(fields: found.map(changes.told), decision: decision)
      }
      if isCut { return nil }
      exhausted = count
    }
    return nil
  }

  private mutating func search(
    _ chosen: [FieldChanges.Change], from start: Int, more: Int, _ isCut: inout Bool
  ) -> [FieldChanges.Change]? {
    let all = changes.all
    for index in all.indices.dropFirst(start) {
      let change = all[index]
      if chosen.contains(where: { $0.slot == change.slot && Self.overlaps($0, change) }) {
        continue
      }
      let some = chosen + [change]
      if more > 1 {
        if let found = search(some, from: index + 1, more: more - 1, &isCut) { return found }
        if isCut { return nil }
        continue
      }
      guard tried < Self.budget else {
        isCut = true
        return nil
      }
      tried += 1
      if isWanted(changes.request(with: some)) != nil { return some }
    }
    return nil
  }

  /// Whether two changes of a field cannot both be made: of the field itself, or of the same member.
  private static func overlaps(_ one: FieldChanges.Change, _ other: FieldChanges.Change) -> Bool {
    one.path.isEmpty || other.path.isEmpty || one.path == other.path
  }
}
