// Which statements are data, and what stands in their place.

import BatonSyntax
import Testing

@Suite struct DeclaredDataTests {
  private static let words = [
    DataWord("include", .none), DataWord("route", .named), DataWord("levels", .single),
    DataWord("above", .value), DataWord("absent", .constant),
  ]

  private func parse(_ text: String) -> SyntaxTree {
    SyntaxTree.parse(SourceText(name: "d", text: text), data: Self.words)
  }

  @Test(arguments: [
    "route \"x\" {}", "route 'x' { a = 1, [\"b c\"] = -2.5; { true, absent }, }",
    "levels { above(1, { \"a\" }), above \"t\", above { 1 } }",
    "route \"x\" { route \"y\" { a = absent } };",
    "local function f() end route \"x\" {}",
  ])
  func isData(_ text: String) {
    #expect(parse(text).data.statements.count == 1)
    #expect(parse(text).problems.isEmpty)
  }

  /// Everything else is a statement like any other, and is reported as one.
  @Test(arguments: [
    "route \"x\"", "route {}", "levels \"x\"", "route(\"x\", 1) {}", "include \"x\"",
    "route \"x\" { a = b }", "route \"x\" { a = 1 + 1 }", "route \"x\" { a = nil }",
    "route \"x\" { a = 1, a = 2 }", "route \"x\" { [1] = 1 }", "route \"x\" { [\"a\"] = 1, a = 2 }",
    "route \"x\" { function() end }", "route \"x\" { a = \"\\xFF\" }", "route \"x\" { a = (1) }",
    "route \"x\" {} .y()", "route \"x\" {}\n(f)()", "route \"x\" {} {}", "route \"x\" { a = 1",
    "local route = f route \"x\" {}", "do route \"x\" {} end", "local r = route \"x\" {}",
    "return route \"x\" {}", "route \"x\" { _ENV = 1 }", "route \"x\" { above }",
    "local _ENV = f route \"x\" {}", "route \"x\" { , }", "route \"x\" { a = 'b }",
  ])
  func isNoData(_ text: String) {
    let plain = SyntaxTree.parse(SourceText(name: "d", text: text))
    let tree = parse(text)
    #expect(tree.data.statements.isEmpty)
    #expect(tree.problems == plain.problems)
    #expect(tree.traps == plain.traps)
    #expect(tree.numbered.count == plain.numbered.count)
  }

  @Test(arguments: [
    ("route \"x\" {}", "__n(5,1,true);"),
    ("f() route \"x\" {\n}\nroute \"y\" {} g()", "f() __n(5,2,true);\n\n g()"),
    ("route \"x\" {}\r\nf()\nroute \"y\" {}", "__n(5,1,true);\r\nf()\n__n(6,1,true);"),
    ("local a route \"x\" {} ; route \"y\" {}", "local a __n(5,1,true); ; __n(6,1,true);"),
  ])
  func leavesItsLinesAndItsNumber(_ text: String, _ expected: String) {
    let source = parse(text).numberedSource(from: 0, calls: ["route"], data: 5)
    #expect(String(decoding: source, as: UTF8.self) == expected)
  }

  /// Deep and large data is left to the parser, which has limits of its own.
  @Test func endsAtItsLimits() {
    func nested(_ depth: Int) -> String {
      "levels " + String(repeating: "{", count: depth) + String(repeating: "}", count: depth)
    }
    #expect(parse(nested(30)).data.statements.count == 1)
    #expect(parse(nested(60)).data.statements.isEmpty)
    #expect(parse(nested(60)).problems.isEmpty)
    let calls =
      "levels { " + String(repeating: "above(", count: 60) + "1"
      + String(repeating: ")", count: 60) + " }"
    #expect(parse(calls).data.statements.isEmpty)
    let long = "levels { \"" + String(repeating: "x", count: 100_000) + "\" }"
    #expect(parse(long).data.statements.isEmpty)
  }
}
