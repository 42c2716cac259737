// Each meter stops what it is for, at any phase, and a stop is final; errors have places.

import BatonLua
import Testing

@Suite struct MeterTests {
  private func stop(_ source: String, _ change: (inout LuaLimits) -> Void) throws -> LuaFailure? {
    var limits = LuaLimits.loading(sourceBytes: source.utf8.count)
    change(&limits)
    return try Sandbox.load(source, limits: limits).failures.last
  }

  @Test func eachMeterStops() throws {
    let loop = "while true do end"
    let live = "local t = {} for i = 1, 1e9 do t[i] = { i } end"
    let churn = "for i = 1, 1e9 do local t = { i } end"
    #expect(try stop(loop) { $0.fuel = 10_000 }?.kind == .stopped(.fuel))
    #expect(try stop(live) { $0.liveBytes = 100_000 }?.kind == .stopped(.live))
    #expect(try stop(churn) { $0.churnedBytes = 100_000 }?.kind == .stopped(.churn))
    #expect(try stop("return ('x'):rep(5000)") { $0.blockBytes = 4096 }?.kind == .stopped(.block))
    #expect(
      try stop("local t = {} for i = 1, 1e6 do t[i] = i end") { $0.blockBytes = 4096 }?.kind
        == .stopped(.block))
    #expect(
      try stop(loop) {
        $0.fuel = .max
        $0.seconds = 0
      }?.kind == .stopped(.clock))
  }

  @Test func fuelIsTheSameInEveryState() throws {
    let source = """
      local t = {}
      for i = 1, 2000 do t["k" .. i] = ("v"):rep(i) end
      for k, v in pairs(t) do t[k] = v:gsub("v", "w", 3) end
      table.sort({ 3, 1, 2 })
      """
    let first = try Sandbox.load(source).usage.fuel
    #expect(first > 10_000)
    for _ in 0..<5 { #expect(try Sandbox.load(source).usage.fuel == first) }
  }

  @Test func aStoppedStateIsOver() throws {
    var state = try Sandbox.state()
    let load = Sandbox.load(
      "route 'r' { function() while true do pcall(function() while true do end end) end end, function() return 1 end }",
      in: &state)
    #expect(load.failures.isEmpty)
    do {
      _ = try state.test(0, arguments: [], limits: .evaluating, host: SampleHost())
      Issue.record("it returned")
    } catch {
      #expect(error.kind == .stopped(.fuel))
      #expect(error.chunk == "main.lua" && error.line == 1)
    }
    let usable = state.isUsable
    #expect(!usable)
    #expect(throws: LuaFailure.self) {
      try state.call(1, arguments: [], limits: .evaluating, host: SampleHost())
    }
  }

  @Test func evaluationsHaveLimitsOfTheirOwn() throws {
    var state = try Sandbox.state()
    let load = Sandbox.load(
      "route 'r' { function() local s = ('x'):rep(200000) return #s end, function() return #('x'):rep(300000) end }",
      in: &state)
    #expect(load.failures.isEmpty)
    for _ in 0..<200 {
      #expect(try state.test(0, arguments: [], limits: .evaluating, host: SampleHost()))
    }
    do {
      _ = try state.test(1, arguments: [], limits: .evaluating, host: SampleHost())
      Issue.record("it returned")
    } catch {
      #expect(error.kind == .stopped(.block))
    }
  }

  @Test func noEvaluationChangesTheFuelOfAnother() throws {
    let source = """
      local kept = ("k"):rep(5000)
      local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
      local function work(text)
        local n = 0
        for i = 1, 2000 do if text < kept then n = n + i end end
        return n
      end
      route 'r' {
        function() return work("f") end,
        function() local s = ("x"):rep(200000) return #s end,
        function() return deep(1200) end,
        function() return deep(200) + select("#", table.unpack({}, 1, 5000)) end,
        function(request) return work(request) end,
      }
      """
    var used = try Sandbox.state()
    #expect(Sandbox.load(source, in: &used).failures.isEmpty)
    func fuel(_ ordinal: Int, _ state: inout LuaState, _ text: String = "") throws -> Int64 {
      let value = try state.call(
        ordinal, arguments: [.text(text)], limits: .evaluating, host: SampleHost())
      if case .none = value { Issue.record("no value") }
      return state.usage.fuel
    }
    for ordinal in 0..<5 {
      var fresh = try Sandbox.state()
      #expect(Sandbox.load(source, in: &fresh).failures.isEmpty)
      let alone = try fuel(ordinal, &fresh)
      for other in 0..<5 {
        _ = try fuel(other, &used, String(repeating: "y", count: other == 4 ? 100_000 : 1))
        #expect(try fuel(ordinal, &used) == alone, "\(ordinal) after \(other)")
      }
    }
    // What the host gives is long only for the evaluation that was given it.
    #expect(try fuel(4, &used, String(repeating: "y", count: 100_000)) > fuel(4, &used) * 2)
  }

  @Test func longChainsInASourceAreRefusedWithTheirLine() throws {
    func failure(_ source: String) throws -> LuaFailure? {
      try Sandbox.load("local a\n" + source).failures.first
    }
    func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
    let operators = "one expression has too many 'and' and 'or'"
    let refused = [
      ("local x = a" + times(1001, " or a"), operators),
      ("local x = (a" + times(600, " or a") + ")" + times(600, " and a"), operators),
      ("print(function() return a" + times(1001, " and a") + " end)", operators),
      ("if a then " + times(4001, "elseif a then ") + "end", "one 'if' has too many 'elseif'"),
      (
        "while a do " + times(4001, "if a then break end ") + "end",
        "the file has too many labels and jumps"
      ),
    ]
    for (source, message) in refused {
      let failure = try failure(source)
      #expect(failure?.kind == .refused)
      #expect(failure?.message == message)
      #expect(failure?.line == 2)
    }
    let loaded = [
      "local x = a" + times(1000, " or a"),
      times(3000, "do local x = a and a or a end "),
      "local t = { " + times(3000, "a and a or a, ") + "}",
      times(3000, "print(a and a) "),
      "local t = { " + times(3000, "function() return a and (a or a) and not a end, ") + "}",
      times(3000, "a = a == a and a "),
      times(3000, "if a or a then elseif a and a then end "),
      times(5000, "do local f = function() while a do break end end end "),
    ]
    for source in loaded { #expect(try failure(source)?.message == nil) }
  }

  @Test func manyLoadsLeaveNothingBehind() throws {
    var state = try Sandbox.state()
    let source = "local t = {} for i = 1, 100 do t[i] = { 'x' .. i } end return #t"
    for _ in 0..<100 { _ = Sandbox.load(source, in: &state) }
    state.collect()
    let before = state.liveBytes
    for _ in 0..<2000 { _ = Sandbox.load(source, in: &state) }
    state.collect()
    let after = state.liveBytes
    #expect(after <= before + 1024)
  }

  @Test func printIsCut() throws {
    let load = try Sandbox.load(
      "print('a', 1, nil, {}) for i = 1, 100 do print(('x'):rep(1000)) end",
      limits: {
        var limits = LuaLimits.loading(sourceBytes: 100)
        limits.printedBytes = 5000
        return limits
      }())
    #expect(load.failures.isEmpty)
    #expect(load.printed.starts(with: Array("a\t1\tnil\t<table>\nxxx".utf8)))
    #expect(load.printed.count == 5000)
  }

  @Test func errorsHavePlacesAndTracebacks() throws {
    let source = """
      local function inner(x)
        return x.field.deeper
      end
      local function outer(x)
        local y = inner(x)
        return y
      end
      outer({})
      """
    let failure = try Sandbox.load(source).failures.first
    #expect(failure?.kind == .raised)
    #expect(failure?.message == "attempt to index a nil value (field 'field')")
    #expect(failure?.chunk == "main.lua")
    #expect(failure?.line == 2)
    #expect(failure?.traceback.map(\.line) == [2, 5, 8])
    #expect(failure?.traceback.first?.function == "inner")
  }

  @Test(arguments: [
    ("error('plain')", "plain", 1), ("\nerror('level two', 2)", "level two", 2),
    ("error({})", "the error value is not a text but table", 1),
    (
      "x = 1",
      "'x' is not a local variable: declare it with 'local'", 1
    ),
    ("\n\nruote 'x'", "unknown name 'ruote'; did you mean 'route'?", 3),
    ("return zzzzzzzz", "unknown name 'zzzzzzzz'", 1),
    ("local x = = 2", "unexpected symbol near '='", 1),
    ("local r = route 'a' local x = r.name", "what 'route' gives cannot be read or changed", 1),
    ("local x = above(1) + 1", "attempt to perform arithmetic on a 'above' value", 1),
    ("above(1)(2)", "'above' is complete: it cannot be called", 1),
    ("route 'a' {} {}", "this 'route' has its body already; is a comma missing?", 1),
    ("print(#string, string.nope())", "attempt to call a nil value (field 'nope')", 1),
  ])
  func messages(_ source: String, _ message: String, _ line: Int) throws {
    let failure = try Sandbox.load(source).failures.first
    #expect(failure?.message == message)
    #expect(failure?.line == line)
    #expect(failure?.chunk == "main.lua")
  }
}
