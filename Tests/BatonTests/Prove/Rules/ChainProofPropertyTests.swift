import BatonModel
import BatonTime
import Foundation
import TestSupport
import Testing

@testable import Baton

/// What `check` says of stages that ask for what others set, against every request there is: nothing
/// missed, nothing false.
@Suite struct ChainProofPropertyTests {
  @Test("claims about a stage hold for what the stages before it make of requests")
  func claims() throws {
    let seed = SeededNumbers.anySeed()
    var random = SeededNumbers(seed: seed)
    let wanted = ProcessInfo.processInfo.environment["BATON_RULE_BASES"].flatMap { Int($0) } ?? 20
    var told: [String: Int] = [:]
    for number in 0..<wanted {
      let chain = GeneratedChain(&random)
      try compare(chain, &told, "rule base \(number), seed \(seed)\n\(chain.source)")
    }
    print("\(wanted) chains, seed \(seed): \(told.sorted { $0.key < $1.key })")
    // The test means something only if stages rule something out for those behind them.
    #expect(told["made by others", default: 0] >= wanted / 20)
  }

  private func compare(
    _ chain: GeneratedChain, _ told: inout [String: Int], _ text: String
  ) throws {
    let comment = Comment(rawValue: text)
    let load = RuleBaseLoad(
      folder: RuleFolder(contents: ["main.lua": chain.source]), main: "main.lua", more: [])
    let engine = try #require(load.engine, "\(load.diagnostics) \(text)")
    let checked = load.checked(at: Instant(milliseconds: 1_767_571_200_000))
    let requests = chain.requests
    let courses = requests.map { chain.course($0) }
    for (request, course) in zip(requests, courses) {
      let decision = engine.decide(GeneratedChain.request(request))
      #expect(decision.to?.name == course.to, comment)
      #expect(
        decision.priority.map { .integer($0) } == course.atRoutes["priority"], comment)
    }
    func lines(_ code: String) -> Set<Int> {
      Set(checked.diagnostics.filter { $0.code == code }.map(\.place.line))
    }

    // By stage, each rule with what it sees of each request.
    var holding: Set<Int> = []
    var reached: Set<Int> = []
    for (request, course) in zip(requests, courses) {
      for rule in chain.classify where rule.holds(request) { holding.insert(rule.line) }
      for (table, facts) in zip(chain.tables, course.atTables) {
        holding.formUnion(table.rows.filter { $0.holds(facts) }.map(\.line))
        if let row = table.rows.first(where: { $0.holds(facts) }) { reached.insert(row.line) }
      }
      holding.formUnion(chain.priorities.filter { $0.holds(course.atPriorities) }.map(\.line))
      holding.formUnion(chain.routes.filter { $0.holds(course.atRoutes) }.map(\.line))
      reached.formUnion([course.setter, course.route].compactMap(\.self))
    }
    #expect(lines("not-decided").isEmpty, comment)

    let rows = chain.tables.flatMap(\.rows)
    let bounds = chain.priorities.filter(\.sets.isEmpty).map(\.line)
    let examined = Set(
      (rows + chain.priorities + chain.routes).map(\.line)
    ).subtracting(bounds)
    let rest = Set(chain.routes.suffix(1).map(\.line))
    let never = lines("never-holds").intersection(examined)
    #expect(never == examined.subtracting(holding), comment)
    let hidden = examined.intersection(holding).subtracting(reached).subtracting(rest)
    #expect(lines("unreachable").intersection(examined) == hidden, comment)

    for line in lines("redundant").intersection(chain.routes.map(\.line)) {
      let changes = requests.contains {
        chain.course($0, without: line).to != chain.course($0).to
      }
      #expect(!changes, comment)
    }
    for finding in checked.diagnostics where finding.message.contains("the rules before it") {
      told["made by others", default: 0] += 1
      #expect(finding.code == "never-holds", comment)
    }
    for code in Set(checked.diagnostics.map(\.code)) { told[code, default: 0] += 1 }
  }
}
