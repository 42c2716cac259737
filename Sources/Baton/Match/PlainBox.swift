import BatonModel
import BatonRecords

/// An exact box that leaves of each of its columns one text or one span of numbers: what almost all
/// rules are. It goes into the index without the sets that other boxes are made of, which would be
/// most of the work of building it.
struct PlainBox {
  enum Accepted {
    case symbol(UInt32)
    case span(Allowed.Span)
  }

  /// At most one for each column, of its value.
  private(set) var constraints: [(column: Int, accepted: Accepted)] = []

  /// Becomes the box of a condition.
  /// - Returns: false if the condition's box is no plain one; then nothing is to be read here.
  mutating func become(_ condition: Condition, _ compiler: BoxCompiler) -> Bool {
    constraints.removeAll(keepingCapacity: true)
    switch condition {
    case .test(let test): return add(test, compiler)
    case .all(let parts):
      for part in parts {
        guard case .test(let test) = part, add(test, compiler) else { return false }
      }
      return true
    default: return false
    }
  }

  private mutating func add(_ test: FieldTest, _ compiler: BoxCompiler) -> Bool {
    guard let accepted = compiler.plain(test) else { return false }
    for constraint in constraints where constraint.column == test.column { return false }
    constraints.append((test.column, accepted))
    return true
  }
}

extension BoxCompiler {
  fileprivate func plain(_ test: FieldTest) -> PlainBox.Accepted? {
    if case .list = schema.columns[test.column].type { return nil }
    switch test.predicate {
    case .equals(.text(let text)): return schema.symbols.find(text).map { .symbol($0.number) }
    case .equals(.integer(let number)):
      let bound = ValueRange.Bound(value: .integer(number), inclusive: true)
      return Allowed.Span(ValueRange(lower: bound, upper: bound)).map { .span($0) }
    case .within(let range): return Allowed.Span(range).map { .span($0) }
    default: return nil
    }
  }
}

extension Allowed.Span {
  /// The numbers in a range; nil where there are none, or doubles do not tell the bounds apart.
  fileprivate init?(_ range: ValueRange) {
    if range.lower == nil, range.upper == nil { return nil }
    var lower = -Double.infinity
    var upper = Double.infinity
    if let bound = range.lower {
      guard let value = bound.value.orderedExactly else { return nil }
      lower = bound.inclusive ? value : value.nextUp
    }
    if let bound = range.upper {
      guard let value = bound.value.orderedExactly else { return nil }
      upper = bound.inclusive ? value.nextUp : value
    }
    guard lower < upper else { return nil }
    self.init(lower: lower, upper: upper)
  }
}
