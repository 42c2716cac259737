import BatonModel
import Testing

@testable import Baton

/// What can be wrong with ladders and rotas: where it is found, and what is said.
@Suite struct EscalationDiagnosticTests {
  private static let target =
    "sla \"restored\" { metric = \"time_to_restore\", within = hours(4) }\n"

  private static func ladder(_ parts: String) -> String {
    target + "escalation \"e\" { on = \"restored\", \(parts) }"
  }

  private static func step(_ parts: String) -> String { ladder("at(\"50%\", \(parts))") }

  private static func rota(_ layer: String) -> String {
    "rota \"line\" { layers = { \(layer) } }"
  }

  static let mistakes: [Mistake] = [
    // Ladders
    Mistake(
      code: "unknown-name", message: "unknown agreement \"restord\"",
      help: "did you mean \"restored\"?",
      rules: target
        + "escalation \"e\" { on = ⌖\"restord\", at(\"50%\", { hierarchical = \"boss\" }) }"),
    Mistake(
      code: "no-outcome", message: "escalation \"e\" decides nothing",
      help: "add one of \"at\", \"after\"",
      rules: target + "escalation ⌖\"e\" { on = \"restored\" }"),
    Mistake(
      code: "at-without-target", message: "`at` needs a target, and escalation \"e\" is on none",
      rules: "escalation \"e\" { ⌖at(\"50%\", { hierarchical = \"boss\" }) }"),
    Mistake(
      code: "misplaced", message: "`at` belongs inside an escalation, and nowhere else",
      help: "put it between the braces of escalation \"name\" { … }",
      rules: "⌖at(\"50%\", { hierarchical = \"boss\" })"),
    Mistake(
      code: "misplaced", message: "`after` belongs inside an escalation, and nowhere else",
      rules: "sla \"s\" { metric = \"time_to_own\", within = hours(1),\n"
        + "  ⌖after(minutes(5), { hierarchical = \"boss\" }) }"),
    Mistake(
      code: "misplaced", message: "`at` belongs inside an escalation, and nowhere else",
      rules: ladder(
        "at(\"50%\", { hierarchical = \"boss\" }),\n"
          + "  tags = { \"x\", (function() ⌖at(\"75%\", {}) return \"y\" end)() }")),
    Mistake(
      code: "claimed-twice", message: "at \"50%\" is used in two places",
      rules: target + "local step = ⌖at(\"50%\", { hierarchical = \"boss\" })\n"
        + "escalation \"e\" { on = \"restored\", step }\n"
        + "escalation \"f\" { on = \"restored\", step }"),
    Mistake(
      code: "misplaced", message: "route \"r\" cannot stand inside an escalation",
      rules: ladder("route ⌖\"r\" { to = \"acme\" }, at(\"50%\", { hierarchical = \"boss\" })")),
    Mistake(
      code: "stray-entry", message: "escalation \"e\" has an entry without a name: \"50%\"",
      rules: ladder("⌖\"50%\", at(\"50%\", { hierarchical = \"boss\" })")),
    // Steps
    Mistake(
      code: "matcher-arguments", message: "`at` is not used right",
      help: "write at(\"75%\", { hierarchical = \"cio\" })", rules: ladder("⌖at(\"50%\")")),
    Mistake(
      code: "not-a-table", message: "step needs a table { … }, found \"boss\"",
      rules: ladder("at(\"50%\", ⌖\"boss\")")),
    Mistake(
      code: "both-kinds", message: "a step is functional or hierarchical, not both",
      rules: step("{ functional = \"acme/l3\", ⌖hierarchical = \"boss\" }")),
    Mistake(
      code: "no-outcome", message: "this step decides nothing",
      help: "add one of \"functional\", \"hierarchical\", \"notify\"",
      rules: step("⌖{ because = \"it is late\" }")),
    Mistake(
      code: "unknown-key", message: "`step` has no \"functinal\"",
      help: "did you mean \"functional\"?",
      rules: step("{ ⌖functinal = \"acme/l3\", notify = \"boss\" }")),
    Mistake(
      code: "route-to-nobody", message: "provider \"acme\" has no group \"l4\"",
      rules: step("{ functional = ⌖\"acme/l4\" }")),
    Mistake(
      code: "unknown-name", message: "unknown role \"bos\"", help: "did you mean \"boss\"?",
      rules: step("{ hierarchical = ⌖\"bos\" }")),
    Mistake(
      code: "nobody-to-tell", message: "\"custmer\" is no role, party, receiver, provider or group",
      help: "did you mean \"customer\"?",
      rules: step("{ notify = { \"boss\", ⌖\"custmer\" } }")),
    Mistake(
      code: "value-is-nil", message: "the value of \"functional\" is nil here",
      rules: "local t = {}\n" + step("{ ⌖functional = t.x, notify = \"boss\" }")),
    Mistake(
      code: "unknown-field", message: "a request has no field \"stat\"",
      rules: step("{ hierarchical = \"boss\", when = { ⌖stat = \"new\" } }")),
    // Moments
    Mistake(
      code: "threshold-outside", message: "found \"150%\"",
      rules: ladder("at(⌖\"150%\", { hierarchical = \"boss\" })")),
    Mistake(
      code: "threshold-outside",
      message: "this is before \"restored\" starts, which lasts hours(4)",
      rules: ladder("at(⌖before(hours(5)), { hierarchical = \"boss\" })")),
    Mistake(
      code: "wrong-type", message: "\"at\" takes a share such as \"75%\"",
      rules: ladder("at(⌖minutes(5), { hierarchical = \"boss\" })")),
    Mistake(
      code: "needs-elapsed", message: "\"after\" takes elapsed time, found business_hours(1)",
      rules: ladder("after(⌖business_hours(1), { hierarchical = \"boss\" })")),
    Mistake(
      code: "out-of-range", message: "\"minutes\" takes a number from 0 to 100 years, found -1",
      rules: ladder("after(minutes(⌖-1), { hierarchical = \"boss\" })")),
    // Repeats
    Mistake(
      code: "repeats-nothing", message: "nothing can be repeated: the last step is no `after`",
      rules: ladder(
        "after(minutes(5), { notify = \"boss\" }), at(\"50%\", { notify = \"boss\" }),\n"
          + "  repeat_times = ⌖2")),
    Mistake(
      code: "repeats-nothing", message: "all repeats are at the same instant",
      help: "write repeat_after = minutes(15)",
      rules: ladder("after(minutes(0), { notify = \"boss\" }), repeat_times = ⌖2")),
    Mistake(
      code: "repeats-nothing", message: "\"repeat_after\" has a meaning only beside",
      rules: ladder(
        "after(minutes(5), { notify = \"boss\" }), ⌖repeat_after = minutes(5)")),
    Mistake(
      code: "wrong-type", message: "\"repeat_times\" takes a whole number from 1 to 1000",
      rules: ladder("after(minutes(5), { notify = \"boss\" }), repeat_times = ⌖0")),
    Mistake(
      code: "unknown-name", message: "unknown calendar \"nights\"",
      rules: ladder("at(\"50%\", { notify = \"boss\" }), quiet = ⌖\"nights\"")),
    Mistake(
      code: "duplicate-name", message: "escalation \"e\" is declared already",
      rules: ladder("at(\"50%\", { notify = \"boss\" })")
        + "\nescalation ⌖\"e\" { after(minutes(5), { notify = \"boss\" }) }"),
    // Rotas
    Mistake(
      code: "missing-key", message: "rota \"line\" has no \"layers\"",
      rules: "rota ⌖\"line\" { timezone = \"Europe/Paris\" }"),
    Mistake(
      code: "missing-key", message: "layer has no \"people\"",
      rules: rota("⌖{ handover = \"09:00\" }")),
    Mistake(
      code: "empty-list", message: "the list of \"people\" is empty",
      rules: rota("{ people = ⌖{} }")),
    Mistake(
      code: "empty-list", message: "the list of \"layers\" is empty",
      rules: "rota \"line\" { layers = ⌖{} }"),
    Mistake(
      code: "no-first-turn", message: "nobody can tell whose turn it is without a first day",
      rules: rota("⌖{ people = { \"acme/desk\", \"acme/l3\" } }")),
    Mistake(
      code: "bad-handover",
      message: "takes a time such as \"09:00\" or \"mon 09:00\", found \"monday 9\"",
      rules: rota("{ people = { \"ann\" }, handover = ⌖\"monday 9\" }")),
    Mistake(
      code: "bad-handover", message: "found \"25:00\"",
      rules: rota("{ people = { \"ann\" }, handover = ⌖\"25:00\" }")),
    Mistake(
      code: "needs-elapsed", message: "\"every\" takes elapsed time, found business_days(5)",
      rules: rota("{ people = { \"ann\" }, every = ⌖business_days(5) }")),
    Mistake(
      code: "out-of-range", message: "\"every\" takes a minute or more",
      rules: rota("{ people = { \"ann\" }, every = ⌖seconds(5) }")),
    Mistake(
      code: "unknown-name", message: "unknown calendar \"nights\"",
      rules: rota("{ people = { \"ann\" }, hours = ⌖\"nights\" }")),
    Mistake(
      code: "unknown-zone", message: "there is no time zone \"Europe/Lundon\"",
      rules: "rota \"line\" { timezone = ⌖\"Europe/Lundon\", layers = { { people = \"ann\" } } }"),
    Mistake(
      code: "dates-reversed", message: "\"to\" is not after \"from\"",
      rules: "rota \"line\" { layers = { { people = \"ann\" } }, overrides = {\n"
        + "  { from = \"2026-05-02\", to = ⌖\"2026-05-01\", person = \"bo\" } } }"),
    Mistake(
      code: "wrong-type", message: "\"from\" takes an instant",
      rules: "rota \"line\" { layers = { { people = \"ann\" } }, overrides = {\n"
        + "  { from = ⌖\"soon\", to = \"2026-05-01\", person = \"bo\" } } }"),
    Mistake(
      code: "duplicate-name", message: "rota \"line\" is declared already",
      rules: rota("{ people = \"ann\" }") + "\nrota ⌖\"line\" { layers = { { people = \"bo\" } } }"),
    // On call
    Mistake(
      code: "unknown-name", message: "unknown rota \"lime\"", help: "did you mean \"line\"?",
      rules: rota("{ people = \"ann\" }") + "\n"
        + step("{ functional = on_call ⌖\"lime\" }")),
    Mistake(
      code: "route-to-nobody",
      message: "rota \"line\" has \"ann\", who is no group, provider or receiver",
      help: "a route leads to groups: name groups in the rota, or a group here",
      rules: rota("{ people = { \"acme\", \"ann\" }, from_date = \"2026-05-01\" }")
        + "\nroute \"r\" { when = { vip = true }, to = ⌖on_call \"line\" }"),
    Mistake(
      code: "matcher-arguments", message: "`on_call` is not used right",
      help: "write on_call \"network\"",
      rules: "route \"r\" { when = { vip = true }, to = ⌖on_call { \"line\" } }"),
    Mistake(
      code: "route-to-nobody", message: "\"acne\" is no group, provider or receiver",
      rules: "route \"r\" { when = { vip = true }, to = first_open { ⌖\"acne\" } }"),
    // During
    Mistake(
      code: "unknown-name", message: "unknown calendar \"ofice\"",
      help: "did you mean \"office\"?",
      rules: "route \"r\" { when = { opened_at = during ⌖\"ofice\" }, to = \"acme\" }"),
    Mistake(
      code: "matcher-type", message: "`during` cannot test \"summary\", which takes a text",
      rules: "route \"r\" { when = { summary = ⌖during \"office\" }, to = \"acme\" }"),
    Mistake(
      code: "matcher-arguments", message: "`during` is not used right",
      rules: "route \"r\" { when = { opened_at = ⌖during {} }, to = \"acme\" }"),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    try mistake.isPointedAt()
  }

  @Test(
    "an event that resembles a known one is a warning, another is somebody's own",
    arguments: [
      "stop_on = { \"accept\", ⌖\"acknowlege\", \"escalated-to-board\" }",
      "stop_when = { event = ⌖\"reopn\" }",
      "stop_when = { event = { \"reopen\", ⌖\"restored\", \"zz\" } }",
    ])
  func unlikelyEvents(parts: String) throws {
    let rules = MarkedRules(
      Self.ladder("at(\"50%\", { notify = \"boss\" }), \(parts)") + DiagnosticTests.fallback)
    #expect(rules.load.engine != nil)
    #expect(rules.load.diagnostics.map(\.code) == ["unlikely-event"])
    #expect(rules.load.diagnostics.map(\.severity) == [.warning])
    #expect(rules.found == rules.marked)
  }
}
