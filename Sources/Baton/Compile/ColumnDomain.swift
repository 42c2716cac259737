import BatonModel

/// Some of the values that a column can have, and whether it may be missing.
struct ColumnDomain: Sendable, Hashable {
  enum Values: Sendable, Hashable {
    case any
    case oneOf(Set<Value>)
    case noneOf(Set<Value>)
    case within(ValueRange)
  }

  var mayBeMissing: Bool
  var values: Values

  static let missing = ColumnDomain(mayBeMissing: true, values: .oneOf([]))
  static let present = ColumnDomain(mayBeMissing: false, values: .any)

  var isEmpty: Bool {
    if !mayBeMissing, case .oneOf(let some) = values { some.isEmpty } else { false }
  }

  var isEverything: Bool {
    if mayBeMissing, case .any = values { true } else { false }
  }

  /// Whether all of another is surely in this one.
  func contains(_ other: ColumnDomain) -> Bool {
    if other.mayBeMissing, !mayBeMissing { return false }
    switch (values, other.values) {
    case (.any, _): return true
    case (.oneOf(let mine), .oneOf(let theirs)): return theirs.isSubset(of: mine)
    case (.noneOf(let mine), .noneOf(let theirs)): return mine.isSubset(of: theirs)
    case (.noneOf(let mine), .oneOf(let theirs)): return mine.isDisjoint(with: theirs)
    case (.within(let range), .oneOf(let theirs)):
      return theirs.allSatisfy { range.contains($0) }
    case (.noneOf(let mine), .within(let range)): return !mine.contains { range.contains($0) }
    case (.within(let mine), .within(let theirs)): return mine == theirs
    case (.oneOf, _), (.noneOf, .any), (.within, _): return false
    }
  }

  /// What is in both; a superset of it where `isExact` is false.
  func intersection(_ other: ColumnDomain) -> (domain: ColumnDomain, isExact: Bool) {
    let (values, isExact) = Self.intersection(values, other.values)
    return (
      ColumnDomain(mayBeMissing: mayBeMissing && other.mayBeMissing, values: values), isExact
    )
  }

  private static func intersection(_ left: Values, _ right: Values) -> (Values, Bool) {
    switch (left, right) {
    case (.any, let other), (let other, .any): return (other, true)
    case (.oneOf(let left), .oneOf(let right)): return (.oneOf(left.intersection(right)), true)
    case (.oneOf(let some), .noneOf(let other)), (.noneOf(let other), .oneOf(let some)):
      return (.oneOf(some.subtracting(other)), true)
    case (.noneOf(let left), .noneOf(let right)): return (.noneOf(left.union(right)), true)
    case (.oneOf(let some), .within(let range)), (.within(let range), .oneOf(let some)):
      return (.oneOf(some.filter { range.contains($0) }), true)
    case (.noneOf(let some), .within(let range)), (.within(let range), .noneOf(let some)):
      return (.within(range), !some.contains { range.contains($0) })
    case (.within(let left), .within(let right)):
      return (.within(left.intersection(right)), true)
    }
  }

  /// Exactly what is in one or the other; nil where no domain is that.
  func union(_ other: ColumnDomain) -> ColumnDomain? {
    Self.union(values, other.values).map {
      ColumnDomain(mayBeMissing: mayBeMissing || other.mayBeMissing, values: $0)
    }
  }

  private static func union(_ left: Values, _ right: Values) -> Values? {
    switch (left, right) {
    case (.any, _), (_, .any): return .any
    case (.oneOf(let left), .oneOf(let right)): return .oneOf(left.union(right))
    case (.oneOf(let some), .noneOf(let other)), (.noneOf(let other), .oneOf(let some)):
      let left = other.subtracting(some)
      return left.isEmpty ? .any : .noneOf(left)
    case (.noneOf(let left), .noneOf(let right)):
      let both = left.intersection(right)
      return both.isEmpty ? .any : .noneOf(both)
    case (.oneOf(let some), .within(let range)), (.within(let range), .oneOf(let some)):
      return some.allSatisfy { range.contains($0) } ? .within(range) : nil
    case (.noneOf(let some), .within(let range)), (.within(let range), .noneOf(let some)):
      return some.contains { range.contains($0) } ? nil : .noneOf(some)
    case (.within(let left), .within(let right)):
      return left == right ? .within(left) : nil
    }
  }

  /// As tests of the column.
  func condition(on column: Int) -> Condition {
    func test(_ predicate: Predicate) -> Condition {
      .test(FieldTest(column: column, predicate: predicate))
    }
    let inside: Condition
    switch values {
    case .any: return mayBeMissing ? .always : test(.present)
    case .noneOf(let some):
      let outside = Condition.not(Self.condition(oneOf: some, test))
      return mayBeMissing ? outside : .all([test(.present), outside])
    case .oneOf(let some) where some.isEmpty: return mayBeMissing ? test(.absent) : .broken
    case .oneOf(let some): inside = Self.condition(oneOf: some, test)
    case .within(let range): inside = test(.within(range))
    }
    return mayBeMissing ? .any([test(.absent), inside]) : inside
  }

  private static func condition(
    oneOf some: Set<Value>, _ test: (Predicate) -> Condition
  ) -> Condition {
    if let only = some.first, some.count == 1 { return test(.equals(only)) }
    return test(.oneOf(some))
  }
}

extension ValueRange {
  /// What is in both, of ranges over numbers.
  fileprivate func intersection(_ other: ValueRange) -> ValueRange {
    ValueRange(
      lower: Self.tighter(lower, other.lower, isLower: true),
      upper: Self.tighter(upper, other.upper, isLower: false))
  }

  private static func tighter(_ left: Bound?, _ right: Bound?, isLower: Bool) -> Bound? {
    guard let left else { return right }
    guard let right else { return left }
    let open = Bound(value: left.value, inclusive: false)
    let beyond = isLower ? ValueRange(lower: open, upper: nil) : ValueRange(lower: nil, upper: open)
    if beyond.contains(right.value) { return right }
    if left.value == right.value { return left.inclusive ? right : left }
    return left
  }
}
