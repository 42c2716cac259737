// Legal Lua that is surely a mistake. `⌖` marks the place.

import BatonSyntax
import Testing

@Suite struct TrapTests {
  private func expect(
    _ source: String, _ messages: [String], location: SourceLocation = #_sourceLocation
  ) {
    let marked = MarkedSource(source)
    let tree = marked.tree
    #expect(tree.problems.isEmpty, sourceLocation: location)
    #expect(tree.traps.map(\.message) == messages, sourceLocation: location)
    #expect(tree.traps.map(\.range.lower) == marked.marks, sourceLocation: location)
  }

  @Test(arguments: [
    ("f { a = 1, ⌖a = 2 }", "a"), ("f { a = 1, [⌖\"a\"] = 2 }", "\"a\""),
    ("f { [1] = 1, [⌖1.0] = 2 }", "1.0"), ("f { [0x10] = 1, [⌖16] = 2 }", "16"),
    ("f { [true] = 1, [⌖true] = 2 }", "true"), ("f { \"x\", [⌖1] = \"y\" }", "1"),
  ])
  func theSameKeyTwice(_ source: String, _ key: String) {
    expect(source, ["\(key) is here twice, and only the last would count"])
  }

  @Test func theSameKeyAmongMany() {
    let fields = (1...40).map { "k\($0) = 1" }.joined(separator: ", ")
    expect("f { \(fields), ⌖k7 = 2 }", ["k7 is here twice, and only the last would count"])
  }

  @Test func differentKeysAreNoTrap() {
    expect("f { a = 1, b = 2, [1] = 3, [\"1\"] = 4, [x] = 5, [x] = 6, [1.5] = 7 }", [])
    expect("f { { a = 1 }, { a = 2 }, [3] = 4 }", [])
  }

  @Test func orAndAndOfConstants() {
    expect(
      "f { a = ⌖\"x\" or \"y\" or \"z\" }",
      ["\"or\" always gives its left side here, \"x\"; for any of several write { …, … }"])
    expect("f(⌖1 and 2)", ["\"and\" always gives its right side here, whatever follows 1"])
    expect("f(a or \"x\", a and \"x\" or \"y\", nil or 1, false or 2, not 1 or 2)", [])
  }

  @Test func nilAsAValue() {
    expect("f { a = ⌖nil }", ["a is nil, which is the same as leaving it out"])
    expect("f { 1, ⌖nil }", ["an entry is nil, which is the same as leaving it out"])
  }

  @Test func globalsThatAreSet() {
    expect("⌖x = 1", ["\"x\" is not declared; write local before it"])
    expect("function ⌖f() end", ["\"f\" is not declared; write local before it"])
    expect("local x; x = 1; local t = {}; t.y = 2; function t.z() end", [])
  }

  @Test func reservedNames() {
    expect("f(⌖_ENV)", ["the name \"_ENV\" is reserved"])
    expect("local ⌖_ENV = {}", ["the name \"_ENV\" is reserved"])
    expect("local function f(⌖_ENV) end", ["the name \"_ENV\" is reserved"])
    expect("f(⌖__n)", ["the name \"__n\" is reserved"])
    expect("f { ⌖__n = 1 }", ["the name \"__n\" is reserved"])
  }

  @Test func comparisonsOfComparisons() {
    expect(
      "f(a < b ⌖< c)",
      ["a comparison cannot be compared again; join two comparisons with \"and\""])
    expect("f(a < b == c, a < b and b < c, (a < b) == (b < c))", [])
  }

  @Test func aLineThatIsNoLuaHasNoTraps() {
    let tree = MarkedSource("x = 1 )\ny = 1").tree
    #expect(tree.traps.map(\.cause) == [.globalAssignment("y")])
  }

  @Test func bitwiseSignsAmongManyConstants() {
    func source(_ count: Int) -> String {
      "local t = { \((1...count).map { "\"k\($0)\"" }.joined(separator: ", ")) }\n"
        + "local x = t ⌖| ⌖~t"
    }
    func message(_ sign: String) -> String {
      "\"\(sign)\" can be computed wrongly in a file with more than 255 different constants"
    }
    expect(source(256), [message("|"), message("~")])
    expect(source(255).replacing("⌖", with: ""), [])
  }
}
