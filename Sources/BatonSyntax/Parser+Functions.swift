// Functions (lparser.c: body, parlist, funcname).

extension Parser {
  mutating func functionStatement() -> Statement? {
    let start = token
    advance()
    guard let first = expectName(after: "\"function\"") else { return nil }
    let name = self.name(first)
    var suffixes: [SuffixChain.Suffix] = []
    var isMethod = false
    while !isMethod, kind == .dot || kind == .colon {
      isMethod = kind == .colon
      let sign = text(token.range)
      advance()
      guard let field = fieldName(after: "\"\(sign)\"") else { break }
      suffixes.append(.field(name: symbols[field.symbol], range: field.range))
    }
    let target: Expression
    var path = symbols[first.symbol]
    if suffixes.isEmpty {
      target = .name(name)
    } else {
      let chain = SuffixChain(first: .name(name), suffixes: suffixes)
      target = chain.expression(at: suffixes.count - 1)
      for case .field(let field, _) in suffixes { path += "." + field }
    }
    let function = functionBody(
      form: .statement(path: path), word: start, from: Int(start.lower), isMethod: isMethod)
    checkAssigned(target)
    return .function(FunctionStatement(target: target, function: function))
  }

  /// From the parameters to `end`; `function` and the name are consumed.
  mutating func functionBody(
    form: FunctionNode.Form, word: Token, from start: Int, isMethod: Bool = false
  ) -> FunctionNode {
    let number = reserveNumber()
    if !scopes.countFunction() { halt(.tooManyFunctions(limit: Scopes.functionLimit)) }
    let (names, isVariadic) = parameterNames()
    scopes.openFunction(isVariadic: isVariadic)
    // What is open around a function cannot be closed inside it.
    let around = (openIfs, openRepeats, temporaries)
    (openIfs, openRepeats, temporaries) = (0, 0, 0)
    if isMethod { _ = scopes.declare(symbols.insert("self"), selfDeclaration(at: start)) }
    let parameters = names.map { declare($0) }
    scopes.activate()
    let body = block()
    (openIfs, openRepeats, temporaries) = around
    let (lost, captures) = scopes.closeFunction()
    loseJumps(lost)
    expectEnd(of: word)
    let range = range(from: start)
    let function = FunctionNode(
      number: number, form: form, parameters: parameters, isVariadic: isVariadic, body: body,
      range: range,
      lines: (source.line(of: range.lower), source.line(of: max(range.lower, range.upper - 1))),
      assignedCaptures: captures)
    numbered[number] = .function(function)
    return function
  }

  private func selfDeclaration(at start: Int) -> LocalDeclaration {
    LocalDeclaration(
      name: "self", range: SourceRange(lower: start, upper: start), attribute: .none)
  }

  private mutating func parameterNames() -> (names: [Token], isVariadic: Bool) {
    let open = token
    guard consume(.leftParen) else {
      report(
        .expected("\"(\"", after: "\"function\"", found: description(of: token)), at: token.range)
      return ([], true)
    }
    var names: [Token] = []
    var isVariadic = false
    if kind != .rightParen {
      repeat {
        if consume(.ellipsis) {
          isVariadic = true
          break
        }
        if let name = expectName(after: names.isEmpty ? "\"(\"" : "a comma") {
          names.append(name)
        } else if kind == .number || kind == .text {
          advance()
        }
      } while consume(.comma)
    }
    expectClosing(.rightParen, of: open)
    return (names, isVariadic)
  }
}
