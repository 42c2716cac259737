import Foundation
import Testing

private enum NodeJS {
  static let path = ["/usr/bin/node", "/usr/bin/nodejs"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}

/// The script of a report's page, run as a browser does: what it shows are the cases of the JSON.
@Suite(.enabled(if: NodeJS.path != nil)) struct PageScriptTests {
  /// What a page showed when its buttons were pressed.
  private struct Shown: Decodable {
    struct List: Decodable {
      let title: String
      let focused: Bool
      let rows: [[String]]
      let isBack: Bool?
    }

    struct Life: Decodable {
      let title: String
      let about: String
      let rows: [[String]]
      /// In percent of the case's time.
      let widths: [Double]
    }

    let live: Bool
    let parsedAtFirst: Int
    let lists: [String: List]
    let lives: [String: Life]
    let found: [String: String]
  }

  private static let rules = Repository.root.appending(path: "Examples/mission")
  private static let log = rules.appending(path: "may.ndjson").path

  private func shown(_ rules: String, _ log: String, _ options: [String], find: [String] = [])
    throws -> Shown
  {
    let page = try BuiltTool.baton(["report", rules, log, "--format", "html"] + options)
    try #require(page.status == 0, "\(page.errors)")
    let scratch = try ScratchFolder()
    try Data(page.output.utf8).write(to: scratch.url.appending(path: "page.html"))
    let script = Repository.root.appending(path: "Tests/Oracles/page.js").path
    let ids = find.map { "'\($0)'" }.joined(separator: " ")
    let run = try BuiltTool.shell(
      "\(try #require(NodeJS.path)) '\(script)' page.html \(ids)", in: scratch.url)
    try #require(run.status == 0, "\(run.output)")
    return try JSONDecoder().decode(Shown.self, from: Data(run.output.utf8))
  }

  private func tables(_ rules: String, _ log: String, _ options: [String]) throws
    -> [[String: Any]]
  {
    let json = try BuiltTool.baton(
      ["report", rules, log, "--format", "json", "--with-cases"] + options)
    let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    return try #require((document as? [String: Any])?["tables"] as? [[String: Any]])
  }

  private func check(_ shown: Shown, _ tables: [[String: Any]]) throws {
    var wanted: [String: [String]] = [:]
    for table in tables {
      let name = try #require(table["name"] as? String)
      for (number, row) in (table["rows"] as? [[String: Any]] ?? []).prefix(60).enumerated() {
        wanted["\(name):\(number)"] = row["case_ids"] as? [String]
        wanted["\(name).before:\(number)"] = row["case_ids_before"] as? [String]
      }
    }
    #expect(shown.lists.mapValues { $0.rows.map { $0[0] } } == wanted)
    #expect(shown.lists.values.allSatisfy { $0.focused && $0.isBack ?? true })
  }

  @Test("each button opens the cases of its row, and nothing is parsed before")
  func lists() throws {
    let options = ["--changed", "2026-05-13"]
    let shown = try shown(
      Self.rules.path, Self.log, options, find: ["M-0", "m-0", "", "M-1"])
    #expect(shown.live && shown.parsedAtFirst == 0)
    try check(shown, tables(Self.rules.path, Self.log, options))
    #expect(
      shown.found == [
        "M-0": "Case M-0", "M-1": "Case M-1", "m-0": "no case has this id",
        "": "no case has this id",
      ])
  }

  @Test("the life of a case is its spans")
  func lives() throws {
    let shown = try shown(Self.rules.path, Self.log, [])
    let table = try BuiltTool.baton([
      "report", Self.rules.path, Self.log, "--format", "json", "--table", "spans",
    ])
    let document = try JSONSerialization.jsonObject(with: Data(table.output.utf8))
    let spans = try #require((document as? [String: Any])?["rows"] as? [[String: Any]])
    #expect(shown.lives.count > 5)
    for (id, life) in shown.lives {
      let own = spans.filter { $0["case"] as? String == id }
      #expect(life.title == "Case \(id)" && life.rows.count == own.count)
      for (row, span) in zip(life.rows, own) {
        let from = try #require(span["from"] as? String)
        #expect(row[0] == (try Self.universal(from)))
        #expect(row[1] == Self.length((span["time"] as? NSNumber)?.doubleValue ?? -1))
        #expect(row[2] == Self.length((span["working_time"] as? NSNumber)?.doubleValue ?? -1))
        #expect(row[3] == span["party"] as? String ?? "not known")
        #expect(row[4] == span["unit"] as? String ?? "")
        #expect(row[5] == (span["kind"] as? String)?.replacing("_", with: " "))
        #expect(row[8] == (span["reason"] as? String ?? "").replacing("_", with: " "))
      }
      #expect(abs(life.widths.reduce(0, +) - 100) < 0.001, "\(id) \(life.about)")
    }
  }

  @Test("of many cases the list has pages, and pieces of a thousand are put together")
  func pages() throws {
    let scratch = try ScratchFolder()
    let rules = """
      rulebase { name = "many", timezone = "UTC" }
      provider "acme" { default = "desk", groups = { desk = {} } }
      route "Rest" { to = "acme" }
      """
    try Data(rules.utf8).write(to: scratch.url.appending(path: "main.lua"))
    let log = scratch.url.appending(path: "cases.ndjson")
    let lines = (0..<1234).map { number in
      "{\"id\":\"R-\(number)\",\"kind\":\"incident\",\"opened_at\":\"2026-05-04T08:00:00Z\"}\n"
    }
    try Data(lines.joined().utf8).write(to: log)
    let shown = try shown(scratch.url.path, log.path, [], find: ["R-999", "R-1000", "R-1233"])
    try check(shown, tables(scratch.url.path, log.path, []))
    #expect(shown.lists["end_to_end:0"]?.rows.count == 1234)
    #expect(shown.found.allSatisfy { $0.value == "Case \($0.key)" } && shown.found.count == 3)
  }

  // MARK: As the page says it

  private static func universal(_ instant: String) throws -> String {
    let date = try Date(instant, strategy: .iso8601)
    return String(date.ISO8601Format().prefix(16)).replacing("T", with: " ")
  }

  private static func length(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded(.toNearestOrAwayFromZero))
    if seconds > 0, minutes == 0 { return "< 1 min" }
    let parts = [(minutes / 1440, "d"), (minutes / 60 % 24, "h"), (minutes % 60, "min")]
    let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    return told.isEmpty ? "0 min" : told
  }
}
