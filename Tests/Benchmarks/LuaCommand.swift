import ArgumentParser
import Baton
import BatonLua
import BatonModel
import Foundation

/// What a condition written as a Lua function costs, called from Swift.
struct LuaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lua",
    abstract: "Nanoseconds for a Lua condition.",
    discussion: """
      Prints two figures. The first is the sandbox by itself: one call of a function that reads one
      field, meters included. The second is the engine: what each further function condition adds
      to a decision, with the request's fields behind it.
      """)

  private static let calls = 200_000
  private static let conditions = 100

  func run() throws {
    print(try sandbox(), try engine(), separator: "\t")
  }

  private func sandbox() throws -> Int {
    var state = try LuaState(
      words: [LuaWord("keep", .single)], hostObjects: [], fields: ["users"])
    let source = "keep { function(request) local users = request.users return users > 300 end }"
    let load = state.load(
      LuaChunk(name: "condition.lua", bytes: Array(source.utf8)),
      limits: .loading(sourceBytes: source.utf8.count)
    ) { _ in .refused("nothing to include") }
    guard load.failures.isEmpty, state.functions.count == 1 else {
      throw ValidationError("the condition does not load")
    }
    var hits = 0
    let seconds = try ProcessorClock.best {
      for users in 0..<Self.calls {
        let holds = try state.test(
          0, arguments: [.object(2)], limits: .evaluating, host: OneField(users: Int64(users)))
        if holds { hits += 1 }
      }
    }
    guard hits % (Self.calls - 301) == 0 else { throw ValidationError("wrong answers") }
    return Int(seconds / Double(Self.calls) * 1e9)
  }

  /// The difference of two rule bases, one with a hundred conditions that do not hold.
  private func engine() throws -> Int {
    let without = try perDecision(functions: 0)
    let with = try perDecision(functions: Self.conditions)
    return Int((with - without) / Double(Self.conditions) * 1e9)
  }

  private func perDecision(functions: Int) throws -> Double {
    var lines = [
      #"field "users" { type = "number", of = "request" }"#,
      #"provider "desk" { default = "first", groups = { ["first"] = {}, ["second"] = {} } }"#,
    ]
    for number in 0..<functions {
      lines.append(
        "route \"\(number)\" { to = \"desk/second\", when = { "
          // A loop is not understood, so the function runs in Lua.
          + "function(request) while true do return request.users > 300 + \(number) end end } }")
    }
    lines.append(#"route "rest" { to = "desk" }"#)
    let file = FileManager.default.temporaryDirectory
      .appending(path: "baton-benchmark-\(ProcessInfo.processInfo.processIdentifier).lua")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }

    let engine = try Engine(rules: file)
    let request = Request([("id", .text("R-1")), ("users", .integer(250))])
    let world = World()
    let decision = engine.decide(request, in: world)
    guard decision.why[.route]?.rule == "rest", decision.to?.name == "desk/first" else {
      throw ValidationError("wrong answer")
    }
    let decisions = 2_000
    var decided = 0
    let seconds = ProcessorClock.best {
      for _ in 0..<decisions where engine.decide(request, in: world).to != nil { decided += 1 }
    }
    precondition(decided > 0)
    return seconds / Double(decisions)
  }
}

/// A request with one field.
private struct OneField: LuaHost {
  let users: Int64

  func member(of object: UInt32, slot: Int, key: LuaHostKey) -> LuaMember {
    slot == 0 ? .integer(users) : .none
  }

  func keys(of object: UInt32) -> [LuaHostKey] { [.text("users")] }
}
