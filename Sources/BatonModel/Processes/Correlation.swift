/// What values of two events have to do with each other: the first ones are the same, all others differ.
package struct Correlation: BitwiseCopyable, Sendable {
  /// How many of an event's values must be the same.
  package let same: Int

  package init(same: Int) { self.same = same }

  /// Whether the values of two events are as they must be. A missing value equals nothing, and
  /// differs from everything.
  package func holds(_ one: [Value?], _ other: [Value?]) -> Bool {
    for index in 0..<same {
      guard let value = one[index], value == other[index] else { return false }
    }
    return differs(one, other)
  }

  /// The same for events that have the same in common.
  func differs(_ one: [Value?], _ other: [Value?]) -> Bool {
    for index in same..<one.count {
      if let value = one[index], value == other[index] { return false }
    }
    return true
  }
}
