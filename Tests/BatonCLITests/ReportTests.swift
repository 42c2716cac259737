// A history measured, as the tool tells of it: the same numbers in every form.

import Foundation
import Testing

@Suite struct ReportTests {
  private static let rules = """
    rulebase { name = "small", timezone = "Europe/Paris" }
    provider "acme" { default = "desk", groups = { desk = {} } }
    provider "fuji" { default = "depot", groups = { depot = {} } }
    sla "In two hours" { metric = "time_to_resolve", within = hours(2) }
    measure "Time to resolve" { of = "time_to_resolve", as = percentile(90), target = hours(2) }
    route "Rest" { to = "acme" }
    """

  /// One is kept, one is not and goes to fuji, one of the next month is open.
  private static let history = """
    {"id":"R-1","kind":"incident","opened_at":"2026-05-04T08:00:00Z"}
    {"case":"R-1","at":"+30m","event":"accept","by":"acme"}
    {"case":"R-1","at":"+1h","event":"resolve","by":"acme"}
    {"case":"R-1","at":"+90m","event":"close","by":"customer"}
    {"id":"R-2","kind":"incident","opened_at":"2026-05-31T22:30:00Z"}
    {"case":"R-2","at":"+30m","event":"accept","by":"acme"}
    {"case":"R-2","at":"+1h","event":"assign","by":"acme","to":"fuji"}
    {"case":"R-2","at":"+2h","event":"accept","by":"fuji"}
    {"case":"R-2","at":"+3h 1s","event":"resolve","by":"fuji"}
    {"case":"R-2","at":"+4h","event":"close","by":"customer"}
    {"id":"R-3","kind":"incident","opened_at":"2026-06-02T08:00:00Z"}
    {"case":"R-3","at":"+1h","event":"note"}

    """

  private func report(_ options: String..., input: String = history) throws -> Run {
    let rules = try Folder(["main.lua": Self.rules])
    return try Tool.run(["report", rules.path] + options, input: input)
  }

  private func document(_ run: Run) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func tables(_ run: Run) throws -> [[String: Any]] {
    try #require(try document(run)["tables"] as? [[String: Any]])
  }

  private func rows(_ table: String, _ tables: [[String: Any]]) -> [[String: Any]] {
    tables.first { $0["name"] as? String == table }?["rows"] as? [[String: Any]] ?? []
  }

  @Test func numbersOfEachTable() throws {
    let run = try report("--format", "json", "--with-cases")
    #expect(run.status == 0, "\(run.errors)")
    let tables = try tables(run)
    let whole = try #require(rows("end_to_end", tables).first)
    #expect(whole["cases"] as? Int == 3 && whole["total"] as? Int == 5400 + 14_400 + 3600)
    // R-3 is open, and nothing of it is decided when the log ends.
    let agreement = try #require(rows("agreements", tables).first)
    #expect(agreement["kept"] as? Int == 1 && agreement["not_kept"] as? Int == 1)
    #expect(agreement["running"] as? Int == 1)
    let measure = try #require(rows("measures", tables).first)
    #expect(measure["value"] as? Int == 10_801 && measure["met"] as? Bool == false)
    #expect(measure["cases"] as? Int == 2 && measure["missing"] as? Int == 1)
    #expect(measure["case_ids"] as? [String] == ["R-1", "R-2"])
    // An hour of R-2's two until the breach was the handing over.
    let cause = try #require(rows("breach_causes", tables).first)
    #expect(cause["party"] as? String == "acme" && cause["kind"] as? String == "handoff")
    let handoff = try #require(rows("handoffs", tables).first)
    #expect(handoff["from"] as? String == "acme" && handoff["to"] as? String == "fuji")
    #expect(try document(run)["adds_up"] as? Bool == true)
  }

  @Test("CSV says what JSON says, table by table and all in one")
  func csv() throws {
    let tables = try tables(report("--format", "json"))
    let all = try report("--format", "csv").lines
    #expect(all.first == "table,row,column,value,unit")
    var cells = 0
    for table in tables {
      let name = try #require(table["name"] as? String)
      let columns = try #require(table["columns"] as? [[String: Any]]).compactMap {
        $0["name"] as? String
      }
      let lines = try report("--format", "csv", "--table", name).lines
      #expect(lines.first == columns.joined(separator: ","))
      let rows = rows(name, tables)
      #expect(lines.count == rows.count + 1)
      for (number, row) in rows.enumerated() {
        let wide = lines[number + 1].split(separator: ",", omittingEmptySubsequences: false)
        #expect(wide.count == columns.count, "\(lines[number + 1])")
        for (place, column) in columns.enumerated() {
          guard let value = row[column] else {
            #expect(wide[place].isEmpty)
            continue
          }
          cells += 1
          #expect(isSame(String(wide[place]), value), "\(name) \(number + 1) \(column)")
          let long = "\(name),\(number + 1),\(column),\(wide[place]),"
          #expect(all.contains { $0.hasPrefix(long) }, "\(long)")
        }
      }
    }
    #expect(all.count == cells + 1)
  }

  private func isSame(_ cell: String, _ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return cell == value as? String }
    if isYesNo(number) { return cell == (number.boolValue ? "true" : "false") }
    // Foundation reads the last digit of a number otherwise than it is written.
    return Double(cell).map { abs($0 - number.doubleValue) <= 1e-14 * abs($0) } ?? false
  }

  private func isYesNo(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }

  @Test func textAndMarkdownHaveTheSameCells() throws {
    let text = try report().output
    let markdown = try report("--format", "markdown").output
    #expect(text.contains("it adds up: the cases took 6 h 30 min, and so did their parts"))
    for cell in ["2 h 30 min", "In two hours", "time_to_resolve in hours(2)"] {
      #expect(text.contains(cell) && markdown.contains(cell.replacing("_", with: "\\_")), "\(cell)")
    }
    #expect(
      markdown.contains("| Time to resolve | 3 h 1 s | 2 h | no | 2 | 1 | yes | main.lua:5 |"))
  }

  @Test("a period is of days in the rule base's zone")
  func period() throws {
    // R-2 was opened half an hour into June in Paris.
    for (period, cases) in [
      ("2026-05", 1), ("2026-06", 2), ("2026", 3), ("2026-Q2", 3), ("2026-05-31", 0),
      ("2026-05-04..2026-06-01", 2),
    ] {
      let run = try report("--format", "json", "--period", period)
      let whole = rows("end_to_end", try tables(run)).first
      #expect(whole?["cases"] as? Int == cases, "\(period)")
    }
    let bad = try report("--period", "May")
    #expect(bad.status == 2 && bad.errors.contains("\"May\" is no period"))
    #expect(try report("--period", "2026-13").status == 2)
    #expect(try report("--period", "2026-06..2026-05").status == 2)
  }

  @Test("for a provider: the cases that it had")
  func audience() throws {
    let run = try report("--format", "json", "--for", "provider:fuji")
    let whole = rows("end_to_end", try tables(run)).first
    #expect(whole?["cases"] as? Int == 1 && whole?["total"] as? Int == 14_400)
    let unknown = try report("--for", "provider:acmee")
    #expect(unknown.errors.contains("did you mean \"acme\"?"))
    #expect(try report("--for", "acme").status == 2)
  }

  @Test func aBadLineLosesNothingElse() throws {
    let run = try report("--format", "json", input: Self.history + "{\"id\":\n")
    #expect(run.status == 1)
    #expect(rows("end_to_end", try tables(run)).first?["cases"] as? Int == 3)
    let foot = try #require(try document(run)["foot"] as? [String])
    #expect(foot.contains("13 records read: 1 could not be used; 3 cases, 0 of them not asked for"))
  }

  @Test func whatCannotBeMeasuredIsSaid() throws {
    let nothing = try report(input: "")
    #expect(nothing.status == 2 && nothing.errors.contains("--from log"))
    let table = try report("--table", "tiem")
    #expect(table.status == 2 && table.errors.contains("there is no table \"tiem\""))
    #expect(table.errors.contains("end_to_end") && table.errors.contains("spans"))
    let log = try report("--from", "log", input: "case,event\n")
    #expect(log.status == 2)
  }

  @Test("an event log says only what happened, and promises nothing")
  func log() throws {
    let run = try report(
      "--from", "log", "--format", "json",
      input: """
        {"case":"1","at":"2026-03-02T08:00:00Z","event":"accept","by":{"party":"acme"}}
        {"case":"1","at":"2026-03-02T09:00:00Z","event":"close","by":{"party":"acme"}}

        """)
    #expect(run.status == 0, "\(run.errors)")
    let tables = try tables(run)
    #expect(rows("end_to_end", tables).first?["total"] as? Int == 3600)
    #expect(rows("time", tables).first?["kind"] as? String == "working")
    #expect(rows("agreements", tables).isEmpty)
  }
}
