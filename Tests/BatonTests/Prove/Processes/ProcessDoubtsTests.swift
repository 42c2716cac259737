import BatonModel
import Testing

@testable import Baton

/// Processes that contradict themselves, say nothing or say it twice: where it is found, what is said.
@Suite struct ProcessDoubtsTests {
  private static let states =
    "states = { new = { to = { \"work\", \"lost\" } }, work = { to = { \"done\" } }, "
    + "lost = { to = { \"work\" } }, done = { final = true } }"

  private static func rules(_ parts: String, states: String = states) -> String {
    "process \"p\" { \(states)\(states.isEmpty ? "" : ", ")\(parts) }"
  }

  struct Found: Sendable, CustomTestStringConvertible {
    let code: String
    let message: String
    let rules: String
    var severity = Diagnostic.Severity.warning
    var testDescription: String { "\(code): \(rules)" }
  }

  static let found: [Found] = [
    // States
    Found(
      code: "state-unreached", message: "no way leads from the first state to \"odd\"",
      rules: "process \"p\" { states = { new = { to = { \"done\" } }, "
        + "⌖odd = { to = { \"done\" } }, done = { final = true } } }"),
    Found(
      code: "state-without-end", message: "a case in \"trap\" never comes to a final state",
      rules: "process \"p\" { states = { new = { to = { \"done\", \"trap\" } }, "
        + "⌖trap = { to = { trap = \"x\" } }, done = { final = true } } }"),
    Found(
      code: "state-unreached",
      message: "no case that keeps \"Never lost\" goes through \"lost\" to an end",
      rules: rules(
        "constraint \"Never lost\" { never = enter \"lost\" }",
        states: states.replacing("lost = {", with: "⌖lost = {"))),
    // Contradictions
    Found(
      code: "contradiction",
      message: "\"x\" and \"y\" contradict each other: no case keeps them all",
      rules: rules(
        "constraint ⌖\"x\" { \"a\", at_least = 2 }, constraint \"y\" { \"a\", at_most = 1 }",
        states: "")),
    Found(
      code: "contradiction",
      message: "\"begins\" cannot be kept by any case, because of where the states lead",
      rules: rules("constraint ⌖\"begins\" { enter \"done\", comes_first = true }")),
    Found(
      code: "contradiction",
      message: "\"x\" and \"y\" contradict each other: after \"a\" (enter \"new\") not all can be "
        + "kept",
      rules: rules(
        "constraint ⌖\"x\" { \"a\", followed_by = \"b\" }, "
          + "constraint \"y\" { never = \"b\", after = \"a\" }")),
    // Of three constraints any two can be kept, and all three cannot.
    Found(
      code: "contradiction",
      message: "\"x\", \"y\" and \"z\" contradict each other: no case keeps them all",
      rules: rules(
        "constraint ⌖\"x\" { any = { \"a\", \"b\" } }, constraint \"y\" { never = \"a\" }, "
          + "constraint \"z\" { never = \"b\" }", states: "")),
    // After the end nothing comes.
    Found(
      code: "contradiction",
      message: "\"Asked\" cannot be kept by any case, because of where the states lead",
      rules: rules(
        "constraint ⌖\"Asked\" { enter \"done\", followed_by = \"survey\", directly = true }")),
    // Never activated
    Found(
      code: "never-activated",
      message: "\"x\" never has anything to say: what it is about never happens, because of \"y\"",
      rules: rules(
        "constraint ⌖\"x\" { \"a\", followed_by = \"b\" }, constraint \"y\" { never = \"a\" }")),
    // What is about a state to which no way leads is told of the state alone.
    Found(
      code: "state-unreached", message: "no way leads from the first state to \"odd\"",
      rules: "process \"p\" { states = { new = { to = { \"done\" } }, "
        + "⌖odd = { to = { \"done\" } }, done = { final = true } }, "
        + "constraint \"x\" { enter \"odd\", followed_by = \"b\" } }"),
    // Always kept
    Found(
      code: "always-kept", message: "\"x\" is always kept: \"a\" or \"b\" occurs",
      rules: rules(
        "activities = { \"a\", \"b\" }, constraint ⌖\"x\" { any = { \"a\", \"b\" } }", states: ""),
      severity: .note),
    // Redundant
    Found(
      code: "redundant", message: "\"x\" is kept wherever \"y\" is",
      rules: rules(
        "constraint ⌖\"x\" { \"a\", followed_by = \"b\" }, "
          + "constraint \"y\" { \"a\", followed_by = \"b\", directly = true }"), severity: .note),
    Found(
      code: "redundant", message: "\"z\" is kept wherever \"x\" and \"y\" are",
      rules: rules(
        "constraint \"x\" { \"a\", before = \"b\" }, constraint \"y\" { \"b\", before = \"c\" }, "
          + "constraint ⌖\"z\" { \"a\", before = \"c\" }"), severity: .note),
    Found(
      code: "redundant", message: "\"y\" is kept wherever \"x\" is",
      rules: rules(
        "constraint \"x\" { \"a\", at_most = 1 }, limit ⌖\"y\" { events_of = \"a\", at_most = 3 }"),
      severity: .note),
    Found(
      code: "redundant", message: "\"x\" is kept wherever \"y\" is",
      rules: rules(
        "constraint ⌖\"x\" { \"a\", followed_by = \"b\" }, "
          + "constraint \"y\" { \"a\", followed_by = \"b\", within = hours(1) }"),
      severity: .note),
    // Responsibilities
    Found(
      code: "nobody-accountable", message: "nobody answers for \"bill\" and \"close\" in \"p\"",
      rules: rules(
        "activities = { \"fix\", \"bill\", \"close\" }, "
          + "raci { fix = { responsible = \"provider\", accountable = \"service_owner\" } }",
        states: ""
      ).replacing("process \"p\"", with: "process ⌖\"p\"")),
    // Requests
    Found(
      code: "never-followed", message: "no request follows \"q\": all are taken by \"p\"",
      rules: "process \"p\" { of = { kind = \"incident\" }, states = { a = { final = true } } }\n"
        + "process ⌖\"q\" { of = { kind = \"incident\", major = true }, "
        + "states = { a = { final = true } } }"),
  ]

  @Test("what is found", arguments: found)
  func finds(_ expected: Found) throws {
    let rules = try ProvenRules(expected.rules)
    let found = rules.findings
    #expect(found.map(\.code) == [expected.code], "\(found.map(\.message))")
    #expect(found.map(\.message) == [expected.message])
    #expect(found.map(\.severity) == [expected.severity])
    #expect(rules.places == rules.marked)
  }

  static let silent: [String] = [
    // Time, values and conditions may let both be kept.
    rules(
      "constraint \"x\" { \"a\", followed_by = \"b\" }, "
        + "constraint \"y\" { never = \"b\", after = \"a\", within = hours(1) }"),
    rules(
      "constraint \"x\" { \"a\", at_least = 2 }, "
        + "constraint \"y\" { \"a\", at_most = 1, when = { priority = 1 } }"),
    rules(
      "constraint \"x\" { \"a\", at_least = 2, until_date = \"2026-12-31\" }, "
        + "constraint \"y\" { \"a\", at_most = 1, from_date = \"2027-01-01\" }"),
    // Of two that depend on time it is not known which says more.
    rules(
      "constraint \"x\" { \"a\", followed_by = \"b\", within = hours(2) }, "
        + "constraint \"y\" { \"a\", followed_by = \"b\", within = hours(1) }"),
    // A state that only a variation opens is reached.
    "process \"p\" { states = { new = { to = { \"done\" } }, held = { to = { \"done\" } }, "
      + "done = { final = true } }, variation \"v\" { allows = { new = { to = { \"held\" } } } } }",
    // The narrower one first.
    "process \"p\" { of = { kind = \"incident\", major = true }, states = { a = { final = true } } }\n"
      + "process \"q\" { of = { kind = \"incident\" }, states = { a = { final = true } } }",
  ]

  @Test("what is in order", arguments: silent)
  func silence(_ rules: String) throws {
    #expect(try ProvenRules(rules).findings.map(\.message) == [])
  }

  @Test("a field that a state needs and that nobody sets")
  func needs() throws {
    let process = """
      field "cause" { type = "text", of = "request" }
      field "effect" { type = "text", of = "request" }
      field "cure" { type = "text", of = "request" }
      process "p" { states = { new = { to = { "done" } },
        ⌖done = { final = true, needs = { "cause", "effect", "resolution", "cure" } } } }
      classify "c" { set = { cure = "none" } }

      """
    #expect(try ProvenRules(process.replacing("⌖", with: "")).findings.isEmpty)
    let rules = try ProvenRules(
      process + "source \"tool\" { fields = { effect = \"x\" } }\n")
    #expect(
      rules.findings.map(\.message) == [
        "\"done\" needs \"cause\", which no source maps and no rule sets"
      ])
    #expect(rules.places == rules.marked)
  }

  @Test("the standard processes are in order")
  func standard() throws {
    let names = ["change", "major-incident", "incident", "problem", "service-request"]
    let rules = try ProvenRules(
      names.map { "include \"standard/processes/\($0)\"\n" }.joined())
    #expect(rules.findings.map(\.message) == [])
  }
}
