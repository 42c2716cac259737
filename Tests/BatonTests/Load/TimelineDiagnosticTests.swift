import BatonModel
import Testing

@testable import Baton

/// What can be wrong with the timeline of a scenario: where it is found, and what is said.
@Suite struct TimelineDiagnosticTests {
  private static func timeline(_ entries: String) -> String {
    "sla \"four\" { metric = \"time_to_resolve\", within = hours(4) }\n"
      + "scenario \"s\" { given = { kind = \"incident\" }, timeline = \(entries) }"
  }

  static let mistakes: [Mistake] = [
    Mistake(
      code: "wrong-type",
      message: "\"at\" takes an instant or a length since the opening, "
        + "\"2026-05-08T20:00:00+02:00\" or \"+1d 30m\", found \"+1x\"",
      rules: timeline("{ { at = ⌖\"+1x\", escalated = \"boss\" } }")),
    Mistake(
      code: "missing-key", message: "`timeline` has no \"at\"",
      rules: timeline("{ ⌖{ escalated = \"boss\" } }")),
    Mistake(
      code: "no-outcome", message: "nothing happens here and nothing is expected",
      rules: timeline("{ ⌖{ at = \"+1h\" } }")),
    Mistake(
      code: "unknown-key", message: "`timeline` has no \"breeched\"",
      help: "did you mean \"breached\"?",
      rules: timeline("{ { at = \"+1h\", ⌖breeched = true } }")),
    Mistake(
      code: "unknown-key", message: "`timeline` has no \"escalated\"",
      rules: timeline("{ { at = \"+1h\", event = \"accept\", ⌖escalated = \"boss\" } }")),
    Mistake(
      code: "unknown-name", message: "unknown agreement \"fourr\"",
      help: "did you mean \"four\"?",
      rules: timeline("{ { at = \"+1h\", kept = { ⌖\"fourr\" } } }")),
    Mistake(
      code: "unknown-name", message: "unknown agreement \"fourr\"",
      rules: timeline("{ { at = \"+1h\", due = { ⌖fourr = \"+4h\" } } }")),
    Mistake(
      code: "not-one-of", message: "\"paused\" cannot be \"lunch\"",
      rules: timeline("{ { at = \"+1h\", paused = ⌖\"lunch\" } }")),
    Mistake(
      code: "wrong-type", message: "\"priority\" takes a whole number from 1 up, found \"high\"",
      rules: timeline("{ { at = \"+1h\", priority = ⌖\"high\" } }")),
    Mistake(
      code: "empty-list", message: "the list of \"timeline\" is empty: nothing can ever be in it",
      rules: timeline("⌖{}")),
    Mistake(
      code: "wrong-type",
      message: "\"timeline\" takes a list of tables, { { at = \"+2h\", escalated = \"cio\" } }, "
        + "found a table",
      rules: timeline("⌖{ at = \"+1h\", escalated = \"boss\" }")),
    Mistake(
      code: "nobody-to-tell", message: "\"annn\" is no role, party, receiver, provider or group",
      help: "did you mean \"anna\"?",
      rules: "rota \"night\" { layers = { { people = { \"anna\" } } } }\n"
        + timeline("{ { at = \"+1h\", escalated = ⌖\"annn\" } }")),
    Mistake(
      code: "nobody-to-tell", message: "\"cys\" is no role, party, receiver, provider or group",
      rules: "rota \"night\" { layers = { { people = { \"anna\" } } } }\n"
        + timeline(
          "{ { at = \"+1h\", escalated = { \"anna\", \"cy\" } }, "
            + "{ at = \"+2h\", notified = ⌖\"cys\" } }, world = { on_call = { night = \"cy\" } }")),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }
}
