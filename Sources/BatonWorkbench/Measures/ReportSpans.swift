import Baton
import BatonModel
import BatonTime

/// A stretch of time cut at the borders of months, weeks or days.
struct ReportSpans {
  struct Span {
    /// By dimension, those that are stretches of the calendar.
    let names: [String]
    /// Milliseconds since 1970.
    let range: Range<Int64>
  }

  /// In order, without gaps; one without a name where no dimension is a stretch of the calendar.
  let all: [Span]
  /// Whether there would have been more.
  let isCut: Bool

  /// - Parameter most: no more than so many are made.
  init(
    _ range: Range<Int64>, by dimensions: [Measure.Dimension], in zone: Zone, most: Int
  ) {
    let periods = dimensions.filter(\.isPeriod)
    guard !periods.isEmpty else {
      all = [Span(names: [], range: range)]
      isCut = false
      return
    }
    let days = ReportDays(zone)
    var spans: [Span] = []
    var from = range.lowerBound
    while from < range.upperBound, spans.count < most {
      let date = zone.local(at: Instant(milliseconds: from)).date
      var next = range.upperBound
      for period in periods {
        let border = zone.startOfDay(Self.first(after: date, by: period)).milliseconds
        next = min(next, border)
      }
      // A day that a zone leaves out altogether has no time.
      if next <= from { next = min(from + 86_400_000, range.upperBound) }
      spans.append(
        Span(names: periods.map { days.name(of: from, by: $0) }, range: from..<next))
      from = next
    }
    all = spans
    isCut = from < range.upperBound
  }

  /// The first day of the next month, week or day.
  private static func first(after date: CivilDate, by period: Measure.Dimension) -> CivilDate {
    switch period {
    case .month:
      let (year, month) = date.month == 12 ? (date.year + 1, 1) : (date.year, date.month + 1)
      return CivilDate(year: year, month: month, day: 1) ?? date.next
    case .week:
      let day = Weekday.allCases.firstIndex(of: date.weekday) ?? 0
      return date.adding(days: 7 - day)
    default: return date.next
    }
  }

  /// The positions of those that a stretch touches; one without length touches the one it lies in.
  func touched(by range: Range<Int64>) -> Range<Int> {
    let first = index { $0.range.upperBound > range.lowerBound }
    let last = index { $0.range.lowerBound >= max(range.upperBound, range.lowerBound + 1) }
    return first..<max(first, last)
  }

  /// The first position from which on a condition holds.
  private func index(where holds: (Span) -> Bool) -> Int {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(all[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
