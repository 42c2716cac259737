import BatonModel
import BatonTime
import Testing

@testable import Baton

/// Rules with marks where findings must point, and what is proven of them.
struct ProvenRules {
  let proofs: TimeProofs
  let marked: [Place]

  /// - Parameter now: from the day of which on.
  init(_ rules: String, now: String = "2026-11-20") throws {
    let rules = MarkedRules(["main.lua": rules])
    #expect(rules.load.diagnostics.isEmpty, "\(rules.load.diagnostics)")
    let zone = try #require(rules.load.engine).zone
    let now = try #require(ISO8601.parse(now, in: zone)).instant
    proofs = try #require(rules.load.timeProofs(at: now))
    marked = rules.marked
  }

  /// Everything that is found of rules with marks.
  static func checked(
    _ rules: String, now: String = "2026-11-20"
  ) throws -> (checked: CheckedRules, marked: [Place]) {
    let rules = MarkedRules(["main.lua": rules])
    #expect(rules.load.diagnostics.isEmpty, "\(rules.load.diagnostics)")
    let now = try #require(ISO8601.parse(now, in: .utc)).instant
    return (rules.load.checked(at: now), rules.marked)
  }

  /// What small landscapes have too little of: groups, and rules about complaints.
  private static let usual: Set = [
    "few-groups", "no-group", "no-acknowledgement", "no-complaint-path",
  ]

  /// The findings about what the rules say.
  var findings: [Diagnostic] { proofs.findings.filter { !Self.usual.contains($0.code) } }

  var places: [Place] {
    findings.map { Place(file: $0.place.file, line: $0.place.line, column: $0.place.column) }
  }

  func target(_ name: String) throws -> TargetProof {
    try #require(proofs.targets.first { $0.agreement == name }, "no proof of \(name)")
  }

  /// Two providers in two time zones without summer time, and a service of each.
  static let landscape = """
    rulebase { name = "two", timezone = "Europe/Istanbul" }
    calendar "istanbul" { timezone = "Europe/Istanbul", monday_to_friday = "09:00-17:00" }
    calendar "tokyo" { timezone = "Asia/Tokyo", every_day = { "08:00-12:00", "15:00-19:00" } }
    provider "acme" { default = "desk", groups = { desk = { hours = "istanbul" } } }
    provider "fuji" { default = "noc", groups = { noc = { hours = "tokyo" } } }
    service "network" { provider = "fuji" }
    service "payroll" { provider = "acme", depends_on = { "network" } }
    route "Payroll" { when = { service = "payroll" }, to = "acme" }
    route "The rest" { to = "fuji" }

    """

  static func sla(_ parts: String, name: String = "Restored") -> String {
    "sla \"\(name)\" { metric = \"time_to_restore\", when = { service = \"payroll\" }, \(parts) }\n"
  }

  static func ola(
    _ provider: String, _ within: String, metric: String = "time_to_restore", _ parts: String = ""
  ) -> String {
    "ola \"\(provider) \(metric)\" { with = \"\(provider)\", supports = \"Restored\", "
      + "metric = \"\(metric)\", within = \(within)\(parts.isEmpty ? "" : ", " + parts) }\n"
  }
}
