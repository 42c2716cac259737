import BatonModel
import Testing

@testable import Baton

/// Where routes lead whose target a function names.
@Suite struct RouteReachTests {
  private static func rules(_ function: String) -> String {
    """
    provider "acme" { default = "desk", groups = { desk = {}, night = {} } }
    provider "fuji" { default = "noc", groups = { noc = {} } }
    service "payroll" { provider = "acme", criticality = "vital" }
    service "network" { provider = "fuji" }
    service "orphan" {}
    route "Named" { when = { service = present }, to = function(request, its) \(function) end }
    route "The rest" { to = "acme/night" }
    """
  }

  /// For each service, and for none: the targets, and whether there may be others.
  private static func reach(_ text: String) throws -> [String: (to: [String], isOpen: Bool)] {
    let load = MarkedRules(["main.lua": text]).load
    let engine = try #require(load.engine, "\(load.diagnostics)")
    let decider = engine.decider
    let services = decider.rules.catalogue.names(of: .service).map(Optional.some) + [nil]
    let reach = RouteReach(decider.rules, decider.schema, services: services)
    return Dictionary(
      uniqueKeysWithValues: services.enumerated().map { position, service in
        let leads = reach.leads(ofService: position)
        return (
          service ?? "none",
          (leads.flatMap(\.targets).map(\.name), leads.contains(where: \.isOpen))
        )
      })
  }

  @Test("a function of the service is asked about each service; the rest goes to the next rule")
  func ofTheService() throws {
    let reach = try Self.reach(Self.rules("return its.service.provider"))
    #expect(reach["payroll"]?.to == ["acme/desk"])
    #expect(reach["network"]?.to == ["fuji/noc"])
    // The function names nobody, or is not asked.
    #expect(reach["orphan"]?.to == ["acme/night"])
    #expect(reach["none"]?.to == ["acme/night"])
    #expect(reach.values.allSatisfy { !$0.isOpen })
  }

  @Test("where something else chooses, both branches are followed")
  func branches() throws {
    let reach = try Self.reach(
      Self.rules(
        "if its.service.criticality == \"vital\" then if request.vip then return \"fuji\" end end "
          + "return its.service.provider"))
    #expect(reach["payroll"]?.to.sorted() == ["acme/desk", "acme/night", "fuji/noc"])
    #expect(reach["network"]?.to == ["fuji/noc"])
    #expect(reach.values.allSatisfy { !$0.isOpen })
  }

  @Test("what depends on something unknown stays open")
  func open() throws {
    let reach = try Self.reach(
      Self.rules("return request.vip and its.service.provider or request.category"))
    #expect(reach["payroll"]?.isOpen == true)
    #expect(reach["payroll"]?.to == ["acme/desk", "acme/night"])
    #expect(reach["none"]?.isOpen == false)
    let loop = try Self.reach(Self.rules("return request.summary:rep(2)"))
    #expect(loop["network"]?.isOpen == true)
  }
}
