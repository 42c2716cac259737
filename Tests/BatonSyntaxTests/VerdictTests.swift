// What Lua 5.4.4 accepts and rejects, with the verdict written down, so that these tests mean
// something without Lua; where Lua is installed it is asked too.

import BatonSyntax
import TestSupport
import Testing

@Suite struct VerdictTests {
  static let accepted: [String] = [
    "", ";;;", "x = 08", "x = 0xA.8p0", "x = 1e400", "x = .5e-3", "x = 0x.1p-2", "x = 0xep1",
    "x = 9223372036854775808", "x = 0xfffffffffffffffffff", "x = 1//0", "x = 3 .. 2", "x = 1 ..2",
    "#!/usr/bin/lua\nx = 1", "\u{FEFF}x = 1", "\u{FEFF}#!a\nx = 1", "--\0\nx = 1", "x = \"\0\"",
    #"x = "\u{7FFFFFFF}\x7f\255\z   \a\b\f\n\r\t\v\\\"\'""#, "x = \"a\\\nb\\\r\nc\"",
    "x = [==[ ]] ]=] ]==]", "--[==[ ]] ]=] ]==] x = 1", "--[==x\nx = 1", "x = a[ [[k]] ]",
    "x = a.b:c \"d\" { e } (f)", "(a).b = 1", "(a)()", "a.b[c].d, e = 1", "f\n(g)",
    "for i = 1, 2 do i = 3 end", "for i = 1, 2, 3 do end", "for a, b in f, g do end",
    "while 1 do if a then break end end", "repeat local x until x", "return", "return;",
    "return 1, 2;", "do return end x = 1", "local x <const>, y <close> = 1", "local x <const>",
    "goto a ::a::", "do goto a; local x ::a:: end", "goto a; local x ::a:: ; ::b::",
    "do ::a:: end ::a::", "::a:: goto a", "function f() goto a ::a:: end ::a::",
    "do goto a end ::a::", "a = { ... }", "function f(...) return ... end",
    "function f(a, ...) end", "function a.b.c:d() end", "local function f() return f end",
    "x = function() end", "x = { 1, 2; 3, a = 4; [5] = 6, }", "x = - - 1", "x = not nil == nil",
    "x = a or b and c", "x = 2 ^ -3 ^ 4", "x = a < b < c", "x = ~a ~ ~b", "x = a >> b << c",
    "local _ENV = {}; x = 1", "x = a --[[c]] .. --c\n b", "x = nil",
    "::a:: ::b:: ::c::", "if a then elseif b then else end", "f { g { h } }", "f [[x]]",
    "local a; function a.b() end", "x = (...)",
  ]

  static let rejected: [String] = [
    "x = 0x", "x = 0x.", "x = 3e", "x = 0xp1", "x = .0x1", "x = 1..2", "x = 3x", "x = 0x1p",
    "x = 1e5.", "x = 1\0", "x = 1\u{1A}", "x = \"a\nb\"", "x = \"a", "x = [[a", "x = [=a",
    "--[[ a", #"x = "\q""#, #"x = "\256""#, #"x = "\xg""#, #"x = "\u{80000000}""#,
    #"x = "\u{}""#, #"x = "\u{1""#, "x = }", "x", "x = ", "= 1", "x y", "a.b:c = 1", "f() = 1",
    "(a) = 1", "(a, b) = 1", "a, b", "a, f() = 1, 2", "\"x\":len()", "{}.x = 1", "x = {}.y",
    "x = { a = }", "x = { , }", "x = { [1] }", "x = { a b }", "f(1, )", "f(", "f(a b)",
    "local 1 = 2", "local x <foo> = 1", "local x <const>= 1", "local a <close>, b <close> = 1, 2",
    "local x <const> = 1; x = 2", "local x <close> = f(); x = 2",
    "local x <const> = 1; function x() end", "local x <const> = f(); function g() x = 1 end",
    "goto end", "goto x", "::x", "break", "function f() break end",
    "while 1 do function f() break end end", "do goto a; local x ::a:: y() end",
    "repeat goto a; local x ::a:: until x", "goto a; do ::a:: end", "::a:: do ::a:: end",
    "::a:: ::a::", "local function f() goto x end ::x::",
    "function f(...) return function() return ... end end",
    "function f(..., a) end", "function a.b:c.d() end", "function f(a.b) end", "function () end",
    "local function a.b() end", "x = function f() end", "if a then", "if a end", "if then end",
    "while a end", "for i = 1 do end", "for i in do end", "for i.j = 1, 2 do end", "do", "end",
    "else", "until x", "repeat", "return 1 x = 2", "return return", "return 1,", "x = a ? b",
    "x = !a",
    "x = a = b", "x = 1 = 2", "x = not", "x = a and", "x = ..", "x = a..", "x += 1", "x = a.1",
    "x = a.'b'", "x = a:b", "x = a::b", "goto = 1", "local end = 1", "\u{1B}Lua", "x = “a”",
    "é = 1", "\\", "@", "x = $1", "a.b", "f", "f;", "1", "-- x\n]]", "x == 1",
  ]

  @Test(arguments: accepted)
  func isAccepted(_ text: String) throws {
    let source = SourceText(name: "v", text: text)
    #expect(SyntaxTree.parse(source).problems.map(\.message) == [])
    guard let compiler = LuaReference.compiler else { return }
    #expect(try LuaReference.accepts(source.bytes, compiler))
  }

  @Test(arguments: rejected)
  func isRejected(_ text: String) throws {
    let source = SourceText(name: "v", text: text)
    #expect(!SyntaxTree.parse(source).problems.isEmpty)
    guard let compiler = LuaReference.compiler else { return }
    #expect(try !LuaReference.accepts(source.bytes, compiler))
  }

  // MARK: Limits: the largest that is accepted, as luac 5.4.4 has it

  struct Limit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let largest: Int
    let source: @Sendable (Int) -> String
  }

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  private static func list(_ count: Int, _ text: (Int) -> String) -> String {
    (0..<count).map(text).joined(separator: ",")
  }

  static let limits = [
    Limit(testDescription: "blocks", largest: 198) { times($0, "do ") + times($0, "end ") },
    Limit(testDescription: "parentheses", largest: 196) {
      "x = " + times($0, "(") + "1" + times($0, ")")
    },
    Limit(testDescription: "tables", largest: 197) {
      "x = " + times($0, "{") + times($0, "}")
    },
    Limit(testDescription: "labels", largest: 198) {
      (0..<$0).map { "::a\($0)::" }.joined()
    },
    Limit(testDescription: "targets", largest: 197) { list($0) { _ in "a" } + " = 1" },
    Limit(testDescription: "signs to the right", largest: 197) {
      "x = " + Array(repeating: "a", count: $0).joined(separator: "..")
    },
    Limit(testDescription: "not", largest: 196) { "x = " + times($0, "not ") + "a" },
    Limit(testDescription: "functions in functions", largest: 98) {
      "x = " + times($0, "function() return ") + "1" + times($0, " end")
    },
    Limit(testDescription: "break after then", largest: 196) {
      "while 1 do " + times($0, "if a then ") + "break " + times($0, "end ") + "end"
    },
    Limit(testDescription: "locals", largest: 200) { "local " + list($0) { "a\($0)" } },
    Limit(testDescription: "locals and a loop", largest: 196) {
      "local " + list($0) { "a\($0)" } + " for i = 1, 2 do end"
    },
    Limit(testDescription: "arguments", largest: 253) { "f(" + list($0) { _ in "1" } + ")" },
    Limit(testDescription: "arguments beside locals", largest: 63) {
      "local " + list(190) { "a\($0)" } + " f(" + list($0) { _ in "1" } + ")"
    },
    Limit(testDescription: "arguments beside constants", largest: 252) {
      "local a, b <const> = 1, 2; local c <const> = 3; f(" + list($0) { _ in "c" } + ")"
    },
    Limit(testDescription: "tables as arguments", largest: 126) {
      "f" + times($0, "{f") + times($0, "}")
    },
    Limit(testDescription: "returned values", largest: 254) { "return " + list($0) { _ in "1" } },
    Limit(testDescription: "upvalues", largest: 255) { count in
      let first = list(100) { "a\($0)" }
      let second = list(100) { "b\($0)" }
      let third = list(100) { "c\($0)" }
      let used = (0..<count).map { "local _ = \(["a", "b", "c"][$0 / 100])\($0 % 100)" }
      // Each use in a block of its own: there can be no 255 locals.
      let body = used.map { "do \($0) end" }.joined(separator: " ")
      return "local \(first) function f() local \(second) return function() local \(third) "
        + "return function() \(body) end end end"
    },
  ]

  @Test(arguments: limits)
  func limit(_ limit: Limit) throws {
    for (count, isAccepted) in [(limit.largest, true), (limit.largest + 1, false)] {
      let source = SourceText(name: "v", text: limit.source(count))
      #expect(SyntaxTree.parse(source).problems.isEmpty == isAccepted, "\(count)")
      guard let compiler = LuaReference.compiler else { continue }
      #expect(try LuaReference.accepts(source.bytes, compiler) == isAccepted, "luac, \(count)")
    }
  }

  /// A row of operators or suffixes has no limit in Lua, and must not need stack here.
  @Test(arguments: [" + 1", ".b", "[1]", "(1)", " or 1"])
  func rowsHaveNoLimit(_ link: String) {
    let source = SourceText(name: "v", text: "x = a" + Self.times(100_000, link))
    let tree = SyntaxTree.parse(source)
    #expect(tree.problems.isEmpty)
    var visited = 0
    tree.block.walk { _ in visited += 1 }
    #expect(visited > 100_000)
  }

  @Test func anyBytesEnd() {
    var random = SeededNumbers(seed: DifferentialTests.seed)
    for _ in 0..<300 {
      let bytes = (0..<random.below(200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let tree = SyntaxTree.parse(SourceText(name: "v", bytes: bytes))
      #expect(tree.problems.allSatisfy { $0.range.upper <= bytes.count && !$0.message.isEmpty })
    }
  }
}
