import BatonTime

/// What a unit has to expect, hour by hour of a week, from what the weeks before brought.
package struct UnitWorkload: Sendable {
  /// An hour of the week.
  package struct Hour: Sendable, Hashable {
    /// Cases that come in it.
    package let visits: Expected
    /// How many cases are worked on at once in it.
    package let work: Expected
  }

  /// A number of ``MeasuredCases/names``.
  package let number: UInt32
  package let name: String
  /// Monday 00:00 to Sunday 23:00; nil where every such hour was a holiday. Holidays count in the weeks.
  package let hours: [Hour?]
  /// Cases in a week, and milliseconds of work; nil if no week is whole.
  package let visitsOfWeek: Expected
  package let workOfWeek: Expected
  /// Means of the last four weeks, to see where it goes.
  package let lastVisits: Double
  package let lastWork: Double
  /// Milliseconds of work of a visit that was done; nil without one.
  package let medianWork: Double?
  /// Milliseconds in the unit's hours until somebody began, ascending.
  package let waits: [Double]
  /// By the hour of the day: the cases that came in it.
  package let cases: [[Int32]]

  static let lastWeeks = 4

  init(_ number: UInt32, _ name: String, _ hours: UnitHours, weeks: Int) {
    self.number = number
    self.name = name
    let all = 0..<weeks
    self.hours = zip(hours.visitsByHour(weeks: all), hours.workByHour(weeks: all)).map {
      visits, work in
      guard let visits = Expected(visits), let work = Expected(work) else { return nil }
      return Hour(visits: visits, work: work)
    }
    let visitsByWeek = hours.byWeek(hours.visits, weeks: all)
    let workByWeek = hours.byWeek(hours.work, weeks: all)
    visitsOfWeek = Expected(visitsByWeek) ?? Expected.nothing
    workOfWeek = Expected(workByWeek) ?? Expected.nothing
    lastVisits = Expected(visitsByWeek.suffix(Self.lastWeeks))?.mean ?? 0
    lastWork = Expected(workByWeek.suffix(Self.lastWeeks))?.mean ?? 0
    let done = hours.workOfVisits.map(Double.init).sorted()
    medianWork = done.isEmpty ? nil : Sample.percentile(50, of: done)
    waits = hours.waits.map(Double.init).sorted()
    cases = hours.cases
  }

  /// Whether the history knows of any work of it.
  package var hasWork: Bool { workOfWeek.mean > 0 || (medianWork ?? 0) > 0 }

  /// The hour of the week in which most is worked on at once; of equal ones the first.
  package var busiest: Int? {
    let means = hours.map { $0?.work.mean ?? 0 }
    guard let most = means.max(), most > 0 else { return nil }
    return means.firstIndex(of: most)
  }
}
