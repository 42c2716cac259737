import BatonModel
import Testing

@testable import Baton

/// What can be wrong with processes and what providers make of them: where it is found, what is said.
@Suite struct ProcessDiagnosticTests {
  /// A process of two states with a part.
  private static func process(_ part: String, _ keys: String = "") -> String {
    "process \"p\" { \(keys) states = { new = { to = { \"done\" } }, done = { final = true } }, "
      + "constraint \"c\" { \"work\", at_most = 3 }, variation \"v\" { skips = \"c\" }, \(part) }"
  }

  private static func mistake(
    _ code: String, _ message: String, help: String? = nil, _ part: String, keys: String = ""
  ) -> Mistake {
    Mistake(code: code, message: message, help: help, rules: process(part, keys))
  }

  static let mistakes: [Mistake] = [
    // States
    Mistake(
      code: "unknown-state", message: "process \"p\" has no state \"don\"",
      help: "did you mean \"done\"?",
      rules: "process \"p\" { states = { new = { to = { ⌖\"don\" } }, done = { final = true } } }"),
    Mistake(
      code: "unknown-state", message: "process \"p\" has no state \"don\"",
      rules:
        "process \"p\" { states = { new = { to = { ⌖don = \"x\" } }, done = { final = true } } }"),
    Mistake(
      code: "unknown-field", message: "\"resolutoin\"",
      rules: "process \"p\" { states = { new = { final = true, needs = ⌖\"resolutoin\" } } }"),
    Mistake(
      code: "process-names-provider",
      message: "a process is one way for every provider, and cannot name \"acme\"",
      help: "say \"provider\" or \"service_provider\"; what differs is an adaptation",
      rules: "process \"p\" { states = { new = { final = true, by = { ⌖\"acme\" } } } }"),
    Mistake(
      code: "unknown-actor", message: "\"bos\" is no party and no role that is declared",
      help: "did you mean \"boss\"?",
      rules: "process \"p\" { states = { new = { final = true, by = ⌖\"bos\" } } }"),
    Mistake(
      code: "unknown-key", message: "`state` has no \"too\"", help: "did you mean \"to\"?",
      rules: "process \"p\" { states = { new = { final = true, ⌖too = {} } } }"),
    Mistake(
      code: "wrong-type", message: "states",
      rules: "process \"p\" { states = ⌖{ \"new\" } }"),
    // Constraints
    mistake(
      "no-subject", "constraint \"d\" says nothing about which event it is",
      help: "name one event first: { \"diagnose\", before = \"resolve\" }",
      "constraint ⌖\"d\" { before = \"resolve\" }"),
    mistake(
      "several-demands", "constraint \"d\" says several things: \"before\", \"at_most\"",
      help: "write one constraint for each",
      "constraint ⌖\"d\" { \"a\", before = \"b\", at_most = 2 }"),
    mistake(
      "several-demands", "constraint \"d\" says several things: \"response\", \"before\"",
      "constraint \"d\" { response(\"a\", \"b\"), ⌖before = \"b\" }"),
    mistake(
      "no-outcome", "constraint \"d\"", "constraint ⌖\"d\" { \"a\" }"),
    mistake(
      "matcher-arguments", "response", "constraint \"d\" { ⌖response(\"a\") }"),
    mistake(
      "no-effect", "\"within\" means nothing for init", help: "leave it out",
      "constraint \"d\" { \"a\", comes_first = true, ⌖within = hours(1) }"),
    mistake(
      "no-effect", "\"same\" means nothing for absence",
      "constraint \"d\" { never = \"a\", ⌖same = \"person\" }"),
    mistake(
      "no-effect", "\"after\"", "constraint \"d\" { \"a\", before = \"b\", ⌖after = \"x\" }"),
    mistake(
      "no-calendar", "business_hours(2) needs a calendar",
      "constraint \"d\" { \"a\", followed_by = \"b\", within = ⌖business_hours(2) }"),
    mistake(
      "wrong-type", "at_most", "constraint \"d\" { \"a\", at_most = ⌖-1 }"),
    mistake(
      "unknown-state", "process \"p\" has no state \"don\"",
      "constraint \"d\" { \"a\", before = enter ⌖\"don\" }"),
    mistake(
      "unknown-event", "\"wrok\" is not among the activities of process \"p\"",
      help: "did you mean \"work\"?",
      "constraint \"d\" { ⌖\"wrok\", at_most = 2 }", keys: "activities = { \"work\" },"),
    mistake(
      "duplicate-name", "limit \"c\" is declared already",
      "limit ⌖\"c\" { events_of = \"work\", at_most = 1 }"),
    mistake(
      "stray-entry", "process \"p\"", "⌖\"constraint\""),
    // Limits, pairs, responsibility
    mistake(
      "several-demands", "limit \"l\" limits several things: \"handoffs_of\", \"time_in\"",
      "limit ⌖\"l\" { handoffs_of = \"group\", time_in = \"new\", at_most = 1 }"),
    mistake(
      "wrong-unit", "how long a case may be in a state is not counted in working days",
      "limit \"l\" { time_in = \"new\", at_most = ⌖business_days(1), calendar = \"office\" }"),
    mistake(
      "unknown-field", "\"persn\"", "limit \"l\" { handoffs_of = ⌖\"persn\", at_most = 1 }"),
    mistake(
      "wants-two-events", "four_eyes \"f\" compares two events",
      "four_eyes ⌖\"f\" { \"approve\", differ_in = \"person\" }"),
    mistake(
      "missing-key", "same \"s\" has no \"equal_in\"", "same ⌖\"s\" { \"a\", \"b\" }"),
    mistake(
      "several-accountable", "exactly one answers for \"work\", and several are named",
      "raci { work = { responsible = \"provider\", ⌖accountable = { \"boss\", \"customer\" } } }"),
    mistake(
      "nobody-accountable", "nobody answers for \"work\"",
      "raci { ⌖work = { responsible = \"provider\" } }"),
    mistake(
      "nobody-responsible", "nobody does \"work\"",
      "raci { ⌖work = { accountable = \"boss\" } }"),
    mistake(
      "duplicate-activity", "who does \"work\" is said already in main.lua",
      "raci { work = { responsible = \"provider\", accountable = \"boss\" } }, "
        + "raci { ⌖work = { responsible = \"provider\", accountable = \"boss\" } }"),
    mistake("no-outcome", "variation \"w\"", "variation ⌖\"w\" {}"),
    Mistake(
      code: "misplaced", message: "belongs inside a process",
      rules: "constraint ⌖\"c\" { \"a\", at_most = 1 }"),
    // Providers' own ways
    Mistake(
      code: "uses-nothing", message: "adaptation \"a\" names no variation",
      rules: process("")
        + "\nadaptation ⌖\"a\" { process = \"p\", provider = \"acme\", "
        + "until_date = \"2027-01-01\", because = \"x\" }"),
    Mistake(
      code: "no-end", message: "waiver \"w\" has no last day",
      rules: process("")
        + "\nwaiver ⌖\"w\" { process = \"p\", constraint = \"c\", because = \"x\" }"),
    Mistake(
      code: "no-reason", message: "waiver \"w\" gives no reason",
      rules: process("")
        + "\nwaiver ⌖\"w\" { process = \"p\", constraint = \"c\", until_date = \"2027-01-01\" }"),
    Mistake(
      code: "unknown-name", message: "unknown constraint \"d\"",
      rules: process("")
        + "\nwaiver \"w\" { process = \"p\", constraint = ⌖\"d\", until_date = \"2027-01-01\", "
        + "because = \"x\" }"),
    Mistake(
      code: "unknown-name", message: "unknown process \"q\"", help: nil,
      rules: process("") + "\nmapping \"acme\" { process = ⌖\"q\", states = { A = \"new\" } }"),
    Mistake(
      code: "maps-nothing", message: "mapping \"acme\" maps neither states nor events",
      rules: process("") + "\nmapping ⌖\"acme\" { process = \"p\" }"),
    Mistake(
      code: "unknown-state", message: "process \"p\" has no state \"nwe\"",
      rules: process("")
        + "\nmapping \"acme\" { process = \"p\", states = { A = ⌖\"nwe\" } }"),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }

  @Test("what is probably forgotten is a warning")
  func warnings() {
    let rules = MarkedRules(
      "process \"p\" { ⌖states = { new = { to = { \"old\" } }, ⌖old = {} } }"
        + DiagnosticTests.fallback)
    #expect(rules.load.engine != nil)
    #expect(Set(rules.load.diagnostics.map(\.code)) == ["no-final-state", "dead-end"])
    #expect(Set(rules.found) == Set(rules.marked))
  }

  @Test("an event that is named once and resembles another is a warning")
  func namedOnce() throws {
    let rules = MarkedRules(
      Self.process(
        "constraint \"d\" { \"diagnose\", before = \"install\" }, "
          + "constraint \"e\" { \"install\", followed_by = \"inspect\" }, "
          + "constraint \"f\" { ⌖\"instal\", at_most = 2 }, "
          + "constraint \"g\" { ⌖\"resolv\", at_most = 2 }") + DiagnosticTests.fallback)
    #expect(rules.load.engine != nil)
    #expect(
      rules.load.diagnostics.map { "\($0.code): \($0.help ?? "")" } == [
        "unlikely-event: did you mean \"install\"?", "unlikely-event: did you mean \"resolve\"?",
      ])
    #expect(rules.found == rules.marked)
    let listed = MarkedRules(
      Self.process("", "activities = { \"work\", \"wrok\" },") + DiagnosticTests.fallback)
    #expect(listed.load.diagnostics.isEmpty)
  }

  @Test("a state in a condition that resembles one of a process is a warning")
  func likeAState() {
    let rules = MarkedRules(
      Self.process("")
        + "\npolicy \"o\" { when = { state = { \"scheduled\", \"done\", ⌖\"dome\" } }, "
        + "forbid = { vip = true } }" + DiagnosticTests.fallback)
    #expect(rules.load.engine != nil)
    #expect(rules.load.diagnostics.map(\.code) == ["unlikely-state"])
    #expect(rules.load.diagnostics.map(\.message) == ["no process has the state \"dome\""])
    #expect(rules.found == rules.marked)
  }

  /// Whose words a mapping is about: its name's, or another's as it says; of each process once.
  @Test("a provider has its words for each process")
  func mappings() throws {
    func mapping(_ name: String, _ process: String, _ parts: String = "") -> String {
      "mapping \(name) { process = \"\(process)\", \(parts)events = { a = \"b\" } }\n"
    }
    func rules(_ parts: String...) -> MarkedRules {
      MarkedRules(
        "process \"p\" { constraint \"c\" { \"x\", at_most = 1 } }\n"
          + "process \"q\" { constraint \"c\" { \"x\", at_most = 1 } }\n" + parts.joined()
          + DiagnosticTests.fallback)
    }
    let both = rules(mapping("\"acme\"", "p"), mapping("\"changes\"", "q", "provider = \"acme\", "))
    #expect(both.load.diagnostics.isEmpty)
    let nobody = rules(mapping("⌖\"acne\"", "p"))
    #expect(nobody.load.diagnostics.map(\.code) == ["maps-nobody"])
    #expect(nobody.load.diagnostics.first?.help == "did you mean \"acme\"?")
    #expect(nobody.found == nobody.marked)
    let twice = rules(
      mapping("\"acme\"", "p"), mapping("⌖\"again\"", "p", "provider = \"acme\", "))
    #expect(twice.load.diagnostics.map(\.code) == ["mapped-twice"])
    #expect(twice.found == twice.marked)
  }

  @Test("an event on both sides of a demand is a warning")
  func bothSides() throws {
    let rules = MarkedRules(
      Self.process("constraint ⌖\"d\" { \"a\", followed_by = { \"b\", \"a\" } }")
        + DiagnosticTests.fallback)
    let diagnostic = try #require(rules.load.diagnostics.first { $0.code == "answers-itself" })
    #expect(
      diagnostic.message == "\"a\" stands on both sides, and every such event answers itself")
    #expect(rules.found == rules.marked)
  }

  @Test("a sentence is the template that DECLARE has for it", arguments: sentences)
  func sentence(written: String, sentence: String) throws {
    let rules = MarkedRules(
      Self.process("constraint \"d\" { \(written) }") + DiagnosticTests.fallback)
    let engine = try #require(rules.load.engine, "\(rules.load.diagnostics.map(\.message))")
    let watch = LogWatch(engine, process: 0)
    let constraint = try #require(watch.constraints.first { $0.rule.about.name == "d" })
    #expect("\(constraint.rule.kind): \(constraint.sentence)" == sentence)
  }

  static let sentences: [(String, String)] = [
    (#""a", before = "b""#, #"precedence: "b" comes only after "a""#),
    (
      #""a", before = "b", directly = true"#,
      #"chain precedence: "b" comes only directly after "a""#
    ),
    (
      #""b", preceded_by = "a", alternating = true"#,
      #"alternate precedence: each "b" comes only after "a" of its own"#
    ),
    (#""a", followed_by = "b""#, #"response: "a" is followed by "b""#),
    (
      #""a", followed_by = "b", directly = true"#,
      #"chain response: "a" is followed by "b" directly"#
    ),
    (
      #""a", followed_by = { "b", "c" }, alternating = true"#,
      #"alternate response: "a" is followed by "b" or "c" before "a" occurs again"#
    ),
    (#""a", needs = "b""#, #"responded existence: where "a" occurs, "b" occurs too"#),
    (#""a", together_with = "b""#, #"co-existence: "a" and "b" occur both or not at all"#),
    (#"never = "b", after = "a""#, #"not succession: "b" never comes after "a""#),
    (#"never = "a", before = "b""#, #"not succession: "b" never comes after "a""#),
    (
      #"never = "b", after = "a", directly = true"#,
      #"not chain succession: "b" never comes directly after "a""#
    ),
    (#"never = "b", with = "a""#, #"not co-existence: "b" and "a" do not occur in one case"#),
    (#"never = "a""#, #"absence: "a" never occurs"#),
    (#""a", at_most = 2"#, #"absence: "a" occurs at most twice"#),
    (#""a", at_least = 1"#, #"existence: "a" occurs"#),
    (#""a", exactly = 3"#, #"exactly: "a" occurs exactly 3 times"#),
    (#""a", comes_first = true"#, #"init: a case begins with "a""#),
    (#"enter "done", comes_last = true"#, #"end: a case ends with "enter done""#),
    (#"any = { "a", "b" }"#, #"choice: "a" or "b" occurs"#),
    (#"one = { "a", "b" }"#, #"exclusive choice: either "a" or "b" occurs, not both"#),
    (#"exactly_one("a")"#, #"exactly: "a" occurs exactly once"#),
    (#"absence("a", 3)"#, #"absence: "a" occurs at most twice"#),
    (
      #"succession("a", "b")"#,
      #"succession: "a" is followed by "b", which comes only after "a""#
    ),
    (
      #"not_precedence("a", "b")"#, #"not precedence: "b" never comes after "a""#
    ),
  ]
}
