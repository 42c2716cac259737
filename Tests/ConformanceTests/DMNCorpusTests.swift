import Baton
import BatonTables
import BatonWorkbench
import Foundation
import Testing

/// The models of `Tests/Conformance/dmn`: imported whole, and decided as their tests say.
struct DMNCorpusTests {
  static let models = Repository.files(
    below: "Tests/Conformance/dmn", endingIn: "/model.dmn"
  ).map { $0.split(separator: "/").dropFirst(3).dropLast().joined(separator: "/") }

  private static func bytes(_ model: String, _ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Repository.folder("Tests/Conformance/dmn/\(model)/\(file)")))
  }

  @Test func theCorpusIsWhole() throws {
    #expect(DMNCorpusTests.models.count >= 51)
    // Every hit policy of DMN 1.3, 8.2.8, and every aggregation.
    let all = try DMNCorpusTests.models.map {
      String(decoding: try Self.bytes($0, "model.dmn"), as: UTF8.self)
    }.joined()
    for policy in [
      "UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT", "COLLECT",
    ] {
      #expect(all.contains("hitPolicy=\"\(policy)\""), "\(policy)")
    }
    for aggregation in ["SUM", "MIN", "MAX", "COUNT"] {
      #expect(all.contains("aggregation=\"\(aggregation)\""), "\(aggregation)")
    }
  }

  @Test(arguments: models)
  func aModelDecidesAsItsTestsSay(_ model: String) throws {
    let rules = try DMNImport.read(Self.bytes(model, "model.dmn"), name: "model.dmn")
    #expect(!rules.isPartial, "\(rules.findings)")
    let (scenarios, findings) = try DMNTests.read(
      Self.bytes(model, "tests.xml"), name: "tests.xml", for: rules)
    #expect(findings.isEmpty, "\(findings)")
    let scratch = try ScratchFolder()
    let main = """
      provider "p" { default = "g", groups = { g = {} } }
      include "model"
      route "all" { to = "p" }

      """
    let files = [
      ("main.lua", main),
      ("model.lua", TableLua(rules, overwrites: true).text(from: "model.dmn")),
      ("tests.lua", TestText.lua(scenarios)),
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: scratch.url.appending(path: name))
    }
    let load = RuleBaseLoad(rules: scratch.url, more: ["tests.lua"])
    #expect(load.diagnostics.isEmpty, "\(load.diagnostics)")
    let engine = try #require(load.engine)
    #expect(load.scenarios.count == scenarios.count)
    for result in ScenarioRunner(engine).run(load.scenarios) {
      #expect(result.isPassed, "\(result.scenario.name): \(result.mismatches)")
    }
  }

  /// The same by the program, for one of them.
  @Test func theProgramDoesTheSame() throws {
    let scratch = try ScratchFolder()
    let model = Repository.folder("Tests/Conformance/dmn/chain-diamond").path
    let target = scratch.url.appending(path: "rules").path
    let imported = try BuiltTool.baton(
      ["import", model + "/model.dmn", "--to", target, "--tests", model + "/tests.xml"])
    #expect(imported.status == 0, "\(imported.output)")
    let tested = try BuiltTool.baton(["test", target, "--fail-on-empty"])
    #expect(tested.status == 0, "\(tested.output)")
    #expect(tested.output.contains("2 passed, 0 failed"))
  }
}
