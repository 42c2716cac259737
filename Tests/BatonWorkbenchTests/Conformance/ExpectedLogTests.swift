import Baton
import BatonLogs
import BatonModel
import BatonRecords
import Foundation
import TestSupport
import Testing

@testable import BatonWorkbench

/// Real logs beside the repository, where they are: numbers that other tools found.
@Suite struct ExpectedLogTests {
  static let folder = SharedData.folder

  private static let templates = [
    "altprecedence": "alternate_precedence", "altresponse": "alternate_response",
    "altsuccession": "alternate_succession", "chainprecedence": "chain_precedence",
    "chainresponse": "chain_response", "chainsuccession": "chain_succession",
    "nonchainsuccession": "not_chain_succession", "noncoexistence": "not_coexistence",
    "nonsuccession": "not_succession", "Init": "init", "AtMost1": "absence",
    "Response": "response", "Precedence": "precedence", "ChainResponse": "chain_response",
    "RespondedExistence": "responded_existence", "NotResponse": "not_succession",
    "AlternatePrecedence": "alternate_precedence", "Absence": "absence",
  ]

  private static func sentence(_ template: String, _ a: String, _ b: String?) -> String {
    let second = b.map { ", \"\($0)\"" } ?? ""
    let count = template == "AtMost1" ? ", 2" : ""
    return "\(templates[template] ?? template)(\"\(a)\"\(second)\(count))"
  }

  private static func process(_ sentences: [String]) -> String {
    let parts = sentences.enumerated().map { "constraint \"c\($0)\" { \($1) }" }
    return "process \"it\" { \(parts.joined(separator: ",\n")) }"
  }

  @Test(
    .enabled(if: ExpectedLogTests.folder != nil),
    arguments: [("receipt", ".jsonl.gz", 1434), ("running_example", ".jsonl", 6)])
  func everyConstraintOfDeclareMiners(_ log: (name: String, ending: String, cases: Int)) throws {
    let folder = try #require(Self.folder).appending(path: "declare")
    let table = try String(
      contentsOf: folder.appending(path: "\(log.name)_expected.csv"), encoding: .utf8)
    let rows = table.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows.count == 816 && rows.allSatisfy { $0.count == 4 })
    let engine = try CheckedLog.engine(
      Self.process(rows.map { Self.sentence($0[0], $0[1], $0[2].isEmpty ? nil : $0[2]) }))
    let path = folder.appending(path: log.name + log.ending).path
    let checked = try CheckedLog(engine, ByteSource(path: path))
    #expect(checked.report.cases == log.cases && checked.report.faults.isEmpty)
    let found = checked.report.processes[0].constraints
    for (row, result) in zip(rows, found) {
      #expect("\(result.violated)" == row[3], "\(row)")
    }
  }

  private struct Expected: Decodable {
    let template: String
    let a: String
    let b: String?
    let traces: Int
    let satisfied: Int
    let violated: Int
    let activatedTraces: Int
    let violatingCasesSample: [String]
  }

  /// The incidents of Volvo: the constraints with their cases, the ways of work, the states.
  @Test(.enabled(if: ExpectedLogTests.folder != nil))
  func theIncidentsOfVolvo() throws {
    let folder = try #require(Self.folder)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let expected = try decoder.decode(
      [Expected].self,
      from: Data(contentsOf: folder.appending(path: "declare/bpi13_incidents_expected.json")))
    let constraints = Self.process(expected.map { Self.sentence($0.template, $0.a, $0.b) })
    let states = """
      states = { open = { to = { "waiting", "closed" } },
        waiting = { to = { "open", "closed" } }, closed = { final = true } },
      """
    let engine = try CheckedLog.engine(
      constraints.replacing("process \"it\" {", with: "process \"it\" { \(states)") + """

        source "volvo" { log = { activity = { "concept:name", "lifecycle:transition" },
          party = "organization involved" } }
        mapping "volvo" { process = "it", states = {
          ["Accepted/In Progress"] = "open", ["Accepted/Assigned"] = "open",
          ["Queued/Awaiting Assignment"] = "open", ["Completed/In Call"] = "open",
          ["Completed/Resolved"] = "open", ["Completed/Cancelled"] = "open",
          ["Accepted/Wait"] = "waiting", ["Accepted/Wait - Customer"] = "waiting",
          ["Accepted/Wait - Implementation"] = "waiting", ["Accepted/Wait - User"] = "waiting",
          ["Accepted/Wait - Vendor"] = "waiting", ["Completed/Closed"] = "closed" } }
        """)
    let path = folder.appending(path: "bpic2013/incidents.xes.gz").path
    let checked = try CheckedLog(engine, ByteSource(path: path))
    let report = checked.report
    for (row, result) in zip(expected, report.processes[0].constraints) {
      let found = [result.cases, result.satisfied, result.violated, result.activatedCases]
      #expect(found == [row.traces, row.satisfied, row.violated, row.activatedTraces])
      #expect(result.rule.samples.map(\.caseID) == row.violatingCasesSample)
    }
    #expect(report.events == 65_533 && report.cases == 7554)
    #expect(report.handovers == 9454 && report.casesHandedOver == 3820)
    #expect(report.returns == 2394 && report.casesReturned == 1177)
    #expect(report.groups.count == 25)
    let events = report.groups.map(\.events).reduce(0, +)
    #expect(events == 65_533)
    let waiting = try #require(report.processes[0].states.first { $0.name == "waiting" })
    #expect(waiting.events == 6657 && waiting.cases == 3365 && waiting.entries == 5724)
    // 143 events directly after a closed one: 131 lead on, 12 are closed again.
    #expect(report.reopenings == 131 && report.casesReopened == 120)
    #expect(checked.rule("something happens although the case is closed")?.deviations == 12)
    #expect(checked.rule("\"Unmatched/Unmatched\" is no state of the process")?.deviations == 5)
  }

  private static let serviceNow = """
    process "incident" { states = {
      New = { to = { "Active", "Awaiting User Info", "Awaiting Vendor", "Awaiting Problem",
        "Awaiting Evidence", "Resolved", "Closed" } },
      Active = { to = { "New" } }, ["Awaiting User Info"] = { to = { "New" } },
      ["Awaiting Vendor"] = { to = { "New" } }, ["Awaiting Problem"] = { to = { "New" } },
      ["Awaiting Evidence"] = { to = { "New" } }, Resolved = { to = { "Closed" } },
      Closed = { final = true } } }
    source "log" { dates = "d/m/Y H:M", missing = "?",
      log = { case = "number", activity = "incident_state", at = "sys_updated_at",
        unit = "assignment_group", person = "sys_updated_by", sorted = true },
      fields = { state = "incident_state" } }

    """

  /// A part of the log of a ServiceNow instance: what is counted beside what its own columns say.
  @Test(.enabled(if: ExpectedLogTests.folder != nil))
  func theIncidentsOfServiceNow() throws {
    let folder = try #require(Self.folder)
    let path = folder.appending(path: "uci498/incident_event_log.csv.gz").path
    // The first rows, up to a whole case.
    let rows = try Self.rows(of: path, most: 12_000)
    let cases = Dictionary(grouping: rows, by: { $0[0] })
    let log = rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
    let header = "number,incident_state,assignment_group,sys_updated_by,sys_updated_at,reopen_count"
    let engine = try CheckedLog.engine(Self.serviceNow)
    let checked = try CheckedLog(
      engine, ByteSource(bytes: Array((header + "\n" + log + "\n").utf8)))
    #expect(checked.report.events == rows.count && checked.report.cases == cases.count)
    // Its own counter rises on these three ways, and on no other.
    let rises = cases.values.flatMap { zip($0, $0.dropFirst()) }
      .count { Int($1[5]) ?? 0 > Int($0[5]) ?? 0 }
    let reopening = checked.report.processes[0].ways.filter {
      [["Resolved", "Active"], ["Closed", "Active"], ["Resolved", "Awaiting User Info"]]
        .contains([$0.from, $0.to])
    }
    let reopened = reopening.map(\.count).reduce(0, +)
    #expect(rises > 0 && reopened == rises)
    #expect(!checked.report.processes[0].ways.contains { $0.to == "New" })
    let late = cases.values.count { $0[0][1] != "New" }
    let told = checked.report.processes[0].rules.filter { $0.kind == "late_start" }
    let unknown = rows.count { $0[1] == "-100" }
    let unknownFirst = cases.values.count { $0[0][1] == "-100" }
    let lateStarts = told.map(\.deviations).reduce(0, +)
    #expect(lateStarts == late - unknownFirst)
    #expect((checked.rule("\"-100\" is no state of the process")?.deviations ?? 0) == unknown)
  }

  private static func rows(of path: String, most: Int) throws -> [[String]] {
    let bytes = try ByteSource(path: path).unpacked(limit: 1 << 28)
    var rows: [[String]] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      if rows.count >= most, rows.last?[0] != String(cells[0]) { break }
      rows.append([0, 1, 23, 12, 13, 4].map { String(cells[$0]) })
    }
    return rows
  }
}

extension ByteSource {
  fileprivate consuming func unpacked(limit: Int) throws -> [UInt8] {
    var source = self
    try source.detectCompression()
    return try source.readAll(limit: limit)
  }
}
