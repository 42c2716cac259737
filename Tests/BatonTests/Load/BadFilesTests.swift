import BatonModel
import Foundation
import Testing

@testable import Baton

/// Files that cannot be what they should be: each has a stated outcome, and loses nothing else.
@Suite struct BadFilesTests {
  private static let fallback = "route \"rest\" { to = \"acme\" }\n"

  /// A folder on disk that goes away with the test.
  private final class Folder {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory
        .appending(path: "baton-\(UUID().uuidString)", directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
      let file = url.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func rules(_ main: String) throws {
      try write("main.lua", MarkedRules.landscape + main)
    }
  }

  private func codes(_ folder: Folder) -> [String] {
    RuleBaseLoad(rules: folder.url).diagnostics.map(\.code)
  }

  /// The sandbox refuses such a file too, but knows only the line.
  @Test func saysOnceThatBitwiseOperatorsAreUnsure() {
    let many = (1...300).map { "\"k\($0)\"" }.joined(separator: ", ")
    let rules = MarkedRules("local t = { \(many) }\nlocal x = 7 ⌖& #t\n" + Self.fallback)
    #expect(rules.load.diagnostics.map(\.code) == ["bitwise-with-many-constants"])
    #expect(rules.found == rules.marked)
  }

  @Test(arguments: ["/etc/passwd", "../outside", "a/../../outside"])
  func refusesToLeaveTheFolder(_ name: String) throws {
    let folder = try Folder()
    try folder.rules("include \"\(name)\"\n" + Self.fallback)
    #expect(codes(folder) == ["file-outside"])
  }

  @Test func refusesALinkThatLeadsOutside() throws {
    let outside = try Folder()
    try outside.write("secret.lua", "error('must not run')")
    let folder = try Folder()
    try folder.rules("include \"linked\"\n" + Self.fallback)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "linked.lua"),
      withDestinationURL: outside.url.appending(path: "secret.lua"))
    #expect(codes(folder) == ["file-outside"])
  }

  @Test func followsALinkInsideTheFolder() throws {
    let folder = try Folder()
    try folder.rules("include \"linked\"\n")
    try folder.write("real.lua", Self.fallback)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "linked.lua"),
      withDestinationURL: folder.url.appending(path: "real.lua"))
    #expect(codes(folder) == [])
  }

  @Test func namesTheCircleOfIncludes() throws {
    let folder = try Folder()
    try folder.rules("include \"a\"\n" + Self.fallback)
    try folder.write("a.lua", "include \"b\"\n")
    try folder.write("b.lua", "include \"a\"\n")
    let diagnostics = RuleBaseLoad(rules: folder.url).diagnostics
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.message.contains("'a.lua' is included in a circle") == true)
    #expect(diagnostics.first?.place.file == "b.lua")
  }

  @Test func runsAFileOnceHoweverItIsNamed() throws {
    let folder = try Folder()
    try folder.rules("include \"a\"\ninclude \"a.lua\"\ninclude \"./a\"\n" + Self.fallback)
    try folder.write("a.lua", "receiver \"once\" {}\n")
    #expect(codes(folder) == [])
  }

  @Test func saysWhatAnUnreadableFileIs() throws {
    let folder = try Folder()
    try folder.rules(
      ["code", "binary", "latin", "missing", "folder"].map { "include \"\($0)\"\n" }.joined()
        + Self.fallback)
    try folder.write("code.lua", [0x1B] + Array("Lua".utf8))
    try folder.write("binary.lua", [0x2D, 0x2D, 0x00, 0x0A])
    try folder.write("latin.lua", [0x2D, 0x2D, 0x0A, 0x2D, 0x2D, 0xE9, 0x0A])
    try folder.write("folder.lua/x.lua", "")
    #expect(
      codes(folder) == [
        "file-bytecode", "file-binary", "file-not-utf8", "file-missing", "file-is-folder",
      ])
  }

  @Test func refusesAHugeFile() throws {
    let folder = try Folder()
    try folder.rules("include \"huge\"\n" + Self.fallback)
    try folder.write("huge.lua", [UInt8](repeating: 0x20, count: RuleFolder.largestFile + 1))
    #expect(codes(folder) == ["file-too-large"])
  }

  @Test func saysWhenThereIsNoRuleBase() throws {
    let folder = try Folder()
    #expect(codes(folder) == ["file-missing"])
    #expect(
      RuleBaseLoad(rules: folder.url.appending(path: "nowhere")).diagnostics.map(\.code) == [
        "file-missing"
      ])
  }

  @Test(arguments: [
    ("while true do receiver(\"r\") {} end", "budget"),
    ("while true do end", "budget"),
    ("local t = {} while true do t[#t + 1] = (\"x\"):rep(1000) .. #t end", "budget"),
    ("local s = \"x\" while true do s = s .. s end", "budget"),
    ("local function f() return f() + 1 end f()", "budget"),
    ("error { code = 7 }", "lua-error"),
    ("local x = nil + 1", "lua-error"),
  ])
  func stopsWhatDoesNotEndWell(_ source: String, _ code: String) throws {
    let folder = try Folder()
    try folder.rules("include \"bad\"\n" + Self.fallback)
    try folder.write("bad.lua", "\n" + source)
    let diagnostics = RuleBaseLoad(rules: folder.url).diagnostics
    let found = try #require(diagnostics.first { $0.code == code })
    #expect(found.place.file == "bad.lua")
    #expect(found.place.line == 2)
  }

  @Test func loadsWhatTenThousandLevelsDeepAllows() throws {
    let folder = try Folder()
    // Written so, it is not Lua; built so by a loop, it is refused when it is read.
    try folder.rules("include \"written\"\ninclude \"built\"\n" + Self.fallback)
    try folder.write(
      "written.lua",
      "local t = " + String(repeating: "{", count: 10_000) + String(repeating: "}", count: 10_000))
    try folder.write(
      "built.lua",
      """
      local t = {}
      for i = 1, 10000 do t = { t } end
      route "deep" { when = { summary = t }, to = "acme" }
      """)
    let diagnostics = RuleBaseLoad(rules: folder.url).diagnostics
    #expect(diagnostics.contains { $0.code == "syntax" && $0.place.file == "written.lua" })
    #expect(diagnostics.contains { $0.place.file == "built.lua" })
    #expect(diagnostics.count == 2, "\(diagnostics)")
  }

  @Test func keepsGoingAfterABrokenFile() throws {
    let folder = try Folder()
    try folder.rules("include \"one\"\ninclude \"two\"\n" + Self.fallback)
    try folder.write(
      "one.lua",
      "receiver \"pager2\" { name = \"a\" tags = 1 }\nservice \"erp\" { hours = \"ofice\" }\n")
    try folder.write("two.lua", "service \"crm\" { hours = \"ofice\" }\n")
    let diagnostics = RuleBaseLoad(rules: folder.url).diagnostics
    #expect(diagnostics.map(\.place.description) == ["one.lua:1", "one.lua:2", "two.lua:1"])
    #expect(diagnostics.map(\.code) == ["syntax", "unknown-name", "unknown-name"])
  }

  @Test func survivesChainsAndSharedTables() throws {
    let folder = try Folder()
    try folder.rules(
      """
      include "chain"
      include "shared"
      include "scenario"

      """ + Self.fallback)
    try folder.write(
      "chain.lua",
      """
      for i = 1, 20000 do service("s" .. i) { depends_on = { "s" .. (i + 1) } } end
      service "s20001" {}
      """)
    try folder.write(
      "shared.lua",
      """
      local c = { kind = "incident" }
      for i = 1, 25 do c = { any_of { c, c } } end
      route "shared" { when = c, to = "acme" }
      """)
    try folder.write(
      "scenario.lua",
      """
      local t = { x = 1 }
      for i = 1, 40 do t = { a = t, b = t } end
      scenario "shared" { given = { attributes = t }, expect = { to = "acme/desk" } }
      """)
    let diagnostics = RuleBaseLoad(rules: folder.url).diagnostics
    #expect(diagnostics.map(\.code) == ["too-large", "too-large"])
    #expect(diagnostics.map(\.place.file) == ["scenario.lua", "shared.lua"])
  }

  @Test func findsPlacesOnOneLongLine() throws {
    let routes = (1...2000).map { "route \"r\($0)\" { when = { vip = true }, to = \"acme\" } " }
    let line = routes.joined() + "route \"bad\" { when = { vip = 5 }, to = \"acme\" }"
    let folder = try Folder()
    try folder.rules("include \"line\"\n" + Self.fallback)
    try folder.write("line.lua", line)
    let diagnostics = RuleBaseLoad(rules: folder.url).diagnostics
    #expect(diagnostics.map(\.code) == ["wrong-type"])
    let column = line.utf8.count - "5 }, to = \"acme\" }".utf8.count + 1
    #expect(diagnostics.first?.place.column == column)
  }

  @Test func keepsEveryScenarioEvenAnEmptyOne() throws {
    let folder = try Folder()
    try folder.rules(
      Self.fallback + "scenario \"a\" { given = {}, expect = { to = \"acme/desk\" } }\n"
        + "scenario \"b\" { given = { vip = true }, expect = {} }\n")
    let load = RuleBaseLoad(rules: folder.url)
    #expect(load.scenarios.map(\.name) == ["a", "b"])
    #expect(load.diagnostics.map(\.code) == ["wrong-type"])
  }
}
