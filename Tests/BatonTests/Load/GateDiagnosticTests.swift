import BatonModel
import Testing

@testable import Baton

/// What can be wrong with a gate and an early life: where it is found, and what is said.
@Suite struct GateDiagnosticTests {
  static let mistakes: [Mistake] = [
    Mistake(
      code: "unknown-key", message: "`gate` has no \"histroy\"", help: "did you mean \"history\"?",
      rules: "gate { ⌖histroy = \"may.ndjson\" }"),
    Mistake(
      code: "unknown-key", message: "`at_most` has no \"mooved\"", help: "did you mean \"moved\"?",
      rules: "gate { at_most = { ⌖mooved = 3 } }"),
    // More of it is better: it belongs to the other list.
    Mistake(
      code: "unknown-key", message: "`at_most` has no \"coverage\"",
      rules: "gate { at_most = { ⌖coverage = 90 } }"),
    Mistake(
      code: "unknown-key", message: "`at_least` has no \"moved\"",
      rules: "gate { at_least = { ⌖moved = 3 } }"),
    Mistake(
      code: "out-of-range",
      message:
        "\"moved\" takes a whole number from 0 up, or a share such as \"2%\", found \"some\"",
      rules: "gate { at_most = { moved = ⌖\"some\" } }"),
    Mistake(
      code: "out-of-range",
      message: "\"moved\" takes a whole number from 0 up, or a share such as \"2%\", found -1",
      rules: "gate { at_most = { moved = ⌖-1 } }"),
    Mistake(
      code: "out-of-range",
      message: "\"coverage\" takes a share from 0 to 100, such as 90 or \"90%\", found 101",
      rules: "gate { at_least = { coverage = ⌖101 } }"),
    // Of scenarios there is no whole of which they could be a share.
    Mistake(
      code: "out-of-range", message: "\"scenarios\" takes a whole number from 0 up, found \"5%\"",
      rules: "gate { at_least = { scenarios = ⌖\"5%\" } }"),
    Mistake(
      code: "unknown-name", message: "unknown role \"bos\"", help: "did you mean \"boss\"?",
      rules: "gate { agreed_by = { ⌖\"bos\" } }"),
    Mistake(
      code: "empty-list",
      message: "the list of \"agreed_by\" is empty: nothing can ever be in it",
      rules: "gate { agreed_by = ⌖{} }"),
    Mistake(
      code: "wrong-type", message: "\"at_most\" takes limits by what is measured, found 3",
      rules: "gate { at_most = ⌖3 }"),
    Mistake(
      code: "declared-once", message: "`gate` may stand only once in a rule base",
      rules: "gate { at_most = { moved = 3 } }\n⌖gate { at_most = { moved = 4 } }"),
    Mistake(
      code: "missing-key", message: "early_life has no \"lasts\"",
      rules: "⌖early_life { from_date = \"2026-12-01\", at_most = { errors = 0 } }"),
    Mistake(
      code: "missing-key", message: "early_life has no \"at_most\"",
      rules: "⌖early_life { from_date = \"2026-12-01\", lasts = days(28) }"),
    // There are no rules before in what has happened.
    Mistake(
      code: "unknown-key", message: "`at_most` has no \"moved\"",
      rules:
        "early_life { from_date = \"2026-12-01\", lasts = days(28), at_most = { ⌖moved = 0 } }"),
    Mistake(
      code: "wrong-type",
      message: "\"lasts\" takes a duration such as hours(4) or business_days(2), found 28",
      rules: "early_life { from_date = \"2026-12-01\", lasts = ⌖28, at_most = { errors = 0 } }"),
  ]

  @Test(arguments: mistakes)
  func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }

  @Test func limitsStandInTheOrderOfMeasures() throws {
    let rules = MarkedRules(
      "gate { at_most = { errors = 0, moved = \"2.5%\" }, at_least = { coverage = 90 } }")
    let gate = try #require(rules.load.gate)
    #expect(gate.limits.map(\.measure) == [.coverage, .moved, .errors])
    #expect(gate.limits.map(\.amount) == [.percent(90), .percent(2.5), .count(0)])
    #expect(rules.load.earlyLife == nil)
  }
}
