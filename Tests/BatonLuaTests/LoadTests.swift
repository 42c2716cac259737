// Words, records, numbering, includes: what loading gives.

import BatonLua
import Testing

@Suite struct LoadTests {
  @Test func wordsMakeRecordsInTheOrderOfTheirCalls() throws {
    let load = try Sandbox.load(
      """
      route "first" { to = "desk", level = above(5) }
      levels { "low", "high" }
      route "second"
      """)
    #expect(load.failures.isEmpty)
    #expect(load.declared.map { Sandbox.words[$0.word].name } == ["route", "levels", "route"])
    #expect(load.declared.map(\.completed) == [true, true, false])
    #expect(load.declared.map(\.line) == [1, 2, 3])
    #expect(load.declared.map(\.chunk) == ["main.lua", "main.lua", "main.lua"])
    guard case .text("first") = load.declared[0].arguments[0],
      case .table(let body) = load.declared[0].arguments[1],
      case .record(let above) = body[text: "level"]
    else {
      Issue.record("unexpected arguments")
      return
    }
    #expect(Sandbox.words[above.word].name == "above")
    #expect(body.entries.map(\.key) == [.text("level"), .text("to")])
  }

  /// Whoever asked for the words says what is missing, with its place; loading goes on.
  @Test func wordsTakeWhatTheyAreGiven() throws {
    let load = try Sandbox.load("route { to = 'desk' } levels(1, 2) route(nil) {} route 'last' {}")
    #expect(load.failures.isEmpty)
    #expect(load.declared.map(\.arguments.count) == [1, 2, 2, 2])
    #expect(load.declared.map(\.completed) == [true, true, true, true])
  }

  @Test func aConstantWordStandsForItself() throws {
    let load = try Sandbox.load("route 'r' { field = absent, other = absent }")
    guard case .table(let body)? = load.declared.first?.arguments.last,
      case .record(let first)? = body[text: "field"],
      case .record(let second)? = body[text: "other"]
    else {
      Issue.record("unexpected \(load.declared)")
      return
    }
    #expect(Sandbox.words[first.word].name == "absent")
    #expect(first === second)
    #expect(first.arguments.isEmpty && first.completed)
    #expect(try Sandbox.load("absent()").failures.count == 1)
  }

  @Test func numbersReachTablesFunctionsAndWords() throws {
    let load = try Sandbox.load(
      """
      local function rule(name) return route(name) end
      route(__n(1, "first"))(__n(2, { to = "desk", list = __n(3, { 1 }), test = __n(4, function() end) }))
      levels(__n(5, { "low" }))
      rule(__n(6, "second"))(__n(7, {}))
      route "third" {}
      """)
    #expect(load.failures.isEmpty)
    #expect(load.declared.map(\.node) == [1, 5, 6, nil])
    guard case .table(let body) = load.declared[0].arguments[1],
      case .table(let list) = body[text: "list"], case .function(let test) = body[text: "test"]
    else {
      Issue.record("unexpected arguments")
      return
    }
    #expect(body.node == 2)
    #expect(list.node == 3)
    #expect(test.node == 4)
  }

  @Test func tablesKeepIdentityOrderAndCycles() throws {
    let load = try Sandbox.load(
      """
      local shared = { 1 }
      local t = { shared, shared, [-1] = "m", z = 1, a = 2, [true] = 3, [1.5] = 4 }
      t.me = t
      return t, "\\xff", ("long text "):rep(10), 1.5, nil, print
      """)
    #expect(load.failures.isEmpty)
    guard case .table(let table) = load.results[0] else {
      Issue.record("no table")
      return
    }
    #expect(
      table.entries.map(\.key) == [
        .integer(-1), .integer(1), .integer(2), .text("a"), .text("me"), .text("z"), .yesNo(true),
        .other("number"),
      ])
    guard case .table(let first) = table.entries[1].value,
      case .table(let second) = table.entries[2].value, case .cycle = table[text: "me"],
      case .bytes([255]) = load.results[1], case .text(let long) = load.results[2],
      case .number(1.5) = load.results[3], case .none = load.results[4]
    else {
      Issue.record("unexpected values")
      return
    }
    #expect(first === second)
    #expect(long == String(repeating: "long text ", count: 10))
  }

  @Test func deepNestingEnds() throws {
    let load = try Sandbox.load(
      "local t = {} local top = t for i = 1, 10000 do t[1] = {} t = t[1] end return top")
    #expect(load.failures.isEmpty)
    var value = load.results[0]
    var depth = 0
    while case .table(let table) = value, let next = table.entries.first?.value {
      value = next
      depth += 1
    }
    #expect(depth == 100)
    guard case .tooDeep = value else {
      Issue.record("it does not end as too deep")
      return
    }
  }

  @Test func includesRunOnceAndGiveTheirValue() throws {
    let load = try Sandbox.load(
      """
      local a, b = include "lib.lua", include "lib.lua"
      return a == b, a.name, include "outer.lua"
      """,
      files: [
        "lib.lua": "route 'in lib' return { name = 'lib' }",
        "outer.lua": "return include('lib.lua').name .. '!'",
      ])
    #expect(load.failures.isEmpty)
    #expect(load.declared.count == 1)
    #expect(load.declared[0].chunk == "lib.lua")
    guard case .yesNo(true) = load.results[0], case .text("lib") = load.results[1],
      case .text("lib!") = load.results[2]
    else {
      Issue.record("unexpected \(load.results)")
      return
    }
  }

  @Test func failuresOfIncludedFilesAreCollected() throws {
    let load = try Sandbox.load(
      """
      local a = include "bad.lua"
      local b = include "worse.lua"
      include "bytecode"
      route "still here"
      return a == nil and b == nil
      """,
      files: [
        "bad.lua": "route 'declared before' \nlocal x = nil + 1", "worse.lua": "\n\nlocal = 3",
        "bytecode": "\u{1B}Lua",
      ])
    #expect(load.failures.map(\.kind) == [.raised, .syntax, .refused])
    #expect(load.failures.map(\.chunk) == ["bad.lua", "worse.lua", "bytecode"])
    #expect(load.failures.map(\.line) == [2, 3, nil])
    #expect(load.declared.count == 2)
    guard case .yesNo(true) = load.results[0] else {
      Issue.record("a failed include gives nil")
      return
    }
  }

  @Test func circlesAreNamed() throws {
    let load = try Sandbox.load(
      "include 'a.lua'", files: ["a.lua": "include 'b.lua'", "b.lua": "include 'a.lua'"])
    #expect(load.failures.count == 1)
    #expect(
      load.failures.first?.message == "'a.lua' is included in a circle: it is still being read")
    #expect(load.failures.first?.chunk == "b.lua")
    let own = try Sandbox.load("include 'main.lua'", files: ["main.lua": "return 1"])
    #expect(
      own.failures.first?.message == "'main.lua' is included in a circle: it is still being read")
  }

  @Test func aStopInAnIncludedFileEndsTheLoad() throws {
    var state = try Sandbox.state()
    let load = Sandbox.load(
      "include 'loop.lua' return 1", files: ["loop.lua": "while true do end"], in: &state)
    #expect(load.failures.last?.kind == .stopped(.fuel))
    #expect(load.failures.last?.chunk == "loop.lua")
    #expect(load.results.isEmpty)
    let usable = state.isUsable
    #expect(!usable)
  }

  @Test func anUnknownFileIsAnErrorOfTheIncludingFile() throws {
    let load = try Sandbox.load("\ninclude 'nowhere.lua'")
    #expect(load.failures.first?.message == "there is no file 'nowhere.lua'")
    #expect(load.failures.first?.line == 2)
  }

  @Test func firstLinesOfScriptsAreSkipped() throws {
    let shebang = try Sandbox.load("#!/usr/bin/env baton\nerror('x')")
    #expect(shebang.failures.first?.line == 2)
    let mark = try Sandbox.load("\u{FEFF}#!/usr/bin/env baton\nreturn 7")
    guard case .integer(7) = mark.results.first else {
      Issue.record("a byte order mark is skipped")
      return
    }
  }

  @Test func oneMoreChunkRunsInTheSameState() throws {
    var state = try Sandbox.state()
    _ = Sandbox.load("route 'r' {}", in: &state)
    let good = state.run(
      LuaChunk(name: "prompt", bytes: Array("return 1 + 1, 'x'".utf8)),
      limits: .loading(sourceBytes: 100))
    guard case .success(let values) = good, case .integer(2) = values[0] else {
      Issue.record("unexpected \(good)")
      return
    }
    let bad = state.run(
      LuaChunk(name: "prompt", bytes: Array("return nil + 1".utf8)),
      limits: .loading(sourceBytes: 100))
    guard case .failure(let failure) = bad else {
      Issue.record("it returned")
      return
    }
    #expect(failure.message == "attempt to perform arithmetic on a nil value")
    let usable = state.isUsable
    #expect(usable)
  }
}
