/// How much a decision tells about the rules that did not make it.
public enum Explanation: Sendable, Hashable {
  /// The winning rule of each stage, and what went wrong.
  case winners
  /// A verdict on every rule of every stage as well: what failed in it, or what outranked it.
  case full
}
