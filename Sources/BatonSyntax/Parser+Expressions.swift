// Expressions (lparser.c: subexpr, simpleexp, suffixedexp, funcargs).

extension Parser {
  /// An expression whose operators bind tighter than a priority.
  mutating func expression(above limit: Int = 0) -> Expression {
    guard enterLevel() else { return .missing(token.range) }
    defer { leaveLevel() }
    var first: Expression
    if let symbol = UnaryOperator(kind) {
      let start = token.range
      advance()
      let operand = expression(above: UnaryOperator.priority)
      if symbol == .bitwiseNot { bitwiseSigns.append((symbol.rawValue, start)) }
      first = .unary(
        UnaryNode(symbol: symbol, operand: operand, range: start.joined(with: operand.range)))
    } else {
      first = simpleExpression()
    }
    guard let symbol = BinaryOperator(kind), symbol.priority.left > limit else { return first }
    let chain = operators(after: first, above: limit)
    first = .binary(BinaryNode(chain: chain, position: chain.steps.count - 1))
    return first
  }

  private mutating func operators(after first: Expression, above limit: Int) -> OperatorChain {
    var steps: [OperatorChain.Step] = []
    while let symbol = BinaryOperator(kind), symbol.priority.left > limit {
      let symbolRange = token.range
      advance()
      let right = expression(above: symbol.priority.right)
      let step = OperatorChain.Step(symbol: symbol, symbolRange: symbolRange, right: right)
      checkTraps(first, steps, step)
      steps.append(step)
    }
    return OperatorChain(first: first, steps: steps)
  }

  private mutating func simpleExpression() -> Expression {
    let token = self.token
    switch token.kind {
    case .number:
      advance()
      let value =
        Numeral.value(source.bytes, from: Int(token.lower), to: Int(token.upper)) ?? .integer(0)
      constants.add(value)
      return .number(NumberLiteral(value: value, range: token.range))
    case .text:
      advance()
      return .text(literal(token))
    case .nil:
      advance()
      return .nil(token.range)
    case .true, .false:
      advance()
      return .boolean(token.kind == .true, token.range)
    case .ellipsis:
      if !scopes.isVariadic { find(.varargsOutside, at: token.range) }
      advance()
      return .varargs(token.range)
    case .leftBrace:
      return .table(table(isBareArgument: false))
    case .function:
      advance()
      return .function(functionBody(form: .expression, word: token, from: Int(token.lower)))
    default:
      return suffixedExpression()
    }
  }

  private mutating func literal(_ token: Token) -> TextLiteral {
    constants.add(token.symbol)
    return TextLiteral(value: symbols[token.symbol], range: token.range, symbol: token.symbol)
  }

  mutating func name(_ token: Token) -> NameNode {
    checkEnvironment(token)
    var overflow = false
    let resolution = scopes.resolve(token.symbol, overflow: &overflow)
    if overflow { find(.tooManyUpvalues(limit: Scopes.upvalueLimit), at: token.range) }
    if case .global = resolution { constants.add(token.symbol) }
    return NameNode(name: symbols[token.symbol], range: token.range, resolution: resolution)
  }

  /// A name or parentheses, and everything that is asked of it.
  mutating func suffixedExpression() -> Expression {
    let first: Expression
    switch kind {
    case .name:
      first = .name(name(token))
      advance()
    case .leftParen:
      let open = token
      advance()
      openParens += 1
      let inner = expression()
      openParens -= 1
      expectClosing(.rightParen, of: open)
      first = .parenthesised(
        ParenthesisedNode(inner: inner, range: range(from: Int(open.lower))))
    default:
      return missingExpression()
    }
    switch kind {
    case .dot, .leftBracket, .colon, .leftParen, .text, .leftBrace: return suffixes(after: first)
    default: return first
    }
  }

  private mutating func suffixes(after first: Expression) -> Expression {
    var suffixes: [SuffixChain.Suffix] = []
    suffixes.reserveCapacity(2)
    loop: while true {
      switch kind {
      case .dot:
        advance()
        guard let field = fieldName(after: "\".\"") else { break loop }
        suffixes.append(.field(name: symbols[field.symbol], range: field.range))
      case .leftBracket:
        let open = token
        advance()
        openBrackets += 1
        let key = expression()
        openBrackets -= 1
        expectClosing(.rightBracket, of: open)
        suffixes.append(.key(key, upper: previousEnd))
      case .colon:
        guard let call = methodCall() else { break loop }
        suffixes.append(.call(call))
      case .leftParen, .text, .leftBrace:
        suffixes.append(.call(call(method: nil)))
      default:
        break loop
      }
    }
    guard !suffixes.isEmpty else { return first }
    let chain = SuffixChain(first: first, suffixes: suffixes)
    for (position, suffix) in suffixes.enumerated() {
      guard case .call(let call) = suffix else { continue }
      numbered[call.number] = .call(CallNode(chain: chain, position: position, call: call))
    }
    return chain.expression(at: suffixes.count - 1)
  }

  /// A name after "." or ":"; a reserved word on the same line is taken for one, with a problem.
  mutating func fieldName(after sign: String) -> Token? {
    let token = self.token
    if kind == .name {
      checkMarker(token)
      constants.add(token.symbol)
      advance()
      return token
    }
    report(.nameExpected(after: sign, found: description(of: token)), at: token.range)
    guard kind.isReservedWord, !token.startsLine else { return nil }
    advance()
    return token
  }

  private mutating func methodCall() -> SuffixChain.Call? {
    advance()
    guard let method = fieldName(after: "\":\"") else { return nil }
    let name = symbols[method.symbol]
    guard kind.startsArguments else {
      report(.argumentsExpected(method: name), at: method.range)
      return nil
    }
    return call(method: (name, method.range))
  }

  private mutating func call(
    method: (name: String, range: SourceRange)?
  ) -> SuffixChain.Call {
    let number = reserveNumber()
    let start = Int(token.lower)
    let hasParentheses = kind == .leftParen
    let arguments: [Expression]
    let held = temporaries
    hold(method == nil ? 1 : 2)
    defer { temporaries = held }
    switch kind {
    case .text:
      arguments = [.text(literal(token))]
      advance()
    case .leftBrace:
      arguments = [.table(table(isBareArgument: true))]
    default:
      arguments = parenthesisedArguments()
    }
    return SuffixChain.Call(
      number: number, method: method, arguments: arguments, hasParentheses: hasParentheses,
      argumentsRange: range(from: start))
  }

  private mutating func parenthesisedArguments() -> [Expression] {
    let open = token
    advance()
    openParens += 1
    var arguments: [Expression] = []
    while kind != .rightParen {
      arguments.append(expression())
      hold()
      if consume(.comma) {
        if kind == .rightParen {
          report(.valueExpected(found: description(of: token)), at: token.range)
        }
      } else if kind == .assign {
        report(.unexpected(description(of: token)), at: token.range)
        advance()
      } else if kind.startsExpression, !isOutdented(from: open) {
        report(.missingCommaInArguments, at: placeAfterPrevious, related: open.range)
      } else {
        break
      }
    }
    openParens -= 1
    expectClosing(.rightParen, of: open)
    return arguments
  }

  /// Values with commas between them. Of a list to be returned, all are in registers at the end.
  mutating func expressions(areReturned: Bool = false) -> [Expression] {
    var all = [expression()]
    let held = temporaries
    while consume(.comma) {
      hold()
      all.append(expression())
    }
    if areReturned, all.count > 1 { hold() }
    temporaries = held
    return all
  }
}
