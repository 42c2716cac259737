// What is to be expected, as the tool tells of it.

import Foundation
import Testing

@Suite struct ForecastTests {
  private static let rules = """
    rulebase { name = "small", timezone = "UTC" }
    provider "acme" { default = "desk", groups = { desk = { capacity = 1 } } }
    provider "fuji" { default = "depot", groups = { depot = { capacity = 5 } } }
    route "Rest" { to = "acme" }
    """

  /// Three weeks from Monday 5 January 2026 on: each Monday two cases at nine with an hour of work each,
  /// one after the other.
  private static let history =
    (0..<3).map { week in
      (0..<2).map { number in
        let id = "C-\(week)-\(number)"
        return """
          {"id":"\(id)","kind":"incident","opened_at":"2026-01-\(week == 0 ? "0" : "")\(5 + week * 7)T09:00:00Z"}
          {"case":"\(id)","at":"+\(number)h","event":"accept","by":"acme"}
          {"case":"\(id)","at":"+\(number + 1)h","event":"resolve","by":"acme"}
          {"case":"\(id)","at":"+\(number + 2)h","event":"close","by":"customer"}

          """
      }.joined()
    }.joined() + #"{"id":"E","kind":"incident","opened_at":"2026-01-25T12:00:00Z"}"# + "\n"

  private func forecast(_ options: String..., input: String = history) throws -> Run {
    let rules = try Folder(["main.lua": Self.rules])
    return try Tool.run(["forecast", rules.path] + options, input: input)
  }

  @Test("the same numbers in every form")
  func forms() throws {
    let csv = try forecast("--format", "csv", "--table", "hours")
    #expect(csv.status == 0, "\(csv.errors)")
    #expect(
      csv.lines == [
        "group,day,hour,weeks,visits,visits_low,visits_high,work,work_low,work_high",
        "acme/desk,Mon,09:00,3,2,2,2,1,1,1", "acme/desk,Mon,10:00,3,0,0,0,1,1,1",
        "acme/desk,Sun,12:00,3,0.3333333333333333,0,1,0,0,0",
      ])
    let json = try forecast("--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "baton.forecast/1")
    let tables = try #require(document["tables"] as? [[String: Any]])
    let hours = try #require(tables.first { $0["name"] as? String == "hours" })
    let rows = try #require(hours["rows"] as? [[String: Any]])
    #expect(rows.map { $0["visits_high"] as? Int } == [2, 0, 1])
    #expect(try forecast("--table", "hours").output.contains("acme/desk  Mon  09:00  3      2"))
    #expect(try forecast("--table", "hours", "--format", "markdown").output.contains("| Mon "))
    let page = try forecast("--format", "html").output
    #expect(page.contains("acme/desk, most on Mon 09:00: 1") && page.contains("<svg"))
  }

  @Test("what if: another provider with more people, and nobody waits")
  func whatIf() throws {
    let run = try forecast(
      "--with", "acme=fuji", "--table", "queues", "--format", "csv", "--seed", "7")
    #expect(run.status == 0, "\(run.errors)")
    let rows = run.lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    func p90(_ course: String) throws -> String {
      let column = try #require(rows[0].firstIndex(of: "wait_p90"))
      return String(try #require(rows.first { $0[1] == course })[column])
    }
    #expect(try p90("as it was") == "3600")
    #expect(try p90("as declared") == "3600")
    #expect(try p90("with acme=fuji") == "0")
  }

  @Test("what cannot be used says why, and the exit code is 2")
  func unusable() throws {
    for (options, says) in [
      (["--with", "acme=fujo"], "did you mean \"fuji\"?"),
      (["--group", "acne"], "no group or provider \"acne\" had anything to do: did you mean"),
      (["--table", "hour"], "there is no table \"hour\" in this forecast: it has workload"),
      (["--runs", "0"], "--runs takes a number from 1 to 1000, not 0"),
      (["--work", "long"], "\"long\" is no duration: write 30m"),
      (["--period", "may"], "\"may\" is no period"),
    ] {
      let rules = try Folder(["main.lua": Self.rules])
      let run = try Tool.run(["forecast", rules.path] + options, input: Self.history)
      #expect(run.status == 2 && run.errors.contains(says), "\(run.errors)")
    }
    let short = try forecast(
      input: #"{"id":"A","kind":"incident","opened_at":"2026-01-05T09:00:00Z"}"#)
    #expect(short.status == 2)
    #expect(short.errors.contains("a forecast needs a whole week, Monday to Sunday"))
  }

  @Test("a line that cannot be read is told, and the rest is forecast")
  func badLine() throws {
    let run = try forecast("--table", "hours", "--format", "csv", input: Self.history + "{oops\n")
    #expect(run.status == 1 && run.lines.count == 4)
    #expect(run.errors.contains("oops") || run.errors.contains("26"))
  }

  @Test("where the history knows of no work, --work says what a case takes")
  func assumedWork() throws {
    let requests = (0..<21).map { day in
      #"{"id":"R-\#(day)","kind":"incident","opened_at":"2026-01-\#(day < 5 ? "0" : "")\#(5 + day)T09:00:00Z"}"#
        + "\n"
    }.joined()
    let run = try forecast("--work", "2h", "--table", "queues", "--format", "csv", input: requests)
    #expect(run.status == 0, "\(run.errors)")
    let declared = try #require(run.lines.first { $0.contains("as declared") })
    // One case of two hours a day: a twelfth of one place that is always open.
    #expect(declared.contains(",0.08333333333333333,"))
  }
}
