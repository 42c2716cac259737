// Statements (lparser.c: statement and its callees).

extension Parser {
  /// Statements up to a word that ends a block. The caller opens and closes the scope.
  mutating func block() -> Block {
    var statements: [Statement] = []
    let start = Int(token.lower)
    while true {
      if kind.endsBlock {
        if kind == .endOfFile || !closesNothing { break }
        report(.closesNothing(text(token.range)), at: token.range)
        advance()
        continue
      }
      if level == 0, !dataWords.isEmpty, dataStatement() { continue }
      let before = index
      let known = problems.count
      let isReturn = kind == .return
      if let statement = statement() { statements.append(statement) }
      if !trailing.isEmpty { statements.append(contentsOf: takeTrailing()) }
      if isReturn, !kind.endsBlock, problems.count == known {
        report(.afterReturn, at: token.range)
      }
      if index == before { advance() }
      if problems.count > known { synchronise() }
    }
    return Block(statements: statements, range: range(from: start))
  }

  /// `else` and `until` that no open statement waits for.
  private var closesNothing: Bool {
    switch kind {
    case .else, .elseif: openIfs == 0
    case .until: openRepeats == 0
    default: false
    }
  }

  private mutating func scopedBlock() -> Block {
    scopes.openBlock(isLoop: false)
    let block = block()
    _ = scopes.closeBlock()
    return block
  }

  private mutating func statement() -> Statement? {
    guard enterLevel() else { return nil }
    defer { leaveLevel() }
    let start = token
    switch start.kind {
    case .semicolon:
      advance()
      return nil
    case .if: return ifStatement()
    case .while: return whileStatement()
    case .do:
      advance()
      let block = scopedBlock()
      expectEnd(of: start)
      return .do(block, range(from: Int(start.lower)))
    case .for: return forStatement()
    case .repeat: return repeatStatement()
    case .function: return functionStatement()
    case .local: return localStatement()
    case .doubleColon: return labelStatement()
    case .return: return returnStatement()
    case .break:
      advance()
      scopes.addBreak(start.range)
      return .break(start.range)
    case .goto:
      advance()
      guard let name = expectName(after: "\"goto\"") else { return nil }
      scopes.addGoto(name.symbol, name.range)
      return .goto(name: symbols[name.symbol], range(from: Int(start.lower)))
    default: return expressionStatement()
    }
  }

  // MARK: Choices and loops

  private mutating func ifStatement() -> Statement {
    let start = token
    var clauses: [IfStatement.Clause] = []
    var elseBlock: Block?
    openIfs += 1
    repeat {
      let word = token
      advance()
      let condition = self.condition()
      expectWord(.then, after: "the condition of \"\(text(word.range))\"")
      clauses.append(IfStatement.Clause(condition: condition, block: thenBlock()))
    } while kind == .elseif
    if consume(.else) { elseBlock = scopedBlock() }
    openIfs -= 1
    expectEnd(of: start)
    return .if(
      IfStatement(clauses: clauses, elseBlock: elseBlock, range: range(from: Int(start.lower))))
  }

  /// Lua reads a `break` right after `then` without entering a level (lparser.c, test_then_block).
  private mutating func thenBlock() -> Block {
    guard kind == .break else { return scopedBlock() }
    scopes.openBlock(isLoop: false)
    let start = token.range
    advance()
    scopes.addBreak(start)
    while consume(.semicolon) {}
    let rest = block()
    _ = scopes.closeBlock()
    return Block(statements: [.break(start)] + rest.statements, range: range(from: start.lower))
  }

  /// A value that is asked whether it holds.
  private mutating func condition() -> Expression {
    let value = expression()
    guard kind == .assign else { return value }
    report(.assignmentInCondition, at: token.range)
    advance()
    _ = expression()
    return value
  }

  private mutating func whileStatement() -> Statement {
    let start = token
    advance()
    let condition = self.condition()
    scopes.openBlock(isLoop: true)
    let block = doBlock(of: start, after: "the condition of \"while\"")
    _ = scopes.closeBlock()
    return .while(
      WhileStatement(condition: condition, block: block, range: range(from: Int(start.lower))))
  }

  private mutating func doBlock(of start: Token, after place: String) -> Block {
    expectWord(.do, after: place)
    let block = scopedBlock()
    expectEnd(of: start)
    return block
  }

  private mutating func repeatStatement() -> Statement {
    let start = token
    advance()
    openRepeats += 1
    scopes.openBlock(isLoop: true)
    scopes.openBlock(isLoop: false)
    let block = block()
    openRepeats -= 1
    var condition = Expression.missing(SourceRange(lower: previousEnd, upper: previousEnd))
    if consume(.until) {
      condition = self.condition()
    } else {
      report(
        .missingUntil(line: source.line(of: Int(start.lower))), at: placeAfterPrevious,
        related: start.range)
    }
    _ = scopes.closeBlock()
    _ = scopes.closeBlock()
    return .repeat(
      RepeatStatement(block: block, condition: condition, range: range(from: Int(start.lower))))
  }

  private mutating func forStatement() -> Statement? {
    let start = token
    advance()
    scopes.openBlock(isLoop: true)
    defer { _ = scopes.closeBlock() }
    guard let first = expectName(after: "\"for\"") else { return nil }
    switch kind {
    case .assign: return numericFor(start, first)
    case .comma, .in: return genericFor(start, first)
    default:
      report(
        .expected("\"=\" or \"in\"", after: "the name", found: description(of: token)),
        at: token.range)
      return nil
    }
  }

  private mutating func numericFor(_ start: Token, _ name: Token) -> Statement {
    advance()
    var bounds = [expression()]
    if consume(.comma) {
      bounds.append(expression())
      if consume(.comma) { bounds.append(expression()) }
    } else {
      report(
        .expected(
          "a comma and the last number", after: "the first number", found: description(of: token)),
        at: token.range)
    }
    declareHidden(3)
    expectWord(.do, after: "the numbers of \"for\"")
    scopes.openBlock(isLoop: false)
    let variable = declare(name)
    scopes.activate()
    let block = block()
    _ = scopes.closeBlock()
    expectEnd(of: start)
    return .numericFor(
      NumericFor(
        variable: variable, bounds: bounds, block: block, range: range(from: Int(start.lower))))
  }

  private mutating func genericFor(_ start: Token, _ first: Token) -> Statement {
    var names = [first]
    while consume(.comma) {
      guard let name = expectName(after: "a comma") else { break }
      names.append(name)
    }
    expectWord(.in, after: "the names of \"for\"")
    // Lua counts the hidden and the named variables before it reads the values.
    let values = expressions()
    declareHidden(4)
    expectWord(.do, after: "the values of \"for\"")
    scopes.openBlock(isLoop: false)
    let variables = names.map { declare($0) }
    scopes.activate()
    let block = block()
    _ = scopes.closeBlock()
    expectEnd(of: start)
    return .genericFor(
      GenericFor(
        variables: variables, values: values, block: block, range: range(from: Int(start.lower))))
  }

  /// The variables in which Lua keeps the state of a loop.
  mutating func declareHidden(_ count: Int) {
    for _ in 0..<count where !scopes.declare(0, nil) { reportLocals(token.range) }
    scopes.activate()
  }

  // MARK: Labels and returns

  private mutating func labelStatement() -> Statement? {
    let start = token
    advance()
    guard let name = expectName(after: "\"::\"") else { return nil }
    if !consume(.doubleColon) {
      report(
        .expected("\"::\"", after: "the label", found: description(of: token)), at: token.range)
    }
    let range = range(from: Int(start.lower))
    // Statements that do nothing may stand between a label and the end of its block. Lua reads them
    // inside the label's own level, and so a row of labels nests.
    let label = Statement.label(name: symbols[name.symbol], range)
    var others: [Statement] = []
    while kind == .semicolon || kind == .doubleColon {
      guard let other = statement() else { continue }
      others.append(other)
      others.append(contentsOf: takeTrailing())
    }
    if scopes.seesLabel(name.symbol) {
      find(.labelRepeated(symbols[name.symbol]), at: name.range)
    }
    let endsBlock = kind.endsBlock && kind != .until
    for (jump, variable) in scopes.addLabel(name.symbol, endsBlock: endsBlock) {
      find(
        .jumpIntoScope(label: symbols[name.symbol], variable: symbols[variable]), at: jump.range,
        related: name.range)
    }
    trailing = others
    return label
  }

  mutating func takeTrailing() -> [Statement] {
    defer { trailing = [] }
    return trailing
  }

  private mutating func returnStatement() -> Statement {
    let start = token
    advance()
    var values: [Expression] = []
    if !kind.endsBlock, kind != .semicolon { values = expressions(areReturned: true) }
    let range = range(from: Int(start.lower))
    _ = consume(.semicolon)
    return .return(values, range)
  }

  // MARK: Calls and assignments

  private mutating func expressionStatement() -> Statement? {
    let start = token
    guard kind == .name || kind == .leftParen else { return strayStatement() }
    let first = suffixedExpression()
    if kind == .assign || kind == .comma { return assignment(first) }
    if case .call(let call) = first { return .call(call) }
    if nextKind == .assign, BinaryOperator(kind) != nil {
      report(
        .compoundAssignment(text(token.range)),
        at: token.range.joined(with: tokens[index + 1].range))
      advance()
      advance()
      return .broken([first, expression()], range(from: Int(start.lower)))
    }
    report(.doesNothing(shortText(first.range)), at: first.range)
    return .broken([first], range(from: Int(start.lower)))
  }

  private mutating func assignment(_ first: Expression) -> Statement {
    var targets = [first]
    checkTarget(first)
    let outer = level
    while consume(.comma) {
      let target = suffixedExpression()
      checkTarget(target)
      targets.append(target)
      guard enterLevel() else { break }
    }
    if !consume(.assign) {
      report(.expected("\"=\"", after: "the names", found: description(of: token)), at: token.range)
      level = outer
      return .broken(targets, range(from: first.range.lower))
    }
    let values = expressions()
    level = outer
    for target in targets { checkAssigned(target) }
    return .assignment(
      Assignment(targets: targets, values: values, range: range(from: first.range.lower)))
  }

  private mutating func checkTarget(_ target: Expression) {
    switch target {
    case .name, .index, .missing: break
    default: report(.notAssignable(shortText(target.range)), at: target.range)
    }
  }

  /// What an assignment to a name means beyond the value.
  mutating func checkAssigned(_ target: Expression) {
    guard case .name(let name) = target else { return }
    switch name.resolution {
    case .global:
      trap(.globalAssignment(name.name), name.range)
    case .local(let declaration), .upvalue(let declaration):
      if declaration.attribute != .none {
        find(.constantAssigned(name.name), at: name.range, related: declaration.range)
      }
      scopes.noteAssignment(name)
    }
  }

  /// A statement that begins with what no statement begins with.
  private mutating func strayStatement() -> Statement? {
    let start = token
    if start.kind == .doubleSlash || start.kind == .hash
      || (start.kind == .slash && nextKind == .star)
    {
      let sign = start.kind == .slash ? "/*" : text(start.range)
      report(.foreignComment(sign), at: start.range)
      skipLine()
      return nil
    }
    if kind.startsExpression {
      let value = expression()
      report(.doesNothing(shortText(value.range)), at: value.range)
      return .broken([value], range(from: Int(start.lower)))
    }
    switch kind {
    case .rightBrace, .rightParen, .rightBracket:
      report(.closesNothing(text(start.range)), at: start.range)
    default:
      report(.unexpected(description(of: start)), at: start.range)
    }
    advance()
    return nil
  }
}
