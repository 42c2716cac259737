// Kept functions: calling them, what they read, what they captured, and that no evaluation can see
// another.

import BatonLua
import Testing

/// Two objects: a request (0) with members and a list, and the catalogue (1).
struct SampleHost: LuaHost {
  var kind = "incident"

  mutating func member(of object: UInt32, slot: Int, key: LuaHostKey) -> LuaMember {
    switch (object, key) {
    case (0, .text("kind")): .text(kind)
    case (0, .text("priority")): .integer(2)
    case (0, .text("urgent")): .yesNo(true)
    case (0, .text("cost")): .number(1.5)
    case (0, .text("customer")): .object(7)
    case (0, .text("tags")): .object(8)
    case (0, .text("salary")): .refused("'salary' is not readable here")
    case (7, .text("region")): .text("UK")
    case (8, .integer(1)): .text("vip")
    case (8, .integer(2)): .text("late")
    case (1, .text("name")): .text("the catalogue")
    default: .none
    }
  }

  mutating func keys(of object: UInt32) -> [LuaHostKey] {
    object == 8 ? [.integer(1), .integer(2)] : [.text("kind"), .text("priority")]
  }
}

@Suite struct FunctionTests {
  /// Loads `route "r" { f }` and calls f with the request.
  private func evaluate(_ function: String, _ before: String = "") throws -> LuaValue {
    var state = try Sandbox.state()
    let load = Sandbox.load("\(before)\nroute \"r\" { \(function) }", in: &state)
    if let failure = load.failures.first { throw failure }
    return try state.call(
      state.functions[0].ordinal, arguments: [.object(0)], limits: .evaluating,
      host: SampleHost())
  }

  private func text(_ function: String, _ before: String = "") throws -> String {
    switch try evaluate(function, before) {
    case .text(let text): text
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .yesNo(let value): "\(value)"
    case .none: "nil"
    case .host(let handle): "host \(handle)"
    case .opaque(let type): "opaque \(type)"
    case .table(let table): "table of \(table.entries.count)"
    case let other: "\(other)"
    }
  }

  private func message(_ function: String, _ before: String = "") -> String {
    do {
      return "gave " + (try text(function, before))
    } catch let failure as LuaFailure {
      return failure.message
    } catch {
      return "\(error)"
    }
  }

  @Test func membersAreRead() throws {
    #expect(try text("function(r) return r.kind end") == "incident")
    #expect(try text("function(r) return r.priority + 1 end") == "3")
    #expect(try text("function(r) return r.cost end") == "1.5")
    #expect(try text("function(r) return r.urgent end") == "true")
    #expect(try text("function(r) return r.missing end") == "nil")
    #expect(try text("function(r) return r.customer.region end") == "UK")
    #expect(try text("function(r) return r.customer == r.customer end") == "true")
    #expect(try text("function(r) return r.customer == r end") == "false")
    #expect(try text("function(r) return r.customer end") == "host 7")
    #expect(try text("function(r) return catalogue.name end") == "the catalogue")
    #expect(try text("function(r) return type(r) .. tostring(r) end") == "table<table>")
    #expect(try text("function(r) return #r.tags .. table.concat(r.tags, '+') end") == "2vip+late")
    #expect(
      try text(
        "function(r) local t = {} for k, v in pairs(r) do t[#t + 1] = k .. '=' .. v end return table.concat(t, ' ') end"
      ) == "kind=incident priority=2")
    #expect(
      try text("function(r) for i, v in ipairs(r.tags) do if i == 2 then return v end end end")
        == "late")
    #expect(try text("function(r) return string.gsub('kind', '%a+', r) end") == "incident")
  }

  @Test func membersAreGuarded() {
    #expect(
      message("function(r) r.kind = 1 end") == "this value is read-only: 'kind' cannot be set")
    #expect(message("function(r) return r.salary end") == "'salary' is not readable here")
    #expect(message("function(r) table.insert(r.tags, 1) end") == "this table is read-only")
    #expect(
      message("1", "local x = catalogue.name") == "'catalogue' can only be read inside functions")
  }

  @Test func wordsAreForLoadingOnly() {
    #expect(
      message("function(r) return above(1) end")
        == "'above' can only be used while the files are loaded, not in a function that runs later")
    #expect(
      message("function(r) return pending { } end", "local pending = task 'x'")
        == "'task' can only be used while the files are loaded, not in a function that runs later")
  }

  @Test func aKeptObjectOfAnEarlierEvaluationIsStale() throws {
    var state = try Sandbox.state()
    // The syntax room refuses such an assignment; the state must hold without it.
    let load = Sandbox.load(
      "local kept route 'r' { function(r) if kept then return kept.region end kept = r.customer return 'first' end }",
      in: &state)
    #expect(load.failures.isEmpty)
    _ = try state.call(0, arguments: [.object(0)], limits: .evaluating, host: SampleHost())
    #expect {
      try state.call(0, arguments: [.object(0)], limits: .evaluating, host: SampleHost())
    } throws: { error in
      (error as? LuaFailure)?.message == "this value belongs to an earlier evaluation"
    }
  }

  @Test func capturedTablesAreFrozen() throws {
    let setup = "local shared = { n = 1, deep = { list = { 1, 2 } } } shared.self = shared"
    #expect(
      message("function(r) shared.n = shared.n + 1 return shared.n end", setup)
        == "this table is read-only: 'n' cannot be set")
    #expect(
      message("function(r) shared.new = 1 end", setup)
        == "this table is read-only: 'new' cannot be set")
    #expect(
      message("function(r) table.insert(shared.deep.list, 3) end", setup)
        == "this table is read-only")
    #expect(
      message("function(r) shared.deep.list[1] = 3 end", setup) == "this table is read-only")
    #expect(
      message("function(r) table.sort(shared.deep.list) end", setup) == "this table is read-only")
    #expect(
      message("function(r) table.remove(shared.deep.list) end", setup) == "this table is read-only")
    #expect(try text("function(r) return shared.self == shared end", setup) == "true")
    #expect(try text("function(r) return #shared.deep.list .. shared.n end", setup) == "21")
    #expect(
      try text(
        "function(r) local t = {} for k in pairs(shared) do t[#t + 1] = k end return table.concat(t, ' ') end",
        setup) == "deep n self")
    #expect(
      try text(
        "function(r) return table.concat(shared.deep.list, ',') .. select('#', table.unpack(shared.deep.list)) end",
        setup)
        == "1,22")
    #expect(try text("function(r) return shared end", setup) == "table of 3")
  }

  @Test func frozenThroughCapturedFunctionsAndSharedVariables() throws {
    var state = try Sandbox.state()
    let load = Sandbox.load(
      """
      local counts = {}
      local function bump(k) counts[k] = (counts[k] or 0) + 1 return counts[k] end
      counts.loads = bump("loading")
      route "a" { function(r) return bump("a") end }
      route "b" { function(r) return counts.loading end }
      """, in: &state)
    #expect(load.failures.isEmpty)
    #expect(throws: LuaFailure.self) {
      try state.call(0, arguments: [], limits: .evaluating, host: SampleHost())
    }
    guard
      case .integer(1) = try state.call(
        1, arguments: [], limits: .evaluating, host: SampleHost())
    else {
      Issue.record("the view lost its value")
      return
    }
    let usable = state.isUsable
    #expect(usable)
  }

  @Test func ordinalsAreTheSameInAnotherState() throws {
    let source = """
      local names = { "a", "b", "c" }
      for _, n in ipairs(names) do route(n) { when = function() return n end, z = function() return 1 end, a = function() return 2 end } end
      """
    var state = try Sandbox.state()
    let load = Sandbox.load(source, in: &state)
    var other = try LuaState(load.program)
    let functions = state.functions
    let others = other.functions
    #expect(functions.count == 9)
    #expect(others.map(\.line) == functions.map(\.line))
    for function in functions {
      let mine = try state.call(
        function.ordinal, arguments: [], limits: .evaluating, host: SampleHost())
      let theirs = try other.call(
        function.ordinal, arguments: [], limits: .evaluating, host: SampleHost())
      #expect("\(mine)" == "\(theirs)")
    }
  }

  /// Hears of its routes, and gives a number that grows with every call.
  private struct Counting: LuaLoadHost {
    var heard: [String] = []
    var given: [[LuaGiven]] = []

    func include(_ request: LuaIncludeRequest) -> LuaInclude { .refused("no") }

    mutating func hear(_ record: LuaRecord) {
      guard case .text(let name)? = record.arguments.first, record.completed,
        case .table(let body)? = record.arguments.last
      else { return }
      heard.append("\(name) \(body.entries.count)")
    }

    mutating func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
      self.given.append(given)
      return function == 0 ? .integer(Int64(self.given.count)) : .refused("not that")
    }
  }

  @Test("a second state gets what the host's functions gave the first")
  func hostFunctionsAnswerAlike() throws {
    let source = """
      local r = route "first" { 1, 2, function() end }
      assert(count(r, above(2), "x", 1, 0.5, true, nil, {}) == 1)
      assert(not pcall(refuse))
      for i = 1, count() - 1 do route("n" .. i) { function() return i end } end
      route "last" { function() return count(4) end }
      """
    var state = try LuaState(
      words: [LuaWord("route", .declaration, isHeard: true), LuaWord("above", .amount)],
      hostObjects: [], fields: [], functions: ["count", "refuse"])
    var host = Counting()
    let load = state.load(
      LuaChunk(name: "main.lua", bytes: Array(source.utf8)), limits: .loading(sourceBytes: 1000),
      host: &host)
    #expect(load.failures.map(\.message) == [])
    #expect(host.heard == ["first 3", "n1 1", "n2 1", "last 1"])
    #expect(
      host.given == [
        [
          .named(word: 0, "first"), .amount(word: 1, 2), .text("x"), .integer(1), .number(0.5),
          .yesNo(true), .none, .other("table"),
        ], [], [],
      ])
    let other = try LuaState(load.program)
    let lines = (state.functions.map(\.line), other.functions.map(\.line))
    #expect(lines.0 == [1, 4, 4, 5])
    #expect(lines.1 == lines.0)
    #expect(throws: LuaFailure.self) {
      try state.call(3, arguments: [], limits: .evaluating, host: SampleHost())
    }
  }

  @Test("amounts may be made later, other words not")
  func amountsLater() throws {
    var state = try LuaState(
      words: [LuaWord("route", .declaration), LuaWord("hours", .amount), LuaWord("above", .value)],
      hostObjects: [], fields: [])
    let source = "route 'r' { function() return hours(4) end, function() return above(4) end }"
    _ = Sandbox.load(source, in: &state)
    guard
      case .record(let record) = try state.call(
        0, arguments: [], limits: .evaluating, host: SampleHost())
    else {
      Issue.record("no record")
      return
    }
    #expect(record.word == 1)
    #expect(throws: LuaFailure.self) {
      try state.call(1, arguments: [], limits: .evaluating, host: SampleHost())
    }
  }

  @Test func argumentsAndTests() throws {
    var state = try Sandbox.state()
    let load = Sandbox.load(
      "route 'r' { function(...) return select('#', ...) .. table.concat({ ... }, ' ') end, function(a) return a end }",
      in: &state)
    #expect(load.failures.isEmpty)
    let value = try state.call(
      0, arguments: [.text("x"), .integer(3), .number(0.5), .text("a\0b")], limits: .evaluating,
      host: SampleHost())
    guard case .text("4x 3 0.5 a\0b") = value else {
      Issue.record("unexpected \(value)")
      return
    }
    let cases: [(LuaArgument, Bool)] = [
      (.none, false), (.yesNo(false), false), (.yesNo(true), true), (.integer(0), true),
      (.text(""), true), (.object(3), true), (.number(0), true),
    ]
    for (argument, expected) in cases {
      #expect(
        try state.test(1, arguments: [argument], limits: .evaluating, host: SampleHost())
          == expected)
    }
    #expect(throws: LuaFailure.self) {
      try state.test(99, arguments: [], limits: .evaluating, host: SampleHost())
    }
    let usable = state.isUsable
    #expect(usable)
  }

  @Test func capturesAreReported() throws {
    let load = try Sandbox.load(
      """
      local helper = __n(10, function() return 1 end)
      local inner = __n(11, function() return helper() end)
      local holder = { deep = { inner } }
      local next_word = ("a b"):gmatch("%a")
      route "r" {
        __n(12, function() return holder.deep[1]() end),
        __n(13, function() return 1 end),
        __n(14, function() return next_word() end) }
      """)
    #expect(load.failures.isEmpty)
    guard case .table(let body) = load.declared[0].arguments[1] else {
      Issue.record("no body")
      return
    }
    let functions = body.list.compactMap { value in
      if case .function(let function) = value { function } else { nil }
    }
    #expect(functions.map(\.node) == [12, 13, 14])
    #expect(functions.map { Set($0.reaches) } == [[10, 11, 12], [13], [14]])
    #expect(functions.map(\.problem) == [nil, nil, .iterator])
  }
}
