import Baton
import BatonModel
import BatonTime

/// What each unit has to expect, hour by hour of a week.
package struct Workload: Sendable {
  package let grid: WeekGrid
  /// The unit with most work first, then with most visits.
  package let units: [UnitWorkload]
  package let trial: ForecastTrial?

  /// - Parameter calendars: the hours of a unit by its number; none if it works always.
  /// - Complexity: O(visits and spans of the cases, and units times hours of the grid); memory beside the
  ///   result: that of one unit, 56 bytes for each visit and 16 for each span of work.
  init(
    _ measured: MeasuredCases, _ visits: CaseVisits, over grid: WeekGrid,
    calendars: [UInt32: BusinessCalendar]
  ) {
    self.grid = grid
    var visitsOfUnit: [UInt32: [(visit: Visit, of: Int32)]] = [:]
    var stretches: [UInt32: [(from: Int64, until: Int64)]] = [:]
    for (position, index) in visits.cases.enumerated() {
      for visit in visits.all[visits.ranges[position]] {
        visitsOfUnit[visit.unit, default: []].append((visit, index))
      }
      for span in measured.spans(of: measured.cases[Int(index)]) where span.kind == .working {
        stretches[span.place, default: []].append((span.from, span.until))
      }
    }
    var units: [UnitWorkload] = []
    var trial = ForecastTrial(weeks: grid.weeks)
    for (number, visits) in visitsOfUnit {
      let hours = UnitHours(
        visits, stretches[number] ?? [], over: grid, in: calendars[number])
      units.append(
        UnitWorkload(number, measured.names[number] ?? "", hours, weeks: grid.weeks))
      trial?.look(at: hours)
    }
    self.trial = trial
    self.units = units.sorted { left, right in
      (right.workOfWeek.mean, right.visitsOfWeek.mean, left.name)
        < (left.workOfWeek.mean, left.visitsOfWeek.mean, right.name)
    }
  }
}

extension MeasuredSpan {
  /// The unit; the party of a history that knows no units.
  var place: UInt32 { unit == NameTable.none ? party : unit }
}
