// The rule base that `init` writes is in order, tested, and never in the place of another.

import Foundation
import Testing

@Suite struct InitTests {
  @Test func whatItWritesChecksTestsAndDecides() throws {
    let folder = try Folder()
    let rules = folder.path("new/rules")
    let run = try Tool.run("init", rules)
    #expect(run.status == 0)
    let check = try Tool.run("check", rules)
    #expect(check.status == 0)
    #expect(check.lines.last?.hasPrefix("my-rules 1: no problems; ") == true)
    #expect(try Tool.run("test", rules).output == "3 passed, 0 failed\n")
    let decide = try Tool.run(
      "decide", rules, "--fields", "to",
      input: #"{"kind":"incident","summary":"basket is empty","impact":"low","urgency":"low"}"#)
    #expect(decide.output == #"{"to":"acme/operations"}"# + "\n")
    #expect(decide.status == 0)
  }

  @Test func nothingIsOverwritten() throws {
    let folder = try Folder(["routing.lua": "-- mine"])
    let run = try Tool.run("init", folder.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("routing.lua\" is there already"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["routing.lua"])
    let file = try Tool.run("init", folder.path("routing.lua"))
    #expect(file.status == 2)
  }

  @Test func filesForEditorsKnowTheFieldsThatTheRulesDeclare() throws {
    let rules = try SmallRules.folder()
    for _ in 1...2 {
      let run = try Tool.run("init", rules.path, "--editors")
      #expect(run.status == 0)
      #expect(run.lines.contains("wrote \(rules.path(".baton/baton.lua"))"))
    }
    let text = try String(
      contentsOf: rules.url.appending(path: ".baton/baton.lua"), encoding: .utf8)
    #expect(text.contains("\n---@field amount? number "))
    // What is somebody's own stays; what was written before is written anew.
    try rules.write("stylua.toml", "indent_width = 8\n")
    try rules.write(
      "baton.yml", "# An older one. Written by `baton init --editors`.\nname: old\n")
    let again = try Tool.run("init", rules.path, "--editors")
    #expect(again.status == 0)
    let left = "left \(rules.path("stylua.toml")) as it is: it is your own"
    #expect(again.lines.contains(left), "\(again.output)")
    func content(_ name: String) throws -> String {
      try String(contentsOf: rules.url.appending(path: name), encoding: .utf8)
    }
    #expect(try content("stylua.toml") == "indent_width = 8\n")
    #expect(try content("baton.yml").contains("base: lua54"))
    // Nothing of it is a file of the rule base.
    #expect(try Tool.run("check", rules.path).output.contains("small 7"))
  }
}
