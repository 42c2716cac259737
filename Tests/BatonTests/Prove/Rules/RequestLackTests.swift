import BatonModel
import Testing

@testable import Baton

/// What a request may have to go without, of all that the fields and the catalogue allow.
@Suite struct RequestLackTests {
  private static let landscape = """
    provider "acme" { default = "desk", groups = { desk = {} } }
    role "chief" { party = "customer", authority = 3 }
    service "payroll" { provider = "acme", criticality = "vital" }
    service "mail" { provider = "acme", criticality = "low" }
    route "Rest" { to = "acme/desk" }

    """
  private static let promise = """
    sla "Vital" { when = { kind = "incident", service = { criticality = "vital" } },
      metric = "time_to_restore", within = hours(4) }

    """
  private static let ladder = """
    escalation "Up" { on = "Vital", at("75%", { hierarchical = "chief" }) }

    """
  private static let matrix = "priority \"Given\" { when = { kind = \"incident\" }, set = 3 }\n"

  private func lacks(_ rules: String) throws -> [RequestLack.What: Members] {
    let (checked, _) = try ProvenRules.checked(Self.landscape + rules)
    let lacks = try #require(checked.rules).lacks
    #expect(Set(lacks.map(\.what)).count == lacks.count)
    return Dictionary(uniqueKeysWithValues: lacks.map { ($0.what, $0.request.members) })
  }

  @Test func whatNobodyAsksForNobodyMisses() throws {
    #expect(try lacks("").isEmpty)
  }

  @Test func aServiceThatNoRuleGives() throws {
    let asks = "approval \"A\" { when = { service = \"mail\" }, by = { \"chief\" } }\n"
    #expect(try lacks(asks)[.service] == nil)
    let rules =
      asks + "classify \"Words\" { when = { summary = contains \"mail\" }, "
      + "set = { service = \"mail\" } }\n"
    let request = try #require(try lacks(rules)[.service])
    #expect(request["service"] == nil)
    // Where the last rule gives one to every request, none goes without.
    let all = rules + "classify \"All\" { set = { service = \"mail\" } }\n"
    #expect(try lacks(all)[.service] == nil)
  }

  @Test func aPriorityThatNeitherRuleNorMatrixGives() throws {
    let rules = "approval \"A\" { when = { priority = 1 }, by = { \"chief\" } }\n"
    #expect(try lacks(rules)[.priority] != nil)
    // Of every kind that a rule tells apart.
    let half = try #require(try lacks(rules + Self.matrix)[.priority])
    #expect(half["kind"] != .text("incident"))
    #expect(try lacks(rules + "priority \"All\" { set = 4 }\n")[.priority] == nil)
  }

  @Test func anIncidentWithoutAnAgreement() throws {
    let request = try #require(try lacks(Self.promise)[.agreement])
    #expect(request["kind"] == .text("incident"))
    #expect(request["service"] == .text("mail"))
    let both =
      Self.promise + "sla \"Other\" { when = { kind = \"incident\", "
      + "service = is_not \"payroll\" }, metric = \"time_to_restore\", within = hours(40) }\n"
    #expect(try lacks(both)[.agreement] == nil)
  }

  @Test func aLadderThatSomeIncidentsLack() throws {
    let request = try #require(try lacks(Self.promise + Self.ladder)[.ladder])
    #expect(request["service"] == .text("mail"))
    // A ladder that pages needs no agreement.
    let paged =
      Self.promise + Self.ladder + "escalation \"Page\" { when = { kind = \"incident\" }, "
      + "after(hours(1), { hierarchical = \"chief\" }) }\n"
    #expect(try lacks(paged)[.ladder] == nil)
    // One that is only tried out helps nobody.
    let shadow = paged.replacing("\"Page\" {", with: "\"Page\" { mode = \"shadow\",")
    #expect(try lacks(shadow)[.ladder] != nil)
  }

  @Test func aLadderForComplaintsIsForNoRequest() throws {
    let rules = """
      escalation "Complaints" { when = { event = "complaint" },
        after(hours(1), { hierarchical = "chief" }) }
      """
    #expect(try lacks(rules)[.ladder] == nil)
  }
}
