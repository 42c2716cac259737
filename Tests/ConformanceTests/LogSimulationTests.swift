import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench
import Foundation
import TestSupport
import Testing

/// A real ServiceNow log lived through: each row is a snapshot of an incident.
///
/// What must come out is worked out here from the rows alone: how many incidents and changes there
/// are, and from when to when each incident was open.
struct LogSimulationTests {
  private static let rules = """
    rulebase { name = "log", timezone = "UTC" }
    role "owner" { party = "service_integrator" }
    provider "desk" { default = "first", groups = { first = {} } }
    local states = { New = "new", Active = "in_progress", Resolved = "resolved", Closed = "closed",
      ["Awaiting User Info"] = "pending", ["Awaiting Vendor"] = "pending",
      ["Awaiting Problem"] = "pending", ["Awaiting Evidence"] = "pending" }
    source "servicenow-csv" { timezone = "UTC", dates = "d/m/Y H:M", missing = { "?", "-100" },
      fields = { id = "number", kind = constant("incident"), service = constant("everything"),
        state = translate("incident_state", states), priority = translate("impact",
          { ["1 - High"] = 1, ["2 - Medium"] = 2, ["3 - Low"] = 3 }),
        pending_reason = function(record)
          return record.incident_state == "Awaiting User Info" and "customer" or nil
        end,
        opened_at = "opened_at", updated_at = "sys_updated_at" } }
    service "everything" { provider = "desk", accountable = "owner" }
    sla "five days" { metric = "time_to_resolve", within = days(5), pause_on = { "customer" } }
    route "all" { to = "desk" }
    """

  /// What the rows say of one incident.
  private struct Known {
    let opened: Instant
    var last: [String]
    var lastAt: Instant
    var closed: Instant?
    var changes = 0
    /// Milliseconds in which the user was waited for, and since when.
    var waited: Int64 = 0
    var waits: Instant?
  }

  @Test func sample() throws {
    try check(
      Repository.root.appending(path: "Examples/uci498/sample.csv").path, rows: 207)
  }

  /// A debug build lives through the first rows, to be done in a second; a release build through all.
  @Test(.enabled(if: SharedData.folder != nil))
  func wholeLog() throws {
    #if DEBUG
      let rows = 1500
    #else
      let rows = 113_697
    #endif
    let folder = try #require(SharedData.folder)
    try check(folder.appending(path: "uci498/incident_event_log.csv.gz").path, rows: rows)
  }

  private func check(_ path: String, rows: Int) throws {
    let scratch = try ScratchFolder()
    try Data(Self.rules.utf8).write(to: scratch.url.appending(path: "main.lua"))
    var simulation = try Simulation(try Engine(rules: scratch.url))
    var reader = try RecordReader(ByteSource(path: path), format: .csv, name: path)
    var known: [String: Known] = [:]
    var taken = 0
    while taken < rows, let outcome = try reader.next() {
      guard case .record(let record) = outcome else { continue }
      try note(record.value, &known)
      _ = simulation.take(outcome, isTabular: true)
      taken += 1
    }
    #expect(taken == rows)
    for index in simulation.cases { _ = simulation.finish(index) }
    #expect(simulation.count.cases == known.count)
    #expect(simulation.count.events == known.values.map(\.changes).reduce(0, +))
    #expect(simulation.count.unreadable == 0)
    var differences: [String] = []
    for index in simulation.cases {
      let summary = simulation[life: index].summary
      guard let known = known[summary.state.id] else { continue }
      if summary.shares.map(\.milliseconds).reduce(0, +) != summary.total {
        differences.append("\(summary.state.id): its spans do not sum up")
      }
      if summary.state.closedAt != known.closed {
        differences.append("\(summary.state.id): closed at another time")
      }
      guard let closed = known.closed else { continue }
      if summary.total != closed.milliseconds - known.opened.milliseconds {
        differences.append("\(summary.state.id): its time is not from opening to closing")
      }
      let waited = summary.shares.first { $0.kind == .customer }?.milliseconds ?? 0
      if waited != known.waited { differences.append("\(summary.state.id): waited \(waited)") }
    }
    #expect(differences.prefix(10) == [])
  }

  private func note(_ row: Members, _ known: inout [String: Known]) throws {
    func cell(_ name: String) -> String {
      if case .text(let text)? = row[name] { text } else { "" }
    }
    let state = cell("incident_state")
    let values = [state, cell("impact")]
    let said = try instant(cell("sys_updated_at"))
    guard var one = known[cell("number")] else {
      let opened = try instant(cell("opened_at"))
      known[cell("number")] = Known(
        opened: opened, last: values, lastAt: opened, closed: state == "Closed" ? opened : nil,
        waits: state == "Awaiting User Info" ? opened : nil)
      return
    }
    defer { known[cell("number")] = one }
    if values == one.last { return }
    // What comes behind a later row counts as of that.
    let at = max(said, one.lastAt)
    one.changes += 1
    one.lastAt = at
    if let since = one.waits { one.waited += at.milliseconds - since.milliseconds }
    one.waits = state == "Awaiting User Info" ? at : nil
    if state != "Closed" { one.closed = nil } else if one.last[0] != "Closed" { one.closed = at }
    one.last = values
  }

  /// `29/2/2016 04:40`
  private func instant(_ text: String) throws -> Instant {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    try #require(numbers.count == 5)
    let date = try #require(CivilDate(year: numbers[2], month: numbers[1], day: numbers[0]))
    let local = try #require(LocalDateTime(date: date, hour: numbers[3], minute: numbers[4]))
    return local.instant(offsetSeconds: 0)
  }
}
