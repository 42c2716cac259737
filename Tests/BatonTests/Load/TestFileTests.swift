import Testing

@testable import Baton

/// What is signed is named by the hash of the rules, which files of tests are no part of: so they declare
/// tests, and nothing that decides or judges.
@Suite struct TestFileTests {
  private static let rules = """
    provider "acme" { default = "desk", groups = { desk = {}, night = {} } }
    route "All" { to = "acme/desk" }

    """

  private func load(_ files: [String: String]) -> RuleBaseLoad {
    let files = files.merging(["main.lua": Self.rules]) { own, _ in own }
    return RuleBaseLoad(
      folder: RuleFolder(contents: files), main: "main.lua",
      more: files.keys.filter { $0.hasPrefix("tests/") && $0.hasSuffix(".lua") }.sorted())
  }

  private func said(_ files: [String: String]) -> [String] {
    load(files).diagnostics.map { "\($0.place.file):\($0.place.line) \($0.code): \($0.message)" }
  }

  @Test(
    arguments: [
      "route \"Night\" { when = { vip = true }, to = \"acme/night\" }",
      "gate { at_most = { findings = 99 } }",
      "early_life { from_date = \"2026-12-01\", lasts = days(28), at_most = { breaches = \"99%\" } }",
      "priority \"Low\" { set = 4 }", "role \"boss\" { party = \"customer\" }",
      "calendar \"always\" { monday_to_sunday = \"00:00-24:00\" }",
      "field \"x\" { type = \"text\", of = \"request\" }", "levels { \"service\", \"global\" }",
    ])
  func whatIsNoTestIsRefused(_ text: String) throws {
    let title = text.prefix { $0 != "{" }
    let want = "misplaced: \(title)is no test"
    // Alone, where the file is data; and where Lua makes it.
    for text in [text, "local n = 1 + 1\nif n == 2 then \(text) end"] {
      let found = said(["tests/t.lua": "\n" + text])
      let line = text.hasPrefix("local") ? 3 : 2
      #expect(found.count == 1 && found[0].hasPrefix("tests/t.lua:\(line) \(want)"), "\(found)")
      #expect(load(["tests/t.lua": text]).engine == nil)
    }
    // The same text in a file of the rules is no mistake.
    let own = ["main.lua": text + "\n" + Self.rules]
    #expect(!said(own).contains { $0.contains("is no test") })
  }

  @Test func whatTestsAloneIncludeIsOfTests() {
    let route = "route \"Night\" { when = { vip = true }, to = \"acme/night\" }"
    let found = said(["tests/t.lua": "include \"more\"", "more.lua": route])
    let want = "more.lua:1 misplaced: route \"Night\" is no test"
    #expect(found.count == 1 && found[0].hasPrefix(want), "\(found)")
    // What the rules include first is theirs.
    let own = "include \"more\"\n" + Self.rules
    #expect(
      said(["main.lua": own, "tests/t.lua": "include \"more\"", "more.lua": route]).isEmpty)
  }

  /// The text of such a rule is in the hash, and whether it is there at all is not.
  @Test func aFunctionOfTheRulesDeclaresNothingForTests() {
    let shared = """
      return function(name) route(name) { when = { vip = true }, to = "acme/night" } end
      """
    let own = "local night = include \"shared\"\nnight \"One\"\n" + Self.rules
    let found = said([
      "main.lua": own, "shared.lua": shared, "tests/t.lua": "include(\"shared\")(\"Two\")",
    ])
    let want = "misplaced: route \"Two\" is no test"
    #expect(found.count == 1 && found[0].contains(want), "\(found)")
  }

  @Test func testsMayBeMadeAsAnyLua() throws {
    let own = """
      gate { at_least = { coverage = 10 } }
      scenario "Own" { given = { vip = true }, expect = { to = "acme/desk" } }
      """
    let load = load([
      "main.lua": Self.rules + own,
      "tests/a.lua": """
      local given = include "given"
      for _, kind in ipairs { "incident", "service_request" } do
        scenario("Of kind " .. kind) { given = given(kind), expect = { to = "acme/desk" } }
      end
      """,
      "tests/b.lua": "cases \"Some\" { from = \"tests/some.csv\" }\n"
        + "golden \"May\" { requests = \"tests/r.ndjson\", decisions = \"tests/d.ndjson\" }",
      "given.lua": "return function(kind) return { kind = kind } end",
      "tests/some.csv": "kind,-> to\nincident,acme/desk\n",
      "tests/r.ndjson": "", "tests/d.ndjson": "",
    ])
    #expect(load.diagnostics.isEmpty, "\(load.diagnostics)")
    #expect(load.scenarios.count == 4 && load.goldens.count == 1 && load.gate != nil)
  }
}
