import Baton
import BatonLogs
import BatonModel
import BatonRecords
import BatonTime
import Foundation

@testable import BatonWorkbench

/// Histories that were measured, and their reports.
enum MeasuredLog {
  /// A landscape with hours: Acme's desk works from nine to five in London, Fuji's around the clock.
  static let landscape = """
    rulebase { name = "small", timezone = "UTC" }
    calendar "office" { timezone = "UTC", monday_to_friday = "09:00-17:00" }
    role "owner" { party = "customer" }
    role "desk-lead" { party = "service_integrator" }
    provider "acme" { default = "desk", groups = { desk = { hours = "office" }, l3 = {} } }
    provider "fuji" { default = "depot", groups = { depot = {} } }
    service "shop" { provider = "acme", accountable = "owner" }
    service "mail" { provider = "fuji" }
    route "Mail" { when = { service = "mail" }, to = "fuji/depot" }
    route "Rest" { to = "acme/desk" }

    """

  static func engine(_ rules: String, zone: String = "UTC") throws -> Engine {
    let landscape = landscape.replacing(
      #"name = "small", timezone = "UTC""#, with: #"name = "small", timezone = "\#(zone)""#)
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "baton-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data((landscape + rules).utf8).write(to: folder.appending(path: "main.lua"))
    return try Engine(rules: folder)
  }

  /// An event log, as `conform` reads it.
  static func logged(_ engine: Engine, _ log: String) throws -> MeasuredCases {
    let setup = try ConformanceSetup(
      measuring: engine, source: nil, fields: LoggedHistory.fields(of: engine))
    var reader = try LogReader(
      ByteSource(bytes: Array(log.utf8)), name: "log", mapping: setup.mapping
    ) { setup.adjust(&$0) }
    var history = LoggedHistory(engine, setup, reader)
    var batch = LogBatch()
    while try reader.read(into: &batch) { history.take(batch, reader.names) }
    return history.finish(reader.names)
  }

  /// Requests and events, as `replay` reads them.
  static func lived(
    _ engine: Engine, _ lines: String, measuredBy other: Engine? = nil
  ) throws -> MeasuredCases {
    var history = try LivedHistory(engine, in: World(), source: nil)
    var reader = try RecordReader(
      ByteSource(bytes: Array(lines.utf8)), format: .ndjson, name: "cases")
    while let outcome = try reader.next() { history.take(outcome, isTabular: false) }
    return history.finish(measuredBy: other)
  }

  /// "acme/desk working 3600000 3600000": who, what, milliseconds, and what of them is working time.
  static func spans(_ measured: MeasuredCases, _ index: Int = 0) -> [String] {
    measured.spans(of: measured.cases[index]).map { span in
      let who = measured.names[span.unit] ?? measured.names[span.party] ?? "nobody"
      return "\(who) \(span.kind.rawValue) \(span.length) \(span.worked)"
    }
  }

  static let hour = 3_600_000
}
