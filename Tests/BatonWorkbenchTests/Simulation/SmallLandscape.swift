import Baton
import BatonModel
import BatonRecords
import Foundation
import Testing

@testable import BatonWorkbench

/// A rule base for simulations, and records that are simulated with it.
///
/// Paris, an office from nine to five, one provider; a target of four elapsed hours that a customer's
/// pause stops, and a ladder on it.
enum SmallLandscape {
  static let rules = """
    rulebase { name = "small", timezone = "Europe/Paris" }
    calendar "office" { timezone = "Europe/Paris", monday_to_friday = "09:00-17:00" }
    role "owner" { party = "customer" }
    role "cio" { party = "customer", authority = 3 }
    provider "acme" { default = "desk", groups = { desk = { hours = "office" }, l3 = {} } }
    provider "fuji" { default = "desk", groups = { desk = {} } }
    service "mail" { provider = "acme", accountable = "owner" }
    sla "four hours" { metric = "time_to_resolve", within = hours(4), pause_on = { "customer" },
      warn_at = { "75%" } }
    escalation "ladder" { on = "four hours", at("50%", { functional = "acme/l3" }),
      at("100%", { hierarchical = "cio", notify = { "customer" }, because = "it is late" }) }
    route "Mail" { when = { service = "mail" }, to = "acme", because = "contract 1" }
    route "Rest" { to = "fuji" }

    """

  static func engine(adding more: String = "") throws -> Engine {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "baton-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data((rules.replacing("route \"Rest\"", with: more + "route \"Rest\"")).utf8)
      .write(to: folder.appending(path: "main.lua"))
    return try Engine(rules: folder)
  }

  static let opening =
    #"{"id":"R-1","kind":"incident","service":"mail","priority":2,"opened_at":"2026-05-08T10:00:00+02:00"}"#

  /// What came of a simulation.
  struct Result {
    var simulation: Simulation
    var entries: [Int: [TimelineEntry]] = [:]
    var faults: [String] = []

    /// What happened to a case, as `HH:MM sentence`.
    func lines(_ index: Int = 0) -> [String] {
      let life = simulation[life: index]
      let wording = TimelineWording(time: TimeWording(zone: life.zone), calendar: { _ in nil })
      return (entries[index] ?? []).map {
        "\(wording.time.clock($0.at)) \(wording.sentence($0))"
      }
    }
  }

  static func simulate(
    _ lines: [String], csv: Bool = false, by engine: Engine? = nil, in world: World = World(),
    source: String? = nil, until end: Simulation.End = .never, case wanted: String? = nil
  ) throws -> Result {
    let engine = try engine ?? self.engine()
    var result = Result(
      simulation: try Simulation(
        engine, in: world, source: source, until: end, case: wanted))
    var reader = try RecordReader(
      ByteSource(bytes: Array((lines.joined(separator: "\n") + "\n").utf8)),
      format: csv ? .csv : nil, name: "cases")
    while let outcome = try reader.next() {
      for outcome in result.simulation.take(outcome, isTabular: csv) {
        switch outcome {
        case .entries(let index, let more): result.entries[index, default: []] += more
        case .fault(let fault): result.faults.append(fault.inWords)
        case .nothing: break
        }
      }
    }
    for index in result.simulation.cases {
      result.entries[index, default: []] += result.simulation.finish(index)
    }
    return result
  }
}
