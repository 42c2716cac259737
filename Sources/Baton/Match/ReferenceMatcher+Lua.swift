extension ReferenceMatcher {
  /// What one condition comes to with all functions run by Lua, those that are understood too. What
  /// is understood only says which of them count as declared.
  static func truthByLua<Functions: FunctionRunner>(
    of condition: Condition, in facts: borrowing Facts, _ evaluation: inout Evaluation<Functions>
  ) -> Truth {
    guard condition.callsFunctions else { return truth(of: condition, in: facts, &evaluation) }
    if let truth = condition.withoutLifting.truth(in: facts, knowing: [:]) { return truth }
    var known: [FunctionCondition: Truth] = [:]
    condition.forEachFunction { function in
      guard function.lifted?.formula.holds(in: facts, offset: facts.offset) != nil else { return }
      known[function] = evaluation.test(function.withoutLifting, facts)
    }
    while true {
      if let truth = condition.truth(in: facts, knowing: known) { return truth }
      guard let open = condition.firstOpen(in: facts, knowing: known) else { return .error }
      known[open] = evaluation.test(open.withoutLifting, facts)
    }
  }
}

extension Condition {
  fileprivate func forEachFunction(_ body: (FunctionCondition) -> Void) {
    switch self {
    case .always, .test: break
    case .function(let function): body(function)
    case .not(let inner): inner.forEachFunction(body)
    case .all(let parts), .any(let parts): for part in parts { part.forEachFunction(body) }
    }
  }

  /// The condition with all its functions left to Lua.
  var withoutLifting: Condition {
    switch self {
    case .always, .test: self
    case .function(let function): .function(function.withoutLifting)
    case .not(let inner): .not(inner.withoutLifting)
    case .all(let parts): .all(parts.map(\.withoutLifting))
    case .any(let parts): .any(parts.map(\.withoutLifting))
    }
  }
}

extension FunctionCondition {
  fileprivate var withoutLifting: FunctionCondition {
    FunctionCondition(function: function.withoutLifting, column: column)
  }
}

extension FunctionReference {
  var withoutLifting: FunctionReference { FunctionReference(ordinal: ordinal, place: place) }
}
