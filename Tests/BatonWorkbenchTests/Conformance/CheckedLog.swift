import Baton
import BatonLogs
import BatonModel
import BatonRecords
import Foundation

@testable import BatonWorkbench

/// A log that was checked by a rule base, and all that was told of it.
struct CheckedLog {
  /// What every rule base of these tests has.
  static let landscape = """
    rulebase { name = "small", timezone = "UTC" }
    provider "acme" { default = "desk", groups = { desk = {} } }
    provider "fuji" { default = "desk", groups = { desk = {} } }
    route "Rest" { to = "acme" }

    """

  var report: ConformanceReport
  var samples: [ConformanceSample] = []
  var results: [ConformanceReport.CaseResult] = []
  var faults: [LogFault] = []
  var failure: LogFailure?

  static func engine(_ rules: String) throws -> Engine {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "baton-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data((landscape + rules).utf8).write(to: folder.appending(path: "main.lua"))
    return try Engine(rules: folder)
  }

  /// - Parameter tells: whether each deviation is told in full.
  init(
    _ rules: String, _ log: String, source: String? = nil, process: String? = nil,
    by grouping: ConformanceReport.Grouping? = nil, tells: Bool = true
  ) throws {
    try self.init(
      Self.engine(rules), ByteSource(bytes: Array(log.utf8)), source: source, process: process,
      by: grouping, tells: tells)
  }

  init(
    _ engine: Engine, _ log: consuming ByteSource, source: String? = nil, process: String? = nil,
    by grouping: ConformanceReport.Grouping? = nil, tells: Bool = false
  ) throws {
    let setup = try ConformanceSetup(engine, source: source, process: process)
    var reader = try LogReader(log, name: "log", mapping: setup.mapping) { setup.adjust(&$0) }
    let told = Told()
    var run = ConformanceRun(
      engine, setup, reader, by: grouping, tell: tells ? { told.samples.append($0) } : nil,
      tellCase: { told.results.append($0) })
    var batch = LogBatch()
    do throws(LogFailure) {
      while try reader.read(into: &batch) {
        run.take(batch, reader.names)
        faults += batch.faults + run.takeFaults()
      }
    } catch { failure = error }
    run.finish(reader.names)
    report = run.report(reader.names)
    report.faults = reader.faultCounts.merging(run.faultCounts) { $0 + $1 }
    samples = told.samples
    results = told.results
  }

  private final class Told {
    var samples: [ConformanceSample] = []
    var results: [ConformanceReport.CaseResult] = []
  }

  /// "R-1 2: sentence", in the order in which they were found.
  var lines: [String] {
    samples.map {
      "\($0.caseID) \($0.deviation.position): " + DeviationWording.sentence($0.deviation)
    }
  }

  func constraint(_ name: String) -> ConstraintResult? {
    report.processes.flatMap(\.constraints).first { $0.rule.name == name }
  }

  func rule(_ name: String) -> ConformanceRule? {
    report.processes.flatMap(\.rules).first { $0.name == name || $0.sentence == name }
  }
}

// Lines of a log of 2 March 2026.
extension CheckedLog {
  static func line(
    _ id: Int, _ hour: Int, _ event: String, _ party: String = "acme", set: String = ""
  ) -> String {
    "{\"case\":\"\(id)\",\"at\":\"2026-03-02T\(hour < 10 ? "0" : "")\(hour):00:00Z\","
      + "\"event\":\"\(event)\",\"by\":{\"party\":\"\(party)\"},\"set\":{\(set)}}\n"
  }

  static func state(_ name: String) -> String { "\"state\":\"\(name)\"" }
}
