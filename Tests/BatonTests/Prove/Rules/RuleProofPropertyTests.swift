import BatonModel
import BatonTime
import Foundation
import TestSupport
import Testing

@testable import Baton

/// What `check` says of generated rules against every request there is: nothing missed, nothing false.
@Suite struct RuleProofPropertyTests {
  @Test("claims about rules are what trying every request gives")
  func claims() throws {
    let seed = SeededNumbers.anySeed()
    var random = SeededNumbers(seed: seed)
    let wanted = ProcessInfo.processInfo.environment["BATON_RULE_BASES"].flatMap { Int($0) } ?? 40
    var told: [String: Int] = [:]
    for number in 0..<wanted {
      let stage = GeneratedStage(&random)
      try compare(stage, &told, "rule base \(number), seed \(seed)")
    }
    print("\(wanted) rule bases, seed \(seed): \(told.sorted { $0.key < $1.key })")
    // The test means something only if much is found: several times each in the usual forty.
    #expect(told["unreachable", default: 0] >= wanted / 20)
    #expect(told["redundant", default: 0] >= wanted / 20)
    #expect(told["shown", default: 0] >= wanted / 20)
  }

  private func compare(
    _ stage: GeneratedStage, _ told: inout [String: Int], _ comment: String
  ) throws {
    let load = RuleBaseLoad(
      folder: RuleFolder(contents: ["main.lua": stage.source]), main: "main.lua", more: [])
    let engine = try #require(load.engine, "\(load.diagnostics) \(stage.source)")
    let checked = load.checked(at: Instant(milliseconds: 1_767_571_200_000))
    func lines(_ code: String) -> Set<Int> {
      Set(checked.diagnostics.filter { $0.code == code }.map(\.place.line))
    }
    let comment = Comment(rawValue: "\(comment)\n\(stage.source)")
    let requests = SmallWorld.requests(stage.fields)
    let rows = stage.entries.flatMap(\.rows)
    let courses = requests.map { stage.course($0) }

    // The engine does what the semantics say.
    for (request, course) in zip(requests, courses) {
      let decision = engine.decide(SmallWorld.members(request, stage.fields))
      switch stage.word {
      case .route: #expect(decision.to?.name == course.outcome, comment)
      case .decisionTable:
        let mark = decision.classified.first { $0.field == "mark" }?.value
        #expect(mark == course.outcome.map { .text($0) }, comment)
      case .priority, .classify: break
      }
    }

    let holding = Set(rows.filter { row in requests.contains { row.holds($0) } }.map(\.line))
    let reached = Set(courses.flatMap(\.reached))
    let broken = Set(courses.flatMap(\.broken))
    #expect(lines("not-decided").isEmpty, comment)
    #expect(lines("may-overlap").isEmpty, comment)
    #expect(lines("never-holds") == Set(rows.map(\.line)).subtracting(holding), comment)
    let hidden = holding.subtracting(reached)
    // Without its fallback no rule base loads, so nothing is said of a fallback that has nothing left.
    let fallback = Set(stage.word == .route ? [rows.map(\.line).max() ?? 0] : [])
    #expect(lines("unreachable") == hidden.subtracting(fallback), comment)

    // Rows that break the policy, each pair, and the request that shows it.
    let overlaps = checked.findings.filter { $0.diagnostic.code == "overlap" }
    let pairs = overlaps.map { [$0.diagnostic.related[0].place.line, $0.diagnostic.place.line] }
    #expect(Set(pairs) == broken, comment)
    for finding in overlaps {
      let request = try #require(finding.witness, comment).request
      #expect(engine.decide(request).errors.contains { $0.kind == .rule }, comment)
    }

    // A gap is one: its request comes to no row.
    for finding in checked.findings where finding.diagnostic.code == "table-gap" {
      let request = try #require(finding.witness, comment).request
      let decision = engine.decide(request)
      #expect(
        decision.classified.isEmpty && decision.errors.allSatisfy { $0.kind != .rule }, comment)
      #expect(zip(requests, courses).contains { $1.outcome == nil && $1.reached.isEmpty }, comment)
    }

    // Each that is hidden or without use is shown by a request that it is about.
    for finding in checked.findings
    where ["unreachable", "redundant"].contains(finding.diagnostic.code) {
      let request = try #require(finding.witness, comment).request
      let values = SmallWorld.values(request, stage.fields)
      // Of other values what a test means is not said by hand.
      guard zip(values, stage.fields).allSatisfy({ $1.values.contains($0) }) else { continue }
      told["shown", default: 0] += 1
      let line = finding.diagnostic.place.line
      let row = try #require(rows.first { $0.line == line }, comment)
      #expect(row.holds(values), comment)
      #expect(
        stage.course(values).reached.contains(line) == (finding.diagnostic.code == "redundant"),
        comment)
    }

    try compareWorth(stage, requests, hidden, lines("redundant"), lines("never-holds"), comment)
    compareColumns(stage, requests, lines("idle-column"), comment)
    for code in Set(checked.diagnostics.map(\.code)) { told[code, default: 0] += 1 }
  }

  /// A rule is redundant if no request notices its absence. Of two alike of which one hides the other,
  /// the hidden one is told: so one that nothing comes to does not stand in for one that is looked at.
  private func compareWorth(
    _ stage: GeneratedStage, _ requests: [SmallWorld.Request], _ hidden: Set<Int>,
    _ redundant: Set<Int>, _ never: Set<Int>, _ comment: Comment
  ) throws {
    let idle = hidden.union(never)
    for entry in stage.entries where entry.hit == nil || entry.hit == .first {
      for row in entry.rows where !idle.contains(row.line) {
        let alike = stage.entries.filter { $0.hit == nil || $0.hit == .first }.flatMap(\.rows)
          .filter { idle.contains($0.line) && $0.outcome == row.outcome }.map(\.line)
        let changes = requests.contains {
          stage.course($0, without: Set(alike)).outcome
            != stage.course($0, without: Set(alike + [row.line])).outcome
        }
        #expect(redundant.contains(row.line) == !changes, comment)
      }
    }
  }

  /// A column is idle if the table decides the same without it.
  private func compareColumns(
    _ stage: GeneratedStage, _ requests: [SmallWorld.Request], _ idle: Set<Int>,
    _ comment: Comment
  ) {
    for entry in stage.entries where entry.hit == .first {
      let line = (entry.rows.first?.line ?? 0) - 1
      let isIdle = entry.columns.indices.contains { column in
        requests.allSatisfy { request in
          entry.rows.first { $0.holds(request) }?.outcome
            == entry.rows.first { $0.holdsWithout(column, request) }?.outcome
        }
      }
      #expect(idle.contains(line) == isIdle, comment)
    }
  }
}
