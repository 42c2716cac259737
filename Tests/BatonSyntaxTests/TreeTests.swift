import BatonSyntax
import Testing

@Suite struct TreeTests {
  private func parse(_ text: String) -> SyntaxTree {
    SyntaxTree.parse(SourceText(name: "t", text: text))
  }

  private func functions(_ tree: SyntaxTree) -> [FunctionNode] {
    tree.numbered.compactMap { if case .function(let node) = $0 { node } else { nil } }
  }

  @Test func positionsCountAsEditorsDo() {
    let source = SourceText(name: "t", text: "a\r\nbé x\n\rc\rd")
    #expect(source.position(of: 0) == SourcePosition(line: 1, column: 1))
    #expect(source.position(of: 7) == SourcePosition(line: 2, column: 4))
    #expect(source.position(of: 10) == SourcePosition(line: 3, column: 1))
    #expect(source.position(of: 12) == SourcePosition(line: 4, column: 1))
    #expect((1...5).map(source.lineText) == ["a", "bé x", "c", "d", ""])
    #expect(source.offset(line: 3) == 10)
    #expect(source.lineCount == 4)
  }

  @Test func bytesThatAreNoTextAreRepaired() {
    let source = SourceText(name: "t", bytes: [0x61, 0xFF, 0x0A])
    #expect(source.lineText(1) == "a\u{FFFD}")
  }

  @Test func fieldsHaveTheirRanges() throws {
    let tree = parse("f { a = 1, [\"b\"] = g, \"c\" }")
    guard case .table(let table) = tree.numbered[1] else {
      Issue.record("the second node is no table")
      return
    }
    #expect(table.fields.map { tree.source.text($0.range) } == ["a = 1", "[\"b\"] = g", "\"c\""])
    #expect(tree.source.text(table.range) == "{ a = 1, [\"b\"] = g, \"c\" }")
    #expect(table.isBareArgument)
  }

  @Test func aDeclarationIsACallOfACall() throws {
    let tree = parse("route \"r\" { to = least_loaded { \"a\" } }")
    guard case .call(let call)? = tree.block.statements.first else {
      Issue.record("no call")
      return
    }
    #expect(call.declaredWord == "route")
    #expect(call.calleeName == nil)
    guard case .call(let inner) = call.callee else {
      Issue.record("no call inside")
      return
    }
    #expect(inner.calleeName == "route")
    #expect(tree.source.text(inner.range) == "route \"r\"")
    guard case .table(let body)? = call.arguments.first,
      case .named("to", _, .call(let value))? = body.fields.first
    else {
      Issue.record("no field")
      return
    }
    #expect(value.calleeName == "least_loaded")
  }

  @Test func namesKnowWhatTheyMean() {
    let tree = parse("local a = 1; function f(b) return a, b, c end")
    var found: [String] = []
    tree.block.walk { expression in
      guard case .name(let name) = expression else { return }
      switch name.resolution {
      case .local(let place): found.append("\(name.name) local \(place.range.lower)")
      case .upvalue(let place): found.append("\(name.name) upvalue \(place.range.lower)")
      case .global: found.append("\(name.name) global")
      }
    }
    #expect(found == ["f global", "a upvalue 6", "b local 24", "c global"])
  }

  @Test func aLocalIsNotSeenByItsOwnValue() {
    let tree = parse("local x = x")
    var isGlobal = false
    tree.block.walk { if case .name(let name) = $0 { isGlobal = name.isGlobal } }
    #expect(isGlobal)
  }

  @Test func assignmentsToOuterVariablesAreKnown() {
    let text = """
      local n, t = 0, {}
      local f = function()
        n = n + 1
        t.x = 1
        local own = 1
        own = 2
        return function() own = 3; n = 4 end
      end
      local g = function() return n end
      """
    let tree = parse(text)
    let captures = functions(tree).map { $0.assignedCaptures.map(\.name) }
    #expect(captures == [["n", "n"], ["own", "n"], []])
    let lines = functions(tree)[0].assignedCaptures.map {
      tree.source.position(of: $0.range.lower).line
    }
    #expect(lines == [3, 7])
  }

  @Test func functionsKnowTheirLinesAndParameters() {
    let node = functions(parse("x = 1\nlocal function f(a, b, ...)\n  return a\nend"))[0]
    #expect(node.firstLine == 2)
    #expect(node.lastLine == 4)
    #expect(node.parameters.map(\.name) == ["a", "b"])
    #expect(node.isVariadic)
  }

  @Test func walkingMeetsEveryExpression() {
    let text = """
      return function(r)
        if r.a == 1 then f(r.b) elseif r.c then end
        for i = r.d, 2 do local x = { r.e, [r.f] = r.g } end
        for _ in r.h do end
        while r.i do r.j = 1 end
        repeat until not r.k
        return function() return (r.l) .. r["m"]:n(r.o) end
      end
      """
    var names: Set<String> = []
    functions(parse(text))[0].walk { expression in
      if case .index(let index) = expression, let name = index.name { names.insert(name) }
    }
    #expect(names == Set("abcdefghijklmo".map(String.init)))
  }

  @Test func commentsAreKept() {
    let tree = parse("-- one\nx = 1 --[[ two\n]] y = 2")
    #expect(tree.comments.map { tree.source.text($0.range) } == ["-- one", "--[[ two\n]]"])
    #expect(tree.comments.map(\.isLong) == [false, true])
  }

  @Test func literalsHaveTheirValues() {
    let tree = parse(
      #"return 0x10, 1e1, 9223372036854775808, 0x.8, 3., "a\65\u{20AC}\z  b", [[\#nx]]"#)
    guard case .return(let values, _)? = tree.block.statements.first else {
      Issue.record("no return")
      return
    }
    var numbers: [NumberLiteral.Value] = []
    var texts: [String] = []
    for value in values {
      if case .number(let literal) = value { numbers.append(literal.value) }
      if case .text(let literal) = value { texts.append(literal.value) }
    }
    #expect(
      numbers == [
        .integer(16), .float(10), .float(9_223_372_036_854_775_808), .float(0.5), .float(3),
      ])
    #expect(texts == ["aA€b", "x"])
  }

  @Test func operatorsBindAsInLua() {
    func shape(_ expression: Expression) -> String {
      switch expression {
      case .name(let name): name.name
      case .binary(let node): "(\(shape(node.left))\(node.symbol.rawValue)\(shape(node.right)))"
      case .unary(let node): "(\(node.symbol.rawValue)\(shape(node.operand)))"
      default: "?"
      }
    }
    func shape(_ text: String) -> String {
      guard case .return(let values, _)? = parse("return " + text).block.statements.first else {
        return "no return"
      }
      return values.map { shape($0) }.joined(separator: " ")
    }
    #expect(shape("a+b*c-d") == "((a+(b*c))-d)")
    #expect(shape("a..b..c") == "(a..(b..c))")
    #expect(shape("-a^b^c") == "(-(a^(b^c)))")
    #expect(shape("a<b and c==d or not e") == "(((a<b)and(c==d))or(note))")
    #expect(shape("a|b~c&d<<e+f") == "(a|(b~(c&(d<<(e+f)))))")
  }
}
