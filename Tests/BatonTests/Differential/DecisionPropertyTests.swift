import Foundation
import Testing

/// Whole decisions on generated rule bases and requests: the index against the reference.
@Suite struct DecisionPropertyTests {
  @Test("index and reference decide alike, and agree on what was outranked and what came near")
  func agreement() {
    let environment = ProcessInfo.processInfo.environment
    let seed =
      environment["BATON_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)
    var comparison = DecisionComparison(seed: seed)
    comparison.run(pairs: environment["BATON_PAIRS"].flatMap { Int($0) } ?? 100_000)
    print("\(comparison.summary), seed \(seed)")
    #expect(comparison.failure == nil, "seed \(seed)")
    // The test means something only if much of everything happens.
    let refused = comparison.refused.values.reduce(0, +)
    #expect(refused <= comparison.bases / 5, "\(comparison.refused), seed \(seed)")
    #expect(comparison.routed > comparison.pairs / 4)
    #expect(comparison.errors > comparison.pairs / 10)
    #expect(comparison.outranked > comparison.pairs / 20)
    #expect(comparison.misses > comparison.pairs)
    #expect(comparison.farMisses > comparison.pairs / 20)
    #expect(comparison.lifted > comparison.bases)
    #expect(comparison.opaque > comparison.bases / 20)
    #expect(comparison.wide > comparison.bases / 20)
  }

  @Test("an index of rules that are wrong in one place is found", arguments: RuleMutation.allCases)
  func mutations(mutation: RuleMutation) {
    let seed = UInt64.random(in: 0..<1_000_000)
    var comparison = DecisionComparison(seed: seed)
    comparison.mutation = mutation
    comparison.run(pairs: 50_000)
    #expect(comparison.failure != nil, "\(mutation), seed \(seed)")
  }

  @Test("lines decided from their bytes are those of requests")
  func lines() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    var comparison = LineComparison(seed: seed)
    try comparison.run(lines: 10_000)
    print("direct against general lines: \(comparison.lines), seed \(seed)")
    #expect(comparison.failure == nil, "seed \(seed)")
    #expect(comparison.direct > 5)
  }
}
