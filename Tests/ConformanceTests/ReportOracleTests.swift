import Foundation
import TestSupport
import Testing

private enum Python {
  static let path = "/usr/bin/python3"
  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }
}

/// Reports beside counts that Python makes of the raw logs, with none of our code.
@Suite(.enabled(if: Python.isThere)) struct ReportOracleTests {
  /// What is known of the ServiceNow log, whose rows are events with a state.
  private static let serviceNow = """
    rulebase { name = "log", timezone = "UTC" }
    provider "it" { default = "desk", groups = { desk = {} } }
    source "servicenow" {
      timezone = "UTC", dates = "d/m/Y H:M", missing = { "?", "-100" },
      log = { case = "number", activity = "incident_state", at = "sys_updated_at",
        unit = "assignment_group",
        counts_as = { ["Awaiting User Info"] = "customer", ["Awaiting Vendor"] = "third_party",
          ["Awaiting Problem"] = "waiting", ["Awaiting Evidence"] = "waiting" } },
      fields = { state = translate("incident_state", { New = "new", Active = "in_progress",
        Resolved = "resolved", Closed = "closed", ["Awaiting User Info"] = "pending",
        ["Awaiting Vendor"] = "pending", ["Awaiting Problem"] = "pending",
        ["Awaiting Evidence"] = "pending" }) } }
    route "all" { to = "it" }
    """

  @Test func madeUpIncidents() throws {
    let rules = Repository.root.appending(path: "Examples/volvo").path
    try check(rules, Repository.root.appending(path: "Examples/volvo/log.xes").path, form: "xes")
  }

  @Test func sampleOfServiceNow() throws {
    let scratch = try ScratchFolder()
    try Data(Self.serviceNow.utf8).write(to: scratch.url.appending(path: "main.lua"))
    try check(
      scratch.url.path, Repository.root.appending(path: "Examples/uci498/sample.csv").path,
      form: "csv")
  }

  @Test(.enabled(if: SharedData.folder != nil))
  func volvo() throws {
    let folder = try #require(SharedData.folder)
    try check(
      Repository.root.appending(path: "Examples/volvo").path,
      folder.appending(path: "bpic2013/incidents.xes.gz").path, form: "xes")
  }

  /// A debug build reads the first rows, a release build all of them.
  @Test(.enabled(if: SharedData.folder != nil))
  func serviceNow() throws {
    #if DEBUG
      let rows = 20_000
    #else
      let rows = 113_697
    #endif
    let folder = try #require(SharedData.folder)
    let whole = folder.appending(path: "uci498/incident_event_log.csv.gz").path
    let scratch = try ScratchFolder()
    try Data(Self.serviceNow.utf8).write(to: scratch.url.appending(path: "main.lua"))
    let cut = try BuiltTool.shell(
      "gzip -dc '\(whole)' | sed -n '1,\(rows + 1)p' > rows.csv", in: scratch.url)
    #expect(cut.status == 0, "\(cut.output)")
    try check(scratch.url.path, scratch.url.appending(path: "rows.csv").path, form: "csv")
  }

  // MARK: Before and after

  @Test func madeUpBeforeAndAfter() throws {
    let rules = Repository.root.appending(path: "Examples/volvo").path
    try checkSides(
      rules, Repository.root.appending(path: "Examples/volvo/log.xes").path,
      from: "2026-03-09T00:00:00+00:00")
  }

  @Test(.enabled(if: SharedData.folder != nil))
  func volvoBeforeAndAfter() throws {
    let folder = try #require(SharedData.folder)
    try checkSides(
      Repository.root.appending(path: "Examples/volvo").path,
      folder.appending(path: "bpic2013/incidents.xes.gz").path, from: "2012-05-01T00:00:00+00:00")
  }

  private struct Side: Decodable {
    let cases, handovers, returns, told, reopened, closed: Int
    let half: Double?
  }

  private func checkSides(_ rules: String, _ log: String, from border: String) throws {
    struct Told: Decodable { let sides: [Side] }
    let script = Repository.root.appending(path: "Tests/Oracles/measured.py").path
    let scratch = try ScratchFolder()
    let told = try BuiltTool.shell(
      "\(Python.path) '\(script)' xes '\(log)' 0 \(border)", in: scratch.url)
    try #require(told.status == 0, "\(told.output)")
    let sides = try JSONDecoder().decode(Told.self, from: Data(told.output.utf8)).sides
    let report = try Document(rules, log, ["--changed", border])
    let rows = report.rows("before_and_after")
    func number(_ what: String, _ column: String) -> Double? {
      (rows.first { $0["what"] as? String == what }?[column] as? NSNumber)?.doubleValue
    }
    // Foundation reads the last digit of a number otherwise than it is written.
    func expect(_ what: String, _ column: String, _ part: Int, of whole: Int) {
      let (found, wanted) = (number(what, column) ?? -1, Double(part) / Double(whole))
      #expect(abs(found - wanted) <= 1e-12, "\(what) \(column): \(found), not \(wanted)")
    }
    for (column, side) in zip(["before", "after"], sides) {
      #expect(side.cases > 0 && number("cases", column) == Double(side.cases))
      #expect(number("from opening to closing, median", column) == side.half)
      expect("done by the end", column, side.closed, of: side.cases)
      expect("handovers for each case", column, side.handovers, of: side.cases)
      expect("returns for each case", column, side.returns, of: side.cases)
      expect("came back after they were done", column, side.reopened, of: side.told)
    }
  }

  // MARK: Comparing

  /// What Python counted.
  private struct Counted: Decodable {
    let cases, events, closed, open, reopened: Int
    let handovers, returns, handedOver, returned: Int
    let total: Double
    let kinds, parties: [String: Double]
    let lead: [Double]
  }

  private func check(_ rules: String, _ log: String, form: String) throws {
    let script = Repository.root.appending(path: "Tests/Oracles/measured.py").path
    let scratch = try ScratchFolder()
    let told = try BuiltTool.shell("\(Python.path) '\(script)' \(form) '\(log)'", in: scratch.url)
    try #require(told.status == 0, "\(told.output)")
    let counted = try JSONDecoder().decode(Counted.self, from: Data(told.output.utf8))
    let report = try Document(rules, log)
    let whole = try #require(report.rows("end_to_end").first)
    #expect(whole["cases"] as? Int == counted.cases)
    #expect(whole["closed"] as? Int == counted.closed)
    #expect(whole["open"] as? Int == counted.open)
    #expect(report.number(whole["total"]) == counted.total)
    #expect(report.sums("time", "kind", of: "time") == counted.kinds)
    #expect(report.sums("time", "party", of: "time") == counted.parties)
    let handoffs = report.rows("handoffs")
    #expect(handoffs.reduce(0) { $0 + ($1["times"] as? Int ?? 0) } == counted.handovers)
    #expect(handoffs.reduce(0) { $0 + ($1["back"] as? Int ?? 0) } == counted.returns)
    let cases = try report.caseRows
    func count(_ name: String) -> Int { cases.count { ($0[name] as? Int ?? 0) > 0 } }
    #expect(cases.reduce(0) { $0 + ($1["events"] as? Int ?? 0) } == counted.events)
    #expect(count("handoffs") == counted.handedOver && count("bounces") == counted.returned)
    #expect(count("reopened") == counted.reopened)
    let lead = cases.filter { $0["ending"] as? String == "closed" }
      .map { report.number($0["time"]) }.sorted()
    #expect(lead == counted.lead)
  }

  /// A report as programs read it.
  private struct Document {
    private let tables: [[String: Any]]
    private let rules: String
    private let log: String

    init(_ rules: String, _ log: String, _ options: [String] = []) throws {
      self.rules = rules
      self.log = log
      let run = try BuiltTool.baton(["report", rules, log, "--format", "json"] + options)
      try #require(run.status < 2, "\(run.errors)")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(document["adds_up"] as? Bool == true)
      tables = try #require(document["tables"] as? [[String: Any]])
    }

    func rows(_ name: String) -> [[String: Any]] {
      tables.first { $0["name"] as? String == name }?["rows"] as? [[String: Any]] ?? []
    }

    var caseRows: [[String: Any]] {
      get throws {
        let run = try BuiltTool.baton([
          "report", rules, log, "--format", "json", "--table", "cases",
        ])
        let table = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        return try #require((table as? [String: Any])?["rows"] as? [[String: Any]])
      }
    }

    func number(_ value: Any?) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

    func sums(_ table: String, _ key: String, of value: String) -> [String: Double] {
      var sums: [String: Double] = [:]
      for row in rows(table) {
        sums[row[key] as? String ?? "", default: 0] += number(row[value])
      }
      return sums
    }
  }
}
