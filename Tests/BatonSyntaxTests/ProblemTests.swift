// What people read when they make a mistake, and where it points. `⌖` marks the place.

import BatonSyntax
import Testing

@Suite struct ProblemTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let source: String
    let message: String
    var testDescription: String { source }

    init(_ source: String, _ message: String) {
      self.source = source
      self.message = message
    }
  }

  static let mistakes = [
    // Texts and signs
    Mistake(
      "x = ⌖\"open\ny = 1", "this text has no closing quote; it must end with \" on the same line"),
    Mistake("x = ⌖'it", "this text has no closing quote; it must end with ' on the same line"),
    Mistake("x = ⌖[[long", "this text is never closed; it must end with ]]"),
    Mistake("x = 1 ⌖--[==[ long", "this comment is never closed; it must end with ]==]"),
    Mistake("x = ⌖[=a", "a long text begins with [[ or [=[, and this has no second ["),
    Mistake(#"x = "a⌖\d""#, #""\d" means nothing in a text; write \\ for a backslash"#),
    Mistake(#"x = "⌖\300""#, #""\300" is no byte; a byte is \255 at most"#),
    Mistake(#"x = "⌖\xg0""#, #"\x must be followed by two hexadecimal digits"#),
    Mistake(
      #"x = "⌖\u20AC""#,
      #"\u must be followed by hexadecimal digits in braces, as in \u{20AC}"#),
    Mistake(
      #"x = "⌖\u{80000000}""#, #"this \u{…} is too large; the largest is \u{7FFFFFFF}"#),
    Mistake("x = ⌖3x", "\"3x\" is no number"),
    Mistake("x = ⌖1..2", "\"1..2\" is no number"),
    Mistake("x = 1 ⌖$", "$ means nothing here"),
    Mistake(
      "t = { ⌖größe = 1 }",
      "\"größe\" is no name; names outside quotes have only the letters a to z, digits and _"),
    Mistake(
      "x = ⌖“acme”", "“ is a quote for print; texts are written between straight quotes (\")"),
    Mistake("if a ⌖!= b then end", "\"!=\" is written \"~=\" in Lua"),
    Mistake("if a ⌖&& b then end", "\"&&\" is written \"and\" in Lua"),
    Mistake("if ⌖!a then end", "\"!\" is written \"not\" in Lua"),

    // Tables
    Mistake(
      "plan \"p\" {\n  task \"a\" { to = \"x\" }⌖ task \"b\" { to = \"y\" } }",
      "a comma is missing between two entries of this table"),
    Mistake(
      "t = {\n  a = 1⌖\n  b = 2\n}", "a comma is missing between two entries of this table"),
    Mistake("t = { a = 1, ⌖, b = 2 }", "there is nothing before this comma"),
    Mistake("t = { to⌖: \"x\" }", "a field is written with \"=\", as in to = …"),
    Mistake(
      "t = { ⌖\"a\" = 1 }", "\"a\" is no plain name; as a field's name it is written [\"a\"]"),
    Mistake(
      "t = { ⌖a-b = 1 }", "\"a-b\" is no plain name; as a field's name it is written [\"a-b\"]"),
    Mistake("t = { a = ⌖[\"x\", \"y\"] }", "a list is written in braces, as in { \"a\", \"b\" }"),
    Mistake("t = { a =⌖\n}", "a value is missing after \"=\""),
    Mistake("route \"r\" {\n  to = \"x\"⌖\n\nlocal y = 1", "this \"{\" on line 1 is never closed"),
    Mistake(
      "route \"r\" {\n  to = { \"x\",⌖\n}\n\nroute \"s\" { to = \"y\" }",
      "this \"{\" on line 2 is never closed"),

    // Calls, values and statements
    Mistake("f(1⌖ 2)", "a comma is missing between two arguments"),
    Mistake("f(1⌖\nlocal x", "this \"(\" on line 1 is never closed"),
    Mistake("f(1, ⌖)", "a value is missing before \")\""),
    Mistake("x = (1 + 2⌖\ny = 3", "this \"(\" on line 1 is never closed"),
    Mistake("x =⌖\nlocal y = 1", "a value is missing after \"=\""),
    Mistake("x = a + ⌖then", "a value is missing before \"then\""),
    Mistake("t:⌖5()", "a name must follow \":\", not \"5\""),
    Mistake(
      "t:⌖m", "\":m\" calls a function, so its arguments must follow in parentheses"),
    Mistake("⌖x.y", "\"x.y\" alone does nothing; a statement calls a function or sets a name"),
    Mistake("⌖\"x\"", "\"x\" alone does nothing; a statement calls a function or sets a name"),
    Mistake("x ⌖+= 1", "\"+=\" is not Lua; write x = x + …"),
    Mistake("⌖// note", "\"//\" begins no comment in Lua; write \"--\""),
    Mistake("x = 1\n⌖# note", "\"#\" begins no comment in Lua; write \"--\""),
    Mistake("⌖f() = 1", "\"f()\" cannot be set; only a name or a field can"),
    Mistake("a, ⌖(b) = 1", "\"(b)\" cannot be set; only a name or a field can"),
    Mistake("x = 1 ⌖}", "this \"}\" closes nothing"),
    Mistake("return 1 ⌖x = 2", "nothing can follow \"return\" in its block"),

    // Blocks
    Mistake(
      "if a ⌖= 1 then end",
      "to compare two values write \"==\"; a single \"=\" sets a value"),
    Mistake("if a ⌖do end", "\"then\" must follow the condition of \"if\", not \"do\""),
    Mistake("while a ⌖then end", "\"do\" must follow the condition of \"while\", not \"then\""),
    Mistake("x = 1\n⌖end", "this \"end\" closes nothing"),
    Mistake("⌖else x = 1", "this \"else\" closes nothing"),
    Mistake("function f()\n  x = 1⌖", "this \"function\" on line 1 has no \"end\""),
    Mistake(
      "function f()\n  if a then\n    x = 1⌖\nend\ny = 2", "this \"if\" on line 2 has no \"end\""),
    Mistake(
      "if a then\n  f()\n⌖else if b then\n  g()\nend",
      "\"else if\" begins an \"if\" that needs an \"end\" of its own; write \"elseif\""),
    Mistake("repeat x = 1⌖", "this \"repeat\" on line 1 has no \"until\""),
    Mistake("for ⌖1 = 1, 2 do end", "a name must follow \"for\", not \"1\""),
    Mistake("for i ⌖do end", "\"=\" or \"in\" must follow the name, not \"do\""),
    Mistake("local ⌖end = 1", "a name must follow \"local\", not \"end\""),
    Mistake("function f(a, ⌖1) end", "a name must follow a comma, not \"1\""),

    // Names and labels
    Mistake(
      "local x <⌖fixed> = 1", "\"<fixed>\" is unknown; a local variable may be <const> or <close>"),
    Mistake("local a <close>, ⌖b <close> = x, y", "only one variable of a list can be <close>"),
    Mistake("local x <const> = 1; ⌖x = 2", "\"x\" is <const> and cannot be set again"),
    Mistake(
      "local x <const> = 1; function f() ⌖x = 2 end", "\"x\" is <const> and cannot be set again"),
    Mistake(
      "function f() return ⌖... end",
      "\"...\" means something only in a function whose parameters end with it"),
    Mistake("⌖break", "\"break\" stands in no loop"),
    Mistake("goto ⌖done", "no label \"done\" can be seen from here"),
    Mistake("::a:: do ::⌖a:: end", "the label \"a\" is here already"),
    Mistake(
      "do goto ⌖a; local x; ::a:: y() end", "\"goto a\" jumps over the declaration of \"x\""),
  ]

  @Test(arguments: mistakes)
  func oneMistakeIsOneMessageAtItsPlace(_ mistake: Mistake) {
    let marked = MarkedSource(mistake.source)
    let problems = marked.tree.problems
    #expect(problems.map(\.message) == [mistake.message])
    #expect(problems.map(\.range.lower) == marked.marks)
  }

  @Test func severalMistakesAreAllReported() {
    let marked = MarkedSource(
      """
      route "a" {
        when = { kind = "incident" }⌖
        to = "x/y",
      }
      route "b" { to = ⌖"open }
      route "c" { to⌖: "z" }
      local function f(a)
        if a ⌖= 1 then return 2 end
      end
      x ⌖+= 1
      route "d" { to = "fine" }
      y = ⌖)
      """)
    #expect(marked.tree.problems.map(\.range.lower) == marked.marks)
  }

  @Test func theOpeningBracketIsTold() throws {
    let problem = try #require(MarkedSource("t = {\n  1, 2").tree.problems.first)
    #expect(problem.related == SourceRange(lower: 4, upper: 5))
  }

  @Test func compiledCodeIsRefused() {
    let tree = SyntaxTree.parse(SourceText(name: "a.luac", bytes: [0x1B, 0x4C, 0x75, 0x61]))
    #expect(tree.problems.map(\.cause) == [.compiledCode])
  }
}
