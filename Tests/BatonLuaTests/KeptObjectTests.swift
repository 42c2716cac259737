// The kept object: its fields are asked for once, and no evaluation can tell.

import BatonLua
import Testing

/// A request whose reads are counted.
private final class CountingHost: LuaHost {
  var kind = "incident"
  var reads = 0

  func member(of object: UInt32, slot: Int, key: LuaHostKey) -> LuaMember {
    reads += 1
    return switch (object, key) {
    case (0, .text("kind")): .text(kind)
    case (0, .text("priority")): .integer(2)
    case (0, .text("customer")): .object(7)
    case (0, .text("name")): .text(String(repeating: "long ", count: 1000))
    case (0, .text("service")): .text("a\0b")
    case (0, .text("salary")): .refused("'salary' is not readable here")
    case (7, .text("region")): .text("UK")
    default: .none
    }
  }

  func keys(of object: UInt32) -> [LuaHostKey] { [.text("kind"), .text("priority")] }
}

@Suite struct KeptObjectTests {
  private func state(_ functions: [String]) throws -> LuaState {
    var state = try LuaState(
      words: Sandbox.words, hostObjects: ["catalogue"], fields: Sandbox.fields, keptObject: 0)
    let load = Sandbox.load(
      functions.map { "route 'r' { \($0) }" }.joined(separator: "\n"), in: &state)
    if let failure = load.failures.first { throw failure }
    return state
  }

  private func test(_ state: inout LuaState, _ number: Int, _ host: CountingHost) throws -> Bool {
    try state.test(number, arguments: [.object(0)], limits: .evaluating, host: host)
  }

  @Test func aFieldIsAskedForOnce() throws {
    let host = CountingHost()
    var state = try state([
      "function(r) return r.kind == 'incident' and r.priority == 2 and r.region == nil end"
    ])
    #expect(try test(&state, 0, host))
    #expect(host.reads == 3)
    #expect(try test(&state, 0, host))
    #expect(host.reads == 3)
    state.forgetFields()
    host.kind = "change"
    #expect(try !test(&state, 0, host))
    #expect(host.reads == 4)
  }

  @Test(arguments: ["kind", "priority", "customer", "name", "service", "region", "other"])
  func whatOthersReadCostsNothing(field: String) throws {
    let host = CountingHost()
    var state = try state(["function(r) local x = r.\(field) return x ~= 'x' end"])
    #expect(try test(&state, 0, host))
    let fuel = state.usage.fuel
    #expect(try test(&state, 0, host))
    #expect(state.usage.fuel == fuel)
  }

  /// A text that makes single instructions long weighs only on those who read it.
  @Test func aLongTextWeighsOnItsReaders() throws {
    let loop = "for i = 1, 200 do local same = x == 'y' end return true end"
    let host = CountingHost()
    var alone = try state(["function(r) local x = r.kind \(loop)"])
    #expect(try test(&alone, 0, host))
    var both = try state([
      "function(r) local x = r.kind \(loop)", "function(r) local x = r.name \(loop)",
    ])
    #expect(try test(&both, 1, host))
    let long = both.usage.fuel
    #expect(try test(&both, 0, host))
    #expect(both.usage.fuel == alone.usage.fuel)
    #expect(long > both.usage.fuel)
  }

  @Test func whatIsKeptIsGuardedAsBefore() throws {
    let host = CountingHost()
    var state = try state([
      "function(r) local x = r.kind r.kind = 1 end", "function(r) return r.salary end",
      "function(r) return rawset(r, 'kind', 1) end",
      "function(r) return r.customer.region == 'UK' and r == r and r ~= r.customer end",
      "function(r) local n = 0 for k, v in pairs(r) do n = n + 1 end return n == 2 and #r == 2 end",
    ])
    for number in 0..<2 {
      _ = try? test(&state, 3, host)
      #expect {
        try test(&state, number, host)
      } throws: { error in
        (error as? LuaFailure)?.message
          == [
            "this value is read-only: 'kind' cannot be set", "'salary' is not readable here",
          ][number]
      }
    }
    #expect(throws: LuaFailure.self) { try test(&state, 2, host) }
    #expect(try test(&state, 3, host))
    #expect(try test(&state, 4, host))
  }

  /// The syntax room refuses functions that remember; the state must hold without it.
  @Test func itBelongsToEvaluationsThatAreGivenIt() throws {
    let host = CountingHost()
    var state = try LuaState(
      words: Sandbox.words, hostObjects: ["catalogue"], fields: Sandbox.fields, keptObject: 0)
    let load = Sandbox.load(
      "local mine route 'r' { function(r) mine = r or mine return mine.kind end }", in: &state)
    #expect(load.failures.isEmpty)
    #expect(try test(&state, 0, host))
    state.forgetFields()
    #expect {
      try state.test(0, arguments: [], limits: .evaluating, host: host)
    } throws: { error in
      (error as? LuaFailure)?.message == "this value belongs to an earlier evaluation"
    }
  }
}
