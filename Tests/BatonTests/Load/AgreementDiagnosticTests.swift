import BatonModel
import Testing

@testable import Baton

/// What can be wrong with agreements: where it is found, and what is said.
@Suite struct AgreementDiagnosticTests {
  /// What every agreement needs.
  private static let rest = "metric = \"time_to_resolve\", within = hours(4)"

  private static func sla(_ parts: String) -> String {
    "sla \"s\" { metric = \"time_to_resolve\", \(parts) }"
  }

  static let mistakes: [Mistake] = [
    // Keys
    Mistake(
      code: "missing-key", message: "sla \"s\" has no \"metric\"",
      help: "metric takes \"time_to_acknowledge\", \"time_to_own\", \"first_response\", "
        + "\"next_update\", \"time_to_restore\" or \"time_to_resolve\"",
      rules: "sla ⌖\"s\" { within = hours(4) }"),
    Mistake(
      code: "missing-key", message: "sla \"s\" has no \"within\"", help: "within takes a duration",
      rules: "sla ⌖\"s\" { metric = \"time_to_own\" }"),
    Mistake(
      code: "not-one-of", message: "\"metric\" cannot be \"time_to_resolv\"",
      help: "did you mean \"time_to_resolve\"?",
      rules: "sla \"s\" { metric = ⌖\"time_to_resolv\", within = hours(4) }"),
    Mistake(
      code: "unknown-key", message: "`sla` has no \"stop_whem\"",
      help: "did you mean \"stop_when\"?",
      rules: sla("within = hours(4), ⌖stop_whem = { vip = true }")),
    Mistake(
      code: "missing-key", message: "ola \"o\" has no \"with\"",
      rules: "ola ⌖\"o\" { \(rest) }"),
    Mistake(
      code: "missing-key", message: "underpinning_contract \"o\" has no \"with\"",
      rules: "underpinning_contract ⌖\"o\" { \(rest) }"),
    Mistake(
      code: "with-not-taken", message: "sla \"s\" is with the customer: it takes no \"with\"",
      help: "what a provider promises is an ola or an underpinning_contract",
      rules: sla("within = hours(4), ⌖with = \"acme\"")),
    Mistake(
      code: "unknown-name", message: "unknown provider \"acne\"", help: "did you mean \"acme\"?",
      rules: "ola \"o\" { with = { \"fuji\", ⌖\"acne\" }, \(rest) }"),
    Mistake(
      code: "duplicate-name", message: "ola \"s\" is declared already",
      rules: "sla \"s\" { \(rest) }\nola ⌖\"s\" { with = \"acme\", \(rest) }"),
    Mistake(
      code: "advisory", message: "an sla cannot be advisory",
      rules: sla("within = hours(4), mode = ⌖\"advisory\"")),
    Mistake(
      code: "dates-reversed", message: "until_date is before from_date",
      rules: sla(
        "within = hours(4), from_date = \"2026-05-02\", until_date = ⌖\"2026-05-01\"")),
    Mistake(
      code: "overrides-nothing", message: "there is no sla \"t\" to override",
      rules: sla("within = hours(4), overrides = ⌖\"t\"")),
    // References to each other
    Mistake(
      code: "unknown-name", message: "unknown agreement \"restord\"",
      help: "did you mean \"restored\"?",
      rules: "sla \"restored\" { \(rest) }\n"
        + "ola \"o\" { with = \"acme\", supports = ⌖\"restord\", \(rest) }"),
    Mistake(
      code: "wrong-type", message: "\"supports\" takes the name of an agreement, or a list of such",
      rules: "ola \"o\" { with = \"acme\", supports = { ⌖3 }, \(rest) }"),
    Mistake(
      code: "support-circle", message: "agreements support each other in a circle: a > b > a",
      rules: "sla ⌖\"a\" { supports = \"b\", \(rest) }\n"
        + "ola \"b\" { with = \"acme\", supports = \"a\", \(rest) }"),
    // Lengths of time
    Mistake(
      code: "wrong-type", message: "\"within\" takes a duration such as hours(4)",
      rules: sla("within = ⌖4")),
    Mistake(
      code: "out-of-range", message: "\"hours\" takes a number above 0 and at most 100 years",
      rules: sla("within = hours(⌖0)")),
    Mistake(
      code: "unknown-name", message: "unknown calendar \"ofice\"",
      help: "did you mean \"office\"?",
      rules: sla("within = business_hours(4), calendar = ⌖\"ofice\"")),
    Mistake(
      code: "no-calendar",
      message: "business_hours(4) needs a calendar, and no group that may have the work has hours",
      help: "write calendar = \"name\", or give a group `hours`",
      rules: "ola \"o\" { with = \"fuji\", metric = \"time_to_own\",\n"
        + "  within = ⌖business_hours(4) }"),
    // Thresholds
    Mistake(
      code: "threshold-outside", message: "found \"0%\"",
      rules: sla("within = hours(4), warn_at = { \"50%\", ⌖\"0%\" }")),
    Mistake(
      code: "threshold-outside",
      message: "a threshold is more than 0% and at most 100%, found \"120%\"",
      help: "what comes after the end is past(minutes(30))",
      rules: sla("within = hours(4), warn_at = { ⌖\"120%\" }")),
    Mistake(
      code: "threshold-outside", message: "found \"-5%\"",
      rules: sla("within = hours(4), warn_at = ⌖\"-5%\"")),
    Mistake(
      code: "threshold-outside", message: "this is before sla \"s\" starts, which lasts hours(4)",
      rules: sla("within = hours(4), warn_at = { ⌖before(minutes(240)) }")),
    Mistake(
      code: "wrong-type", message: "\"warn_at\" takes a share such as \"75%\"",
      rules: sla("within = hours(4), warn_at = { ⌖75 }")),
    Mistake(
      code: "wrong-type", message: "found \"half\"",
      rules: sla("within = hours(4), warn_at = { ⌖\"half\" }")),
    Mistake(
      code: "needs-elapsed", message: "\"past\" takes elapsed time, found business_hours(2)",
      help: "use seconds, minutes, hours or days",
      rules: sla("within = hours(4), warn_at = { past(⌖business_hours(2)) }")),
    // Conditions and choices
    Mistake(
      code: "unknown-field", message: "a request has no field \"stat\"",
      rules: sla("within = hours(4), stop_when = { ⌖stat = \"closed\" }")),
    Mistake(
      code: "priority-order", message: "`at_most` is unclear for a priority",
      rules: sla("within = hours(4), when = { priority = ⌖at_most(2) }")),
    Mistake(
      code: "priority-order", message: "`below` is unclear for a priority",
      rules: sla("within = hours(4), cancel_when = { priority = ⌖below(2) }")),
    Mistake(
      code: "wrong-type", message: "\"resume_when\" takes \"not_paused\" or conditions",
      rules: sla("within = hours(4), resume_when = ⌖\"later\"")),
    Mistake(
      code: "not-one-of", message: "\"pause_on\" cannot be \"custmer\"",
      help: "did you mean \"customer\"?",
      rules: sla("within = hours(4), pause_on = { \"parts\", ⌖\"custmer\" }")),
    Mistake(
      code: "not-one-of", message: "\"on_change\" cannot be \"carry\"",
      rules: sla("within = hours(4), on_change = ⌖\"carry\"")),
    Mistake(
      code: "not-one-of", message: "\"boundary\" cannot be \"nextopen\"",
      help: "did you mean \"next_open\"?",
      rules: sla("within = business_hours(4), boundary = ⌖\"nextopen\"")),
    Mistake(
      code: "no-instant", message: "a clock cannot start from \"summary\", which takes a text",
      rules: sla("within = hours(4), start_from = ⌖\"summary\"")),
    Mistake(
      code: "unknown-field", message: "a request has no field \"open_at\"",
      help: "did you mean \"opened_at\"?",
      rules: sla("within = hours(4), start_from = ⌖\"open_at\"")),
    // The event
    Mistake(
      code: "event-elsewhere", message: "\"event\" is known only while a case moves on",
      rules: "route \"r\" { when = { ⌖event = \"reopen\" }, to = \"acme\" }"),
    Mistake(
      code: "event-elsewhere", message: "\"event\" is known only while a case moves on",
      rules: "policy \"p\" { forbid = { function(r) return r.⌖event == \"reopen\" end } }"),
    Mistake(
      code: "event-elsewhere", message: "\"event\" is known only while a case moves on",
      rules: "classify \"c\" { set = { ⌖event = \"reopen\" } }"),
    Mistake(
      code: "event-elsewhere", message: "\"event\" is known only while a case moves on",
      rules: "source \"s\" { fields = { id = \"n\", ⌖event = \"e\" } }"),
    Mistake(
      code: "built-in-field", message: "\"event\" is a built-in field of a request",
      rules: "field ⌖\"event\" { type = \"text\" }"),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }

  @Test(
    "what only business time asks for is a warning beside elapsed time",
    arguments: [("calendar", "office"), ("boundary", "next_open")])
  func noEffect(key: String, value: String) throws {
    let rules = MarkedRules(
      "sla \"s\" { metric = \"time_to_own\", within = hours(4), ⌖\(key) = \"\(value)\" }"
        + DiagnosticTests.fallback)
    #expect(rules.load.engine != nil)
    let diagnostic = try #require(rules.load.diagnostics.first)
    #expect(diagnostic.code == "no-effect")
    #expect(diagnostic.severity == .warning)
    #expect(diagnostic.message == "hours(4) is elapsed time: \"\(key)\" changes nothing")
    #expect(rules.found == rules.marked)
  }

  @Test("a table's column may not ask for the event")
  func column() {
    let rules = MarkedRules(
      "route_table \"t\" { from = \"table.csv\" }" + DiagnosticTests.fallback,
      csv: "⌖event,-> to\nreopen,acme\n")
    #expect(rules.load.diagnostics.map(\.code) == ["event-elsewhere"])
    #expect(rules.found == rules.marked)
  }
}

extension Mistake {
  /// Expects that the mistake, and no other, is found where it is marked, and said as it should be.
  func isPointedAt() throws {
    let marked = MarkedRules(rules + DiagnosticTests.fallback, csv: csv)
    #expect(marked.load.engine == nil)
    let diagnostic = try #require(
      marked.load.diagnostics.first { $0.code == code },
      "\(marked.load.diagnostics.map { $0.code + ": " + $0.message })")
    #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
    if let help { #expect(diagnostic.help == help) }
    #expect(
      marked.found == marked.marked,
      "\(marked.load.diagnostics.map { "\($0.place) \($0.message)" })")
  }
}
