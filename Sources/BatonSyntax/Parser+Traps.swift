// Legal Lua that is surely a mistake.

extension Parser {
  mutating func checkEnvironment(_ name: Token) {
    if name.symbol == environment { trap(.environment(symbols[name.symbol]), name.range) }
    checkMarker(name)
  }

  mutating func checkMarker(_ name: Token) {
    if name.symbol == marker { trap(.environment(symbols[name.symbol]), name.range) }
  }

  // MARK: Tables

  /// Looks at one field, which began with a token, before the next is read.
  mutating func checkTraps(_ field: TableField, _ first: Token, _ keys: inout KeyRegister) {
    let key: ConstantKey?
    let keyRange: SourceRange
    switch field {
    case .named(_, let range, _):
      key = .text(first.symbol)
      keyRange = range
    case .keyed(let expression, _, _):
      key = constantKey(expression)
      keyRange = expression.range
    case .positional:
      key = nil
      keyRange = field.value.range
    }
    if let key, let earlier = keys.insert(key, keyRange) {
      trap(.duplicateKey(shortText(keyRange)), keyRange, related: earlier)
    }
    if case .nil(let range) = field.value {
      let written = if case .positional = field { "an entry" } else { shortText(keyRange) }
      trap(.nilValue(written), range)
    }
  }

  /// `{ "a", [1] = "b" }`: the entries without a key have the keys 1, 2, 3 and so on.
  mutating func checkPositions(_ fields: [TableField], _ keys: KeyRegister) {
    guard !keys.isEmpty else { return }
    var position = 0
    for case .positional(let value) in fields {
      position += 1
      if let range = keys.range(of: position) {
        trap(.duplicateKey(shortText(range)), range, related: value.range)
      }
    }
  }

  private func constantKey(_ expression: Expression) -> ConstantKey? {
    switch expression {
    case .text(let literal): .text(literal.symbol)
    case .number(let literal): ConstantKey(literal.value)
    case .boolean(let value, _): .boolean(value)
    case .parenthesised(let node): constantKey(node.inner)
    default: nil
    }
  }

  // MARK: Operators

  /// Looks at an operator and its right side, after the steps to its left.
  mutating func checkTraps(
    _ first: Expression, _ steps: [OperatorChain.Step], _ step: OperatorChain.Step
  ) {
    switch step.symbol {
    case .or:
      // Of `"a" or "b" or "c"` the first says it all.
      guard steps.isEmpty, isAlwaysTrue(first) else { return }
      trap(.constantOr(shortText(first.range)), first.range.joined(with: step.right.range))
    case .and:
      guard steps.isEmpty, isAlwaysTrue(first) else { return }
      trap(.constantAnd(shortText(first.range)), first.range.joined(with: step.right.range))
    default:
      if step.symbol.isBitwise {
        bitwiseSigns.append((step.symbol.rawValue, step.symbolRange))
      }
      if step.symbol.isOrdering, let last = steps.last, last.symbol.isOrdering {
        trap(.comparisonChain, step.symbolRange, related: last.symbolRange)
      }
    }
  }

  private func isAlwaysTrue(_ value: Expression) -> Bool {
    switch value {
    case .text, .number, .table, .function: true
    case .boolean(let value, _): value
    case .parenthesised(let node): isAlwaysTrue(node.inner)
    default: false
    }
  }
}
