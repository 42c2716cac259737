package import BatonTime

/// The hours of whole weeks on a wall: each is the stretch of time that a local hour of a date really
/// was, so the hour that spring leaves out lasts nothing, and the one that autumn repeats lasts two.
package struct WeekGrid: Sendable {
  package static let hoursOfWeek = 168

  package let zone: Zone
  /// The Monday on which the first week begins.
  package let monday: CivilDate
  package let weeks: Int
  /// Where the hours begin, in order, and behind them where the last ends. Milliseconds since 1970.
  package let borders: [Int64]

  package init(zone: Zone, monday: CivilDate, weeks: Int) {
    self.zone = zone
    self.monday = monday
    self.weeks = weeks
    var borders: [Int64] = []
    borders.reserveCapacity(weeks * Self.hoursOfWeek + 1)
    for day in 0..<weeks * 7 {
      let date = monday.adding(days: day)
      borders.append(zone.startOfDay(date).milliseconds)
      for hour in 1..<24 {
        let local = LocalDateTime(date: date, millisecondOfDay: hour * 3_600_000)
        borders.append(zone.instant(of: local, preferring: .earlier).milliseconds)
      }
    }
    borders.append(zone.startOfDay(monday.adding(days: weeks * 7)).milliseconds)
    self.borders = borders
  }

  /// The last whole weeks of a stretch of time, Monday to Sunday. The days on which it begins and ends
  /// count as whole: nobody exports a history at midnight.
  /// - Parameter most: no more than so many.
  /// - Returns: nil if there is not one.
  package init?(zone: Zone, from start: Int64, until end: Int64, most: Int) {
    let first = zone.local(at: Instant(milliseconds: start)).date
    let last = zone.local(at: Instant(milliseconds: end - 1)).date.next
    guard start < end else { return nil }
    let begins = Self.monday(of: first.adding(days: 6))
    let ends = Self.monday(of: last)
    let weeks = (ends.daysSince1970 - begins.daysSince1970) / 7
    guard weeks > 0 else { return nil }
    let kept = min(weeks, most)
    self.init(zone: zone, monday: ends.adding(days: -7 * kept), weeks: kept)
  }

  /// The Monday of a date's week.
  private static func monday(of date: CivilDate) -> CivilDate {
    date.adding(days: -(Weekday.allCases.firstIndex(of: date.weekday) ?? 0))
  }

  package var from: Int64 { borders[0] }
  package var until: Int64 { borders[borders.count - 1] }
  package var hours: Int { borders.count - 1 }

  /// The hour that an instant lies in, counted from the first; nil outside. O(log hours).
  package func hour(of milliseconds: Int64) -> Int? {
    guard milliseconds >= from, milliseconds < until else { return nil }
    // The guess is off by what clocks were put on or back.
    var hour = min(Int((milliseconds - from) / 3_600_000), hours - 1)
    while borders[hour] > milliseconds { hour -= 1 }
    while borders[hour + 1] <= milliseconds { hour += 1 }
    return hour
  }

  /// Milliseconds: none of the hour that spring leaves out.
  package func length(ofHour hour: Int) -> Int64 { borders[hour + 1] - borders[hour] }

  /// "Tue 09:00" for an hour of the week.
  package static func name(ofHour hour: Int) -> String { "\(day(ofHour: hour)) \(clock(hour))" }

  package static func day(ofHour hour: Int) -> String {
    let name = Weekday.allCases[hour / 24 % 7].rawValue
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  package static func clock(_ hour: Int) -> String {
    let clock = hour % 24
    return "\(clock < 10 ? "0" : "")\(clock):00"
  }
}
