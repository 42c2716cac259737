// A log checked by the processes, as the tool tells of it.

import Foundation
import Testing

@Suite struct ConformTests {
  private static let rules = """
    rulebase { name = "small", timezone = "Europe/Paris" }
    provider "acme" { default = "desk", groups = { desk = {} } }
    route "Rest" { to = "acme" }
    process "it" {
      constraint "answered" { "ask", followed_by = "answer", within = hours(1) },
      constraint "looked at" { "ask", needs = "look", mode = "advisory" } }
    """

  private static let good = """
    {"case":"1","at":"2026-03-02T08:00:00Z","event":"ask","by":{"party":"acme"}}
    {"case":"1","at":"2026-03-02T08:30:00Z","event":"answer","by":{"party":"acme"}}

    """

  private static let bad = """
    {"case":"2","at":"2026-03-02T08:00:00Z","event":"ask","by":{"party":"acme"}}
    {"case":"2","event":"note"}
    {"case":"2","at":"2026-03-02T09:30:00Z","event":"answer"}

    """

  private func conform(_ options: String..., input: String) throws -> Run {
    let rules = try Folder(["main.lua": Self.rules])
    return try Tool.run(["conform", rules.path] + options, input: input)
  }

  @Test func aLogInOrder() throws {
    let run = try conform(input: Self.good)
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output == """
        it: 1 case

          constraint            violated  satisfied  vacuous  activations  first cases
          looked at (advisory)         1          0        0            1  1
          answered                     0          1        0            1

          steps: 2.0 a case, 2 at most

          party  conform  cases  violations  remarks  agreed  handovers  returns
          acme     100 %      1           0        1       0          0        0

        1 case, 2 events: 0 violations in 0, fitness 50.0 %
        beside these 1 that are not enforced
        0 handovers in 0, 0 returns in 0, 0 reopenings in 0
        as designed 1 of 1 (100 %); as expected not known, for no customer confirms or complains

        """)
  }

  @Test func theReportAsJSON() throws {
    let run = try conform("--format", "json", input: Self.good + Self.bad)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        standard input: line 4: the event has no time
        standard input: events without a time: 1

        """)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(report["schema"] as? String == "baton.conformance/1")
    #expect(report["cases"] as? Int == 2)
    let constraints = try #require(report["constraints"] as? [[String: Any]])
    #expect(constraints.map { $0["name"] as? String } == ["answered", "looked at"])
    #expect(
      ["satisfied", "violated", "not_applicable", "activations"].map { constraints[0][$0] as? Int }
        == [1, 1, 0, 2])
    let parties = try #require(report["parties"] as? [[String: Any]])
    #expect(parties.map { $0["violations"] as? Int } == [1, 0])
    #expect((report["faults"] as? [String: Int]) == ["events without a time": 1])
  }

  @Test func everyDeviationAndEveryCaseAsALine() throws {
    let violations = try conform("--violations", input: Self.bad)
    #expect(violations.status == 1 && violations.lines.count == 2)
    #expect(
      violations.lines[0] == """
        {"case":"2","process":"it","rule":"answered","kind":"constraint",\
        "sentence":"\\"ask\\" is followed by \\"answer\\", within 1 h: time is up",\
        "number":1,"at":"2026-03-02T10:00:00+01:00","party":"acme",\
        "severity":"violation","enforced":true,"violation":true}
        """)
    let cases = try conform("--cases", input: Self.good + Self.bad)
    #expect(
      cases.lines.map { $0.contains("\"fitness\":0.5") } == [true, false]
        && cases.lines[1].hasPrefix(
          "{\"case\":\"2\",\"process\":\"it\",\"events\":3,\"fitness\":0,")
    )
  }

  @Test func csvAndJUnit() throws {
    let table = try conform("--format", "csv", input: Self.bad)
    #expect(table.lines[0].hasPrefix("process,rule,kind,sentence,enforced,severity,cases"))
    #expect(table.lines[1].hasSuffix(",true,violation,1,0,1,0,1,1,1,0,0,2,,"))
    let xml = try conform("--format", "junit", input: Self.bad)
    #expect(xml.output.contains("tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"1\""))
    #expect(XMLCheck.check(xml.output).isWellFormed)
  }

  @Test(arguments: [
    ("", "standard input: the log is empty"),
    ("<book/>", "the document is <book>, a log in XES is <log>"),
  ])
  func whatCannotBeUsed(_ input: String, _ message: String) throws {
    let run = try conform(input: input)
    #expect(run.status == 2 && run.errors.contains(message))
  }

  @Test func optionsThatDoNotGoTogether() throws {
    #expect(try conform("--violations", "--cases", input: "").status == 2)
    #expect(try conform("--violations", "--format", "json", input: "").status == 2)
    #expect(try conform("--process", "its", input: "").errors.contains("did you mean \"it\"?"))
  }

  /// A deviation is told while the log still grows, and a deadline when the clock passes it.
  @Test func aLogThatGrows() throws {
    let rules = try Folder(["main.lua": Self.rules])
    let run = try Tool.shell(
      """
      (printf '%s\\n' '{"case":"9","at":"2026-03-02T08:00:00Z","event":"ask"}'; sleep 0.6) \
        | "$0" conform "$1" - --follow
      """, rules.path)
    #expect(run.status == 1)
    #expect(run.lines.count == 2 && run.lines[0].contains("time is up"))
    #expect(run.lines[0].contains("\"at\":\"2026-03-02T10:00:00+01:00\""))
    #expect(run.lines[1].contains("\"looked at\""))
  }
}
