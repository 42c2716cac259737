import BatonModel

/// What one test wants of a value. A list value passes when one of its members does.
enum Predicate: Sendable {
  case present
  case absent
  case equals(Value)
  case oneOf(Set<Value>)
  /// Numbers, priorities and instants; values of another type fail.
  case within(ValueRange)
  /// Any of the texts anywhere, ignoring case.
  case containsAny([FoldedText])
  /// Any of the words between word boundaries, ignoring case.
  case containsWord([FoldedText])
  case startsWith([FoldedText])
  case endsWith([FoldedText])
  case matches(RegularExpression)
}

/// An interval of ordered values with an optional bound on each side.
struct ValueRange: Sendable, Hashable {
  struct Bound: Sendable, Hashable {
    let value: Value
    let inclusive: Bool
  }

  let lower: Bound?
  let upper: Bound?
}
