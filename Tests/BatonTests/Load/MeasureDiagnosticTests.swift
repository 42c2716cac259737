import BatonModel
import Testing

@testable import Baton

/// What can be wrong with measures, surveys, experience agreements and credits: where it is found, and
/// what is said.
@Suite struct MeasureDiagnosticTests {
  private static let promise =
    "sla \"Soon\" { metric = \"time_to_resolve\", within = hours(1) }\n"

  static let mistakes: [Mistake] = [
    Mistake(
      code: "not-one-of", message: "\"of\" cannot be \"time_to_restor\"",
      help: "did you mean \"time_to_restore\"?",
      rules: "measure \"m\" { of = ⌖\"time_to_restor\" }"),
    Mistake(
      code: "missing-key", message: "measure \"m\" has no \"of\"",
      rules: "measure ⌖\"m\" { as = \"count\" }"),
    Mistake(
      code: "wrong-type", message: "\"of\" takes a number, or yes or no, found \"summary\", a text",
      rules: "measure \"m\" { of = ⌖\"summary\" }"),
    Mistake(
      code: "wrong-type",
      message: "\"as\" takes \"count\", \"share\", \"rate\" for \"reopened\", found \"median\"",
      rules: "measure \"m\" { of = \"reopened\", as = ⌖\"median\" }"),
    Mistake(
      code: "not-one-of", message: "\"as\" cannot be \"medium\"", help: "did you mean \"median\"?",
      rules: "measure \"m\" { of = \"handoffs\", as = ⌖\"medium\" }"),
    Mistake(
      code: "out-of-range",
      message: "\"percentile\" takes a number above 0 and at most 100, found 900",
      rules: "measure \"m\" { of = \"handoffs\", as = percentile(⌖900) }"),
    Mistake(
      code: "not-one-of", message: "\"per\" cannot be \"servise\"",
      help: "did you mean \"service\"?",
      rules: "measure \"m\" { of = \"cases\", per = { ⌖\"servise\" } }"),
    Mistake(
      code: "wrong-type",
      message: "\"per\" takes \"provider\" for what a case has as a whole, found \"party\"",
      rules: "measure \"m\" { of = \"handoffs\", per = ⌖\"party\" }"),
    Mistake(
      code: "wrong-type",
      message: "\"target\" takes a duration such as hours(4) or business_days(2), found 4",
      rules: "measure \"m\" { of = \"lead_time\", target = ⌖4 }"),
    Mistake(
      code: "out-of-range", message: "\"target\" takes a share from \"0%\" to \"100%\", found 95",
      rules: "measure \"m\" { of = \"first_contact\", target = ⌖95 }"),
    Mistake(
      code: "wrong-type",
      message: "\"at_least\" takes one target: \"target\", \"at_most\" or \"at_least\", "
        + "found a second one",
      rules: "measure \"m\" { of = \"handoffs\", at_most = 3, at_least = ⌖1 }"),
    Mistake(
      code: "wrong-type",
      message: "\"as\" takes \"share\", or nothing, for \"availability\", found \"median\"",
      rules: "measure \"m\" { of = \"availability\", as = ⌖\"median\" }"),
    Mistake(
      code: "wrong-type",
      message: "\"per\" takes \"service\" for whose availability it is, found \"provider\"",
      rules: "measure \"m\" { of = \"availability\", per = ⌖\"provider\" }"),
    Mistake(
      code: "wrong-type",
      message: "\"dated\" takes a measure of cases, not of time such as \"availability\", "
        + "found \"closed\"",
      rules: "measure \"m\" { of = \"availability\", dated = ⌖\"closed\" }"),
    Mistake(
      code: "unknown-name", message: "unknown agreement \"Son\"", help: "did you mean \"Soon\"?",
      rules: promise + "measure \"m\" { of = \"agreement_met\", agreement = ⌖\"Son\" }"),
    Mistake(
      code: "wrong-type",
      message: "\"agreement\" takes a measure of \"agreement_met\" or \"breaches\", "
        + "found \"handoffs\"",
      rules: promise + "measure \"m\" { of = \"handoffs\", agreement = ⌖\"Soon\" }"),
    Mistake(
      code: "unknown-key", message: "`measure` has no \"percentil\"",
      rules: "measure \"m\" { of = \"cases\", ⌖percentil = 3 }"),
    Mistake(
      code: "wrong-type",
      message: "\"score\" takes a number field of the request, found \"summary\", a text",
      rules: "survey \"s\" { score = ⌖\"summary\" }"),
    Mistake(
      code: "out-of-range",
      message: "\"content_from\" takes a score from the worst to the best, found 7",
      rules: "survey \"s\" { score = \"cost\", content_from = ⌖7 }"),
    Mistake(
      code: "unknown-name", message: "unknown measure or survey \"Hapy\"",
      help: "did you mean \"Happy\"?",
      rules: "survey \"Happy\" { score = \"cost\" }\nxla \"x\" { weights = { ⌖Hapy = 1 } }"),
    Mistake(
      code: "unknown-key", message: "`xla with weights` has no \"within\"",
      rules: "survey \"h\" { score = \"cost\" }\n"
        + "xla \"x\" { weights = { h = 1 }, ⌖within = hours(1) }"),
    Mistake(
      code: "missing-key", message: "xla \"x\" has no \"weights\"",
      rules: "xla ⌖\"x\" { at_least = 80 }"),
    Mistake(
      code: "unknown-name", message: "unknown provider \"acmee\"",
      help: "did you mean \"acme\"?",
      rules: promise + "credit \"c\" { with = ⌖\"acmee\", agreements = \"Soon\", fee = 1, "
        + "steps = { { below = \"90%\", share = \"5%\" } } }"),
    Mistake(
      code: "no-outcome",
      message: "a step of a credit decides nothing",
      help: "add one of \"below\", \"breaches\"",
      rules: promise + "credit \"c\" { with = \"acme\", agreements = \"Soon\", fee = 1, "
        + "steps = { ⌖{ share = \"5%\" } } }"),
    Mistake(
      code: "not-one-of", message: "\"Waiting\" cannot be \"custommer\"",
      help: "did you mean \"customer\"?",
      rules: "source \"s\" { log = { counts_as = { Waiting = ⌖\"custommer\" } } }"),
  ]

  @Test(arguments: mistakes)
  func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }

  @Test("what a measure leaves out is usual for what it measures")
  func usual() throws {
    let rules = MarkedRules(
      """
      measure "a" { of = "time_to_resolve" }
      measure "b" { of = "reopened", target = "5%" }
      measure "c" { of = "cost", target = 4 }
      measure "d" { of = "cases" }
      measure "e" { of = "vip" }
      """)
    let measures = try #require(rules.load.engine, "\(rules.load.diagnostics)").measures
    #expect(measures.map(\.aggregation) == [.median, .share, .median, .count, .share])
    #expect(measures.map(\.smallSample) == [30, 30, 30, 30, 30])
    // Less reopened is better; of a number of one's own more is.
    #expect(measures.map { $0.target?.isAtLeast } == [nil, false, true, nil, nil])
  }
}
