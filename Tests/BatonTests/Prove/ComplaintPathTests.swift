import Testing

@testable import Baton

/// Kinds of requests for which something is promised, and nothing follows from a complaint.
@Suite struct ComplaintPathTests {
  private static let sla =
    "sla \"s\" { metric = \"time_to_restore\", within = hours(4), when = { kind = \"incident\" } }\n"
  private static let change =
    "process \"c\" { of = { kind = \"change\" }, states = { n = { to = { \"d\" } }, "
    + "d = { final = true } } }\n"

  private static func ladder(_ when: String) -> String {
    "escalation \"e\" { when = { \(when) }, after(minutes(0), { hierarchical = \"cio\" }) }\n"
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let rules: String
    /// The message, without its beginning; nil if nothing is to be said.
    let about: String?
    var testDescription: String { rules }
  }

  static let cases = [
    Case(rules: sla, about: "\"incident\""),
    Case(rules: sla + change, about: "\"incident\" and \"change\""),
    // For whatever is asked: no kind of its own.
    Case(rules: "sla \"s\" { metric = \"time_to_restore\", within = hours(4) }\n", about: nil),
    Case(rules: sla + ladder("event = \"complaint\""), about: nil),
    Case(rules: sla + ladder("event = { \"reopen\", \"complaint\" }"), about: nil),
    Case(rules: sla + ladder("event = \"complaint\", kind = \"change\""), about: "\"incident\""),
    Case(rules: sla + ladder("event = \"reopen\""), about: "\"incident\""),
    // Only while it is worked on.
    Case(
      rules: sla + ladder("event = \"complaint\", state = { \"assigned\", \"in_progress\" }"),
      about: "\"incident\" that is said to be solved"),
    Case(
      rules: sla + ladder("event = \"complaint\", state = is_not(\"closed\")"), about: nil),
    Case(
      rules: change + ladder("event = \"complaint\", state = \"d\"")
        + ladder("event = \"complaint\", kind = \"change\", state = \"n\"").replacing(
          "\"e\"", with: "\"f\""),
      about: nil),
    Case(
      rules: "process \"p\" { of = { kind = \"service_request\" }, constraint \"c\" "
        + "{ \"complaint\", followed_by = \"respond\" } }\n", about: nil),
    Case(
      rules: "process \"p\" { of = { kind = \"service_request\" }, constraint \"c\" "
        + "{ \"respond\", followed_by = \"complaint\" } }\n", about: "\"service request\""),
  ]

  @Test("who complains has somewhere to go", arguments: cases)
  func complaints(expected: Case) throws {
    let rules = try ProvenRules(
      "role \"cio\" { party = \"customer\", authority = 3 }\n" + ProvenRules.landscape
        + expected.rules)
    let found = rules.proofs.findings.filter { $0.code == "no-complaint-path" }
    #expect(
      found.map(\.message)
        == (expected.about.map { ["nothing follows when somebody complains about " + $0] } ?? []))
    #expect(found.allSatisfy { $0.severity == .note })
  }
}
