import Baton
package import BatonTime

/// Stretches of the calendar by which cases are told apart, in the rule base's zone.
package struct ReportDays: Sendable {
  package let zone: Zone

  package init(_ zone: Zone) { self.zone = zone }

  /// "2026-05", "2026-W19" by ISO 8601, "2026-05-08"
  func name(of milliseconds: Int64, by dimension: Measure.Dimension) -> String {
    let date = zone.local(at: Instant(milliseconds: milliseconds)).date
    switch dimension {
    case .month: return Self.month(date)
    case .week: return Self.week(date)
    default: return "\(date)"
    }
  }

  func month(of milliseconds: Int64) -> String { name(of: milliseconds, by: .month) }

  private static func month(_ date: CivilDate) -> String {
    "\(padded(date.year, 4))-\(padded(date.month, 2))"
  }

  /// A week belongs to the year in which its Thursday lies.
  private static func week(_ date: CivilDate) -> String {
    let day = Weekday.allCases.firstIndex(of: date.weekday) ?? 0
    let thursday = date.adding(days: 3 - day)
    let first = CivilDate(year: thursday.year, month: 1, day: 1)?.daysSince1970 ?? 0
    let number = (thursday.daysSince1970 - first) / 7 + 1
    return "\(padded(thursday.year, 4))-W\(padded(number, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// How many days the stretch has that a key names; nil if no dimension is one.
  func length(of keys: [String?], _ dimensions: [Measure.Dimension]) -> Double? {
    var length: Double?
    for (key, dimension) in zip(keys, dimensions) where dimension.isPeriod {
      guard let key else { return nil }
      switch dimension {
      case .day: length = 1
      case .week: length = min(length ?? 7, 7)
      default:
        let parts = key.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, CivilDate(year: parts[0], month: parts[1], day: 1) != nil else {
          continue
        }
        let days = Double(CivilDate.days(inMonth: parts[1], year: parts[0]))
        length = min(length ?? days, days)
      }
    }
    return length
  }

  /// Days from the first to the last of some cases, at least one.
  func span(
    of cases: [Int32], _ measured: MeasuredCases, by dating: Measure.Dating
  ) -> Double {
    var (first, last) = (Int64.max, Int64.min)
    for index in cases {
      let instant = measured.cases[Int(index)].instant(by: dating)
      if instant == MeasuredCase.never { continue }
      first = min(first, instant)
      last = max(last, instant)
    }
    return last < first ? 1 : max(Double(last - first) / 86_400_000, 1)
  }
}
