import BatonModel
import Testing

@testable import Baton

/// What can be wrong with rules about disputes: where it is found, and what is said.
@Suite struct DisputeDiagnosticTests {
  static let mistakes: [Mistake] = [
    Mistake(
      code: "no-outcome", message: "dispute \"d\" decides nothing",
      help: "add one of \"settled_by\", \"within\"",
      rules: "dispute ⌖\"d\" { when = { priority = 1 } }"),
    Mistake(
      code: "unknown-name", message: "unknown role \"bos\"", help: "did you mean \"boss\"?",
      rules: "dispute \"d\" { settled_by = ⌖\"bos\" }"),
    Mistake(
      code: "unknown-name", message: "unknown role \"acme\"",
      rules: "dispute \"d\" { within = hours(2), otherwise = ⌖\"acme\" }"),
    Mistake(
      code: "no-effect", message: "\"otherwise\" has a meaning only beside \"within\"",
      rules: "dispute \"d\" { settled_by = \"boss\", ⌖otherwise = \"boss\" }"),
    Mistake(
      code: "no-effect", message: "\"calendar\" has a meaning only beside \"within\"",
      rules: "dispute \"d\" { settled_by = \"boss\", ⌖calendar = \"office\" }"),
    Mistake(
      code: "no-calendar", message: "business_days(1) needs a calendar",
      help: "write calendar = \"name\"",
      rules: "dispute \"d\" { within = ⌖business_days(1) }"),
    Mistake(
      code: "unknown-key", message: "`dispute` has no \"settledby\"",
      help: "did you mean \"settled_by\"?",
      rules: "dispute \"d\" { ⌖settledby = \"boss\", within = hours(2) }"),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }
}
