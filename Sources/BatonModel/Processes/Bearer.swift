/// Who has a case, and so what is to come of it: shared by all events that remember it. The person is
/// there only where somebody asks for persons.
package final class Bearer: Sendable, Hashable {
  package let party: String?
  package let group: String?
  package let person: String?

  package init(party: String?, group: String?, person: String? = nil) {
    self.party = party
    self.group = group
    self.person = person
  }

  /// Nil if nothing is known.
  package static func known(
    party: String?, group: String?, person: String? = nil
  ) -> Bearer? {
    if party == nil, group == nil, person == nil { return nil }
    return Bearer(party: party, group: group, person: person)
  }

  package static func == (one: Bearer, other: Bearer) -> Bool {
    one === other
      || one.party == other.party && one.group == other.group
        && one.person == other.person
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(party)
    hasher.combine(group)
    hasher.combine(person)
  }
}
