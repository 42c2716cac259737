// The smallest change of a request that was found, beside all changes that there are.

import BatonModel
import TestSupport
import Testing

@testable import Baton

@Suite struct SmallestChangeTests {
  /// A request has three fields of three values; so every other request can be tried.
  private static let fields = ["a", "b", "c"]
  private static let values = ["x", "y", "z"]

  private struct Case {
    let rules: String
    let request: [Int]
    let wanted: Int
  }

  private static func made(_ numbers: inout SeededNumbers) -> Case {
    var rules = """
      provider "p" { default = "g0", groups = { g0 = {}, g1 = {}, g2 = {} } }

      """
    for field in fields {
      rules += "field \"\(field)\" { type = one_of { \"x\", \"y\", \"z\" }, of = \"request\" }\n"
    }
    for rule in 0..<Int.random(in: 1...6, using: &numbers) {
      let needed = numbers.pick(fields)
      let tests = fields.compactMap { field -> String? in
        guard field == needed || Bool.random(using: &numbers) else { return nil }
        let left = numbers.pick(values)
        let some = values.filter { $0 != left && Bool.random(using: &numbers) || $0 == left }
          .map { "\"\($0)\"" }
        return some.count == 3 ? nil : "\(field) = { \(some.joined(separator: ", ")) }"
      }
      if tests.isEmpty { continue }
      rules +=
        "route \"r\(rule)\" { when = { \(tests.joined(separator: ", ")) }, "
        + "to = \"p/g\(Int.random(in: 0...2, using: &numbers))\" }\n"
    }
    rules += "route \"rest\" { to = \"p/g0\" }\n"
    return Case(
      rules: rules, request: fields.map { _ in Int.random(in: 0...2, using: &numbers) },
      wanted: Int.random(in: 0...2, using: &numbers))
  }

  private static func request(_ numbers: [Int]) -> Request {
    Request(zip(fields, numbers).map { ($0, .text(values[$1])) })
  }

  /// The fewest fields to change, by trying all 27 requests; nil if none of them is so.
  private static func fewest(_ engine: Engine, _ one: Case) -> Int? {
    var fewest: Int?
    for number in 0..<27 {
      let other = [number % 3, number / 3 % 3, number / 9]
      guard engine.decide(request(other)).to?.name == "p/g\(one.wanted)" else { continue }
      let count = zip(one.request, other).count { $0 != $1 }
      fewest = min(fewest ?? count, count)
    }
    return fewest
  }

  @Test func noSmallerChangeExists() throws {
    var numbers = SeededNumbers()
    print("smallest changes: BATON_SEED=\(numbers.seed)")
    for _ in 0..<150 {
      let one = Self.made(&numbers)
      let files = ["main.lua": one.rules]
      let load = RuleBaseLoad(folder: RuleFolder(contents: files), main: "main.lua", more: [])
      let engine = try #require(load.engine)
      let target = "p/g\(one.wanted)"
      let whyNot = engine.whyNot(.target(target), Self.request(one.request), in: World())
      let fewest = Self.fewest(engine, one)
      if whyNot.isSo {
        #expect(fewest == 0, "\(one)")
      } else if let change = whyNot.change {
        // A field may also be taken away, which the 27 requests do not do.
        #expect(change.fields.count <= fewest ?? 3, "\(one)")
        #expect(change.decision.to?.name == target)
        if change.fields.allSatisfy({ $0.after != nil }) {
          #expect(change.fields.count == fewest, "\(one)")
        }
      } else {
        #expect(fewest == nil, "\(one)")
      }
    }
  }
}
