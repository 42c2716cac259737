/// Who has a case, and so what is to come of it: shared by all events that remember it.
package final class Bearer: Sendable, Hashable {
  package let party: String?
  package let group: String?

  package init(party: String?, group: String?) {
    self.party = party
    self.group = group
  }

  /// Nil if nothing is known.
  package static func known(party: String?, group: String?) -> Bearer? {
    party == nil && group == nil ? nil : Bearer(party: party, group: group)
  }

  package static func == (one: Bearer, other: Bearer) -> Bool {
    one === other || one.party == other.party && one.group == other.group
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(party)
    hasher.combine(group)
  }
}
