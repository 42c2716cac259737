// What must hold before rules go live: each condition beside what was measured.

import Foundation
import Testing

@Suite struct GateTests {
  /// Rules that promise a solution within some hours, and send those from Lisbon to a group.
  private static func rules(hours: Int = 3, lisbon: String = "desk", gate: String = "") -> String {
    """
    rulebase { name = "small", version = "2" }
    provider "acme" { default = "desk", groups = { desk = {}, night = {} } }
    service "shop" { provider = "acme", accountable = "boss" }
    role "boss" { party = "customer" }
    sla "Solved in time" { when = { kind = "incident" }, metric = "time_to_resolve",
      within = hours(\(hours)) }
    priority "All are alike" { set = 3 }
    route "Lisbon" { when = { location = "Lisbon" }, to = "acme/\(lisbon)" }
    route "The rest" { to = "acme/desk" }
    process "incident" { of = { kind = "incident" }, owner = "boss",
      states = { new = { to = { "resolved" } }, resolved = { final = true } } }
    scenario "From Porto" { given = { kind = "incident", location = "Porto" },
      expect = { to = "acme/desk" } }
    \(gate)
    """
  }

  /// One is solved after half an hour, one after two hours, one never.
  private static let history = """
    {"id":"R-1","kind":"incident","service":"shop","opened_at":"2026-06-01T08:00:00Z","location":"Lisbon"}
    {"id":"R-2","kind":"incident","service":"shop","opened_at":"2026-06-01T08:00:00Z","location":"Porto"}
    {"id":"R-3","kind":"incident","service":"shop","opened_at":"2026-06-20T08:00:00Z","location":"Porto"}
    {"case":"R-1","at":"+30m","event":"resolve"}
    {"case":"R-2","at":"+2h","event":"resolve"}

    """

  private static let scenario = """
    scenario "From Lisbon" { given = { kind = "incident", location = "Lisbon" },
      expect = { to = "acme/desk" } }
    """

  private func folder(_ rules: String, history: String = history) throws -> Folder {
    try Folder(["main.lua": rules, "may.ndjson": history])
  }

  private struct Report {
    let isOpen: Bool
    let document: [String: Any]

    init(_ run: Run) throws {
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      self.document = document
      isOpen = try #require(document["open"] as? Bool)
      #expect(run.status == (isOpen ? 0 : 1))
    }

    func condition(_ name: String) throws -> [String: Any] {
      let all = try #require(document["conditions"] as? [[String: Any]])
      return try #require(all.first { $0["condition"] as? String == name })
    }

    /// How often it was seen, of how many, and whether that is allowed.
    func count(_ name: String) throws -> [Int] {
      let condition = try condition(name)
      let numbers = ["count", "of"].compactMap { condition[$0] as? Int }
      return numbers + [condition["holds"] as? Bool == true ? 1 : 0]
    }
  }

  // The folders live as long as the tool runs.
  private func run(
    _ rules: Folder, against live: Folder? = nil, _ options: [String] = []
  ) throws -> Run {
    try withExtendedLifetime((rules, live)) {
      let against = live.map { ["--against", $0.path] } ?? []
      return try Tool.run(["gate", rules.path] + against + options)
    }
  }

  private func judge(
    _ rules: Folder, against live: Folder? = nil, _ options: String...
  ) throws -> Report {
    try Report(try run(rules, against: live, ["--format", "json"] + options))
  }

  private static let strict = """
    gate { history = "may.ndjson",
      at_most = { moved = 0, new_breaches = 0, new_violations = 0, errors = 0 } }
    """

  @Test func rulesThatDecideAlikeMayGoLive() throws {
    let live = try folder(Self.rules())
    let new = try folder(Self.rules(gate: Self.strict))
    let report = try judge(new, against: live)
    #expect(report.isOpen)
    #expect(try report.count("moved") == [0, 3, 1])
    #expect(try report.count("errors") == [0, 3, 1])
  }

  @Test func aMovedRequestClosesTheGateAndIsNamed() throws {
    let live = try folder(Self.rules())
    let new = try folder(Self.rules(lisbon: "night", gate: Self.strict))
    let report = try judge(new, against: live)
    #expect(!report.isOpen)
    #expect(try report.count("moved") == [1, 3, 0])
    #expect(try report.condition("moved")["samples"] as? [String] == ["R-1"])
    // A third of three may move.
    let lenient = "gate { history = \"may.ndjson\", at_most = { moved = \"33.4%\" } }"
    #expect(
      try judge(folder(Self.rules(lisbon: "night", gate: lenient)), against: live).isOpen)
    let narrow = "gate { history = \"may.ndjson\", at_most = { moved = \"33.3%\" } }"
    #expect(
      try !judge(folder(Self.rules(lisbon: "night", gate: narrow)), against: live).isOpen)
  }

  @Test func aPromiseThatWasKeptBeforeIsANewBreach() throws {
    let live = try folder(Self.rules(hours: 3))
    let gate = """
      gate { history = "may.ndjson", at_most = { new_breaches = 0, breaches = 2 } }
      """
    let report = try judge(folder(Self.rules(hours: 1, gate: gate)), against: live)
    // R-3 was never solved, before and now; R-2 took two hours.
    #expect(try report.count("breaches") == [2, 3, 1])
    #expect(try report.count("new_breaches") == [1, 3, 0])
    #expect(
      try report.condition("new_breaches")["samples"] as? [String] == ["R-2 (Solved in time)"])
  }

  @Test func aCaseThatLeavesItsProcessOnlyNowIsANewViolation() throws {
    let live = try folder(Self.rules())
    let gate = """
      gate { history = "may.ndjson", at_most = { new_violations = 0, violations = 0 } }
      """
    let rules = Self.rules(gate: gate).replacing(
      "resolved = { final = true } }",
      with: "resolved = { final = true } },\n"
        + "constraint \"Diagnosed first\" { \"diagnose\", before = \"resolve\" }")
    let report = try judge(folder(rules), against: live)
    #expect(try report.count("new_violations") == [2, 3, 0])
    #expect(try report.condition("new_violations")["samples"] as? [String] == ["R-1", "R-2"])
    let again = try judge(folder(rules), against: folder(rules))
    #expect(try again.count("new_violations") == [0, 3, 1])
    #expect(try again.count("violations") == [2, 3, 0])
  }

  @Test func whatCannotBeJudgedKeepsTheGateClosed() throws {
    let new = try folder(Self.rules(gate: Self.strict))
    let report = try judge(new)
    #expect(!report.isOpen)
    let moved = try report.condition("moved")
    #expect((moved["not_judged"] as? String)?.contains("--against") == true)
    #expect(try report.count("errors") == [0, 3, 1])
    let empty = try folder(Self.rules(gate: Self.strict), history: "")
    #expect(try judge(empty).condition("errors")["not_judged"] as? String != nil)
    let unnamed = try folder(Self.rules(gate: "gate { at_most = { errors = 0 } }"))
    #expect(try !judge(unnamed).isOpen)
    #expect(try judge(unnamed, "--history", unnamed.path + "/may.ndjson").isOpen)
  }

  @Test func scenariosMustPassAndReachEnough() throws {
    let gate = "gate { at_least = { coverage = 10, scenarios = 1 } }\n" + Self.scenario
    #expect(try judge(folder(Self.rules(gate: gate))).isOpen)
    let failing = try judge(folder(Self.rules(lisbon: "night", gate: gate)))
    #expect(!failing.isOpen)
    #expect(try failing.condition("scenarios_pass")["samples"] as? [String] == ["From Lisbon"])
    let wanting = gate.replacing("coverage = 10, scenarios = 1", with: "coverage = 100")
    let report = try judge(folder(Self.rules(gate: wanting)))
    #expect(!report.isOpen)
    #expect(try report.condition("coverage")["holds"] as? Bool == false)
    let few = gate.replacing("scenarios = 1", with: "scenarios = 3")
    #expect(try judge(folder(Self.rules(gate: few))).count("scenarios") == [2, 0])
  }

  @Test func withoutScenariosTheGateStaysClosed() throws {
    let rules = Self.rules(gate: "gate {}")
    let bare = rules.replacing(
      "scenario \"From Porto\" { given = { kind = \"incident\", location = \"Porto\" },\n"
        + "  expect = { to = \"acme/desk\" } }", with: "")
    #expect(bare != rules)
    #expect(try judge(folder(rules)).isOpen)
    let report = try judge(folder(bare))
    #expect(try report.condition("scenarios_pass")["not_judged"] as? String != nil)
  }

  @Test func aBrokenFirstLineMakesNoOtherFormatOfALog() throws {
    let gate = "gate { history = \"may.ndjson\", at_most = { errors = 0, unreadable = 1 } }"
    let rules = try folder(Self.rules(gate: gate), history: "rubbish\n" + Self.history)
    #expect(try judge(rules).count("unreadable") == [1, 6, 1])
  }

  @Test func aShareIsMeantAsItIsWritten() throws {
    let requests = (1...1000).map { number in
      "{\"id\":\"R-\(number)\",\"kind\":\"incident\",\"service\":\"shop\",\"opened_at\":"
        + "\"2026-06-01T08:00:00Z\",\"location\":\"\(number <= 57 ? "Lisbon" : "Porto")\"}\n"
    }.joined()
    let gate = "gate { history = \"may.ndjson\", at_most = { moved = \"5.7%\" } }"
    let new = try folder(Self.rules(lisbon: "night", gate: gate), history: requests)
    let report = try judge(new, against: folder(Self.rules()))
    #expect(try report.count("moved") == [57, 1000, 1])
  }

  @Test func findingsAndUnnoticedMistakesCount() throws {
    let gate = "gate { at_most = { findings = 0, unnoticed_mutants = 0 } }\n" + Self.scenario
    let report = try judge(folder(Self.rules(gate: gate)))
    // No scenario says what the rest is.
    #expect(try report.count("findings") == [0, 1])
    #expect(try report.condition("unnoticed_mutants")["count"] as? Int ?? 0 > 0)
    let never =
      "classify \"Never\" { when = { location = \"Lisbon\", any_of { { location = \"Porto\" } } }, "
      + "set = { category = \"x\" } }\n"
    #expect(try judge(folder(Self.rules(gate: gate + never))).count("findings") == [1, 0])
    let failing = try judge(folder(Self.rules(lisbon: "night", gate: gate)))
    #expect(try failing.condition("unnoticed_mutants")["not_judged"] as? String != nil)
  }

  @Test func anEarlyLifeIsAboutTheCasesOfItsDays() throws {
    let early = """
      early_life { from_date = "2026-06-02", lasts = days(28),
        at_most = { breaches = 0, fallback = "100%" } }
      """
    let rules = try folder(Self.rules(gate: early))
    let report = try judge(rules, "--early-life", "--history", rules.path + "/may.ndjson")
    #expect(report.document["gate"] as? String == "early_life")
    // Only R-3, which was never solved, was opened in these days, and only the fallback took it.
    #expect(try report.count("breaches") == [1, 1, 0])
    #expect(try report.count("fallback") == [1, 1, 1])
    let later = try folder(Self.rules(gate: early.replacing("06-02", with: "07-02")))
    #expect(
      try judge(later, "--early-life", "--history", rules.path + "/may.ndjson")
        .condition("breaches")["not_judged"] as? String == "no request of the history counts")
  }

  @Test func aHistoryThatIsNotWholeIsToldOf() throws {
    let gate = "gate { history = \"may.ndjson\", at_most = { errors = 0 } }"
    let lines = Self.history.replacing(",\"location\":\"Porto\"", with: "")
      .replacing(",\"location\":\"Lisbon\"", with: "")
    let rules = try folder(Self.rules(gate: gate), history: lines + "{\"id\":\n")
    let report = try judge(rules)
    #expect(!report.isOpen)
    #expect(try report.count("unreadable") == [1, 6, 0])
    #expect(try report.condition("unreadable")["samples"] as? [String] == ["line 6"])
    let lenient = gate.replacing("errors = 0", with: "errors = 0, unreadable = \"20%\"")
    let still = try folder(Self.rules(gate: lenient), history: lines + "{\"id\":\n")
    #expect(try judge(still).isOpen)
    let history = try #require(report.document["history"] as? [String: Any])
    #expect(history["unreadable"] as? Int == 1)
    #expect(history["requests"] as? Int == 3)
    #expect(history["lacking"] as? [String] == ["location"])
    let text = try run(rules)
    #expect(text.output.contains("no request of it has location"))
    #expect(text.output.contains("1 record could not be read"))
  }

  @Test(
    arguments: [
      ("", "the rule base has no gate"),
      ("gate { history = \"june.ndjson\", at_most = { errors = 0 } }", "main.lua:14"),
      ("gate { history = \"../june.ndjson\", at_most = { errors = 0 } }", "outside"),
      ("gate { history = \"may.ndjson\", source = \"x\", at_most = { errors = 0 } }", "\"x\""),
    ])
  func whatCannotBeUsedIsSaid(_ gate: String, _ message: String) throws {
    let run = try run(folder(Self.rules(gate: gate)))
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func peopleReadItAsAPage() throws {
    let new = try folder(Self.rules(lisbon: "night", gate: Self.strict))
    let live = try folder(Self.rules())
    let text = try run(new, against: live)
    #expect(text.lines.first?.hasSuffix(": closed") == true)
    #expect(text.lines.contains { $0.hasPrefix("moved ") && $0.contains("1 of 3 (33.3 %)") })
    let page = try run(new, against: live, ["--format", "html"])
    #expect(page.output.contains("<h2>Agreed</h2>"))
    let markdown = try run(new, against: live, ["--format", "markdown"])
    #expect(markdown.lines.contains { $0.hasPrefix("| moved |") })
  }
}
