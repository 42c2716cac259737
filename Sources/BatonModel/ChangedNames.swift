/// The names that objects came to have as members came and went.
///
/// Cases change alike: one gets a state, loses its reason to wait, and so on. Those that came the same
/// way share their names here, as records of one shape do, so that what is known of a shape is found
/// out once. Bounded: senders who name a new field with every event only make it start over.
package struct ChangedNames: Sendable {
  private struct Change: Hashable {
    let before: ObjectIdentifier
    let name: String
  }

  /// With the names before, so that no others take their place in memory.
  private var known: [Change: (before: MemberNames, after: MemberNames)] = [:]
  private static let limit = 256

  package init() {}

  /// The names with another one behind them.
  /// - Precondition: it is none of them.
  mutating func names(_ before: MemberNames, with name: String) -> MemberNames {
    after(before, name) { before.list + [name] }
  }

  /// The names without the one at a position.
  mutating func names(_ before: MemberNames, without index: Int) -> MemberNames {
    after(before, before.list[index]) {
      var names = before.list
      names.remove(at: index)
      return names
    }
  }

  // A name comes or goes, and not both: it is one of the names or it is not.
  private mutating func after(
    _ before: MemberNames, _ name: String, _ list: () -> [String]
  ) -> MemberNames {
    let change = Change(before: ObjectIdentifier(before), name: name)
    if let known = known[change] { return known.after }
    if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
    let after = MemberNames(list())
    known[change] = (before, after)
    return after
  }
}
