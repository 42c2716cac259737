// A report beside what was before: the same numbers in every form, and what cannot be compared is said.

import Foundation
import Testing

@Suite struct ReportComparisonTests {
  private static func rules(hours: Int) -> String {
    """
    rulebase { name = "small", timezone = "Europe/Paris" }
    provider "acme" { default = "desk", groups = { desk = {} } }
    sla "Solved" { metric = "time_to_resolve", within = hours(\(hours)) }
    route "Rest" { to = "acme" }
    """
  }

  /// Eight of April, solved after one to eight hours, and eight of May, solved after 9 to 16.
  private static let history = (1...16).map { number in
    let day = number <= 8 ? "04-0\(number)" : "05-0\(number - 8)"
    return """
      {"id":"R-\(number)","kind":"incident","opened_at":"2026-\(day)T08:00:00Z"}
      {"case":"R-\(number)","at":"+10m","event":"accept","by":"acme"}
      {"case":"R-\(number)","at":"+\(number)h","event":"resolve","by":"acme"}
      {"case":"R-\(number)","at":"+\(number)h","event":"close","by":"customer"}

      """
  }.joined()

  private func report(_ options: [String], rules: Int = 4, input: String = history) throws -> Run {
    let folder = try Folder([
      "main.lua": Self.rules(hours: rules), "old/main.lua": Self.rules(hours: 8),
    ])
    defer { withExtendedLifetime(folder) {} }
    let known = options.map { $0.replacing("OLD", with: folder.path + "/old") }
    return try Tool.run(["report", folder.path] + known, input: input)
  }

  private func rows(_ table: String, _ run: Run) throws -> [[String: Any]] {
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let tables = try #require(document["tables"] as? [[String: Any]])
    return tables.first { $0["name"] as? String == table }?["rows"] as? [[String: Any]] ?? []
  }

  @Test("from a day on: each form has the table, and JSON the cases of both sides")
  func day() throws {
    let json = try report(["--changed", "2026-05-01", "--format", "json", "--with-cases"])
    #expect(json.status == 0, "\(json.errors)")
    #expect(json.output.contains("\"changed\":\"2026-05-01\""))
    let rows = try rows("before_and_after", json)
    let median = try #require(
      rows.first { $0["what"] as? String == "from opening to closing, median" })
    #expect(median["before"] as? Int == 4 * 3600 && median["after"] as? Int == 12 * 3600)
    #expect(median["case_ids_before"] as? [String] == (1...8).map { "R-\($0)" })
    #expect(median["case_ids"] as? [String] == (9...16).map { "R-\($0)" })
    // 2 of the 12,870 ways to deal sixteen cases out.
    let text = try report(["--changed", "2026-05-01", "--table", "before_and_after"])
    let line = try #require(text.lines.first { $0.hasPrefix("from opening to closing, median") })
    let cells = ["4 h", "12 h", "▲ 8 h", "8", "8", "yes", "< 0.1 %", "more than chance"]
    #expect(
      line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.dropFirst()
        .filter { !$0.isEmpty } == cells)
    let csv = try report([
      "--changed", "2026-05-01", "--table", "before_and_after", "--format", "csv",
    ])
    #expect(
      csv.lines.contains {
        $0.hasPrefix("\"from opening to closing, median\",14400,43200,▲ 8 h,8,8,true,0.000155400")
          && $0.hasSuffix(",more than chance")
      }, "\(csv.output)")
    let markdown = try report(["--changed", "2026-05-01", "--format", "markdown"])
    #expect(
      markdown.output.contains(
        "| 4 h | 12 h | ▲ 8 h | 8 | 8 | yes | &lt; 0.1 % | more than chance |"))
  }

  @Test("on the page it stands before the tables, with buttons for both sides")
  func page() throws {
    let page = try report(["--changed", "2026-05-01", "--format", "html"]).output
    let section = try #require(page.range(of: "<section id=\"before_and_after\">"))
    let first = try #require(page.range(of: "<section id=\"end_to_end\">"))
    #expect(section.lowerBound < first.lowerBound)
    #expect(
      page.contains(
        "from opening to closing, median: 4 h before, 12 h after, which is more than chance"))
    #expect(page.contains("data-table=\"before_and_after.before\" data-row=\"2\""))
    #expect(page.contains("aria-label=\"8 cases before of from opening to closing, median\""))
    #expect(page.contains("id=\"data-rows-before_and_after.before\">[[0,1,1,1,1,1,1,1],"))
    #expect(page.contains("--changed 2026-05-01"))
    let board = try report([
      "--changed", "2026-05-01", "--format", "html", "--for", "board",
    ]).output
    #expect(board.contains("<section id=\"before_and_after\">") && !board.contains("R-16"))
  }

  @Test("under other rules: the same cases, other promises")
  func otherRules() throws {
    let json = try report(["--before", "OLD", "--format", "json", "--with-cases"])
    #expect(json.status == 0, "\(json.errors)")
    let promises = try #require(
      try rows("before_and_after", json).first { $0["what"] as? String == "promises kept" })
    // In eight hours, in four.
    #expect(promises["before"] as? Double == 8.0 / 16 && promises["after"] as? Double == 4.0 / 16)
    let changed = try rows("changed_cases", json)
    #expect(changed.map { $0["case"] as? String } == (5...8).map { "R-\($0)" })
    #expect(changed.allSatisfy { $0["before"] as? String == "kept" })
    let page = try report(["--before", "OLD", "--format", "html"]).output
    #expect(page.contains("<section id=\"changed_cases\">") && page.contains("--before "))
  }

  @Test("under the same rules nothing differs")
  func sameRules() throws {
    let json = try report(["--before", "OLD", "--format", "json"], rules: 8)
    #expect(try rows("changed_cases", json).isEmpty)
    for row in try rows("before_and_after", json) {
      #expect(row["before"] as? NSNumber == row["after"] as? NSNumber && row["chance"] == nil)
    }
  }

  @Test func whatCannotBeComparedIsSaid() throws {
    let day = try report(["--changed", "May"])
    #expect(day.status == 2 && day.errors.contains("\"May\" is no day: write 2026-05-08"))
    let both = try report(["--changed", "2026-05-01", "--before", "OLD"])
    #expect(both.status != 0 && both.errors.contains("take one of them"))
    let nowhere = try report(["--before", "nowhere"])
    #expect(nowhere.status == 2 && nowhere.errors.contains("nowhere"))
    let event = """
      {"case":"1","at":"2026-03-02T08:00:00Z","event":"accept","by":{"party":"acme"}}

      """
    let log = try report(["--from", "log", "--before", "OLD"], input: event)
    #expect(log.status == 2 && log.errors.contains("an event log only says what happened"))
    let logged = try report(
      ["--from", "log", "--changed", "2026-03-02", "--format", "json"], input: event)
    #expect(try rows("before_and_after", logged).first?["after"] as? Int == 1)
  }
}
