// Rule bases that cannot be used: what `check` says of each, and where.

import Foundation
import Testing

@Suite struct BadRulesTests {
  private static let fallback = """

    provider "p" { name = "P", kind = "internal", default = "g", groups = { ["g"] = { name = "G" } } }
    route "rest" { to = "p/g" }
    """

  /// A mistake, and what must be said about it.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let main: String
    let message: String
    let place: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "an absolute include", main: "include \"/etc/passwd\"",
      message: "\"/etc/passwd\" is outside the rule base's folder", place: "main.lua:1:9"),
    Case(
      name: "an include that climbs", main: "\ninclude \"../other\"",
      message: "\"../other\" is outside the rule base's folder", place: "main.lua:2:9"),
    Case(
      name: "an include of nothing", main: "include \"nothing\"",
      message: "there is no file \"nothing\"", place: "main.lua:1:9"),
    Case(
      name: "a Lua error", main: "local t = nil\nlocal x = t.x",
      message: "attempt to index a nil value (local 't')", place: "main.lua:2"),
    Case(
      name: "an endless loop", main: "while true do end",
      message: "too much work", place: "main.lua:1"),
    Case(
      name: "a memory bomb", main: "local t = {}\nfor i = 1, 1e9 do t[i] = { i } end",
      message: "used up its budget", place: "main.lua:2"),
    Case(
      name: "rules without end",
      main: "local n = 0\nwhile true do n = n + 1 route(\"r\" .. n) { } end",
      message: "used up its budget", place: "main.lua:2"),
    Case(
      name: "10,000 deep",
      main: "local t = " + String(repeating: "{", count: 10_000)
        + String(repeating: "}", count: 10_000),
      message: "nested too deep", place: "main.lua:1"),
  ]

  @Test(arguments: cases) func isToldWithItsPlace(_ bad: Case) throws {
    let rules = try Folder(["main.lua": bad.main + Self.fallback])
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 1)
    #expect(run.output.contains("error: "))
    #expect(run.output.contains(bad.message), "\(run.output)")
    #expect(run.output.contains("--> \(bad.place)"), "\(run.output)")
    // The same rules cannot decide.
    let decide = try Tool.run("decide", rules.path, input: SmallRules.requests)
    #expect(decide.status == 2)
    #expect(decide.output.isEmpty)
    #expect(decide.errors.contains(bad.message))
    #expect(decide.errors.contains("baton: the rule base cannot be used: "))
  }

  @Test func includesInACircle() throws {
    let rules = try Folder([
      "main.lua": "include \"a\"" + Self.fallback, "a.lua": "include \"b\"",
      "b.lua": "include \"a\"",
    ])
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 1)
    #expect(run.output.contains("error: 'a.lua' is included in a circle"))
    #expect(run.output.contains("--> b.lua:1"))
  }

  @Test func aLinkThatLeadsOutside() throws {
    let rules = try Folder(["main.lua": "include \"link\"" + Self.fallback])
    let outside = try Folder(["secret.lua": "return 1"])
    try FileManager.default.createSymbolicLink(
      atPath: rules.path("link.lua"), withDestinationPath: outside.path("secret.lua"))
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 1)
    #expect(run.output.contains("\"link\" is a link that leads outside the rule base's folder"))
  }

  @Test(
    arguments: [
      ("binary", [0x61, 0x00, 0x62], "binary"), ("compiled", [0x1B, 0x4C, 0x75, 0x61], "compiled"),
      ("latin", [0x2D, 0x2D, 0x0A, 0x2D, 0x2D, 0xE9], "UTF-8"),
    ] as [(String, [UInt8], String)])
  func aFileThatIsNoText(_ name: String, _ bytes: [UInt8], _ word: String) throws {
    let rules = try Folder(["main.lua": "include \"\(name)\"" + Self.fallback])
    try rules.write("\(name).lua", bytes: bytes)
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 1)
    #expect(run.output.contains("\"\(name)\""), "\(run.output)")
    #expect(run.output.contains(word), "\(run.output)")
  }

  @Test func aHugeFile() throws {
    let rules = try Folder(["main.lua": "include \"huge\"" + Self.fallback])
    let huge = try rules.write("huge.lua", "")
    try FileHandle(forWritingTo: huge).truncate(atOffset: 33 << 20)
    let run = try Tool.run("check", rules.path)
    #expect(run.status == 1)
    #expect(run.output.contains("\"huge\""), "\(run.output)")
    #expect(run.output.contains("32 MiB"), "\(run.output)")
  }

  @Test func noRuleBaseAtAll() throws {
    let folder = try Folder()
    for command in ["check", "decide", "explain", "test", "repl"] {
      let missing = try Tool.run(command, folder.path("none"))
      #expect(missing.status == 2)
      #expect(missing.errors.contains("there is no rule base \""))
    }
    try folder.write("rules.txt", "route \"x\" {}")
    let other = try Tool.run("check", folder.path("rules.txt"))
    #expect(other.status == 2)
    #expect(other.errors.contains("rules.txt\" is no rule base"), "\(other.errors)")
    try FileManager.default.removeItem(atPath: folder.path("rules.txt"))
    let empty = try Tool.run("check", folder.path)
    #expect(empty.status == 1)
    #expect(empty.output.contains("there is no file \"main.lua\""))
  }

  // MARK: In a condition

  @Test(arguments: [
    ("request.summary.x.y", "index"),
    ("(function() while true do end end)()", "used up its budget: too many steps"),
    ("#string.rep('x', 1 << 40) > 0", "used up its budget: too much memory"),
  ])
  func aConditionThatFailsIsAnErrorOfTheDecision(_ condition: String, _ word: String) throws {
    let rules = try Folder([
      "main.lua":
        "route \"bad\" { when = { function(request) return \(condition) end }, to = \"p/g\" }"
        + Self.fallback
    ])
    let input = #"{"id":"1","kind":"incident","impact":"low","urgency":"low","summary":"s"}"#
    let run = try Tool.run("decide", rules.path, "--fields", "rule,errors", input: input)
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.output.contains(#""rule":"rest""#), "\(run.output)")
    #expect(run.output.contains(word), "\(run.output)")
    #expect(run.errors == "1 decided, 1 with errors\n")
  }
}
