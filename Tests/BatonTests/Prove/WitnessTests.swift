import BatonModel
import Testing

@testable import Baton

/// A target is said to be infeasible only with a request that is decided to the one who is late.
@Suite struct WitnessTests {
  /// Acme needs from Friday to Monday until it owns a request, Fuji an hour: who has it first matters.
  private static func proof(routes: String) throws -> TargetProof {
    let landscape = ProvenRules.landscape.split(separator: "\n")
      .filter { !$0.hasPrefix("route") }.joined(separator: "\n")
    let own = "metric = \"time_to_own\""
    return try ProvenRules(
      landscape + "\n" + routes + "\nroute \"The rest\" { to = \"fuji\" }\n"
        + "sla \"Restored\" { \(own), when = { service = \"payroll\" }, within = hours(8) }\n"
        + ProvenRules.ola("acme", "business_hours(4)", metric: "time_to_own")
        + ProvenRules.ola("fuji", "hours(1)", metric: "time_to_own")
    ).target("Restored")
  }

  @Test("whoever has it first is the one to whom the request is decided")
  func first() throws {
    let acme = try Self.proof(routes: "route \"Payroll\" { when = { vip = true }, to = \"acme\" }")
    #expect(acme.verdict == .infeasible)
    #expect(acme.witness?["vip"] == .yesNo(true))
    #expect(acme.links.map(\.provider) == ["acme"])
    let fuji = try Self.proof(routes: "")
    #expect(fuji.verdict == .proven)
  }

  @Test("a request that an earlier rule takes elsewhere is none; one beside it is looked for")
  func earlierRule() throws {
    let proof = try Self.proof(
      routes: """
        route "Without a category" { when = { category = absent }, to = "fuji" }
        route "Without a channel" { when = { channel = absent }, to = "fuji" }
        route "Payroll" { when = { service = "payroll" }, to = "acme" }
        """)
    #expect(proof.verdict == .infeasible)
    #expect(proof.witness?["category"] != nil)
    #expect(proof.witness?["channel"] != nil)
  }

  // The function gives true for every text that is not empty, and for none; boxes do not know that.
  @Test("where no request is found it is not decided")
  func none() throws {
    let proof = try Self.proof(
      routes: """
        route "Nearly all" { to = "fuji", when = { function(request)
          return request.summary == nil or request.summary:rep(2):len() > 0
        end } }
        route "Payroll" { when = { service = "payroll" }, to = "acme" }
        """)
    #expect(proof.verdict == .notDecided)
    #expect(
      proof.because == "no request was found that is decided to the first of those who are late")
    #expect(proof.witness == nil)
  }

  @Test("where providers take turns, each has its turn")
  func turns() throws {
    for targets in ["\"acme\", \"fuji\"", "\"fuji\", \"acme\""] {
      let proof = try Self.proof(
        routes: "route \"Turns\" { when = { service = \"payroll\" }, "
          + "to = round_robin { \(targets) } }")
      #expect(proof.verdict == .infeasible)
    }
  }

  @Test("holidays that end early are told, with the last, of calendars that count")
  func holidays() throws {
    let rules = { (days: String, calendar: String) in
      try ProvenRules(
        """
        calendar ⌖"counts" { monday_to_friday = "09:00-17:00", holidays = { \(days) } }
        calendar "does not" { monday_to_friday = "09:00-17:00", holidays = { "2026-12-25" } }
        provider "acme" { default = "desk", groups = { desk = {} } }
        service "payroll" { provider = "acme" }
        route "All" { to = "acme" }
        sla "Restored" { metric = "time_to_restore", within = days(9) }
        ola "Acme restores" { with = "acme", supports = "Restored", metric = "time_to_restore",
          within = business_hours(4), calendar = "\(calendar)" }
        """)
    }
    // Proofs go on until 2028-11-19: of the last year none is known.
    let early = try rules("\"2027-11-19\", \"2026-12-25\"", "counts")
    #expect(early.findings.map(\.code) == ["holidays-end"])
    #expect(early.findings.map(\.severity) == [.note])
    #expect(early.places == early.marked)
    #expect(
      early.findings.first?.message
        == "the last known holiday of \"counts\" is 2027-11-19, and proofs go on after it as if there "
        + "were none")
    #expect(try rules("\"2027-11-20\"", "counts").findings.isEmpty)
    #expect(try rules("", "counts").findings.isEmpty)
  }
}
