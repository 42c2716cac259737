import BatonModel

/// What is taken as known of a request: fields by slot, nil for one that is missing.
struct Assumption: Sendable {
  let known: [Int: Value?]
  let schema: FactSchema

  /// What a condition's test comes to; nil if it is about something else.
  func answer(_ test: FieldTest) -> Bool? {
    guard case .field(let slot) = schema.columns[test.column].root,
      schema.columns[test.column].calendar == nil, let field = known[slot]
    else { return nil }
    return test.predicate.holds(
      for: schema.value(ofColumn: test.column, slot: slot, field: field, overlay: nil))
  }
}

extension Condition {
  /// What is left of the condition when some fields are known. A function that is understood is what
  /// it means.
  func assuming(_ assumption: Assumption) -> Condition {
    switch self {
    case .always: return .always
    case .test(let test):
      return assumption.answer(test).map { $0 ? .always : .broken } ?? self
    case .function(let function):
      guard let lifted = function.lifted else { return self }
      let possible = lifted.possible.assuming(assumption)
      if lifted.isExact { return possible }
      return possible.isNever ? .broken : .all([possible, self])
    case .not(let inner):
      let inner = inner.assuming(assumption)
      if case .always = inner { return .broken }
      return inner.isNever ? .always : .not(inner)
    case .all(let parts):
      let left = parts.map { $0.assuming(assumption) }.filter { !$0.isAlways }
      if left.contains(where: \.isNever) { return .broken }
      return left.isEmpty ? .always : left.count == 1 ? left[0] : .all(left)
    case .any(let parts):
      let left = parts.map { $0.assuming(assumption) }.filter { !$0.isNever }
      if left.contains(where: \.isAlways) { return .always }
      return left.count == 1 ? left[0] : .any(left)
    }
  }

  var isNever: Bool { if case .any(let parts) = self { parts.isEmpty } else { false } }
}
