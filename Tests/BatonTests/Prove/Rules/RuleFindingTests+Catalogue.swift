import BatonModel
import Testing

@testable import Baton

// What is so because the catalogue says it, and what is found of the catalogue.
extension RuleFindingTests {
  @Test func whatIsSoAsTheCatalogueSaysIsToldSo() throws {
    let rules = """
      route "a" { when = { service = { criticality = "vital" } }, to = "acme/l3" }
      route "b" { when = { service = "payroll" }, to = "acme/desk" }
      route "c" { when = { size = 1 }, to = "acme/desk" }
      route "d" { when = { size = 1 }, to = "acme/l3" }
      """
    let (checked, _) = try Self.checked(rules)
    let found = checked.diagnostics.filter { $0.code == "unreachable" }
    #expect(found.map(\.message).map { $0.prefix(3) } == ["\"b\"", "\"d\""])
    #expect(found.map { $0.help?.contains("as the catalogue declares it") } == [true, false])
    // For so it is only then.
    let load = MarkedRules(["main.lua": Self.landscape + rules + Self.end]).load
    let engine = try #require(load.engine)
    let service = Value.object(Members([("id", .text("payroll")), ("criticality", .text("low"))]))
    #expect(engine.decide(Request([("service", service)])).reason(of: .route)?.rule == "b")
  }

  @Test func aDeclaredCustomerWithARegionHasOne() throws {
    let (checked, _) = try Self.checked(
      """
      customer "c-9" { region = "UK" }
      route "a" { when = { all_of { { customer = "c-9" } }, customer = { region = absent } },
        to = "acme/l3" }
      """)
    #expect(checked.diagnostics.map(\.code).contains("never-holds"))
  }

  @Test func aKindOfRequestsThatNobodyTakesAtNightIsTold() throws {
    let rules = try ProvenRules.checked(
      """
      calendar "office" { monday_to_friday = "09:00-17:00" }
      provider "acme" { default = "desk", groups = { desk = { hours = "office" }, l3 = {} } }
      service ⌖"erp" { hours = "always", provider = "acme" }
      route "a" { when = { service = "erp", kind = "change" }, to = "acme/desk" }
      route "b" { to = "acme/l3" }
      """)
    let findings = rules.checked.diagnostics.filter { $0.code == "no-group" }
    #expect(
      findings.map(\.message) == [
        "nobody works for \"erp\" in its hours, \"always\", where kind = \"change\", from "
          + "Friday 2026-11-20 17:00 for 64 h"
      ])
    #expect(findings.map(\.place.line) == rules.marked.map(\.line))
  }
}
