// Cases on a virtual clock, as the tool tells of them.

import Foundation
import Testing

@Suite struct SimulateTests {
  private static let rules = """
    rulebase { name = "small", timezone = "Europe/Paris" }
    role "owner" { party = "customer" }
    provider "acme" { default = "desk", groups = { desk = {} } }
    service "mail" { provider = "acme", accountable = "owner" }
    sla "an hour" { metric = "time_to_resolve", within = hours(1) }
    route "Rest" { to = "acme" }
    """

  private static let cases = """
    {"id":"R-1","kind":"incident","service":"mail","priority":2,"opened_at":"2026-05-08T10:00:00+02:00"}
    {"id":"R-2","kind":"incident","service":"mail","priority":3,"opened_at":"2026-05-08T11:00:00+02:00"}
    {"case":"R-1","at":"+10m","event":"resolve","by":"acme"}

    """

  private func simulate(_ options: String..., input: String = cases) throws -> Run {
    let rules = try Folder(["main.lua": Self.rules])
    return try Tool.run(["simulate", rules.path] + options, input: input)
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func pagesInTheOrderOfTheCases() throws {
    let run = try simulate()
    #expect(run.status == 0 && run.errors == "2 cases, 1 event\n")
    let pages = run.output.components(separatedBy: "\n\nR-2\n")
    #expect(
      pages.count == 2 && pages[0].hasPrefix("R-1\n\nFriday 8 May 2026, Europe/Paris +02:00\n"))
    #expect(pages[0].contains("ends: kept, 10 min of 1 h used"))
    #expect(pages[1].contains("12:00  - BREACH: \"an hour\" is not kept"))
    #expect(run.output.utf8.reduce(true) { $0 && $1 != 0x1b })
  }

  @Test func linesComeAsThingsHappenAndSummariesLast() throws {
    let run = try simulate("--format", "ndjson")
    let lines = try objects(run.output)
    let told = lines.map { "\($0["case"] as? String ?? "") \($0["what"] as? String ?? "")" }
    #expect(
      told == [
        "R-1 opened", "R-1 offered", "R-1 clock_began", "R-2 opened", "R-2 offered",
        "R-2 clock_began", "R-1 event", "R-1 assigned", "R-1 clock_completed", "R-1 summary",
        "R-2 breached", "R-2 summary",
      ])
    let breach = lines[10]
    #expect(breach["at"] as? String == "2026-05-08T12:00:00+02:00")
    let clock = try #require(breach["clock"] as? [String: Any])
    #expect(clock["used"] as? Int == 3600 && clock["total"] as? Int == 3600)
    #expect(breach["place"] as? String == "main.lua:5")
  }

  @Test func oneDocument() throws {
    let run = try simulate("--format", "json", input: Self.cases + "{\"case\":\"R-9\",\n")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "baton.simulation/1")
    let cases = try #require(document["cases"] as? [[String: Any]])
    #expect(cases.compactMap { $0["case"] as? String } == ["R-1", "R-2"])
    #expect(cases.compactMap { ($0["timeline"] as? [Any])?.count } == [6, 4])
    let summary = try #require(cases[0]["summary"] as? [String: Any])
    #expect(summary["state"] as? String == "resolved" && summary["total"] as? Int == 600)
    #expect((document["errors"] as? [Any])?.count == 1)
    #expect(run.status == 1)
  }

  @Test func aPictureOfOneCase() throws {
    let run = try simulate("--format", "svg", "--case", "R-2")
    #expect(run.status == 0 && run.output.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(run.output.hasSuffix("</svg>\n"))
    let many = try simulate("--format", "svg")
    #expect(many.status == 2 && many.output.isEmpty)
    #expect(many.errors.contains("there are 2: choose with --case"))
  }

  @Test func untilAnInstantOrALength() throws {
    for until in ["+30m", "2026-05-08T10:30:00+02:00", "2026-05-08T10:30"] {
      let run = try simulate("--case", "R-1", "--until", until)
      #expect(run.status == 0)
      #expect(run.output.contains("In the end, Friday 8 May 2026 10:30, Europe/Paris +02:00"))
    }
    let wrong = try simulate("--until", "tomorrow")
    #expect(wrong.status == 2 && wrong.errors.contains("not \"tomorrow\""))
  }

  /// Both cases tell the pager at 50 and at 100 %; with half an hour of patience and one message a day.
  @Test func messagesOfAllCases() throws {
    let rules = try Folder([
      "main.lua": Self.rules + """

        receiver "pager" { batch = minutes(30), messages_a_day = 1 }
        escalation "ladder" { on = "an hour", at("50%", { notify = "pager" }),
          at("100%", { hierarchical = "owner", notify = { "pager", "customer" } }) }
        """
    ])
    let input = Self.cases.split(separator: "\n").prefix(2).joined(separator: "\n")
    let pages = try Tool.run(["simulate", rules.path], input: input)
    #expect(
      pages.output.hasSuffix(
        """

        Messages
          customer  2 messages with 2 notices
          pager     2 messages with 4 notices, 2 held back to another day

        """))
    let run = try Tool.run(["simulate", rules.path, "--format", "json"], input: input)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let messages = try #require(document["messages"] as? [[String: Any]])
    #expect(
      messages.map { "\($0["at"] ?? "") \($0["to"] ?? "") \($0["held_back"] ?? "")" } == [
        "2026-05-08T11:00:00+02:00 customer 0", "2026-05-08T11:00:00+02:00 pager 0",
        "2026-05-08T12:00:00+02:00 customer 0", "2026-05-09T00:00:00+02:00 pager 2",
      ])
    let lines = try objects(
      Tool.run(["simulate", rules.path, "--format", "ndjson"], input: input).output)
    #expect(
      lines.suffix(4).compactMap { $0["what"] as? String } == ["message", "message"]
        + ["message", "message"])
    // What goes out at midnight is behind the end.
    let evening = try Tool.run(
      ["simulate", rules.path, "--until", "2026-05-08T20:00"], input: input)
    #expect(evening.output.hasSuffix("  pager     1 message with 2 notices\n"))
    // Where nobody says how they want to be told, nothing is said of messages.
    #expect(try !simulate().output.contains("Messages"))
  }

  @Test func badLinesAreToldAndTheRestIsSimulated() throws {
    let run = try simulate(
      input: "{\"case\":\"R-1\",\"at\":\"+1h\",\"event\":\"accept\"}\nnonsense\n" + Self.cases)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        line 1: no case "R-1" was opened before this
        line 2, column 1: not JSON: only true, false and null stand without quotes
        2 cases, 1 event, 2 could not be used

        """)
    #expect(run.output.contains("ends: kept"))
  }

  @Test(arguments: [
    ("", "there is no request that opens a case"), ("--case=R-7", "no case has the id \"R-7\""),
  ])
  func nothingToSimulate(_ option: String, _ message: String) throws {
    let run =
      try option.isEmpty ? simulate(input: "\n") : simulate(option)
    #expect(run.status == 2 && run.errors.contains(message))
  }

  @Test func aFileAndAPipeGiveTheSame() throws {
    let rules = try Folder(["main.lua": Self.rules, "cases.ndjson": Self.cases])
    let plain = try Tool.run("simulate", rules.path, rules.path("cases.ndjson"))
    let packed = try Tool.shell(
      "gzip -c \"$1/cases.ndjson\" | \"$0\" simulate \"$1\" -", rules.path)
    #expect(plain.output == packed.output && plain.status == 0)
  }

  /// A request that says no time opens when the world says, else now.
  @Test func theOpeningOfARequestWithoutOne() throws {
    let run = try simulate(
      "--now", "2026-05-08T09:00:00+02:00", input: #"{"id":"R","kind":"incident","priority":1}"#)
    #expect(
      run.output.contains("Friday 8 May 2026") && run.output.contains("\n  09:00  the case opens"))
  }
}
