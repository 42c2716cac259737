// The report as a page: everything in one file, the same numbers, and the cases behind them.

import Foundation
import Testing

@Suite struct ReportPageTests {
  private static let rules = """
    rulebase { name = "small", timezone = "Europe/Paris" }
    provider "acme" { default = "desk", groups = { desk = {} } }
    provider "fuji" { default = "depot", groups = { depot = {} } }
    sla "In two hours" { metric = "time_to_resolve", within = hours(2) }
    measure "Time to resolve" { of = "time_to_resolve", as = percentile(90), target = hours(2) }
    route "Rest" { to = "acme" }
    """

  private static let hostile = "</script><img src=x onerror=alert(1)>"

  /// Three in March and two in April, of which one is open; one with a name that means harm.
  private static func history(_ id: String = "R-9") -> String {
    let closed = [("R-1", "03-02", "1h"), ("R-2", "03-09", "3h"), ("R-3", "03-16", "90m")].map {
      """
      {"id":"\($0.0)","kind":"incident","opened_at":"2026-\($0.1)T08:00:00Z"}
      {"case":"\($0.0)","at":"+10m","event":"accept","by":"acme"}
      {"case":"\($0.0)","at":"+\($0.2)","event":"resolve","by":"acme"}
      {"case":"\($0.0)","at":"+4h","event":"close","by":"customer"}
      """
    }
    return closed.joined(separator: "\n") + "\n" + """
      {"id":\(quoted(id)),"kind":"incident","opened_at":"2026-04-07T08:00:00Z"}
      {"case":\(quoted(id)),"at":"+30m","event":"accept","by":"acme"}
      {"case":\(quoted(id)),"at":"+1h","event":"assign","by":"acme","to":"fuji"}
      {"case":\(quoted(id)),"at":"+5h","event":"accept","by":"fuji"}
      {"case":\(quoted(id)),"at":"+6h","event":"resolve","by":"fuji"}
      {"case":\(quoted(id)),"at":"+7h","event":"close","by":"customer"}
      {"id":"R-10","kind":"incident","opened_at":"2026-04-08T08:00:00Z"}
      {"case":"R-10","at":"+1h","event":"accept","by":"acme"}
      {"id":"R-11","kind":"incident","opened_at":"2026-05-04T08:00:00Z"}

      """
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\\\"") + "\""
  }

  private func report(_ options: String..., history: String = history()) throws -> Run {
    let rules = try Folder(["main.lua": Self.rules])
    defer { withExtendedLifetime(rules) {} }
    return try Tool.run(["report", rules.path] + options, input: history)
  }

  /// What a data element of the page holds.
  private func data(_ id: String, in page: String) throws -> Any? {
    guard let start = page.range(of: "id=\"data-\(id)\">"),
      let end = page.range(of: "</script>", range: start.upperBound..<page.endIndex)
    else { return nil }
    return try JSONSerialization.jsonObject(
      with: Data(page[start.upperBound..<end.lowerBound].utf8))
  }

  @Test func nothingIsFetched() throws {
    let page = try report("--format", "html").output
    for way in ["http:", "https:", "src=", "url(", "@import", "<link"] {
      #expect(!page.contains(way), "\(way)")
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test func everyNumberOfTheTextIsOnThePage() throws {
    let page = try report("--format", "html").output
    let markdown = try report("--format", "markdown").output
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.contains("---") }
    #expect(rows.count > 20)
    for row in rows {
      for cell in row.split(separator: "|") {
        let text = cell.trimmingCharacters(in: .whitespaces)
          .replacing("\\", with: "").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
          .replacing("\"", with: "&quot;")
        #expect(text.isEmpty || page.contains(text), "\(text)")
      }
    }
  }

  @Test func theCasesBehindARowAreThoseOfTheJSON() throws {
    let page = try report("--format", "html").output
    let json = try report("--format", "json", "--with-cases").output
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let tables = try #require(document?["tables"] as? [[String: Any]])
    let cases = try #require(try data("cases-0", in: page) as? [[Any]])
    var compared = 0
    for table in tables {
      let name = try #require(table["name"] as? String)
      guard let steps = try data("rows-\(name)", in: page) as? [[Int]] else { continue }
      let rows = try #require(table["rows"] as? [[String: Any]])
      #expect(rows.count == steps.count)
      for (row, steps) in zip(rows, steps) {
        var last = 0
        let ids = steps.map { step -> String? in
          last += step
          return cases[last][0] as? String
        }
        #expect(ids == row["case_ids"] as? [String] ?? [])
        compared += ids.count
      }
    }
    #expect(compared > 10)
  }

  @Test func theSpansOfACaseAreItsTime() throws {
    let page = try report("--format", "html").output
    let cases = try #require(try data("cases-0", in: page) as? [[Any]])
    #expect(cases.count == 6)
    for one in cases {
      let opened = try #require(one[1] as? Int)
      let end = try #require(one[2] as? Int)
      let spans = try #require(one[6] as? [[Any]])
      var at = 0
      for span in spans {
        #expect(span[0] as? Int == at)
        at += span[1] as? Int ?? -1
      }
      #expect(at == end - opened)
    }
  }

  @Test func whatMattersAndWhatChangedComeFirst() throws {
    let page = try report("--format", "html").output
    let matters = try #require(page.range(of: "<h2>What matters</h2>"))
    let tables = try #require(page.range(of: "id=\"end_to_end\">"))
    #expect(matters.lowerBound < tables.lowerBound)
    // Of the promises took longer, and R-10 is open.
    #expect(page.contains("with the customer was not kept 3 times: kept in 40.0 %"))
    #expect(page.contains("acme handed over to fuji once"))
    // May is not over when the history ends.
    #expect(page.contains("<th scope=\"col\" class=\"number\">2026-03</th>"))
    #expect(page.contains("<th scope=\"col\" class=\"number\">2026-04</th>"))
    #expect(
      page.contains("<td>cases opened</td><td class=\"number\">3</td><td class=\"number\">2</td>"))
  }

  @Test func namesThatMeanHarmAreText() throws {
    let page = try report("--format", "html", history: Self.history(Self.hostile)).output
    #expect(!page.contains("<img"))
    let cases = try #require(try data("cases-0", in: page) as? [[Any]])
    #expect(cases.contains { $0[0] as? String == Self.hostile })
    #expect(page.ranges(of: "</script>").count == page.ranges(of: "<script").count)
  }

  @Test func aBoardSeesNoCases() throws {
    let page = try report("--format", "html", "--for", "board").output
    #expect(page.contains("<h2>What matters</h2>"))
    #expect(page.contains("id=\"agreements\""))
    #expect(!page.contains("id=\"ping_pong\""))
    #expect(!page.contains("R-10"))
    #expect(!page.contains("<script"))
  }

  @Test func aPackForAProviderSaysHowToMakeItAgain() throws {
    let page = try report("--format", "html", "--for", "provider:fuji").output
    #expect(page.contains("--for provider:fuji"))
    let cases = try #require(try data("cases-0", in: page) as? [[Any]])
    #expect(cases.compactMap { $0[0] as? String } == ["R-9"])
  }
}
