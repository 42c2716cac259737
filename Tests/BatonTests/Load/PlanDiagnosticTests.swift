import BatonModel
import Testing

@testable import Baton

/// What can be wrong with handoffs and plans: where it is found, and what is said.
@Suite struct PlanDiagnosticTests {
  private static func plan(_ tasks: String) -> String { "plan \"p\" { \(tasks) }" }

  static let mistakes: [Mistake] = [
    // Logs of sources
    Mistake(
      code: "unknown-key", message: "`log` has no \"time\"",
      rules: "source \"s\" { log = { case = \"id\", ⌖time = \"t\" } }"),
    Mistake(
      code: "wrong-type", message: "\"activity\" takes their name, or a list of such",
      rules: "source \"s\" { log = { activity = ⌖{ a = \"b\" } } }"),
    Mistake(
      code: "wrong-type", message: "\"at\" takes their name, or path(…)",
      rules: "source \"s\" { log = { at = ⌖5 } }"),
    Mistake(
      code: "missing-key", message: "source \"s\" has no \"fields\"",
      rules: "source ⌖\"s\" { timezone = \"UTC\" }"),
    // Handoffs
    Mistake(
      code: "no-outcome", message: "handoff \"h\" decides nothing",
      help: "add one of \"needs\", \"acknowledge_within\", \"bounces_at_most\", "
        + "\"handoffs_at_most\"",
      rules: "handoff ⌖\"h\" { to = \"acme\" }"),
    Mistake(
      code: "unknown-name", message: "unknown provider \"acne\"", help: "did you mean \"acme\"?",
      rules: "handoff \"h\" { from = { \"fuji\", ⌖\"acne\" }, needs = \"summary\" }"),
    Mistake(
      code: "unknown-field", message: "a request has no field \"sumary\"",
      help: "did you mean \"summary\"?",
      rules: "handoff \"h\" { needs = { \"service\", ⌖\"sumary\" } }"),
    Mistake(
      code: "event-elsewhere", message: "\"event\" is known only while a case moves on",
      rules: "handoff \"h\" { needs = ⌖\"event\" }"),
    Mistake(
      code: "no-calendar", message: "business_hours(1) needs a calendar",
      rules: "handoff \"h\" { to = \"fuji\", acknowledge_within = ⌖business_hours(1) }"),
    Mistake(
      code: "wrong-type", message: "\"bounces_at_most\" takes a whole number from 0",
      rules: "handoff \"h\" { bounces_at_most = ⌖-1 }"),
    Mistake(
      code: "no-effect",
      message: "\"within\" has a meaning only beside \"bounces_at_most\" or \"handoffs_at_most\"",
      rules: "handoff \"h\" { needs = \"summary\", ⌖within = hours(24) }"),
    Mistake(
      code: "no-effect", message: "\"otherwise\" has a meaning only beside",
      rules: "handoff \"h\" { needs = \"summary\", ⌖otherwise = \"acme\" }"),
    Mistake(
      code: "route-to-nobody", message: "provider \"fuji\" has no default group",
      rules: "handoff \"h\" { bounces_at_most = 1, otherwise = ⌖\"fuji\" }"),
    // Plans
    Mistake(
      code: "no-outcome", message: "plan \"p\" decides nothing", help: "add one of \"task\"",
      rules: "plan ⌖\"p\" { when = { vip = true } }"),
    Mistake(
      code: "misplaced", message: "task \"a\" belongs inside a plan, and nowhere else",
      rules: "task ⌖\"a\" { to = \"acme\" }"),
    Mistake(
      code: "misplaced", message: "task \"a\" belongs inside a plan, and nowhere else",
      rules: "route \"r\" { when = { vip = true }, to = \"acme\", task ⌖\"a\" { to = \"acme\" } }"),
    Mistake(
      code: "claimed-twice", message: "task \"a\" is used in two places",
      rules: "local a = task ⌖\"a\" { to = \"acme\" }\n"
        + "plan \"p\" { a }\nplan \"q\" { a }"),
    Mistake(
      code: "no-body", message: "task \"a\" has no table after its name",
      rules: plan("task ⌖\"a\"")),
    Mistake(
      code: "missing-key", message: "task \"a\" has no \"to\"", rules: plan("task ⌖\"a\" {}")),
    Mistake(
      code: "duplicate-name", message: "task \"a\" is declared already",
      rules: plan("task \"a\" { to = \"acme\" }, task ⌖\"a\" { to = \"acme/l3\" }")),
    Mistake(
      code: "unknown-name", message: "unknown task \"acount\"",
      help: "did you mean \"account\"?",
      rules: plan(
        "task \"account\" { to = \"acme\" }, task \"b\" { to = \"acme\", after = ⌖\"acount\" }")),
    Mistake(
      code: "unknown-name", message: "unknown task \"continu\"",
      help: "did you mean \"continue\"?",
      rules: plan("task \"a\" { to = \"acme\", if_failed = ⌖\"continu\" }")),
    Mistake(
      code: "reserved-name", message: "a task cannot be named \"skip\"",
      rules: plan("task ⌖\"skip\" { to = \"acme\" }")),
    Mistake(
      code: "task-circle",
      message: "tasks of plan \"p\" wait for each other in a circle: a > c > b > a",
      rules: plan(
        "task ⌖\"a\" { to = \"acme\", after = \"c\" },\n"
          + "  task \"b\" { to = \"acme\", after = { \"a\" } },\n"
          + "  task \"c\" { to = \"acme\", after = { \"b\" } }")),
    Mistake(
      code: "task-circle", message: "in a circle: a > a",
      rules: plan("task ⌖\"a\" { to = \"acme\", after = \"a\" }")),
    Mistake(
      code: "task-circle", message: "in a circle: a > b > a",
      rules: plan(
        "task ⌖\"a\" { to = \"acme\" }, "
          + "task \"b\" { to = \"acme\", after = \"a\", if_failed = \"a\" }")),
    Mistake(
      code: "no-calendar", message: "business_days(1) needs a calendar",
      rules: plan(
        "task \"a\" { to = \"acme/l3\" }, "
          + "task \"b\" { to = \"fuji/depot\", after = \"a\", within = ⌖business_days(1) }")),
    Mistake(
      code: "route-to-nobody", message: "provider \"acme\" has no group \"desc\"",
      rules: plan("task \"a\" { to = ⌖\"acme/desc\" }")),
    Mistake(
      code: "wrong-type", message: "\"any\" takes true or false",
      rules: plan("task \"a\" { to = \"acme\", any = ⌖\"yes\" }")),
    Mistake(
      code: "unknown-level", message: "unknown level \"servce\"",
      rules: plan("level = ⌖\"servce\", task \"a\" { to = \"acme\" }")),
    Mistake(
      code: "event-elsewhere", message: "\"event\" is known only while a case moves on",
      rules: "approval \"a\" { by = \"boss\", when = { ⌖event = \"x\" } }"),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }

  @Test("a task that nothing leads to or from is a warning, but not where tasks are all alone")
  func orphans() throws {
    let rules = MarkedRules(
      """
      plan "p" { task "a" { to = "acme" }, task "b" { to = "acme", after = "a" },
        task ⌖"c" { to = "acme" } }
      plan "q" { task "a" { to = "acme" }, task "b" { to = "acme" } }
      plan "r" { task "a" { to = "acme", if_failed = "b" }, task "b" { to = "acme" } }
      """ + DiagnosticTests.fallback)
    #expect(rules.load.engine != nil)
    let diagnostic = try #require(rules.load.diagnostics.first)
    #expect(diagnostic.severity == .warning)
    #expect(diagnostic.code == "orphan-task")
    #expect(
      diagnostic.message == "task \"c\" waits for no task of its plan, and none waits for it")
    #expect(rules.found == rules.marked)
  }
}
