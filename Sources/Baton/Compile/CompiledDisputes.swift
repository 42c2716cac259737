import BatonModel

/// Who settles a dispute about a case, by when, and who decides if they do not.
struct DisputeRule: Sendable {
  let head: RuleHead
  let condition: Condition
  /// A role; nil: the one that is accountable for the case.
  let settledBy: String?
  /// Nil: it has no end.
  let within: TimeLimit?
  /// A role, where there is an end.
  let otherwise: String?
}
