import BatonModel

/// A name that is declared and that nothing in the rule base uses.
struct UnusedName: Hashable {
  enum Kind: String {
    case group, calendar, field, role, receiver, rota
  }

  let kind: Kind
  let name: String
  let place: Place
}
