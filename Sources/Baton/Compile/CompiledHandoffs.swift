import BatonModel

/// What must be in order when a case goes from one provider to another, and what happens if it goes to
/// and fro.
struct HandoffRule: Sendable {
  let head: RuleHead
  let condition: Condition
  /// Parties by name, each once; empty for any.
  let from: [String]
  let to: [String]
  /// Slots of the request's fields that must be filled in, each once.
  let needs: [Int]
  /// By when the receiver must say that they have it.
  let acknowledgeWithin: TimeLimit?
  /// How often a case may go back to who had it.
  let bouncesAtMost: Int?
  let handoffsAtMost: Int?
  /// Milliseconds in which these are counted; nil for the whole life of the case.
  let within: Int64?
  /// Who takes over when one of them is passed; nil: whoever the fallback route names.
  let otherwise: Assignee?
}
