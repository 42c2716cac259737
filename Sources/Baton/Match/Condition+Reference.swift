extension Condition {
  /// The condition with all its functions left to Lua.
  var withoutLifting: Condition {
    switch self {
    case .always, .test: self
    case .function(let condition):
      .function(
        FunctionCondition(
          function: condition.function.withoutLifting, column: condition.column))
    case .not(let inner): .not(inner.withoutLifting)
    case .all(let parts): .all(parts.map(\.withoutLifting))
    case .any(let parts): .any(parts.map(\.withoutLifting))
    }
  }
}

extension FunctionReference {
  var withoutLifting: FunctionReference { FunctionReference(ordinal: ordinal, place: place) }
}
