// What `check` writes for machines, and what it says of a code.

import Foundation
import Testing

@Suite struct CheckFormatTests {
  private static let rules = """
    provider "acme" { default = "desk", groups = { desk = {}, l3 = {} } }
    field "size" { type = "number", of = "request" }
    route_table "By size" { hit = "unique", columns = { "size", "-> to" },
      { "[0..10]", "acme/desk" },
      { "[10..99]", "acme/l3" },
    }
    route "VPN" { when = { category = "vpn" }, to = "acme/desk",
      accept = { ["redundant"] = "annex C" } }
    route "Rest" { to = "acme/desk" }
    """

  private static func document(_ arguments: String...) throws -> [String: Any] {
    let folder = try Folder(["main.lua": rules])
    let run = try Tool.run(["check", folder.path] + arguments)
    #expect(run.status == 0)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func jsonHasTheWitnessAndWhatIsAccepted() throws {
    let document = try Self.document("--format", "json")
    let findings = try #require(document["diagnostics"] as? [[String: Any]])
    let overlap = try #require(findings.first { $0["code"] as? String == "overlap" })
    #expect((overlap["witness"] as? [String: Any])?["size"] as? Int == 10)
    let accepted = try #require(document["accepted"] as? [[String: Any]])
    #expect(accepted.map { $0["because"] as? String } == ["annex C"])
    let proofs = try #require(document["proofs"] as? [String: Any])
    let rules = try #require(proofs["rules"] as? [String: Any])
    #expect(rules["examined"] as? Int == 4)
    #expect(rules["not_decided"] as? Int == 0)
  }

  @Test func sarifNamesRulesPlacesAndSuppressions() throws {
    let document = try Self.document("--format", "sarif")
    #expect(document["version"] as? String == "2.1.0")
    let run = try #require((document["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(rules == rules.sorted())
    #expect(Set(rules) == Set(results.compactMap { $0["ruleId"] as? String }))
    let overlap = try #require(results.first { $0["ruleId"] as? String == "overlap" })
    #expect(overlap["level"] as? String == "warning")
    let location = try #require((overlap["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    #expect((physical["artifactLocation"] as? [String: Any])?["uri"] as? String == "main.lua")
    #expect((physical["region"] as? [String: Any])?["startLine"] as? Int == 5)
    let properties = try #require(overlap["properties"] as? [String: Any])
    #expect((properties["witness"] as? [String: Any])?["size"] as? Int == 10)
    let accepted = try #require(results.first { $0["ruleId"] as? String == "redundant" })
    let reason = try #require((accepted["suppressions"] as? [[String: Any]])?.first)
    #expect(reason["kind"] as? String == "inSource")
    #expect(reason["justification"] as? String == "annex C")
  }

  @Test func annotationsAreOneLineEach() throws {
    let folder = try Folder(["main.lua": Self.rules])
    let run = try Tool.run("check", folder.path, "--format", "github")
    #expect(
      run.lines.contains {
        $0.hasPrefix(
          "::warning file=main.lua,line=5,col=3,endColumn=27,title=overlap::row 1 of \"By size\" and "
            + "row 2 take the same request: then the table counts as not matched%0A")
      }, "\(run.output)")
    #expect(run.lines.allSatisfy { $0.isEmpty || $0.hasPrefix("::") })
  }

  @Test func witnessesAreSavedAsScenariosThatPass() throws {
    let folder = try Folder(["main.lua": Self.rules, "tests/none.lua": ""])
    let tests = folder.path + "/tests/found.lua"
    _ = try Tool.run("check", folder.path, "--save-tests", tests)
    // What is there already is nobody's to overwrite.
    let again = try Tool.run("check", folder.path, "--save-tests", tests)
    #expect(again.status == 2 && again.errors.contains("is there already"))
    let text = try String(contentsOfFile: tests, encoding: .utf8)
    #expect(text.contains("scenario \"Rows 1 and 2 of By size\" {"), "\(text)")
    let run = try Tool.run("test", folder.path)
    #expect(run.status == 0, "\(run.output)\(text)")
  }

  @Test func aCodeIsExplained() throws {
    let page = try Tool.run("check", "--explain", "overlap")
    #expect(page.status == 0)
    #expect(page.output.hasPrefix("overlap: two rows of a table take the same request\n\n"))
    #expect(page.output.contains("\nWhat to do: "))
    let unknown = try Tool.run("check", "--explain", "overlp")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean \"overlap\"?"))
    let all = try Tool.run("check", "--explain", "all")
    #expect(all.lines.contains("overlap: two rows of a table take the same request"))
  }

  @Test func rulesAreNeededUnlessACodeIsExplained() throws {
    #expect(try Tool.run("check").status == 2)
  }
}
