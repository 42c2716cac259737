import BatonModel

/// What it means for a value to pass a test.
///
/// A missing value passes `absent` and nothing else. A list passes when one of its members does, so
/// "is not" (the negation) holds when none of them does. Values of different types are never equal
/// and never ordered. Equality of texts is exact up to Unicode's canonical equivalence.
extension Predicate {
  func holds(for value: Value?) -> Bool {
    guard let value else {
      if case .absent = self { return true }
      return false
    }
    if case .list(let members) = value {
      switch self {
      case .present: return true
      case .absent: return false
      default: return members.contains { holdsForOne($0) }
      }
    }
    return holdsForOne(value)
  }

  private func holdsForOne(_ value: Value) -> Bool {
    switch self {
    case .present: return true
    case .absent: return false
    case .equals(let wanted): return value == wanted
    case .oneOf(let wanted): return wanted.contains(value)
    case .within(let range): return range.contains(value)
    case .matches(let expression):
      guard case .text(let text) = value else { return false }
      return expression.matches(text)
    case .containsAny, .containsWord, .startsWith, .endsWith:
      guard case .text(let text) = value else { return false }
      return holds(forText: FoldedText(text))
    }
  }

  /// Of tests that look inside a text; others hold for none.
  func holds(forText text: FoldedText) -> Bool {
    switch self {
    case .containsAny(let wanted): wanted.contains { text.contains($0) }
    case .containsWord(let wanted): wanted.contains { text.containsWord($0) }
    case .startsWith(let wanted): wanted.contains { text.hasPrefix($0) }
    case .endsWith(let wanted): wanted.contains { text.hasSuffix($0) }
    case .present, .absent, .equals, .oneOf, .within, .matches: false
    }
  }
}

extension ValueRange {
  /// Whether a value of the bounds' type lies in the range.
  func contains(_ value: Value) -> Bool {
    if let lower {
      guard let order = value.order(to: lower.value) else { return false }
      guard order == .after || (order == .same && lower.inclusive) else { return false }
    }
    if let upper {
      guard let order = value.order(to: upper.value) else { return false }
      guard order == .before || (order == .same && upper.inclusive) else { return false }
    }
    return true
  }
}

extension Value {
  enum Order { case before, same, after }

  /// The order of two numbers, mathematically exact, or of two instants; nil where values have no
  /// order, as a NaN has none.
  func order(to other: Value) -> Order? {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): Self.order(left, right)
    case (.instant(let left), .instant(let right)): Self.order(left, right)
    case (.number(let left), .number(let right)): Self.order(left, right)
    case (.integer(let left), .number(let right)): Self.order(left, right)
    case (.number(let left), .integer(let right)): Self.order(right, left)?.reversed
    default: nil
    }
  }

  private static func order(_ left: Int, _ right: Double) -> Order? {
    if LuaNumber.integer(left) < .float(right) { return .before }
    if LuaNumber.float(right) < .integer(left) { return .after }
    return right.isNaN ? nil : .same
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Order? {
    if left < right { return .before }
    if left > right { return .after }
    return left == right ? .same : nil
  }
}

extension Value.Order {
  fileprivate var reversed: Value.Order {
    switch self {
    case .before: .after
    case .same: .same
    case .after: .before
    }
  }
}
