/// `callee(arguments)`, `callee "text"`, `callee { … }`, `callee:method(arguments)`.
package struct CallNode: Sendable {
  let chain: SuffixChain
  let position: Int
  let call: SuffixChain.Call

  /// The index in `SyntaxTree.numbered`.
  package var number: Int { call.number }

  /// What is called; for a method call, the object.
  package var callee: Expression { chain.expression(before: position) }

  package var methodName: String? { call.method?.name }
  package var methodRange: SourceRange? { call.method?.range }
  package var arguments: [Expression] { call.arguments }

  /// False for `f "text"` and `f { … }`.
  package var hasParentheses: Bool { call.hasParentheses }
  package var argumentsRange: SourceRange { call.argumentsRange }

  /// The name in `name(…)`, `name "…"`, `name { … }`, be it global or local.
  package var calleeName: String? {
    guard position == 0, call.method == nil, case .name(let name) = chain.first else { return nil }
    return name.name
  }

  /// The word in `word "name" { … }`, where the first call gives the name and the second the body;
  /// of a single call, its callee's name.
  package var declaredWord: String? {
    if let name = calleeName { return name }
    guard position == 1, call.method == nil, case .call(let inner) = callee else { return nil }
    return inner.calleeName
  }

  package var range: SourceRange {
    SourceRange(lower: chain.first.range.lower, upper: call.argumentsRange.upper)
  }
}
