// The numbered source is the same program on the same lines.

import BatonSyntax
import Testing

@Suite struct NumberingTests {
  static let words: Set<String> = ["route", "levels"]

  private func numbered(_ text: String, from base: Int = 0) -> String {
    let tree = SyntaxTree.parse(SourceText(name: "n", text: text))
    return String(decoding: tree.numberedSource(from: base, calls: Self.words), as: UTF8.self)
  }

  @Test(arguments: [
    ("x = {1}", "x = __n(0,{1})"),
    ("x = { {} }", "x = __n(0,{ __n(1,{}) })"),
    ("f{1}", "f(__n(1,{1}))"),
    ("f \"x\" {1}", "f \"x\" (__n(2,{1}))"),
    ("x = function() end", "x = __n(0,function() end)"),
    ("local function f() end g()", "local function f() end __n(0,f); g()"),
    ("function t.a.b() end", "function t.a.b() end __n(0,t.a.b);"),
    ("function t.a:m() end\n(g)()", "function t.a:m() end __n(0,t.a.m);\n(g)()"),
    ("route \"x\" {1}", "route (__n(0,\"x\")) (__n(2,{1}))"),
    ("route\"x\"{1}", "route(__n(0,\"x\"))(__n(2,{1}))"),
    ("route(name)", "route(__n(0,(name)))"),
    ("route(f(), 2)", "route(__n(0,(f())), 2)"),
    ("route()", "route()"),
    ("levels {1}", "levels (__n(0,__n(1,{1})))"),
    ("levels({1})", "levels(__n(0,(__n(1,{1}))))"),
    ("local route = f; route \"x\"", "local route = f; route \"x\""),
    ("t.route \"x\"", "t.route \"x\""),
    ("return{1}", "return __n(0,{1})"),
    ("x = {}\n(f or g)()", "x = __n(0,{});\n(f or g)()"),
    ("x = function() end -- note\n(f)()", "x = __n(0,function() end); -- note\n(f)()"),
    ("f{} -- {\n(g)()", "f(__n(1,{})) -- {\n(g)()"),
    ("#!/usr/bin/lua\nx = {}", "\nx = __n(0,{})"),
    ("\u{FEFF}x = {}", "x = __n(0,{})"),
  ])
  func insertions(_ source: String, _ expected: String) {
    #expect(numbered(source) == expected)
  }

  @Test func theBaseIsAdded() {
    #expect(numbered("f(1, {}, {})", from: 100) == "f(1, __n(101,{}), __n(102,{}))")
  }

  @Test func numbersAreIndicesOfTheTree() {
    let text = "route \"a\" { function() return {} end }\nlevels { 1 }"
    let tree = SyntaxTree.parse(SourceText(name: "n", text: text))
    let kinds = tree.numbered.map { node in
      switch node {
      case .table(let table): "table \(table.number)"
      case .function(let function): "function \(function.number)"
      case .call(let call): "call \(call.number)"
      }
    }
    #expect(
      kinds == [
        "call 0", "call 1", "table 2", "function 3", "table 4", "call 5", "table 6",
      ])
  }

  @Test(arguments: [90, 130, 190])
  func whatIsTooDeepStaysWithoutNumber(_ depth: Int) throws {
    let text = "x = " + String(repeating: "{", count: depth) + String(repeating: "}", count: depth)
    let tree = SyntaxTree.parse(SourceText(name: "n", text: text))
    #expect(tree.problems.isEmpty)
    let bytes = tree.numberedSource(from: 0, calls: [])
    #expect(SyntaxTree.parse(SourceText(name: "n", bytes: bytes)).problems.isEmpty)
    #expect(String(decoding: bytes, as: UTF8.self).contains("__n(0,{"))
  }

  static let programs = [
    "local t = {1, 2, {3}} print(#t, t[3][1])",
    "local function f(...) return select('#', ...) end print(f(1, nil, nil), f(f()))",
    "local x = {}\n(print or error)('called')",
    "local x = function() return 1 end\n(function() print(x()) end)()",
    "local t = {} function t.a() return 'a' end function t:b(x) return self == t, x end\n"
      + "print(t.a(), t:b(2))",
    "local function route(n) return function(b) print(n, b[1]) end end\nroute 'x' { 'y' }",
    "function route(n, ...) print(n, select('#', ...)) return function(b) print(#b) end end\n"
      + "route 'x' { 1, 2 } route('y', 2, 3) { } route(('z'):rep(2))",
    "function levels(t) print(t[1], #t) end levels { 'a' } levels({ 'b', 'c' })",
    "print((function(...) return ... end)(1, 2))",
    "print(#{(function() return 1, 2, 3 end)()}, #{((function() return 1, 2 end)())})",
    "for _, v in ipairs{ 1, 2 } do print(v) end",
    "local s = 'x' .. #{ 1 } .. tostring(nil and {} or 2) print(s, -#{ 1, 2 })",
    "do goto e; local function g() end ::e:: end print 'end'",
    "local n = 0 repeat n = n + #{ 1 } local f = function() return n end until f() > 2 print(n)",
    "print(#{ 1 })\n\nlocal x = nil\nprint(x.y)",
    "local t = setmetatable({}, { __call = function(_, a) return a end }) print(t'a', #t{ 1 })",
    "return{}",
    "local f = function() print 'f' end -- (\nf()",
    "print(({ 'first', 'second' })[2], ({ n = 5 }).n)",
  ]

  @Test(.enabled(if: LuaReference.lua != nil), arguments: programs)
  func theOutputStays(_ program: String) throws {
    let lua = try #require(LuaReference.lua)
    let tree = SyntaxTree.parse(SourceText(name: "n", text: program))
    #expect(tree.problems.isEmpty)
    let before = try LuaReference.output(of: Array(program.utf8), lua)
    let bytes = tree.numberedSource(from: 0, calls: Self.words)
    #expect(try LuaReference.output(of: bytes, lua) == before)
  }
}
