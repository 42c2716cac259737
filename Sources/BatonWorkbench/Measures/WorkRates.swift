import Baton

/// What an hour of work costs, by who did it; found once for each, for spans are many.
struct WorkRates {
  /// By the number of the unit, or of the party where no unit is known.
  private var rates: [UInt64: Double] = [:]

  /// O(spans) if something measures the cost of work, else nothing.
  init(_ measured: MeasuredCases, _ engine: Engine) {
    guard engine.measures.contains(where: { $0.quantity == .known(.workCost) }) else { return }
    var seen: Set<UInt64> = []
    for span in measured.spans where span.kind == .working {
      guard seen.insert(Self.key(span)).inserted, let party = measured.names[span.party] else {
        continue
      }
      rates[Self.key(span)] = engine.rate(ofUnit: measured.names[span.unit], party: party)
    }
  }

  /// Nil if nobody says.
  func rate(of span: MeasuredSpan) -> Double? { rates[Self.key(span)] }

  private static func key(_ span: MeasuredSpan) -> UInt64 {
    UInt64(span.party) << 32 | UInt64(span.unit)
  }
}
