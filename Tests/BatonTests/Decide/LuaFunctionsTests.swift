import BatonLua
import BatonModel
import Testing

@testable import Baton

/// Rules with functions in Lua: a program whose rules `rule "…" { function }` are conditions.
private struct Program {
  let program: LuaProgram
  let ordinals: [Int]

  init(_ functions: [String]) throws {
    var state = try LuaState(
      words: [LuaWord("rule", .declaration)], hostObjects: ["catalogue"],
      fields: FieldTable.builtIn.requestFields.map(\.name) + ["attributes"])
    let source = functions.enumerated().map { "rule \"\($0)\" { \($1) }" }
      .joined(separator: "\n")
    let load = state.load(
      LuaChunk(name: "main.lua", bytes: Array(source.utf8)), limits: .loading(sourceBytes: 1000)
    ) { _ in .refused("no") }
    try #require(load.failures.map(\.message) == [])
    program = load.program
    ordinals = load.declared.compactMap { record in
      guard case .table(let table) = record.arguments[1],
        case .function(let function)? = table.list.first
      else { return nil }
      return function.ordinal
    }
    try #require(ordinals.count == functions.count)
  }

  func reference(_ index: Int = 0) -> FunctionReference {
    FunctionReference(ordinal: ordinals[index], place: HandMade.place(index + 1))
  }
}

@Suite struct LuaFunctionsTests {
  static let request: [(String, Value)] = [
    ("id", .text("R-1")), ("kind", .text("incident")), ("service", .text("payroll")),
    ("customer", .object(Members([("id", .text("c-9")), ("region", .text("IE"))]))),
    ("cost", .number(12.5)), ("vip", .yesNo(true)), ("tags", .list([.text("a"), .text("b")])),
    ("opened_at", .text("2026-05-08T16:00:00+02:00")), ("priority", .integer(3)),
    ("colour", .object(Members([("name", .text("red")), ("parts", .list([.integer(7)]))]))),
  ]

  @Test(
    "what functions see of a request, the records it refers to and the catalogue",
    arguments: [
      "request.id == 'R-1' and request.cost == 12.5 and request.vip == true",
      "request.service == 'payroll' and request.group == nil",
      "request.opened_at == '2026-05-08T16:00:00+02:00'",
      "#request.tags == 2 and request.tags[2] == 'b' and request.tags[3] == nil",
      "request.attributes.colour.name == 'red' and request.attributes.colour.parts[1] == 7",
      "request.attributes.shape == nil",
      "its.service.criticality == 'vital' and its.service.id == 'payroll'",
      "its.service.provider == 'acme'",
      "its.customer.region == 'IE' and its.customer.segment == 'gold'",
      "its.requester == nil",
      "catalogue.services.printing.criticality == 'low' and catalogue.services.nothing == nil",
      "catalogue.providers[its.service.provider].kind == 'external'",
      "catalogue.groups['acme/l3'].provider == 'acme'",
      "(function() local n = '' for k in pairs(its) do n = n .. k .. ' ' end return n end)() "
        + "== 'customer service '",
      "not pcall(function() return request.sumary end)",
      "not pcall(function() return its.service.critical end)",
      "not pcall(function() request.id = 1 end)",
    ])
  func reading(expression: String) throws {
    let program = try Program(["function(request, its) return \(expression) end"])
    var rules = HandMade()
    rules.route(
      "lua", .function(FunctionCondition(function: program.reference(), column: nil)),
      to: .target(.receiver("pager")))
    let decision = WorkerPool(Decider(rules.base, program: program.program)).decide(
      Request(Self.request), in: World())
    #expect(decision.errors == [])
    #expect(decision.to == .receiver("pager"))
  }

  @Test("a function that stands for a field's value gets that value first")
  func column() throws {
    let program = try Program([
      "function(value, request, its) return value == 'vital' and request.id == 'R-1' end"
    ])
    var rules = HandMade()
    let column = rules.column("service.criticality")
    rules.route(
      "lua", .function(FunctionCondition(function: program.reference(), column: column)),
      to: .target(.receiver("pager")))
    let decider = WorkerPool(Decider(rules.base, program: program.program))
    #expect(decider.decide(Request(Self.request), in: World()).to == .receiver("pager"))
  }

  @Test("what raises or uses up its budget is an error with its place, and the next goes on")
  func failing() throws {
    let program = try Program([
      "function(request, its) return request.cost < its.requester.limit end",
      "function() while true do end end",
      "function(request) return request.sumary end",
      "function() return 'acme/l3' end",
    ])
    var rules = HandMade()
    for index in 0..<3 {
      rules.route(
        "bad \(index)",
        .function(FunctionCondition(function: program.reference(index), column: nil)),
        to: .target(.receiver("pager")))
    }
    rules.route("good", .always, to: .function(program.reference(3)))
    let decider = WorkerPool(Decider(rules.base, program: program.program))
    for _ in 0..<2 {
      let decision = decider.decide(Request(Self.request), in: World())
      #expect(decision.to?.name == "acme/l3")
      #expect(decision.errors.map(\.rule) == ["bad 0", "bad 1", "bad 2"])
      #expect(decision.errors.map(\.place?.line) == [1, 2, 3])
      #expect(decision.errors.allSatisfy { $0.kind == .function })
      #expect(decision.errors[1].message == "used up its budget: too many steps")
      #expect(
        decision.errors[2].message
          == "a request has no field \"sumary\", did you mean \"summary\"?: "
          + "declare it with `field`, or read `request.attributes`")
    }
  }

  @Test(
    "values that functions give",
    arguments: [
      ("nil", nil), ("2", .integer(2)), ("2.0", .integer(2)), ("'x'", .text("x")),
      ("{ 'a', 'b' }", .list([.text("a"), .text("b")])), ("1 < 2", .yesNo(true)),
    ] as [(String, Value?)])
  func values(written: String, value: Value?) throws {
    let program = try Program(["function() return \(written) end"])
    var functions = LuaFunctions(FunctionPool(program.program, calendars: [:]))
    let facts = HandMade().bind([])
    #expect(try functions.value(program.reference(), facts: facts).get() == value)
  }

  @Test("a table with names, a function or a record is no value")
  func noValues() throws {
    for written in ["{ a = 1 }", "print", "catalogue.services.payroll"] {
      let program = try Program(["function() return \(written) end"])
      var functions = LuaFunctions(FunctionPool(program.program, calendars: [:]))
      let facts = HandMade().bind([])
      #expect(throws: FunctionFault.self) {
        try functions.value(program.reference(), facts: facts).get()
      }
    }
  }

  @Test("many threads decide at once, each with a state of its own")
  func threads() async throws {
    let program = try Program(["function(request) return 'acme/' .. request.summary end"])
    var rules = HandMade()
    rules.route("lua", .always, to: .function(program.reference()))
    let decider = WorkerPool(Decider(rules.base, program: program.program))
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<4 {
        group.addTask {
          (0..<200).allSatisfy { _ in
            let name = task.isMultiple(of: 2) ? "l3" : "payroll-desk"
            let decision = decider.decide(Request([("summary", .text(name))]), in: World())
            return decision.to?.name == "acme/\(name)"
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
