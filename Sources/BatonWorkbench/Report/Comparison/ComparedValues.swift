import Baton

/// Cases of one side that have a value, with their values.
struct ComparedValues {
  private(set) var cases: [Int32] = []
  private(set) var values: [Double] = []

  init(cases: [Int32] = [], values: [Double] = []) {
    self.cases = cases
    self.values = values
  }

  /// - Parameter value: nil for a case that has none.
  init(of side: ComparedSides.Side, _ value: (CaseValues, Int) -> Double?) {
    for index in side.cases {
      guard let value = value(side.makers.values, Int(index)) else { continue }
      cases.append(index)
      values.append(value)
    }
  }

  init(_ times: TimesUntil) { self.init(cases: times.cases, values: times.lengths) }

  /// Without open cases.
  init(done times: TimesUntil) {
    for place in times.cases.indices where times.isDone[place] {
      cases.append(times.cases[place])
      values.append(times.lengths[place])
    }
  }

  /// How often chance alone makes both sides differ at least as much; nil where it says nothing of it:
  /// sums and rates are of different stretches of time.
  /// - Parameter twins: as ``ComparedSides/twins``.
  static func chance(
    _ before: ComparedValues, _ after: ComparedValues, as aggregation: Measure.Aggregation,
    isYesNo: Bool, of twins: [Int32]?
  ) -> Double? {
    switch aggregation {
    case .count, .sum, .rate, .minimum, .maximum: return nil
    case .share, .mean, .median, .percentile: break
    }
    if let twins { return chance(before, after, of: twins) }
    if isYesNo {
      return Chance.ofShares(
        before: (before.values.count { $0 > 0 }, before.values.count),
        after: (after.values.count { $0 > 0 }, after.values.count))
    }
    if case .percentile(let percent) = aggregation {
      return Chance.ofPercentile(percent, before.values, after.values)
    }
    return Chance.ofValues(before.values, after.values)
  }

  /// Of the same cases on both sides: by how many went which way.
  static func chance(
    _ before: ComparedValues, _ after: ComparedValues, of twins: [Int32]
  ) -> Double? {
    let known = Dictionary(zip(before.cases, before.values)) { first, _ in first }
    var (up, down) = (0, 0)
    for (index, value) in zip(after.cases, after.values) {
      guard let old = known[twins[Int(index)]] else { continue }
      if value > old { up += 1 } else if value < old { down += 1 }
    }
    return Chance.ofWays(up: up, down: down)
  }
}
