import BatonModel
import BatonTime

/// How people are answered: each part is said by the first rule that says it, what is to be observed by
/// all.
struct ReplyRule: Sendable {
  let head: RuleHead
  let condition: Condition
  let level: String
  let template: String?
  let tone: String?
  /// The name of a role, a group, a receiver or a party.
  let sender: String?
  let compliance: [String]
}

/// An article that helps with some requests.
struct KnowledgeRule: Sendable {
  let head: RuleHead
  let condition: Condition
  let link: String?
  /// The last day on which it counts as looked after.
  let reviewBy: CivilDate?
}

/// A time after a broken promise.
struct TrustRule: Sendable {
  let name: String
  let place: Place
  /// By name, at least one.
  let agreements: Set<String>
  let of: BreachHistory.Subject
  /// In milliseconds.
  let lasts: Int64
  let because: String?
}

/// What opens another record.
struct FollowUpRule: Sendable {
  let head: RuleHead
  let condition: Condition
  /// The kind of record.
  let opens: String
  /// A role.
  let ledBy: String?
  /// Slots of the request's fields that are taken over.
  let takes: [Int]
  let set: [(field: String, value: Value)]
  /// Slots; empty for a record of its own for each case.
  let same: [Int]
}

/// Who comes together over a case.
struct SwarmRule: Sendable {
  let head: RuleHead
  let condition: Condition
  /// A role.
  let coordinator: String
  let invites: [Assignee]
  /// Whether those come who work on the records that are linked to the case.
  let invitesLinked: Bool
  let stop: Condition?
}
