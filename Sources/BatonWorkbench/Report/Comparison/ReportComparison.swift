import Baton
package import BatonModel
package import BatonTime

/// What a report is laid beside, to see what a change of rules came to.
package enum ReportComparison: Sendable {
  /// Cases opened before an instant beside those opened from it on; the name is as it was asked for.
  case opened(name: String, from: Instant)
  /// The same history under other rules, measured by the measures of these, beside itself.
  case rules(MeasuredCases, RuleBaseIdentity)

  /// Reads a day in the zone, which begins at its midnight, or an instant; nil for anything else.
  package init?(opened text: String, in zone: Zone) {
    guard let read = ISO8601.parse(text, in: zone) else { return nil }
    self = .opened(name: text, from: read.instant)
  }
}

/// The cases before and after.
struct ComparedSides {
  struct Side {
    let makers: ReportMakers
    /// Their positions, in order.
    let cases: [Int32]
    /// By case: whether it is one of them.
    let counts: [Bool]
    /// Over how many days they are.
    let days: Double
    /// How many are open.
    let open: Int

    init(_ makers: ReportMakers, _ cases: [Int32], days: Double) {
      self.makers = makers
      self.cases = cases
      self.days = days
      var counts = Array(repeating: false, count: makers.measured.cases.count)
      for index in cases { counts[Int(index)] = true }
      open = cases.count { makers.one($0).ending == .open }
      self.counts = counts
    }
  }

  let before: Side
  let after: Side
  /// By the position of a case after: that of the same case before, below 0 for none; nil where the
  /// sides have different cases.
  let twins: [Int32]?
  /// By the position of a case before: that of the same case in the report, below 0 for none.
  private let places: [Int32]?

  init(_ comparison: ReportComparison, _ makers: ReportMakers) {
    switch comparison {
    case .opened(_, let instant):
      let border = instant.milliseconds
      let timed = makers.counted.filter { makers.one($0).hasTime }
      let first = timed.map { makers.one($0).opened }.min() ?? border
      before = Side(
        makers, timed.filter { makers.one($0).opened < border },
        days: Self.days(from: first, to: border))
      after = Side(
        makers, timed.filter { makers.one($0).opened >= border },
        days: Self.days(from: max(first, border), to: makers.measured.end))
      twins = nil
      places = nil
    case .rules(let measured, _):
      let old = ReportMakers(measured, makers.engine, makers.scope)
      let known = Dictionary(
        measured.cases.enumerated().map { ($1.id, Int32($0)) }
      ) { first, _ in first }
      let twins = makers.measured.cases.map { known[$0.id] ?? -1 }
      var places = Array(repeating: Int32(-1), count: measured.cases.count)
      for (index, twin) in twins.enumerated() where twin >= 0 { places[Int(twin)] = Int32(index) }
      // A case that is asked for under either rules is asked for under both.
      let own = twins.indices.filter { index in
        makers.counts[index] || twins[index] >= 0 && old.counts[Int(twins[index])]
      }.map { Int32($0) }
      let others = places.indices.filter { index in
        places[index] >= 0 ? false : old.counts[index]
      }.map { Int32($0) }
      let same = own.map { twins[Int($0)] }.filter { $0 >= 0 }
      before = Side(old, (same + others).sorted(), days: Self.days(of: own, makers))
      after = Side(makers, own, days: Self.days(of: own, makers))
      self.twins = twins
      self.places = places
    }
  }

  private static func days(from first: Int64, to last: Int64) -> Double {
    last == MeasuredCase.never || last <= first
      ? 1 : max(Double(last - first) / 86_400_000, 1)
  }

  private static func days(of cases: [Int32], _ makers: ReportMakers) -> Double {
    makers.days.span(of: cases, makers.measured, by: .opened)
  }

  /// Where the cases of the side before stand in the report.
  func shown(_ before: [Int32]) -> [Int32] {
    guard let places else { return before }
    return before.map { places[Int($0)] }.filter { $0 >= 0 }.sorted()
  }
}
