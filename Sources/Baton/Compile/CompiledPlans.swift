import BatonModel

/// The tasks of which a piece of work is made, and what waits for what.
struct PlanRule: Sendable {
  let head: RuleHead
  let condition: Condition
  let level: String
  /// As declared; no circle of them waits for each other.
  let tasks: [PlanTask]
}

struct PlanTask: Sendable {
  /// What becomes of the others when a task fails.
  enum Consequence: Sendable, Hashable {
    /// Nothing more of the plan begins.
    case stop
    /// What waits for it begins all the same.
    case goOn
    /// What waits for it is left out.
    case skip
    /// Another task, by its position, is begun in its place.
    case task(Int)
  }

  let name: String
  let place: Place
  let because: String?
  let to: Assignee
  let limit: TimeLimit?
  /// The positions of the tasks that it waits for, each once.
  let after: [Int]
  /// Whether one of them is enough.
  let anyIsEnough: Bool
  let ifFailed: Consequence
  /// Whether the plan is done without it.
  let isOptional: Bool
}
