import Foundation
import TestSupport
import Testing

/// Whole decisions on generated rule bases and requests: the index against the reference.
@Suite struct DecisionPropertyTests {
  @Test("index and reference decide alike, and agree on what was outranked and what came near")
  func agreement() async {
    let seed = SeededNumbers.anySeed()
    let wanted = ProcessInfo.processInfo.environment["BATON_PAIRS"].flatMap { Int($0) }
    let comparison = await DecisionComparison.run(seed: seed, pairs: wanted ?? 100_000)
    print("\(comparison.summary), seed \(seed)")
    #expect(comparison.failure == nil, "seed \(seed)")
    // The test means something only if much of everything happens. Each limit lies at least six
    // standard deviations of a run of 100,000 pairs below what is usual, which is said beside it.
    let refused = comparison.refused.values.reduce(0, +)
    let (pairs, bases) = (comparison.pairs, comparison.bases)
    #expect(refused <= bases / 5, "\(comparison.refused), seed \(seed)")  // one in 50
    #expect(comparison.routed > pairs / 4)  // four in five
    #expect(comparison.errors > pairs / 10)  // 1.3 times the pairs
    #expect(comparison.outranked > pairs / 100)  // one in 5
    #expect(comparison.misses > pairs / 2)  // twice the pairs
    #expect(comparison.farMisses > pairs / 20)  // one in 3
    #expect(comparison.lifted > bases)  // 12 of each, most of them in the large ones
    #expect(comparison.opaque > bases / 20)  // 5 of each
    // One rule base in ten has a wide condition for certain, unless it was refused.
    #expect(comparison.wide >= bases / 10 - refused)
  }

  /// All are found within a few thousand pairs. The limit is far beyond that, so that only one that
  /// is not noticed at all reaches it.
  @Test("an index of rules that are wrong in one place is found", arguments: RuleMutation.allCases)
  func mutations(mutation: RuleMutation) {
    let seed = SeededNumbers.anySeed()
    var comparison = DecisionComparison(seed: seed)
    comparison.mutation = mutation
    comparison.run(pairs: 1_000_000)
    #expect(comparison.failure != nil, "\(mutation), seed \(seed)")
  }

  @Test("lines decided from their bytes are those of requests")
  func lines() throws {
    let seed = SeededNumbers.anySeed()
    var comparison = LineComparison(seed: seed)
    try comparison.run(lines: 10_000)
    print("direct against general lines: \(comparison.lines), seed \(seed)")
    #expect(comparison.failure == nil, "seed \(seed)")
    // For certain: every other rule base is made so.
    #expect(comparison.direct >= comparison.bases / 2)
  }
}
