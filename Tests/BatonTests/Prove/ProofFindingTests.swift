import BatonModel
import Testing

@testable import Baton

/// Clocks that never run, ladders without an end, groups that are missing: where it is found, and what
/// is said.
@Suite struct ProofFindingTests {
  private static let landscape = """
    calendar "office" { monday_to_friday = "09:00-17:00" }
    calendar "mornings" { monday_to_friday = "09:00-12:00" }
    role "cio" { party = "customer", authority = 3 }
    role "lead" { party = "service_integrator", authority = 1 }
    role "plain" { party = "customer" }
    provider "integrator" { default = "desk", groups = { desk = {}, night = {} } }
    route "All" { to = round_robin { "integrator/desk", "integrator/night" } }

    """

  private static func target(_ parts: String) -> String {
    "sla ⌖\"s\" { metric = \"time_to_restore\", within = hours(4), "
      + "when = { kind = \"incident\" }, \(parts) }"
  }

  private static func ladder(_ steps: String) -> String {
    "sla \"s\" { metric = \"time_to_restore\", within = hours(4) }\n"
      + "escalation \"e\" { on = \"s\", \(steps) }"
  }

  struct Found: Sendable, CustomTestStringConvertible {
    let code: String
    let message: String
    let rules: String
    var testDescription: String { "\(code): \(rules)" }
  }

  static let found: [Found] = [
    // Clocks
    Found(
      code: "never-starts",
      message: "\"s\" is about no request: its conditions contradict each other",
      rules: "sla ⌖\"s\" { metric = \"time_to_own\", within = hours(4), "
        + "when = { all_of { { kind = \"incident\" }, { kind = \"change\" } } } }"),
    Found(
      code: "never-starts",
      message: "the clock of \"s\" never starts: \"when\" and \"start_when\" contradict each other",
      rules: target("start_when = { kind = \"change\" }")),
    Found(
      code: "never-starts",
      message: "the clock of \"s\" never runs: \"stop_when\" holds whenever it would start",
      rules: target(
        "start_when = { state = \"new\" }, stop_when = { state = { \"new\", \"old\" } }")),
    Found(
      code: "never-starts",
      message: "the clock of \"s\" never runs: \"cancel_when\" holds whenever it would start",
      rules: target("cancel_when = { kind = is_not(\"change\") }")),
    Found(
      code: "always-reset",
      message: "the clock of \"s\" begins anew with every event: \"reset_when\" always holds",
      rules: target("reset_when = { kind = { \"incident\", \"problem\" } }")),
    Found(
      code: "always-paused",
      message: "the clock of \"s\" is always paused: \"pause_when\" holds as long as it runs",
      rules: target("pause_when = { kind = \"incident\" }")),
    Found(
      code: "never-resumes",
      message: "once paused, the clock of \"s\" never goes on: \"resume_when\" cannot hold while "
        + "nothing pauses it",
      rules: target("pause_when = { state = \"held\" }, resume_when = { state = \"held\" }")),
    Found(
      code: "never-resumes",
      message: "once paused, the clock of \"s\" never goes on: \"resume_when\" cannot hold while "
        + "nothing pauses it",
      rules: target("pause_on = { \"customer\" }, resume_when = { kind = \"change\" }")),
    Found(
      code: "threshold-outside",
      message:
        "5 h before \"s\" is due is before its start on Friday 2026-11-20 09:00, when it takes "
        + "4 h",
      rules: "sla ⌖\"s\" { metric = \"time_to_own\", within = business_hours(4), "
        + "calendar = \"office\", warn_at = { before(hours(5)), before(hours(3)) } }"),
    // Ladders
    Found(
      code: "ladder-end", message: "\"e\" ends with those who work, not at a role with authority",
      rules: ladder(
        "at(\"50%\", { hierarchical = \"cio\" }),\n at(\"75%\", ⌖{ functional = \"integrator/desk\" })"
      )),
    Found(
      code: "ladder-end", message: "\"e\" ends at \"plain\", who has no authority",
      rules: ladder("at(\"50%\", ⌖{ hierarchical = \"plain\" })")),
    Found(
      code: "ladder-end",
      message:
        "\"e\" may end, where its last step is passed over, with those who work, not at a role "
        + "with authority",
      rules: ladder(
        "at(\"50%\", ⌖{ functional = \"integrator/desk\" }),\n"
          + "at(\"75%\", { hierarchical = \"cio\", when = { vip = true } })")),
    Found(
      code: "ladder-end",
      message: "every step of \"e\" may be passed over: it may end with nobody",
      rules: ladder("at(\"75%\", ⌖{ hierarchical = \"cio\", when = { vip = true } })")),
    Found(
      code: "ladder-end",
      message: "\"e\" tells people, and the case comes to nobody who may decide",
      rules: "escalation ⌖\"e\" { after(minutes(5), { notify = { \"cio\" } }) }"),
    Found(
      code: "less-authority", message: "\"lead\" has less authority (1) than \"cio\" before (3)",
      rules: ladder(
        "at(\"50%\", { hierarchical = \"cio\" }),\n at(\"75%\", ⌖{ hierarchical = \"lead\" }),\n"
          + "at(\"90%\", { hierarchical = \"cio\" })")),
  ]

  @Test("what is wrong is found at its place", arguments: found)
  func finding(_ expected: Found) throws {
    let rules = try ProvenRules(Self.landscape + expected.rules)
    #expect(rules.findings.map(\.code) == [expected.code])
    #expect(rules.findings.map(\.message) == [expected.message])
    #expect(rules.findings.map(\.severity) == [.warning])
    #expect(rules.places == rules.marked)
  }

  @Test("what is in order is not found")
  func inOrder() throws {
    let rules = try ProvenRules(
      Self.landscape
        + Self.target(
          "start_when = { state = \"new\" }, stop_when = { state = \"old\" }, "
            + "pause_when = { state = \"held\" }, resume_when = { state = \"new\" }, "
            + "cancel_when = { function(request) return request.attributes.x.y end }"
        ).replacing("⌖", with: "")
          + """

          escalation "e" { on = "s", at("50%", { functional = "integrator/night" }),
            at("75%", { hierarchical = "lead" }), at("100%", { hierarchical = "cio" }),
            after(minutes(30), { notify = { "customer" } }) }
          """)
    #expect(rules.findings.isEmpty)
  }

  // MARK: Groups

  private static func groups(_ groups: String, service: String = "") -> String {
    """
    calendar "office" { monday_to_friday = "09:00-17:00" }
    calendar "mornings" { monday_to_friday = "09:00-12:00" }
    provider "acme" { default = "desk", groups = { \(groups) } }
    service ⌖"payroll" { provider = "acme"\(service) }
    service "mail" { provider = "acme"\(service) }
    route "All" { to = "acme" }
    """
  }

  @Test("hours in which few work for a service are told once for all such services")
  func fewGroups() throws {
    let alone = try ProvenRules(Self.groups("desk = { hours = \"office\" }, other = {}"))
    #expect(alone.proofs.findings.map(\.code) == ["no-group"])
    #expect(alone.proofs.findings.map(\.severity) == [.note])
    #expect(
      alone.proofs.findings.map(\.message) == [
        "nobody works for 2 services (\"payroll\" and \"mail\") from Friday 2026-11-20 17:00 for 64 h"
      ])
    // One with the same skills stands in, and is alone when the desk is closed.
    let standIn = try ProvenRules(
      Self.groups(
        "desk = { hours = \"office\", skills = { \"a\" } }, other = { skills = { \"a\", \"b\" } }"))
    #expect(
      standIn.proofs.findings.map(\.message) == [
        "only one group works for 2 services (\"payroll\" and \"mail\") from Friday 2026-11-20 17:00 "
          + "for 64 h"
      ])
    let enough = try ProvenRules(
      Self.groups("desk = { skills = { \"a\" } }, other = { skills = { \"a\" } }"))
    #expect(enough.proofs.findings.isEmpty)
    #expect(enough.proofs.concentration?.withOneProvider == 2)
  }

  @Test("nobody in the hours of a service is a warning")
  func nobodyInItsHours() throws {
    let rules = try ProvenRules(
      Self.groups("desk = { hours = \"mornings\" }", service: ", hours = \"office\""))
    let found = try #require(rules.proofs.findings.first)
    #expect(found.severity == .warning)
    #expect(
      found.message
        == "nobody works for 2 services (\"payroll\" and \"mail\") in its hours, \"office\" "
        + "from Friday 2026-11-20 12:00 for 5 h")
    #expect(
      rules.marked == [
        Place(file: found.place.file, line: found.place.line, column: found.place.column)
      ])
  }

  @Test("where a function that is not understood routes, nothing is said of groups but that")
  func notDecided() throws {
    let rules = try ProvenRules(
      Self.groups("desk = {}").replacing(
        "route",
        with: "route ⌖\"Odd\" { to = function(request) return request.summary:rep(2) end }\nroute"
      ).replacing("service ⌖", with: "service "))
    let found = try #require(rules.proofs.findings.first)
    #expect(rules.proofs.findings.count == 1)
    #expect(found.code == "not-decided" && found.severity == .note)
    #expect(
      found.message
        == "whether two groups work for 2 services (\"payroll\" and \"mail\") at all times is not "
        + "decided: a function that is not understood says who gets its requests")
    #expect(found.related.map(\.place.line) == rules.marked.map(\.line))
  }
}
