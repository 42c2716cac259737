// A rule base on disk, with its tests, as long as somebody holds it.

import Baton
import Foundation
import Testing

@testable import BatonWorkbench

final class TestedRules {
  let url: URL

  init(_ files: [String: String]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "baton-\(UUID().uuidString)")
    for (name, text) in files {
      let file = url.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  convenience init(_ main: String) throws { try self.init(["main.lua": main]) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func load() -> RuleBaseLoad { RuleBaseLoad(rules: url) }

  func loaded() throws -> (engine: Engine, scenarios: [Scenario]) {
    let load = load()
    return (try #require(load.engine, "\(load.diagnostics)"), load.scenarios)
  }

  /// Two routes, a bound and a fallback: small enough to say by hand what tests reach.
  static let desk = """
    provider "acme" { default = "desk", groups = {
      ["desk"] = {}, ["major"] = {}, ["orders"] = {} } }
    field "amount" { type = "number", of = "request" }
    route "Majors" { when = { kind = "incident", major = true }, to = "acme/major" }
    route "Orders" { when = { kind = "service_request", amount = above(100) },
      to = "acme/orders" }
    route "The rest" { to = "acme/desk" }

    """
}

extension [ScenarioResult] {
  var allPass: Bool { !contains { !$0.isPassed } }
}
