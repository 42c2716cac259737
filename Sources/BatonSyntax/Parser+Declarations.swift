// Local variables and what is said about them (lparser.c: localstat, localfunc, getlocalattribute).

extension Parser {
  mutating func declare(
    _ name: Token, attribute: LocalDeclaration.Attribute = .none
  ) -> LocalDeclaration {
    checkEnvironment(name)
    let declaration = LocalDeclaration(
      name: symbols[name.symbol], range: name.range, attribute: attribute)
    if !scopes.declare(name.symbol, declaration) { reportLocals(name.range) }
    return declaration
  }

  mutating func reportLocals(_ range: SourceRange) {
    find(.tooManyLocals(limit: Scopes.localLimit), at: range)
  }

  mutating func localStatement() -> Statement? {
    let start = token
    advance()
    let word = token
    if consume(.function) {
      guard let name = expectName(after: "\"local function\"") else { return nil }
      let declaration = declare(name)
      scopes.activate()
      let function = functionBody(
        form: .local(name: symbols[name.symbol]), word: word, from: Int(start.lower))
      let target = NameNode(
        name: symbols[name.symbol], range: name.range, resolution: .local(declaration))
      return .function(FunctionStatement(target: .name(target), function: function))
    }
    var variables: [LocalDeclaration] = []
    var values: [Expression] = []
    repeat {
      guard let name = expectName(after: variables.isEmpty ? "\"local\"" : "a comma") else { break }
      let attribute = self.attribute()
      if attribute == .toBeClosed, variables.contains(where: { $0.attribute == .toBeClosed }) {
        find(.severalToBeClosed, at: name.range)
      }
      variables.append(declare(name, attribute: attribute))
    } while consume(.comma)
    if consume(.assign) { values = expressions() }
    let isCompileTime =
      variables.count == values.count && variables.last?.attribute == .constant
      && values.last.map(isCompileTime) == true
    scopes.activate(lastIsCompileTime: isCompileTime)
    return .local(
      LocalStatement(
        variables: variables, values: values, range: range(from: Int(start.lower))))
  }

  /// `<const>` or `<close>`.
  private mutating func attribute() -> LocalDeclaration.Attribute {
    guard consume(.less) else { return .none }
    guard let name = expectName(after: "\"<\"") else { return .none }
    if !consume(.greater) {
      report(
        .expected("\">\"", after: "the attribute", found: description(of: token)), at: token.range)
    }
    switch symbols[name.symbol] {
    case "const": return .constant
    case "close": return .toBeClosed
    default:
      find(.unknownAttribute(symbols[name.symbol]), at: name.range)
      return .none
    }
  }

  /// Whether Lua knows the value while it compiles. (Of arithmetic, taken to be so when both sides
  /// are numbers; Lua leaves out divisions by zero.)
  private func isCompileTime(_ value: Expression) -> Bool {
    switch value {
    case .nil, .boolean, .number, .text: true
    case .parenthesised(let node): isCompileTime(node.inner)
    case .unary(let node) where node.symbol == .minus: isNumber(node.operand)
    case .binary(let node) where node.position == 0: isNumber(node.left) && isNumber(node.right)
    default: false
    }
  }

  private func isNumber(_ value: Expression) -> Bool {
    if case .number = value { true } else { false }
  }
}
