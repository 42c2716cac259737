/// How much a decision tells about the rules that did not make it.
public enum Explanation: Sendable, Hashable {
  /// The winning rule of each stage, and what went wrong.
  case winners
  /// For each stage also the rules that were outranked, and the so many rules that came nearest to
  /// matching, with what failed in them. Costs little more than the winners, however many rules
  /// there are.
  case nearest(Int)
  /// A verdict on every rule of every stage as well: what failed in it, or what outranked it.
  case full
}
