import Foundation

/// How long cases take until something, where some of them are still open: of these it is known only
/// that it takes longer than they are old.
///
/// To leave them out would be to count the fast ones only, above all of cases that were opened last.
/// Sources: Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations" (1958); Mantel,
/// "Evaluation of Survival Data and Two New Rank Order Statistics Arising in Its Consideration" (1966).
struct TimesUntil {
  private(set) var cases: [Int32] = []
  /// Milliseconds until it was done, or so far.
  private(set) var lengths: [Double] = []
  private(set) var isDone: [Bool] = []
  private(set) var hasOpen = false

  mutating func add(_ index: Int32, _ length: Double, isDone done: Bool) {
    cases.append(index)
    lengths.append(length)
    isDone.append(done)
    if !done { hasOpen = true }
  }

  /// After how long so many percent are done; nil if so many are not yet. Without open cases it is the
  /// percentile by nearest rank. O(n log n).
  func percentile(_ percent: Double) -> Double? {
    if cases.isEmpty { return nil }
    if !hasOpen { return Sample.percentile(percent, of: lengths.sorted()) }
    var (rest, open) = (lengths.count, 1.0)
    for step in Self.steps(of: [self]) {
      open *= 1 - Double(step.done[0]) / Double(rest)
      // What is the same may differ in the last digits.
      if open <= 1 - percent / 100 + 1e-12 { return step.time }
      rest -= step.done[0] + step.open[0]
    }
    return nil
  }

  /// How often chance alone makes both sides differ at least as much: whether, each time that a case is
  /// done, it is as often one of either side as cases of that side are still open. Two-sided, of
  /// cases many enough for the bell curve; nil if a side has none. O(n log n).
  static func chance(_ before: TimesUntil, _ after: TimesUntil) -> Double? {
    if before.cases.isEmpty || after.cases.isEmpty { return nil }
    if !before.hasOpen, !after.hasOpen { return Chance.ofValues(before.lengths, after.lengths) }
    var (first, second) = (Double(before.cases.count), Double(after.cases.count))
    var (distance, variance) = (0.0, 0.0)
    for step in steps(of: [before, after]) {
      let all = first + second
      let done = Double(step.done[0] + step.done[1])
      if done > 0 {
        distance += Double(step.done[0]) - done * first / all
        if all > 1 {
          variance += done * first * second * (all - done) / (all * all * (all - 1))
        }
      }
      first -= Double(step.done[0] + step.open[0])
      second -= Double(step.done[1] + step.open[1])
    }
    return variance <= 0 ? 1 : erfc(abs(distance) / variance.squareRoot() / 2.0.squareRoot())
  }

  /// A time, and of both sides how many cases are done after it, and how many are open and that old.
  private struct Step {
    let time: Double
    var done = SIMD2<Int>()
    var open = SIMD2<Int>()
  }

  private static func steps(of sides: [TimesUntil]) -> [Step] {
    let all = sides.indices.flatMap { side in
      sides[side].lengths.indices.map {
        (time: sides[side].lengths[$0], isDone: sides[side].isDone[$0], side: side)
      }
    }.sorted { $0.time < $1.time }
    var steps: [Step] = []
    for one in all {
      if steps.last?.time != one.time {
        steps.append(Step(time: one.time))
      }
      if one.isDone {
        steps[steps.count - 1].done[one.side] += 1
      } else {
        steps[steps.count - 1].open[one.side] += 1
      }
    }
    return steps
  }
}
