// The prompt: values, commands, and mistakes that end nothing.

import Foundation
import Testing

@Suite struct ReplTests {
  private func run(_ lines: String...) throws -> Run {
    let rules = try SmallRules.folder()
    return try Tool.run("repl", rules.path, input: lines.joined(separator: "\n") + "\n")
  }

  @Test func showsValuesAndRunsStatements() throws {
    let run = try run(
      "1 + 1", "'a' .. 'b'", "{ 1, x = { true } }", "local n = 2 print(n)", "above(5)")
    #expect(
      run.output == """
        small: no problems
        2
        "ab"
        { 1, x = { true } }
        2
        <above 5>

        """)
    #expect(run.errors.isEmpty)
    #expect(run.status == 0)
  }

  @Test func largeValuesAreCut() throws {
    let run = try run(
      "x = 1", "local x = above(5) for i = 1, 30 do x = any_of(x, x) end return x",
      "local t = {} for i = 1, 100000 do t[i] = i end return t", "('x'):rep(100000)",
      "{ { { { { 1 } } } } }", "'\\27[31m'")
    let lines = run.lines.dropFirst()
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.utf8.count < 11_000 })
    let four = "<any_of <any_of> <any_of>>"
    let three = "<any_of \(four) \(four)>"
    let two = "<any_of \(three) \(three)>"
    #expect(lines.first == "<any_of \(two) \(two)>")
    #expect(lines.dropFirst().first?.hasPrefix("{ 1, 2, 3, ") == true)
    #expect(lines.dropFirst().first?.hasSuffix(", … }") == true)
    #expect(lines.dropFirst(2).first?.hasSuffix("x…\"") == true)
    #expect(lines.dropFirst(3).first == "{ { { { <table> } } } }")
    #expect(lines.last == "\" [31m\"")
  }

  @Test func waitsForTheEndOfAStatement() throws {
    let run = try run("for i = 1, 2 do", "print(i)", "end", "'next'", "if true then", "", "3")
    #expect(run.lines.dropFirst() == ["1", "2", "\"next\"", "3"])
    #expect(run.errors.contains("error: "))
  }

  @Test func mistakesEndNothing() throws {
    let run = try run(
      "error('boo')", "x = 1", ")", "while true do end", ":nonsense", ":decide {", "7")
    #expect(run.lines.last == "7")
    #expect(run.status == 0)
    let errors = run.errors.split(separator: "\n")
    #expect(errors.count == 6)
    #expect(errors.first == "error: boo")
  }

  @Test func decidesExplainsAndReloads() throws {
    let request = #"{"id":"P-1","kind":"incident","impact":"high","urgency":"high","summary":"x"}"#
    let run = try run(":decide \(request)", ":why \(request)", ":reload", ":help", ":quit", "1")
    #expect(run.output.contains(#"{"request":"P-1","priority":1,"#))
    #expect(run.output.contains("P-1: to acme/major, priority 1"))
    #expect(run.output.contains("to acme/major, by \"Majors\" (main.lua:13)"))
    #expect(run.lines.count { $0 == "small: no problems" } == 2)
    #expect(run.lines.last != "1")
  }

  @Test func rulesWithMistakesCanBeMended() throws {
    let rules = try Folder(["main.lua": "route \"x\" { to = \"nobody\" }"])
    let run = try Tool.run("repl", rules.path, input: "1\n:decide {}\n")
    #expect(run.lines.last == "1")
    #expect(run.errors.contains("the rules cannot be used: mend them and :reload"))
    #expect(run.status == 0)
  }

  /// What an audience may not see is in no answer, and commands that tell of all rules are refused.
  @Test func anAudienceIsToldWhatItMaySee() throws {
    let request = "{\"kind\":\"incident\",\"impact\":\"high\",\"urgency\":\"high\"}"
    let run = try run(
      ":audience customer", ":why \(request)", ":trace", ":whynot acme/night", ":why Majors",
      ":decide \(request)")
    #expect(run.output.contains("by a rule that you may not see"))
    #expect(!run.output.contains("Majors"))
    #expect(!run.output.contains("one team leads"))
    #expect(run.errors.contains("what a customer may see is told"))
    #expect(run.errors.contains(":whynot tells of rules that a customer may not see"))
    #expect(run.errors.contains(":why with a rule tells of rules that a customer may not see"))
    let again = try self.run(":audience customer", ":audience", ":why \(request)")
    #expect(again.output.contains("Majors"))
    let unknown = try self.run(":audience provider:acm", ":why \(request)")
    #expect(unknown.errors.contains("did you mean \"acme\"?"))
    #expect(unknown.output.contains("Majors"))
  }
}
