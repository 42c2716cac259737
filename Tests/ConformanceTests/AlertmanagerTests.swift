import Baton
import BatonModel
import Foundation
import TestSupport
import Testing

/// Route trees answer as Prometheus Alertmanager does: every case of its own tests and 300 answers
/// of its program, where these lie beside the repo. The corpus has a copy of the first.
struct AlertmanagerTests {
  private static let trees = [
    "TestRouteMatch": "match", "TestRouteMatchers": "matchers",
    "TestRouteMatchersAndMatch": "matchers-and-match",
  ]

  @Test(.enabled(if: SharedData.folder != nil))
  func casesOfItsTests() throws {
    var count = 0
    for test in try records("alertmanager_route_cases.json") {
      guard case .text(let name)? = test["test"], let tree = Self.trees[name] else { continue }
      count += try compare(rows(test["cases"]), with: tree)
    }
    #expect(count == 24)
  }

  @Test(.enabled(if: SharedData.folder != nil))
  func answersOfItsProgram() throws {
    let answers = try #require(try records("alertmanager_simple_expected.json").first)
    #expect(try compare(rows(answers["rows"]), with: "simple") == 300)
  }

  private func compare(_ rows: [Members], with tree: String) throws -> Int {
    let engine = try Engine(
      rules: Repository.folder("Tests/Conformance/alertmanager/\(tree)/rules"))
    for row in rows {
      let decision = engine.decide(Request(Members([("labels", row["labels"])])))
      let receivers = ([decision.to].compactMap(\.self) + decision.also).map(\.name)
      #expect(.list(receivers.map(Value.text)) == row["receivers"], "\(row)")
    }
    return rows.count
  }

  private func rows(_ list: Value?) throws -> [Members] {
    guard case .list(let values)? = list else { throw Records.Unreadable(description: "no rows") }
    return values.compactMap { if case .object(let members) = $0 { members } else { nil } }
  }

  private func records(_ file: String) throws -> [Members] {
    let folder = try #require(SharedData.folder)
    return try Records.read(folder.appending(path: "routing/\(file)").path)
  }
}
