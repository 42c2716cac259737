import TestSupport
import Testing

@testable import BatonWorkbench

/// How often chance gives a difference: beside SciPy 1.17, and beside dealing out all cards.
@Suite struct ChanceTests {
  private static func isNear(_ one: Double?, _ other: Double) -> Bool {
    one.map { abs($0 - other) <= 1e-9 * max(other, 1e-3) } ?? false
  }

  /// `scipy.stats.mannwhitneyu(…, method="exact")`; the first is 2 of the 20 ways by hand.
  @Test(arguments: [
    ([1.0, 2, 3], [4.0, 5, 6], 0.1),
    ([3, 9, 4, 8], [1, 2, 5, 6, 7], 0.4126984126984127),
    ([1.5, 2.5, 10, 11, 12, 13], [1, 2, 3, 4, 5, 6, 7, 8], 0.18115218115218118),
  ])
  func fewValues(_ before: [Double], _ after: [Double], _ chance: Double) {
    #expect(Self.isNear(Chance.ofValues(before, after), chance))
    #expect(Self.isNear(Chance.ofValues(after, before), chance))
  }

  /// By hand: 0.005 against 0.0125, 0.01 against 0.0167; 0.03 is above 0.025, and what follows falls with it.
  @Test func theMoreFiguresTheRarer() {
    #expect(
      Chance.standsOut([0.01, 0.04, 0.03, 0.005], level: 0.05) == [true, false, false, true])
    #expect(Chance.standsOut([0.04], level: 0.05) == [true])
    #expect(Chance.standsOut([], level: 0.05) == [])
    // Two figures made of the same cases have the same chance, and stand or fall together.
    #expect(
      Chance.standsOut([0.024, 0.9, 0.012, 0.012], level: 0.05) == [true, false, true, true])
  }

  /// Numbers without any difference: hardly ever does one of twenty stand out.
  @Test func nothingStandsOutOfNoise() {
    var random = SeededNumbers()
    var reports = 0
    for _ in 0..<1000 {
      let chances = (0..<20).map { _ in Double(1 + random.below(1_000_000)) / 1_000_000 }
      if Chance.standsOut(chances, level: 0.01).contains(true) { reports += 1 }
    }
    // Ten are expected; of a Poisson number with that mean more than 40 come once in 10^12 times.
    #expect(reports <= 40, "seed \(random.seed)")
  }

  /// `scipy.stats.mannwhitneyu(…, method="asymptotic")`, with many ties.
  @Test func manyValues() {
    let one = (0..<60).map { Double($0 * 7 % 11) }
    let other = (0..<80).map { Double($0 * 5 % 13) }
    #expect(Self.isNear(Chance.ofValues(one, other), 0.16845725486409147))
    let squares = (0..<100).map { Double($0 * $0 % 97) }
    let cubes = (0..<90).map { Double($0 * $0 * $0 % 101 + 12) }
    #expect(Self.isNear(Chance.ofValues(squares, cubes), 0.006267308013759612))
    #expect(Self.isNear(Chance.ofValues(cubes, squares), 0.006267308013759612))
  }

  /// `scipy.stats.fisher_exact`
  @Test(arguments: [
    (8, 10, 1, 10, 0.005477494641581329), (3, 4, 1, 4, 0.48571428571428565),
    (10, 100, 90, 300, 2.9962259936740395e-05), (50, 60, 100, 180, 9.932888857986174e-05),
    (0, 5, 5, 5, 0.007936507936507938), (700, 1000, 765, 1000, 0.001213690166285652),
    (0, 10, 0, 7, 1),
  ])
  func shares(_ yes: Int, _ all: Int, _ otherYes: Int, _ other: Int, _ chance: Double) {
    #expect(
      Self.isNear(Chance.ofShares(before: (yes, all), after: (otherYes, other)), chance))
    #expect(
      Self.isNear(Chance.ofShares(before: (otherYes, other), after: (yes, all)), chance))
  }

  /// `scipy.stats.binomtest(up, up + down)`
  @Test(arguments: [
    (9, 1, 0.021484375), (5, 5, 1), (0, 7, 0.015625), (60, 40, 0.05688793364098089),
    (12, 3, 0.03515625), (1, 0, 1), (1300, 1200, 0.047681865221043444),
  ])
  func ways(_ up: Int, _ down: Int, _ chance: Double) {
    #expect(Self.isNear(Chance.ofWays(up: up, down: down), chance))
    #expect(Self.isNear(Chance.ofWays(up: down, down: up), chance))
  }

  @Test("with ties too it is the part of all ways to deal the cases out")
  func allWays() {
    var random = SeededNumbers()
    for round in 0..<60 {
      let values = (0..<(2 + random.below(9))).map { _ in Double(random.below(5)) }
      let first = 1 + random.below(values.count - 1)
      let (before, after) = (Array(values[..<first]), Array(values[first...]))
      #expect(
        Self.isNear(Chance.ofValues(before, after), Self.dealt(before, after)),
        "round \(round), seed \(random.seed): \(before) \(after)")
    }
  }

  /// The slow truth: every hand of so many cards, and how often it is worth as far from the mean.
  private static func dealt(_ before: [Double], _ after: [Double]) -> Double {
    let all = before + after
    let ranks = all.map { value in
      Double(all.count { $0 < value }) + Double(all.count { $0 == value } + 1) / 2
    }
    let mean = Double(before.count * (all.count + 1)) / 2
    let found = abs(ranks.prefix(before.count).reduce(0, +) - mean)
    var (far, hands) = (0.0, 0.0)
    for hand in 0..<(1 << all.count) where hand.nonzeroBitCount == before.count {
      hands += 1
      let sum = ranks.indices.reduce(0.0) { hand >> $1 & 1 == 1 ? $0 + ranks[$1] : $0 }
      if abs(sum - mean) >= found - 1e-9 { far += 1 }
    }
    return far / hands
  }

  @Test("of very many cases nothing grows too large, and nothing is drawn at random")
  func large() throws {
    let chance = try #require(
      Chance.ofShares(before: (50_000, 100_000), after: (90_000, 100_000)))
    #expect(chance >= 0 && chance < 1e-100)
    #expect(Chance.ofShares(before: (50_000, 100_000), after: (50_000, 100_000)) == 1)
    let ways = try #require(Chance.ofWays(up: 100_000, down: 90_000))
    #expect(ways > 0 && ways < 1e-100)
    let values = (0..<5000).map { Double($0 % 7) }
    #expect(Chance.ofValues(values, values) == 1)
  }

  @Test func ofNothingNothingIsSaid() {
    #expect(Chance.ofValues([], [1]) == nil && Chance.ofValues([1], []) == nil)
    #expect(Chance.ofShares(before: (0, 0), after: (1, 1)) == nil)
    #expect(Chance.ofPercentile(90, [], [1]) == nil && Chance.ofWays(up: 0, down: 0) == nil)
    #expect(Chance.ofValues([1], [1]) == 1)
  }

  // MARK: Open cases

  private static func times(_ lengths: [Double], _ isDone: (Int) -> Bool) -> TimesUntil {
    var times = TimesUntil()
    for (index, length) in lengths.enumerated() {
      times.add(Int32(index), length, isDone: isDone(index))
    }
    return times
  }

  /// Weeks until 42 patients fell ill again, of whom 12 had not when the study ended (Freireich and
  /// others, 1963). Textbooks have medians of 23 and 8, and 16.79 of the log-rank test with one degree
  /// of freedom; `scipy.stats.logrank` says 4.168809109334529e-05.
  @Test func remissions() {
    let drug = Self.times(
      [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    ) { $0 < 9 }
    let placebo = Self.times(
      [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    ) { _ in true }
    #expect(drug.percentile(50) == 23 && placebo.percentile(50) == 8)
    // So many had not fallen ill again by then: 0.8067 after 7 weeks, 0.7529 after 10.
    #expect(drug.percentile(20) == 10 && drug.percentile(90) == nil)
    #expect(Self.isNear(TimesUntil.chance(drug, placebo), 4.168809109334529e-05))
    #expect(Self.isNear(TimesUntil.chance(placebo, drug), 4.168809109334529e-05))
  }

  /// `scipy.stats.logrank` with many ties.
  @Test func openCasesWithTies() {
    let one = Self.times((0..<40).map { Double($0 * 7 % 23 + 1) }) { $0 % 4 != 0 }
    let other = Self.times((0..<30).map { Double($0 * 5 % 19 + 3) }) { $0 % 3 != 0 }
    #expect(Self.isNear(TimesUntil.chance(one, other), 0.6005256150329007))
  }

  @Test("the percentile by nearest rank is what it is with open cases that are older than all")
  func percentiles() {
    var random = SeededNumbers()
    for round in 0..<40 {
      let lengths = (0..<(1 + random.below(30))).map { _ in Double(random.below(12)) }
      let done = Self.times(lengths) { _ in true }
      let withOpen = Self.times(lengths + [100, 100, 100]) { $0 < lengths.count }
      for percent in [10.0, 50, 75, 90, 100] {
        // Of so many more the same rank is of a smaller part.
        let rank = (percent * Double(lengths.count + 3) / 100).rounded(.up)
        let sorted = lengths.sorted()
        let wanted = Int(rank) <= sorted.count ? sorted[Int(rank) - 1] : nil
        #expect(
          withOpen.percentile(percent) == wanted, "round \(round), seed \(random.seed), \(percent)")
        #expect(done.percentile(percent) == Sample.percentile(percent, of: sorted))
      }
    }
  }
}
