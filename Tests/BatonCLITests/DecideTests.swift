// Requests in, decisions out: forms, order, counts and exit codes.

import Foundation
import Testing

@Suite struct DecideTests {
  private let rules: Folder

  init() throws { rules = try SmallRules.folder() }

  private func decide(_ options: String..., input: String = SmallRules.requests) throws -> Run {
    try Tool.run(["decide", rules.path] + options, input: input)
  }

  private func objects(_ run: Run) throws -> [[String: Any]] {
    try run.lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  // MARK: Forms

  @Test func eachRequestGetsALine() throws {
    let run = try decide()
    let decisions = try objects(run)
    #expect(decisions.map { $0["request"] as? String } == ["R-1", "R-2", "R-3"])
    #expect(decisions.map { $0["to"] as? String } == ["acme/major", "acme/desk", "acme/desk"])
    #expect(decisions.map { $0["priority"] as? Int } == [1, 5, nil])
    #expect(decisions[0]["accountable"] as? String == "owner")
    let why = try #require(decisions[0]["why"] as? [String: [String: Any]])
    #expect(why["route"]?["rule"] as? String == "Majors")
    #expect(why["route"]?["at"] as? String == "main.lua:13")
    #expect(run.status == 1)
    #expect(run.errors == "3 decided, 1 with errors\n")
  }

  @Test func aListIsOneDocument() throws {
    let run = try decide("--format", "json")
    let list = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
    #expect(list?.map { $0["request"] as? String } == ["R-1", "R-2", "R-3"])
    let empty = try decide("--format", "json", input: "")
    #expect(
      (try JSONSerialization.jsonObject(with: Data(empty.output.utf8)) as? [Any])?.isEmpty == true)
    #expect(empty.status == 0)
  }

  @Test func csvHasOneHeaderAndQuotesWhatNeedsIt() throws {
    let run = try decide("--format", "csv")
    #expect(run.lines.count == 4)
    #expect(run.lines[0] == "request,priority,provider,group,to,accountable,rule,at,errors")
    #expect(run.lines[1] == "R-1,1,acme,major,acme/major,owner,Majors,main.lua:13,")
    #expect(run.lines[3].hasPrefix("R-3,,acme,desk,acme/desk,"))
    #expect(run.lines[3].contains("\"\"huge\"\""))
  }

  @Test func oneFieldIsABareColumn() throws {
    let run = try decide("--format", "csv", "--fields", "priority")
    #expect(run.output == "priority\n1\n5\n\n")
  }

  @Test func fieldsAreThoseOfTheDecisionAndOfTheRequest() throws {
    let fields = "request,service,summary,because,policies,attributes.id"
    let run = try decide("--fields", fields)
    #expect(
      run.lines[0]
        == #"{"request":"R-1","service":"shop","summary":"basket","because":"one team leads","#
        + #""policies":[],"attributes.id":"R-1"}"#)
    let unknown = try decide("--fields", "request,sumary")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("there is no field \"sumary\", did you mean \"summary\"?"))
  }

  @Test(arguments: [
    ("request,,to", "a name is missing in \"request,,to\""), (",to", "a name is missing"),
    ("to,", "a name is missing"), ("", "a name is missing"), (" ", "a name is missing"),
    ("to, request,to ", "\"to\" is here twice"),
  ])
  func namesAreAllThereAndOnce(_ fields: String, _ message: String) throws {
    let run = try decide("--fields", fields)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("baton: --fields: \(message)"))
  }

  @Test func aTableHasAlignedColumns() throws {
    let run = try decide("--format", "table")
    #expect(
      run.output == """
        request  priority  to          why
        R-1      1         acme/major  Majors (main.lua:13)
        R-2      5         acme/desk   The rest (main.lua:20)
        R-3                acme/desk   The rest (main.lua:20) [2 errors]

        """)
  }

  @Test func verdictsAreAddedOnRequest() throws {
    let run = try decide("--explain")
    let verdicts = try #require(try objects(run)[0]["explain"] as? [[String: Any]])
    #expect(verdicts.contains { $0["rule"] as? String == "The rest" })
    let row = try decide("--explain", "--format", "csv")
    #expect(row.status == 2)
    #expect(row.errors.contains("--explain needs --format ndjson or json"))
  }

  @Test func whatCameNearIsAddedOnRequest() throws {
    let decision = try objects(try decide("--nearest", "2"))[0]
    let nearest = try #require(decision["nearest"] as? [[String: Any]])
    #expect(nearest.count { $0["stage"] as? String == "route" } == 2)
    #expect(nearest.allSatisfy { ($0["failed"] as? [Any])?.isEmpty == false })
    #expect(decision["outranked"] is [[String: Any]])
    #expect(decision["explain"] == nil)
    #expect(try decide("--nearest", "2", "--fields", "to").status == 2)
    #expect(try decide("--nearest", "2", "--explain").status == 2)
    #expect(try decide("--nearest=-1").status == 2)
  }

  // MARK: Input

  @Test func csvAndListsAreRecognised() throws {
    let table = "id,kind,impact,urgency,amount\nC-1,incident,high,high,12\nC-2,incident,low,low,x\n"
    let rows = try decide(input: table)
    let decisions = try objects(rows)
    #expect(decisions.map { $0["request"] as? String } == ["C-1", "C-2"])
    #expect(decisions.map { $0["priority"] as? Int } == [1, 5])
    #expect(decisions.map { ($0["errors"] as? [Any])?.count } == [0, 1])
    let list = try decide(input: #"[{"id":"L-1","kind":"incident"},"# + "\n" + #"{"id":"L-2"}]"#)
    #expect(try objects(list).map { $0["request"] as? String } == ["L-1", "L-2"])
  }

  @Test func compressedFilesAreRead() throws {
    try rules.write("requests.ndjson", SmallRules.requests)
    let run = try Tool.shell(
      "gzip \"$1/requests.ndjson\" && \"$0\" decide \"$1\" \"$1/requests.ndjson.gz\" --format csv",
      rules.path)
    #expect(run.lines.count == 4)
    #expect(run.status == 1)
  }

  @Test func theWorldComesFromAFile() throws {
    let world = try rules.write("world.json", #"{"load":{"acme/desk":1,"acme/night":0}}"#)
    let orders = String(
      repeating: #"{"kind":"service_request","summary":"x","priority":3}"# + "\n", count: 3)
    let fields = ["--format", "csv", "--fields", "group"]
    let same = try Tool.run(
      ["decide", rules.path, "--world", world.path] + fields, input: orders)
    #expect(same.lines == ["group", "night", "night", "night"])
    // Applied, the first order makes both equal, and the first written wins; and so on.
    let applied = try Tool.run(
      ["decide", rules.path, "--world", world.path, "--apply"] + fields, input: orders)
    #expect(applied.lines == ["group", "night", "desk", "night"])
  }

  @Test func aWorldThatIsNoneIsUnusable() throws {
    let world = try rules.write("world.json", #"{"laod":{}}"#)
    let run = try decide("--world", world.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("\"laod\" is no part of a world"))
    let now = try decide("--now", "yesterday")
    #expect(now.status == 2)
    #expect(now.errors.contains("\"yesterday\" is no instant"))
    #expect(try decide("--world", rules.path("none.json")).status == 2)
  }

  @Test func datesAreComparedWithNowBeforeOpening() throws {
    let cold = #"{"id":"D","kind":"incident","summary":"cold","opened_at":"2026-12-24T10:00:00Z"}"#
    let fields = ["--format", "csv", "--fields", "rule"]
    func rule(_ options: [String]) throws -> String? {
      try Tool.run(["decide", rules.path] + fields + options, input: cold).lines.last
    }
    #expect(try rule([]) == "In winter")
    #expect(try rule(["--now", "2026-11-30T23:59:59Z"]) == "The rest")
    #expect(try rule(["--now", "2026-12-01"]) == "In winter")
  }

  @Test func timesWithoutAnOffsetAreTheRuleBases() throws {
    let rules = try SmallRules.folder(adding: [
      "main.lua": SmallRules.main.replacing(
        "version = \"7\"", with: "version = \"7\", timezone = \"Asia/Tokyo\"") + "\n" + """
          scenario "in Tokyo" { given = { kind = "incident", summary = "cold" },
            world = { now = "2026-12-01T00:00:00" }, expect = { rule = "In winter" } }
          """
    ])
    let cold = #"{"id":"D","kind":"incident","summary":"cold"}"#
    func rule(_ options: String...) throws -> String? {
      try Tool.run(
        ["decide", rules.path, "--format", "csv", "--fields", "rule"] + options, input: cold
      ).lines.last
    }
    // December begins in Tokyo at 2026-11-30T15:00:00Z.
    #expect(try rule("--now", "2026-12-01T00:00:00") == "In winter")
    #expect(try rule("--now", "2026-11-30T23:59:59") == "The rest")
    #expect(try rule("--now", "2026-11-30T15:00:00Z") == "In winter")
    let world = try rules.write("world.json", #"{"now":"2026-12-01T00:00:00"}"#)
    #expect(try rule("--world", world.path) == "In winter")
    #expect(try Tool.run("test", rules.path).output == "1 passed, 0 failed\n")
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let rules = try SmallRules.folder(adding: [
      "tests/a.lua": """
      scenario "esc \\27[31m" { given = { id = "\\27]0;x\\7", kind = "incident", summary = "\\27[2J" },
        expect = { summary = "y\\27c" } }
      """
    ])
    let request = #"{"id":"\u001b[31mR","kind":"incident","summary":"\u009b2J","impact":"\u001bc"}"#
    let page = try Tool.run("explain", rules.path, input: request)
    #expect(page.output.hasPrefix(" [31mR: to acme/desk"))
    let broken = try Tool.run(
      "decide", rules.path, "--format", "table", input: request + "\n{\"\u{1B}[2J\":}\n")
    let runs = [
      page, broken, try Tool.run("test", rules.path), try Tool.run("check", rules.path),
      try Tool.run("explain", rules.path, "--request", "\u{1B}[31m", input: ""),
      try Tool.run("check", rules.path + "\u{1B}[31m"),
      try Tool.run("repl", rules.path, input: ":why \(request)\n:\u{1B}[31m\n'\\27[1m'\n"),
    ]
    for run in runs {
      let text = run.output + run.errors
      #expect(!text.isEmpty)
      #expect(
        !text.unicodeScalars.contains {
          $0 != "\n" && $0.properties.generalCategory == .control
        })
    }
    // Other programs get what was written.
    let json = try Tool.run("decide", rules.path, input: request)
    #expect(json.output.contains(#""request":"\u001b[31mR""#))
  }

  @Test func anOpeningThatIsNoInstantLeavesDatesToTheClock() throws {
    let rules = try Folder([
      "main.lua": """
      provider "acme" { default = "desk", groups = { desk = {} } }
      route "One day" { from_date = "9000-01-01", when = { kind = "incident" }, to = "acme" }
      route "Today" { from_date = "2000-01-01", when = { kind = "incident" }, to = "acme" }
      route "The rest" { to = "acme" }
      scenario "test agrees" { given = { kind = "incident", opened_at = "yesterday" },
        expect = { rule = "Today", errors = { "instant" } } }
      """
    ])
    let request = #"{"id":"D","kind":"incident","opened_at":"yesterday"}"#
    let run = try Tool.run(
      "decide", rules.path, "--format", "csv", "--fields", "rule,notes", input: request)
    #expect(run.lines.last == "Today,")
    #expect(run.errors == "1 decided, 1 with errors\n")
    let page = try Tool.run("explain", rules.path, input: request)
    #expect(page.output.contains("to acme/desk, by \"Today\""))
    let prompt = try Tool.run("repl", rules.path, input: ":why \(request)\n")
    #expect(prompt.output.contains("to acme/desk, by \"Today\""))
    #expect(try Tool.run("test", rules.path).output == "1 passed, 0 failed\n")
  }

  // MARK: Records with mistakes

  private static let broken = """
    {"id":"B-1","kind":"incident","impact":"low","urgency":"low","summary":"x"}
    {"id":"B-2",}
    {"id":"B-3","kind":"incident","impact":"low","urgency":"low","summary":"x"}
    """

  @Test func aRecordThatCannotBeReadGetsAnErrorLineInItsPlace() throws {
    let run = try decide(input: Self.broken)
    #expect(run.lines.count == 3)
    let error = try #require(try objects(run)[1]["error"] as? [String: Any])
    #expect(error["line"] as? Int == 2)
    #expect(error["number"] as? Int == 2)
    #expect((error["message"] as? String)?.contains("not JSON") == true)
    #expect(run.errors == "2 decided, 1 could not be read\n")
    #expect(run.status == 1)
  }

  @Test func rowsStayRowsAndTheErrorGoesElsewhere() throws {
    let run = try decide("--format", "csv", "--fields", "request", input: Self.broken)
    #expect(run.lines == ["request", "B-1", "B-3"])
    #expect(run.errors.contains("line 2, column"))
    #expect(run.status == 1)
  }

  @Test func strictStopsBehindTheFirst() throws {
    let unreadable = try decide("--strict", input: Self.broken)
    #expect(unreadable.lines.count == 2)
    #expect(unreadable.errors == "1 decided, 1 could not be read\n")
    #expect(unreadable.status == 1)
    let value = try decide(
      "--strict", input: #"{"id":"V","kind":"incident","impact":"huge"}"# + "\n" + Self.broken)
    #expect(value.lines.count == 1)
    #expect(value.status == 1)
    let condition = try decide(
      "--strict",
      input: #"{"id":"F","kind":"change","impact":"low","urgency":"low"}"# + "\n"
        + Self.broken)
    #expect(condition.lines.count == 1)
    #expect(condition.errors == "1 decided, 1 with errors\n")
    #expect(condition.status == 1)
  }

  @Test func sourcesAreChosenByTheRecordOrByName() throws {
    let rules = try SmallRules.folder(adding: [
      "main.lua": SmallRules.main + "\n" + """
        source "ours" { fields = { id = "number", kind = constant("incident"),
          summary = "short", impact = translate("imp", { ["1"] = "high" }),
          urgency = constant("high") } }
        """
    ])
    let input = "number,short,imp\nN-1,basket,1\nN-2,x,9\n"
    let fields = ["--format", "csv", "--fields", "request,priority,errors"]
    let run = try Tool.run(["decide", rules.path] + fields, input: input)
    #expect(run.lines.count == 3)
    #expect(run.lines[1] == "N-1,1,")
    #expect(run.lines[2].hasPrefix("N-2,,"))
    #expect(run.lines[2].contains("has no translation for"))
    let named = try Tool.run(
      ["decide", rules.path, "--source", "ous"] + fields, input: input)
    #expect(named.status == 2)
    #expect(named.errors.contains("there is no source \"ous\", did you mean \"ours\"?"))
    let other = try Tool.run("decide", rules.path, input: #"{"number":"N-1","short":"x"}"#)
    #expect(other.status == 1)
    #expect(other.errors == "0 decided, 1 could not be read\n" || other.lines.count == 1)
  }
}
